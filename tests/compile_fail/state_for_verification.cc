// refused: (cannot convert|incompatible type|assigning to).*(Verification|VerifyState)
// What the archive said and what a row shows are two scales: "unchecked" of one must not slip into the other.
#include "query/answer/rows.h"
#include "query/proof/verifier.h"

namespace dossier::query {

void Use(EvidenceRow& row, const VerifyResult& result) {
#ifdef CONTRACT_KEPT
  row.verification = result.state == VerifyState::kVerified ? Verification::kVerified : Verification::kFailed;
#else
  row.verification = result.state;
#endif
}

}  // namespace dossier::query
