#include "indexer/index/record_data.h"

#include "corpus/base/digest.h"
#include "corpus/url/url.h"
#include "indexer/index/record_fields.h"
#include "indexer/index/schema.h"

namespace dossier::indexer {
namespace {

// From here on a passage begins a new group. Twice as much takes 5 % less room and 40 % more time to read one passage.
constexpr size_t kGroupBytes = 2000;

Error Damaged(std::string_view what) {
  return {ErrorCode::kCorrupt, std::string(what) + " of the index is damaged", kRebuildHint};
}

// Whether what follows was written by this schema.
Status CheckVersion(FlatReader& in) {
  int version = 0;
  in(version);
  if (in.ok() && version == kSchemaVersion) return Ok();
  return Fail(ErrorCode::kVersion, "the index holds records of another schema version", "run: dossier index --rebuild");
}

bool IsInside(size_t begin, size_t end, const std::string& text) { return begin <= end && end <= text.size(); }

// 12 characters of 5 bits: letters and digits that cannot be read for one another (no i, l, o, u).
std::string ShortId(char kind, std::string_view content) {
  static constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  const Digest digest = Sha256(content);
  std::string id(1, kind);
  uint32_t bits = 0;
  int held = 0;
  for (size_t i = 0; id.size() < 13; ++i) {
    bits = (bits << 8) | digest.bytes[i];
    for (held += 8; held >= 5 && id.size() < 13; held -= 5) id += kDigits[(bits >> (held - 5)) & 31];
  }
  return id;
}

}  // namespace

std::string ShownPublisher(std::string_view publisher, std::string_view url) {
  if (!publisher.empty()) return std::string(publisher);
  const Result<Url> parsed = Url::Parse(url);
  return parsed && !parsed->host().empty() ? parsed->host() : "unknown";
}

std::string DocumentIdOf(std::string_view document_key) { return ShortId('d', document_key); }

std::string EvidenceIdOf(std::string_view document_key, std::string_view quotation) {
  std::string content(document_key);
  content += '\n';
  content += quotation;
  return ShortId('e', content);
}

std::vector<std::string> SerializePassages(const std::vector<NewPassage>& passages, const Provenance& from) {
  std::vector<std::string> data;
  data.reserve(passages.size());
  for (size_t first = 0; first < passages.size(); first = data.size()) {
    PassageGroup group{from.document_id, from.revision, {}};
    for (size_t size = 0, i = first; i < passages.size() && size < kGroupBytes; ++i) {
      FlatWriter one;
      one(static_cast<const Passage&>(passages[i]));
      size += one.bytes.size();
      group.passages.push_back(std::move(one.bytes));
    }
    FlatWriter head;
    head(uint64_t{0});
    head(kSchemaVersion);
    head(group);
    data.push_back(std::move(head.bytes));
    for (uint64_t distance = 1; distance < group.passages.size(); ++distance) {
      FlatWriter other;
      other(distance);
      data.push_back(std::move(other.bytes));
    }
  }
  return data;
}

Result<uint64_t> DistanceToGroup(std::string_view data) {
  FlatReader in(data);
  uint64_t distance = 0;
  in(distance);
  if (!in.ok() || (distance > 0 && !in.done())) return Fail(Damaged("a passage"));
  return distance;
}

Result<PassageGroup> ParseGroup(std::string_view data) {
  FlatReader in(data);
  uint64_t distance = 0;
  in(distance);
  if (distance != 0) return Fail(Damaged("a group of passages"));
  DOSSIER_CHECK(CheckVersion(in));
  PassageGroup group;
  in(group);
  if (!in.done() || group.passages.empty()) return Fail(Damaged("a group of passages"));
  return group;
}

Result<Passage> PassageOf(const PassageGroup& group, size_t place) {
  if (place >= group.passages.size()) return Fail(Damaged("a group of passages"));
  FlatReader in(group.passages[place]);
  Passage passage;
  passage.from.document_id = group.document_id;
  passage.from.revision = group.revision;
  in(passage);
  if (!in.done()) return Fail(Damaged("a passage"));
  for (const IndexedStatement& statement : passage.statements)
    if (!IsInside(statement.begin, statement.end, passage.text)) return Fail(Damaged("a statement"));
  std::erase_if(passage.mentions, [&](const Mention& m) { return !IsInside(m.begin, m.end, passage.text); });
  return passage;
}

std::string SerializeRecord(const DocumentRecord& record) {
  FlatWriter out;
  out(kSchemaVersion);
  out(record);
  return std::move(out.bytes);
}

Result<DocumentRecord> ParseRecord(std::string_view data) {
  FlatReader in(data);
  DOSSIER_CHECK(CheckVersion(in));
  DocumentRecord record;
  in(record);
  if (!in.done()) return Fail(Damaged("a document record"));
  return record;
}

Result<Provenance> ParseProvenance(std::string_view record) {
  FlatReader in(record);
  DOSSIER_CHECK(CheckVersion(in));
  Provenance from;
  in(from);
  if (!in.ok()) return Fail(Damaged("a document record"));
  return from;
}

}  // namespace dossier::indexer
