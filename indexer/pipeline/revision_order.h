// Revisions in the order in which they were captured, whatever the order in which they came into the corpus.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus/corpus.h"
#include "indexer/index/writer.h"

namespace dossier::indexer {

// A text of a document, and what is known of its time.
struct SeenRevision {
  UtcTime last_seen;    // when its address last gave it
  UtcTime fetched;      // of the capture that it was read from
  int number = 0;       // in the order in which the texts came into the corpus
  std::string version;  // as a structured advisory states it, or ""
  std::string day;      // ISO day that a structured document states for this text, or ""
};

// Puts them in the order of time. Of those that were seen on one UTC day, the stated versions decide where all of them
// have a number for one, then the stated days where all have one: who imports a folder of all versions saw them at
// once.
void OrderSeen(std::vector<SeenRevision>& revisions);

// Gives the records of every document with several revisions the ranks 1, 2, ... in the order of OrderSeen. Returns the
// facts (indexer/index/segments.h) that give the passages the same ranks. Errors: those of reading the catalogue.
Result<std::vector<std::pair<std::string, std::string>>> OrderRevisions(const corpus::Corpus& corpus,
                                                                        std::vector<DocumentRecord>& records);

// Whether the stated version `a` comes before `b`: numbers between points are compared as numbers.
bool VersionBefore(const std::string& a, const std::string& b);

}  // namespace dossier::indexer
