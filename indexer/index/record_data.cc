#include "indexer/index/record_data.h"

#include "corpus/base/digest.h"
#include "corpus/base/url.h"
#include "indexer/index/record_fields.h"
#include "indexer/index/schema.h"

namespace dossier::indexer {
namespace {

Error Damaged(std::string_view what) {
  return {ErrorCode::kCorrupt, std::string(what) + " of the index is damaged",
          "the corpus is not affected; run: dossier index --rebuild"};
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

std::string SerializePassage(const Passage& passage, const Provenance& from) {
  FlatWriter out;
  out(kSchemaVersion);
  out(from.document_id);
  out(from.revision);
  out(passage);
  return std::move(out.bytes);
}

Result<Passage> ParsePassage(std::string_view data) {
  FlatReader in(data);
  DOSSIER_CHECK(CheckVersion(in));
  Passage passage;
  in(passage.from.document_id);
  in(passage.from.revision);
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
