// What `index` noted of the captures that gave no text, read from the facts of a published index.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier::indexer {

// Since when a document's address answers 404 or 410.
struct Gone {
  UtcTime since;
  int status = 0;
};

struct GateFacts {
  std::map<std::string, uint64_t> outcomes;  // what became of all captures (corpus/FORMAT.md, "reads") -> how many
  std::map<std::string, Gone> gone;          // by document id
};

// What became of all captures. Errors: kNoCorpus (no index), kCorrupt, kIo.
Result<std::map<std::string, uint64_t>> ReadOutcomes(const std::string& index_directory);
// Errors: kNoCorpus (no index), kCorrupt, kIo. An index without such facts gives empty ones.
Result<GateFacts> ReadGateFacts(const std::string& index_directory);

}  // namespace dossier::indexer
