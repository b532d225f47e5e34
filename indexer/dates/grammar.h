// The grammar: token types to expressions whose calendar value is not worked out yet.
//
// It is hand written: each rule looks at a few tokens from where an expression can start, the longest reading
// first, and never looks back further than a sentence. What an expression means relative to other dates is kept
// as fields; values.h turns them into a value.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/dates/expression.h"
#include "indexer/dates/tokens.h"

namespace dossier::indexer::dates {

// Appends the expressions of one paragraph's tokens in text order, not overlapping.
// Linear: a token where nothing can start costs one look at its type, and a rule looks a bounded way. Thread safe.
void FindExpressions(std::string_view text, const std::vector<Token>& tokens, const GrammarOptions& options,
                     std::vector<Expression>& expressions);

}  // namespace dossier::indexer::dates
