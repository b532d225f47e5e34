// Verification of the rows of an answer, from the archive.
#pragma once

#include "query/answer/rows.h"
#include "query/proof/verifier.h"

namespace dossier::query {

// Sets verification and its reason on every row: kVerified or kFailed, never kUnchecked. Whatever keeps a row from
// being derived (a missing file, a damaged catalogue) has failed it; the reason begins with the state's name. One
// Verifier serves all rows, so that a page that several rows quote is read once.
void VerifyRows(const corpus::Corpus& corpus, std::vector<EvidenceRow>& rows);
// The same for one row, with a verifier that the caller keeps over many. Not thread safe, as the verifier.
void VerifyRow(Verifier& verifier, EvidenceRow& row);

}  // namespace dossier::query
