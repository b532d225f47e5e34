// Late facts: what can change after a segment was written. Which revision is the newest, which documents are copies of
// one text, which are gone, and what all documents together say of organisations that the gazetteer does not list.
//
// A publish brings them up to date for what it touched: the documents whose captures the new segment has dealt with,
// the origins and names of those. What it costs depends on them and not on the size of the index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "indexer/index/segments.h"

namespace dossier::indexer {

// What a new segment has dealt with.
struct Touched {
  std::set<std::string> documents;          // ids, of new revisions and of texts that were seen again
  std::set<std::string> addresses;          // of all captures
  std::map<std::string, int64_t> outcomes;  // of captures: what became of them (corpus/FORMAT.md) -> how many more
};

// What bringing the facts up to date took.
struct FactsWork {
  size_t records_read = 0;
  size_t facts_written = 0;  // keys that were set or dropped
};

// Writes a new tier of facts for an index to which `segment` ("": none) is about to be added, and returns the tiers
// that are live then (Facts::Add). `corpus`: flushed; nullptr when there is none, then nothing is known of when texts
// were seen. Errors: kIo, kCorrupt; what is published stays as it is.
Result<std::vector<std::string>> UpdateFacts(const corpus::Corpus* corpus, const std::string& index_directory,
                                             const PublishedIndex& published, const std::string& segment,
                                             const Touched& touched, FactsWork& work);

}  // namespace dossier::indexer
