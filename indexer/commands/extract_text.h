// What `dossier extract --format text` prints: a line of extract for people.
#pragma once

#include <string>

#include "corpus/base/json.h"

namespace dossier::indexer {

// The metadata and the article's text of one line; with an explanation in it, each block with the verdict on it and the
// reasons instead of the bare text. `width` in terminal columns. Ends with a line feed.
std::string ExtractText(const Json& line, size_t width);

}  // namespace dossier::indexer
