// Certificates: what a cited quotation carries, stored in the corpus so that it verifies when the index is gone.
#pragma once

#include "corpus/base/json.h"
#include "query/query.h"
#include "query/verifier.h"

namespace dossier::query {

// The quotation's context, up to 32 code points on either side, as W3C TextQuoteSelector has it.
struct Selector {
  std::string exact, prefix, suffix;
  uint64_t start = 0, end = 0;   // code points of the canonical text
};
Selector SelectorOf(const EvidenceRow& row);

Claim ClaimOf(const EvidenceRow& row);

// "dossier.certificate/1" (OUTPUT.md): everything that Verify and a citation need.
Json CertificateOf(const EvidenceRow& row, const corpus::Corpus& corpus);
// Errors: kCorrupt when the JSON is no certificate.
Result<Claim> ClaimOfCertificate(const Json& certificate);
// The row as far as a certificate tells it, for citing without the index.
Result<EvidenceRow> RowOfCertificate(const Json& certificate);

}  // namespace dossier::query
