// What is known about every block of a page, as numbers: the arbiter's evidence. The order of the names is the
// contract with the fitted model; `extract --explain` prints them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/read/html/evidence.h"

namespace dossier::indexer {

// Made once; lives as long as the program. A name that moves or goes makes the model unreadable, which a test tells.
const std::vector<std::string>& BlockFeatureNames();

// One row of BlockFeatureNames().size() values a block.
// Values depend on the page alone, never on the machine or the time. The first words of a very
// long page stand for it where blocks are compared with each other.
std::vector<float> BlockFeatures(const ArbiterInput& input);

}  // namespace dossier::indexer
