// An expression in Xapian's words. Inside the room only: its callers hold the fence (xapian_fence.h).
#pragma once

#include "indexer/index/expression.h"
#include "indexer/index/xapian_fence.h"

namespace dossier::indexer {

// `database`: where it will be asked; its bounds of dates enter. `weighted`: words are ranked, and boolean terms must
// not change that. Throws what Xapian throws.
Xapian::Query BuildQuery(const Expression& expression, const Xapian::Database& database, bool weighted);

}  // namespace dossier::indexer
