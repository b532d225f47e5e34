#include "query/proof/picked_evidence.h"

#include <set>

#include "query/proof/certificate.h"
#include "query/proof/row_verification.h"

namespace dossier::query {

Result<EvidenceRow> FindEvidenceOrCertificate(const std::string& id, const Engine* engine,
                                              const corpus::Corpus& corpus) {
  Error error{ErrorCode::kNotFound, "there is no certificate of '" + id + "', and no index to look in",
              "dossier index"};
  if (engine) {
    auto row = engine->FindEvidence(id);
    if (row) return std::move(*row);
    error = row.error();
  }
  DOSSIER_TRY_ASSIGN(const auto stored, corpus.FindCertificate(id));
  if (!stored) return Fail(error);
  return RowOfCertificate(stored->content);
}

Result<std::vector<EvidenceRow>> PickEvidence(const std::vector<std::string>& ids, const Engine* engine,
                                              corpus::Corpus& corpus) {
  Verifier verifier(corpus);
  std::vector<EvidenceRow> rows;
  std::set<std::string> seen;
  for (const std::string& id : ids) {
    DOSSIER_TRY_ASSIGN(EvidenceRow row, FindEvidenceOrCertificate(id, engine, corpus));
    if (!seen.insert(row.said().id).second) continue;
    VerifyRow(verifier, row);
    if (row.verification != Verification::kVerified)
      return Fail(ErrorCode::kCorrupt, "the quotation of " + id + " does not verify: " + row.verification_reason,
                  "nothing was written; dossier check compares every stored byte");
    rows.push_back(std::move(row));
  }
  for (const EvidenceRow& row : rows)
    DOSSIER_CHECK(corpus.StoreCertificate({row.said().id, CertificateOf(row, corpus), Now()}));
  return rows;
}

}  // namespace dossier::query
