// What was known at a time: which revision of a document its captures had given by then.
//
// Asks the catalogue, since the index holds revisions and not when each was seen. Not thread safe. Errors: kNoCorpus,
// kIo, kCorrupt.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "corpus/sightings.h"
#include "indexer/index/passage.h"
#include "query/answer/rows.h"
#include "query/question/question.h"

namespace dossier::query {

class KnownThen {
 public:
  static Result<std::unique_ptr<KnownThen>> Open(const std::string& corpus_directory, const AsOf& as_of);

  struct State {
    bool seen = false;     // a capture had given the passage's revision by then
    bool current = false;  // and no later one by then had given another of the same format
  };
  Result<State> Of(const indexer::Provenance& from);
  // The time of the first capture of the passage's document, whatever the day asked for.
  Result<std::optional<UtcTime>> FirstSeen(const indexer::Provenance& from);
  // Documents of a coverage that had been captured by then.
  Status Narrow(Coverage& coverage) const;

  const AsOf& as_of() const { return as_of_; }

 private:
  KnownThen(corpus::Corpus corpus, const AsOf& as_of);
  Result<const std::vector<corpus::Sighting>*> SightingsOf(const indexer::Provenance& from);

  corpus::Corpus corpus_;
  corpus::Sightings sightings_;
  AsOf as_of_;
  std::map<std::string, std::vector<corpus::Sighting>> by_document_;  // by document id
};

}  // namespace dossier::query
