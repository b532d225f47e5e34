// What the gate left aside and which documents are gone, as facts of the index (indexer/index/segments.h).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "corpus/corpus.h"

namespace dossier::indexer {

// `outcomes` as Corpus::Outcomes gives them. Errors: those of reading the catalogue.
Result<std::vector<std::pair<std::string, std::string>>> MakeGateFacts(const corpus::Corpus& corpus,
                                                                       const std::map<std::string, uint64_t>& outcomes);

}  // namespace dossier::indexer
