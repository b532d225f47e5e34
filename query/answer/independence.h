// How many independent origins stand behind rows of evidence.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "query/answer/rows.h"

namespace dossier::query {

// Copies of one text are one origin. A document whose every row was taken from one outlet by its own words ("CNN
// reports that") adds none to that outlet's; two such documents are one even when the outlet's own report is not
// stored. A document that says anything in its own voice stays an origin of its own: a wrong merge is worse than a
// missed one.
size_t IndependentOrigins(const std::vector<const EvidenceRow*>& rows);

}  // namespace dossier::query
