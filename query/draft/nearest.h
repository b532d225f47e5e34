// The sentence that is nearest to words that stand nowhere: shown to a person, never accepted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/passage.h"

namespace dossier::query {

// Whole sentences are weighed by the words that both share, fragments by how much of the fragment a sentence has.
// "" when nothing is near. Linear in the passages.
std::string NearestSentence(std::string_view quotation, const std::vector<indexer::Passage>& passages);

// Words that stand in any text and tell none apart.
bool IsCommonWord(std::string_view folded);

}  // namespace dossier::query
