// The document data of one Xapian document: a passage as JSON that answers alone (SCHEMA.md has the keys).
#pragma once

#include <string>
#include <string_view>

#include "indexer/index/passage.h"

namespace dossier::indexer {

std::string SerializePassage(const Passage& passage);
// Errors: kCorrupt when the data is not a passage of this schema version.
Result<Passage> ParsePassage(std::string_view data);

}  // namespace dossier::indexer
