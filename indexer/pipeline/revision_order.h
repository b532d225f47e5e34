// Revisions in the order in which they were captured, whatever the order in which they came into the corpus.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus/corpus.h"
#include "indexer/index/writer.h"

namespace dossier::indexer {

// Gives the records of every document with several revisions the ranks 1, 2, ... by when their address last gave their
// text; of structured advisories captured on one day the stated version decides. Returns the facts
// (indexer/index/segments.h) that give the passages the same ranks. Errors: those of reading the catalogue.
Result<std::vector<std::pair<std::string, std::string>>> OrderRevisions(const corpus::Corpus& corpus,
                                                                        std::vector<DocumentRecord>& records);

// Whether the stated version `a` comes before `b`: numbers between points are compared as numbers.
bool VersionBefore(const std::string& a, const std::string& b);

}  // namespace dossier::indexer
