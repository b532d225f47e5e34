// Which rows come first, and which say nothing.
#pragma once

#include "query/answer/rows.h"

namespace dossier::query {

// The order of the rows of an answer.
bool IsBefore(const EvidenceRow& a, const EvidenceRow& b, EvidenceOrder order);
// A bare name: so few words and no event are no evidence.
bool SaysNothing(const EvidenceRow& row);

}  // namespace dossier::query
