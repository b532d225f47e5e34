// The lines that `dossier extract` prints (DESIGN.md, output contracts), apart from reading files and options.
#pragma once

#include <string>
#include <string_view>

#include "corpus/base/json.h"
#include "corpus/base/utf8.h"
#include "indexer/facts/document.h"
#include "indexer/facts/statement.h"

namespace dossier::indexer {

// Text and metadata of a document: everything of the contract but mentions, statements and error.
Json DocumentJson(const ReadDocument& document);

// Mentions and statements, offsets in code points of `text`.
void AddAnalysis(Json& line, const Analysis& analysis, std::string_view text);

// One line of the entity scorer's form: byte offsets, names without leading determiner, upper-case types.
Json EntityLine(std::string_view id, const Analysis& analysis, std::string_view text);

}  // namespace dossier::indexer
