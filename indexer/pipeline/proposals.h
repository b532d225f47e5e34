// The proposals of a corpus: what its documents say, added up, of organisations that the gazetteer does not list.
#pragma once

#include <vector>

#include "indexer/index/writer.h"
#include "indexer/names/learned_name.h"

namespace dossier::indexer {

// Adds up the names of each document's newest revision: kind, whether it answers by itself, counts, the sentences that
// tell most. Best supported first. Names that one document mentions without any sign are left out.
std::vector<LearnedName> MakeProposals(const std::vector<DocumentRecord>& records);

}  // namespace dossier::indexer
