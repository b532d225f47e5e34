#include "query/history/content.h"

#include <algorithm>

#include "corpus/base/utf8.h"
#include "indexer/read/reader.h"

namespace dossier::query {
namespace {

// One part of a JSON format whose change has a name of its own.
struct Part {
  std::string name;
  std::string pointer;
  const Json* before = nullptr;
  const Json* after = nullptr;
  bool tracking = false;
};

void AddMembers(const Json& a, const Json& b, const std::string& pointer, std::initializer_list<std::string_view> first,
                std::initializer_list<std::string_view> left_out, bool tracking, std::vector<Part>& parts) {
  std::vector<std::string> names(first.begin(), first.end());
  for (const Json* object : {&a, &b})
    if (object->is_object())
      for (const auto& member : object->items())
        if (std::find(names.begin(), names.end(), member.key()) == names.end()) names.push_back(member.key());
  for (const std::string& name : names) {
    if (std::find(left_out.begin(), left_out.end(), name) != left_out.end()) continue;
    parts.push_back({name, pointer + "/" + name, &MemberAt(a, name), &MemberAt(b, name), tracking});
  }
}

// CSAF 2.0, section 3.2: what is tracking says how the document came to be, not what it says. `generator` and `id` are
// neither.
std::vector<Part> CsafParts(const Json& a, const Json& b) {
  std::vector<Part> parts;
  const Json &document_a = MemberAt(a, "document"), &document_b = MemberAt(b, "document");
  AddMembers(document_a, document_b, "/document",
             {"title", "publisher", "notes", "references", "acknowledgments", "distribution", "category", "lang"},
             {"tracking"}, false, parts);
  AddMembers(a, b, "", {"product_tree", "vulnerabilities"}, {"document", "$schema"}, false, parts);
  const Json &tracking_a = MemberAt(document_a, "tracking"), &tracking_b = MemberAt(document_b, "tracking");
  AddMembers(tracking_a, tracking_b, "/document/tracking",
             {"version", "current_release_date", "initial_release_date", "revision_history", "status"},
             {"generator", "id", "aliases"}, true, parts);
  parts.push_back({"aliases", "/document/tracking/aliases", &MemberAt(tracking_a, "aliases"),
                   &MemberAt(tracking_b, "aliases"), false});
  return parts;
}

// CVE record format 5: containers.cna and .adp say something, cveMetadata keeps the record.
std::vector<Part> CveParts(const Json& a, const Json& b) {
  std::vector<Part> parts;
  const Json &all_a = MemberAt(a, "containers"), &all_b = MemberAt(b, "containers");
  AddMembers(MemberAt(all_a, "cna"), MemberAt(all_b, "cna"), "/containers/cna",
             {"title", "descriptions", "affected", "references", "metrics"}, {"providerMetadata", "x_generator"}, false,
             parts);
  AddMembers(all_a, all_b, "/containers", {"adp"}, {"cna"}, false, parts);
  AddMembers(MemberAt(a, "cveMetadata"), MemberAt(b, "cveMetadata"), "/cveMetadata",
             {"state", "dateUpdated", "datePublished"}, {"cveId"}, true, parts);
  return parts;
}

std::vector<Part> PartsOf(const Content& a, const Content& b) {
  if (a.format == "csaf") return CsafParts(a.root, b.root);
  if (a.root.contains("cveMetadata")) return CveParts(a.root, b.root);
  std::vector<Part> parts;
  AddMembers(a.root, b.root, "", {}, {}, false, parts);
  return parts;
}

bool SameFormat(const Content& a, const Content& b) { return a.root.is_object() && b.root.is_object(); }

// Numbers of versions, where the format has them.
bool VersionMoved(const Content& a, const Content& b) {
  if (!a.version.empty() || !b.version.empty()) return a.version != b.version;
  return a.current != b.current && !b.current.empty();
}

bool Has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string_view ChangeKindName(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kStated:
      return "stated";
    case ChangeKind::kPartial:
      return "partial";
    case ChangeKind::kSilent:
      return "silent";
  }
  return "silent";
}

Result<Content> ContentOf(const corpus::Corpus& corpus, const corpus::Sighting& sighting) {
  DOSSIER_TRY_ASSIGN(const corpus::Capture capture, corpus.FindCapture(sighting.bytes));
  DOSSIER_TRY_ASSIGN(const corpus::Payload payload, corpus.ReadPayload(sighting.bytes));
  indexer::ReaderInput input;
  input.bytes = payload.decoded;
  input.url = capture.url;
  input.content_type = capture.content_type;
  input.publisher = capture.source.publisher;
  input.fetched = capture.fetched;
  DOSSIER_TRY_ASSIGN(const indexer::ReadDocument read, indexer::Read(input));
  Content content;
  content.format = read.format;
  content.title = read.title;
  content.text = read.text.text;
  content.initial = read.published.value;
  content.current = read.updated.value;
  if (!read.structured) return content;
  content.tracking_id = read.structured->tracking_id;
  content.version = read.structured->version;
  content.status = read.structured->status;
  content.initial = read.structured->initial;
  content.current = read.structured->current;
  if (read.text.syntax == corpus::BlockSyntax::kJson) {
    DOSSIER_TRY_ASSIGN(content.root, ParseJson(RepairUtf8(payload.decoded), capture.url));
  }
  return content;
}

ContentChange CompareContents(const Content& before, const Content& after) {
  ContentChange change;
  if (SameFormat(before, after)) {
    for (const Part& part : PartsOf(before, after))
      if (!SameJson(*part.before, *part.after)) (part.tracking ? change.tracking : change.changed).push_back(part.name);
    if (before.initial != after.initial || before.current != after.current) change.changed.emplace_back("dates");
    if (Has(change.tracking, "status") || Has(change.tracking, "state")) change.changed.emplace_back("status");
  } else {
    if (before.title != after.title) change.changed.emplace_back("title");
    if (before.text != after.text) change.changed.emplace_back("text");
    if (before.version != after.version) change.tracking.emplace_back("version");
    if (before.current != after.current) change.tracking.emplace_back("updated");
    if (before.initial != after.initial) change.tracking.emplace_back("published");
    if (Has(change.tracking, "updated") || Has(change.tracking, "published")) change.changed.emplace_back("dates");
  }
  change.kind = VersionMoved(before, after) ? ChangeKind::kStated
                : change.tracking.empty()   ? ChangeKind::kSilent
                                            : ChangeKind::kPartial;
  return change;
}

Changes DiffContents(const Content& before, const Content& after) {
  Changes changes;
  if (SameFormat(before, after)) {
    for (const Part& part : PartsOf(before, after)) {
      if (SameJson(*part.before, *part.after)) continue;
      DiffJson(*part.before, *part.after, part.name, part.pointer, changes);
    }
    return changes;
  }
  const auto field = [&](const char* name, const std::string& a, const std::string& b) {
    if (a == b) return;
    FieldChange change;
    change.op = a.empty() ? FieldChange::Op::kAdded : b.empty() ? FieldChange::Op::kRemoved : FieldChange::Op::kChanged;
    change.field = name;
    change.before = a;
    change.after = b;
    changes.list.push_back(std::move(change));
  };
  field("title", before.title, after.title);
  field("version", before.version, after.version);
  field("published", before.initial, after.initial);
  field("updated", before.current, after.current);
  DiffTexts(before.text, after.text, "text", "", "", changes);
  return changes;
}

}  // namespace dossier::query
