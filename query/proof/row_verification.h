// Verification of the rows of an answer, from the archive.
#pragma once

#include <vector>

#include "query/answer/rows.h"
#include "query/proof/verifier.h"

namespace dossier::query {

// Sets verification and its reason on every row: kVerified or kFailed, never kUnchecked. Verified are the quotation and
// the paragraph that the index has around it, since parts of that are shown with it. Whatever keeps a row from
// being derived (a missing file, a damaged catalogue) has failed it; the reason begins with the state's name. One
// Verifier serves all rows, so that a page that several rows quote is read once.
void VerifyRows(const corpus::Corpus& corpus, std::vector<EvidenceRow>& rows);
// The same for one row, with a verifier that the caller keeps over many. Not thread safe, as the verifier.
void VerifyRow(Verifier& verifier, EvidenceRow& row);

// Whether a paragraph of the index stands at its place in a text that was derived again, byte for byte.
bool StandsIn(const DerivedText& derived, const indexer::Passage& passage);
// Takes out the paragraphs that do not, each looked for in the text of its own capture; returns how many. What is left
// may be shown as the source's words.
size_t KeepStanding(Verifier& verifier, std::vector<indexer::Passage>& passages);

}  // namespace dossier::query
