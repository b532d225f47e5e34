// Revisions in the order in which they were captured, whatever the order in which they came into the corpus.
#pragma once

#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "indexer/index/record.h"

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

// Gives the records of one document the ranks 1, 2, ... in the order of OrderSeen, when there are several. Returns the
// fact (kFactRanks) that gives its passages the same ranks, "" when they have them already. `corpus` may be nullptr:
// then nothing is known of when the texts were seen again. Errors: those of reading the catalogue.
Result<std::string> OrderRevisions(const corpus::Corpus* corpus, std::vector<DocumentRecord>& records);

// Whether the stated version `a` comes before `b`: numbers between points are compared as numbers.
bool VersionBefore(const std::string& a, const std::string& b);

}  // namespace dossier::indexer
