#include "query/proof/row_verification.h"

#include "query/proof/certificate.h"

namespace dossier::query {

void VerifyRow(Verifier& verifier, EvidenceRow& row) {
  const VerifyResult result = verifier.Verify(ClaimOf(row));
  row.verification = result.state == VerifyState::kVerified ? Verification::kVerified : Verification::kFailed;
  row.verification_reason = result.state == VerifyState::kVerified
                                ? result.reason
                                : std::string(VerifyStateName(result.state)) + ": " + result.reason;
}

void VerifyRows(const corpus::Corpus& corpus, std::vector<EvidenceRow>& rows) {
  Verifier verifier(corpus);
  for (EvidenceRow& row : rows) VerifyRow(verifier, row);
}

}  // namespace dossier::query
