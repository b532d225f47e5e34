// dossier show: a document or a piece of evidence whole.
#include <fmt/format.h>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/sinks.h"
#include "corpus/tags.h"
#include "query/answer/engine.h"
#include "query/commands/commands.h"
#include "query/history/document_name.h"
#include "query/history/vulnerability.h"
#include "query/output/text.h"
#include "query/output/words.h"
#include "query/proof/provenance_json.h"
#include "query/proof/row_verification.h"
#include "query/tasks/answers.h"
#include "query/tasks/named.h"

namespace dossier::query {
namespace {

bool LooksLikeEvidence(const std::string& id) {
  return id.size() <= 13 && id.size() >= 4 && id[0] == 'e' &&
         id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz", 1) == std::string::npos;
}

constexpr size_t kLongestShown = 1000;  // code points of what a page says of itself

// What people noted of a row or document; nothing where there are no tags.
std::vector<std::string> TagsOf(const Invocation& invocation, const std::string& id) {
  const auto tags = corpus::LoadTags(invocation.corpus_dir);
  return tags ? tags->On(id) : std::vector<std::string>();
}
std::string TagsText(const Invocation& invocation, const std::string& id) {
  const std::string names = JoinedNames(TagsOf(invocation, id), ", ");
  return names.empty() ? "" : fmt::format("  {:<10} {}\n", "tags", names);
}
Json WithTags(Json json, const Invocation& invocation, const std::string& id) {
  if (const auto names = TagsOf(invocation, id); !names.empty()) json["tags"] = names;
  return json;
}

std::string ProvenanceText(const indexer::Provenance& from) {
  std::string text = ShownLine(from.title, kLongestShown) + "\n";
  auto line = [&text](const char* what, const std::string& value) {
    if (!value.empty()) text += fmt::format("  {:<10} {}\n", what, ShownLine(value, kLongestShown));
  };
  line("document", from.document_id + "  " + WithoutUserinfo(from.document_key));
  line("publisher", from.publisher);
  std::string authors;
  for (const std::string& author : from.authors) authors += (authors.empty() ? "" : ", ") + author;
  line("author", authors);
  line("published", from.published.empty() ? "unknown" : from.published + " (from " + from.published_from + ")");
  line("updated", from.updated);
  line("status", from.status);
  if (!from.tlp.empty()) line("shared", "TLP:" + from.tlp);
  line("revision", std::to_string(from.revision));
  line("url", WithoutUserinfo(from.url));
  line("fetched", FormatRfc3339(from.fetched));
  line("capture", fmt::format("sha256:{}", from.capture_sha256));
  line("record", fmt::format("{} at {} + {} in {}", from.record_id, from.warc_offset, from.warc_length, from.warc));
  line("text", fmt::format("sha256:{} by {}", from.text_sha256, from.reader));
  return text;
}

int ShowEvidence(const Invocation& invocation, Format format, EvidenceRow row) {
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (corpus) {
    Verifier verifier(*corpus);
    VerifyRow(verifier, row);
  }
  if (format == Format::kJson) {
    Print(DumpJson(WithTags(EvidenceRowJson(row), invocation, row.said().id), 2) + "\n");
    return row.verification == Verification::kFailed ? kExitNothing : kExitOk;
  }
  std::string out = row.said().id + "  " + VerificationText(row) + "\n\n";
  const std::string shown = row.verification == Verification::kFailed ? "[quotation withheld]" : row.quotation();
  for (const std::string& line : WrapText(shown, TerminalWidth() - 4)) out += "    " + line + "\n";
  out += "\n" + LocatorOf(row.passage) + (ActionsText(row).empty() ? "" : "; " + ActionsText(row)) + "\n";
  if (row.superseded) out += "a newer revision of the document exists\n";
  out += "\n" + ProvenanceText(row.passage.from) + TagsText(invocation, row.said().id);
  if (row.origin)
    for (const indexer::OriginMember& member : row.origin->members)
      out += fmt::format("  {:<10} {} {} {:.2f} {}\n", "origin", member.document_id, ShownLine(member.publisher),
                         member.similarity, member.reason);
  Print(out);
  return row.verification == Verification::kFailed ? kExitNothing : kExitOk;
}

int ShowDocument(const Invocation& invocation, Format format, std::vector<indexer::Passage> passages) {
  const indexer::Passage first = passages[0];
  size_t withheld = 0;
  if (auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead)) {
    Verifier verifier(*corpus);
    withheld = KeepStanding(verifier, passages);
  }
  if (format == Format::kJson) {
    Print(DumpJson(WithTags(DocumentPassagesJson(first, passages, withheld), invocation, first.from.document_id), 2) +
          "\n");
    return withheld > 0 ? kExitNothing : kExitOk;
  }
  std::string out = ProvenanceText(first.from) + TagsText(invocation, first.from.document_id) + "\n";
  if (withheld > 0) out += "[" + Plural(withheld, "paragraph") + " withheld: not in the text of the capture]\n\n";
  for (const indexer::Passage& passage : passages) {
    for (const std::string& line : WrapText(passage.text, TerminalWidth())) out += line + "\n";
    out += "\n";
  }
  Print(out);
  return withheld > 0 ? kExitNothing : kExitOk;
}

}  // namespace

int RunShow(const Invocation& given) {
  Invocation invocation = given;
  std::string id;
  CommandLine line("A document or a piece of evidence whole, with where every value comes from.", "dossier show");
  line.Add("id", id, "evidence id, document id, key or URL, a number (BOD 17-01), a citation (83 FR 21776), or a CVE")
      .Required();
  std::string written;
  line.Add("--as-of", written, "as it was known then: captures up to this day (UTC), the revision of that day");
  if (auto code = ParseArguments(line, invocation)) return *code;
  std::optional<AsOf> as_of;
  if (!written.empty()) {
    auto then = ParseAsOf(written);
    if (!then) return Report(then.error());
    as_of = *then;
  }
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  if (LooksLikeEvidence(id)) {
    auto row = engine->FindEvidence(id, as_of);
    if (!row) return Report(row.error());
    return ShowEvidence(invocation, *format, std::move(*row));
  }
  if (const std::string cve = CveIn(id); !cve.empty()) {
    auto view = FindVulnerability(*engine, cve, as_of);
    if (!view) return Report(view.error());
    Print(*format == Format::kJson ? DumpJson(VulnerabilityJson(*view), 2) + "\n"
                                   : VulnerabilityText(*view, TerminalWidth()));
    return kExitOk;
  }
  auto passages = PassagesNamed(*engine, invocation.corpus_dir, id, as_of);
  if (!passages) return Report(passages.error());
  return ShowDocument(invocation, *format, std::move(*passages));
}

}  // namespace dossier::query
