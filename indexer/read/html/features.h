// What is known about every block of a page, as numbers: the arbiter's evidence. The order of the names is the
// contract with the fitted model; `extract --explain` prints them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/read/html/evidence.h"

namespace dossier::indexer {

const std::vector<std::string>& BlockFeatureNames();

// One row of BlockFeatureNames().size() values a block.
std::vector<float> BlockFeatures(const ArbiterInput& input);

}  // namespace dossier::indexer
