#include "query/proof/recipe.h"

#include <fmt/format.h>

#include <filesystem>

#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/base/utf8.h"

namespace dossier::query {
namespace {

// A stored record, decompressed, and where its payload starts.
struct Record {
  std::string bytes;
  size_t payload = 0;
};

Result<Record> ReadRecord(const corpus::Corpus& corpus, const std::string& file, uint64_t offset, uint64_t length,
                          bool http) {
  DOSSIER_TRY_ASSIGN(
      const std::string member,
      ReadFileRange((std::filesystem::path(corpus.directory()) / "archive" / file).string(), offset, length));
  size_t consumed = 0;
  Record record;
  DOSSIER_TRY_ASSIGN(record.bytes, GunzipMember(member, &consumed));
  size_t end = record.bytes.find("\r\n\r\n");
  if (end != std::string::npos && http) end = record.bytes.find("\r\n\r\n", end + 4);
  if (end == std::string::npos)
    return Fail(ErrorCode::kCorrupt,
                "the record at " + std::to_string(offset) + " of " + file + " has no end of its header");
  record.payload = end + 4;
  return record;
}

}  // namespace

Result<std::string> RecipeFor(const Claim& claim, const corpus::Corpus& corpus) {
  DOSSIER_TRY_ASSIGN(const Digest digest, ParseDigest(claim.capture_sha256));
  DOSSIER_TRY_ASSIGN(const auto capture, corpus.FindCaptureByDigest(digest));
  if (!capture) return Fail(ErrorCode::kNotFound, "the capture of " + claim.evidence_id + " is not in the corpus");
  DOSSIER_TRY_ASSIGN(const Digest text_digest, ParseDigest(claim.text_sha256));
  DOSSIER_TRY_ASSIGN(const auto text, corpus.FindTextOf(capture->id, text_digest));
  if (!text) return Fail(ErrorCode::kNotFound, "the canonical text of " + claim.evidence_id + " is not in the corpus");
  DOSSIER_TRY_ASSIGN(const Record page,
                     ReadRecord(corpus, capture->warc_file, capture->warc_offset, capture->warc_length,
                                capture->kind == corpus::CaptureKind::kResponse));
  DOSSIER_TRY_ASSIGN(const Record record,
                     ReadRecord(corpus, text->warc_file, text->warc_offset, text->warc_length, false));
  DOSSIER_TRY_ASSIGN(const corpus::TextMap map, corpus.ReadText(text->id));
  const VerifyResult place = MatchQuotation(claim, map.text);
  if (place.state != VerifyState::kVerified) return Fail(ErrorCode::kCorrupt, claim.evidence_id + ": " + place.reason);
  const size_t begin = CodePointMap(map.text).ToByte(place.begin);
  auto member = [](const std::string& file, uint64_t offset, uint64_t length) {
    return fmt::format("tail -c +{} archive/{} | head -c {} | gzip -dc", offset + 1, file, length);
  };
  std::string out = fmt::format("# {}: run these lines in the corpus directory\n", claim.evidence_id);
  out += fmt::format("# 1. the captured bytes; expect {}\n", claim.capture_sha256);
  out += fmt::format("{} | tail -c +{} | head -c {} | sha256sum\n",
                     member(capture->warc_file, capture->warc_offset, capture->warc_length), page.payload + 1,
                     capture->body_bytes);
  out += fmt::format("# 2. the canonical text read from them; expect {}\n", text->sha256.hex());
  const std::string text_bytes = member(text->warc_file, text->warc_offset, text->warc_length) +
                                 fmt::format(" | tail -c +{} | head -c {}", record.payload + 1, map.text.size());
  out += text_bytes + " | sha256sum\n";
  out += "# 3. the quotation\n";
  out += text_bytes + fmt::format(" | tail -c +{} | head -c {}; echo\n", begin + 1, claim.exact.size());
  out +=
      "# A local digest proves that these bytes have not changed since they were recorded, not what the server sent.\n";
  return out;
}

}  // namespace dossier::query
