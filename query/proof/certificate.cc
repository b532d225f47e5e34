#include "query/proof/certificate.h"

#include "query/proof/provenance_json.h"
#include "query/proof/selector.h"

namespace dossier::query {
namespace {

// The address to ask again: where the bytes came from, unless that was a local file.
std::string WebAddressOf(const std::string& captured, const std::string& cited) {
  const bool web = captured.starts_with("http://") || captured.starts_with("https://");
  return web ? captured : cited;
}

}  // namespace

Claim ClaimOf(const EvidenceRow& row) {
  const Selector selector = SelectorOf(row);
  Claim claim;
  claim.evidence_id = row.said().id;
  claim.exact = selector.exact;
  claim.prefix = selector.prefix;
  claim.suffix = selector.suffix;
  claim.begin = selector.start;
  claim.end = selector.end;
  claim.capture_sha256 = row.passage.from.capture_sha256;
  claim.capture_id = row.passage.from.capture_id;
  claim.text_sha256 = row.passage.from.text_sha256;
  claim.url = WebAddressOf(row.passage.from.capture_url, row.passage.from.url);
  claim.fetched = row.passage.from.fetched;
  return claim;
}

Json CertificateOf(const EvidenceRow& row, const corpus::Corpus& corpus) {
  Json certificate;
  certificate["schema"] = "dossier.certificate/1";
  certificate["id"] = row.said().id;
  certificate["quotation"] = row.quotation();
  const Selector selector = SelectorOf(row);
  certificate["selector"] = SelectorJson(selector);
  certificate["locator"] = LocatorOf(row.passage);
  AddCertificateParts(row, certificate);
  Json& text = certificate["text"];
  const corpus::CaptureId capture{row.passage.from.capture_id};
  const auto digest = ParseDigest(row.passage.from.text_sha256);
  auto stored = digest ? corpus.FindTextOf(capture, *digest) : corpus.FindTextOf(capture);
  if (stored && *stored && (*stored)->sha256.hex() == row.passage.from.text_sha256) {
    text["id"] = static_cast<int64_t>((*stored)->id);
    text["warc"] = (*stored)->warc_file;
    text["offset"] = (*stored)->warc_offset;
    text["length"] = (*stored)->warc_length;
    text["record_id"] = (*stored)->record_id;
  }
  certificate["fragment"] = row.said().fragment;
  return certificate;
}

Result<Claim> ClaimOfCertificate(const Json& certificate) {
  if (StringAt(certificate, "schema") != "dossier.certificate/1")
    return Fail(ErrorCode::kCorrupt, "not a certificate that this program knows");
  const Json& selector = MemberAt(certificate, "selector");
  const Json& capture = MemberAt(certificate, "capture");
  const Json& text = MemberAt(certificate, "text");
  Claim claim;
  claim.evidence_id = StringAt(certificate, "id");
  claim.exact = StringAt(selector, "exact");
  claim.prefix = StringAt(selector, "prefix");
  claim.suffix = StringAt(selector, "suffix");
  claim.begin = static_cast<uint64_t>(IntegerAt(selector, "start"));
  claim.end = static_cast<uint64_t>(IntegerAt(selector, "end"));
  claim.capture_sha256 = StringAt(capture, "sha256");
  claim.capture_id = IntegerAt(capture, "id");
  claim.text_sha256 = StringAt(text, "sha256");
  claim.text_id = IntegerAt(text, "id");
  const Json& document = MemberAt(certificate, "document");
  claim.url = WebAddressOf(StringAt(document, "captured_url"), StringAt(document, "url"));
  if (auto fetched = ParseRfc3339(StringAt(capture, "fetched"))) claim.fetched = *fetched;
  const std::string key = StringAt(document, "key");
  if (claim.exact != StringAt(certificate, "quotation") || claim.evidence_id != indexer::EvidenceIdOf(key, claim.exact))
    return Fail(ErrorCode::kCorrupt, "the certificate " + claim.evidence_id + " does not belong to its quotation");
  return claim;
}

Result<EvidenceRow> RowOfCertificate(const Json& certificate) {
  DOSSIER_TRY_ASSIGN(const Claim claim, ClaimOfCertificate(certificate));
  EvidenceRow row;
  row.passage.from = ProvenanceOfCertificate(certificate);
  row.passage.text = claim.exact;
  row.passage.before = claim.prefix;
  row.passage.after = claim.suffix;
  row.passage.begin_code_point = claim.begin;
  row.passage.ordinal = static_cast<int>(IntegerAt(certificate, "paragraph"));
  row.passage.page = static_cast<int>(IntegerAt(certificate, "page"));
  indexer::IndexedStatement statement;
  statement.id = claim.evidence_id;
  statement.end = claim.exact.size();
  statement.fragment = StringAt(certificate, "fragment");
  row.passage.statements.push_back(std::move(statement));
  return row;
}

}  // namespace dossier::query
