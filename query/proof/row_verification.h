// Verification of the rows of an answer, from the archive.
#pragma once

#include "query/answer/rows.h"
#include "query/proof/verifier.h"

namespace dossier::query {

// Sets verification and its reason on every row. A row whose archive cannot be read stays unchecked only when the
// corpus has no catalogue at all; everything else that does not verify has failed.
void VerifyRows(const corpus::Corpus& corpus, std::vector<EvidenceRow>& rows);
void VerifyRow(Verifier& verifier, EvidenceRow& row);

}  // namespace dossier::query
