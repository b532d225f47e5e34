// What people made in another corpus (baskets with notes, saved questions, tags) into this one. Nothing of this corpus
// is lost or replaced, and nothing comes twice.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::query {

struct WorkMerged {
  size_t basket_items = 0, notes = 0, questions = 0, tags = 0;  // that were added
  std::vector<std::string> told;  // one line each: what both have under one name, and what became of it
};

// Where both wrote a note on the same row of a basket, theirs stands behind ours; a question of the same name and other
// words comes under a name of its own. Errors: as of EditBasket, EditQuestions, EditTags; what was added stays.
Result<WorkMerged> MergeWork(const std::string& other_directory, const std::string& corpus_directory);

}  // namespace dossier::query
