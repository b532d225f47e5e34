// A small ensemble of decision trees, fitted by indexer/training and embedded as a data file.
//
// File: a line "features N name name ...", a line "bias X", then a line a tree: nodes separated by blanks, each
// "f:t:l:r" (feature index, threshold, index of the node for values <= threshold, for values above) or "=v" (leaf).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::indexer {

class TreeModel {
 public:
  // Errors: kParse with the line when the file is broken or its features are not `names`, in that order.
  static Result<TreeModel> Parse(std::string_view file, const std::vector<std::string>& names);

  // The sum of the trees' leaves and the bias.
  float Score(const float* features) const;
  // The probability that the ensemble gives; `features` has one value a name. Thread safe.
  float Probability(const float* features) const;
  // The same, but once some of the trees are sure of a no, the rest is not asked.
  float QuickProbability(const float* features) const;

 private:
  float Sum(const float* features, float hopeless) const;
  struct Node {
    int16_t feature = -1;   // -1: a leaf
    uint16_t left = 0, right = 0;
    float value = 0;        // threshold, or the leaf's value
  };
  std::vector<Node> nodes_;
  std::vector<uint32_t> roots_;
  float bias_ = 0;
};

}  // namespace dossier::indexer
