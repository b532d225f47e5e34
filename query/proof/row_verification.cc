#include "query/proof/row_verification.h"

#include "query/proof/certificate.h"

namespace dossier::query {

bool StandsIn(const DerivedText& derived, const indexer::Passage& passage) {
  return derived.state == VerifyState::kVerified && passage.begin_byte <= derived.text.size() &&
         derived.text.compare(passage.begin_byte, passage.text.size(), passage.text) == 0;
}

size_t KeepStanding(Verifier& verifier, std::vector<indexer::Passage>& passages) {
  return std::erase_if(passages, [&](const indexer::Passage& passage) {
    const indexer::Provenance& from = passage.from;
    return !StandsIn(verifier.Derive(from.capture_sha256, from.capture_id, from.text_sha256, 0), passage);
  });
}

void VerifyRow(Verifier& verifier, EvidenceRow& row) {
  const Claim claim = ClaimOf(row);
  VerifyResult result = verifier.Verify(claim);
  // A certificate has no paragraph beside its quotation.
  if (result.state == VerifyState::kVerified && row.passage.text != claim.exact &&
      !StandsIn(verifier.Derive(claim.capture_sha256, claim.capture_id, claim.text_sha256, claim.text_id), row.passage))
    result = {VerifyState::kAltered, "the paragraph that the index has around it is not the text's", 0, 0, ""};
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
