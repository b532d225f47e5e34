// Late facts: what can change after a segment was written. Which revision is the newest, which documents are copies of
// one text, and what all of them together say of organisations that the gazetteer does not list. Made from the records
// of all segments at every publish.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "indexer/index/writer.h"

namespace dossier::indexer {

// The metadata entries of a facts database (segments.h has the keys).
std::vector<std::pair<std::string, std::string>> MakeFacts(const std::vector<DocumentRecord>& records);

}  // namespace dossier::indexer
