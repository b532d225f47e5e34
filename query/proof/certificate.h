// Certificates: what a cited quotation carries, stored in the corpus so that it verifies when the index is gone.
#pragma once

#include "corpus/base/json.h"
#include "query/answer/rows.h"
#include "query/proof/verifier.h"

namespace dossier::query {

Claim ClaimOf(const EvidenceRow& row);

// "dossier.certificate/1" (OUTPUT.md): everything that Verify and a citation need.
Json CertificateOf(const EvidenceRow& row, const corpus::Corpus& corpus);
// Errors: kCorrupt when the JSON is no certificate.
Result<Claim> ClaimOfCertificate(const Json& certificate);
// The row as far as a certificate tells it, for citing without the index.
Result<EvidenceRow> RowOfCertificate(const Json& certificate);

}  // namespace dossier::query
