// What the gate left aside and which documents are gone, as facts of the index (indexer/index/segments.h).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "corpus/corpus.h"
#include "indexer/index/facts.h"

namespace dossier::indexer {

// The document that an address stands for. Errors: those of reading the catalogue.
Result<std::optional<corpus::Document>> DocumentAt(const corpus::Corpus& corpus, const std::string& address);

// Adds what changed to `entries`: the counts of outcomes, and whether documents are gone whose addresses were captured.
// `corpus` may be nullptr: then the counts alone. Errors: those of reading the catalogue and the facts.
Status UpdateGateFacts(const corpus::Corpus* corpus, const Facts& facts, const std::set<std::string>& addresses,
                       const std::map<std::string, int64_t>& outcomes, std::map<std::string, std::string>& entries);

}  // namespace dossier::indexer
