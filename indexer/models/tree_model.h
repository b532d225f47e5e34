// A small ensemble of decision trees, fitted by indexer/training and embedded as a data file.
//
// File: a line "features N name name ...", a line "bias X", then a line a tree: nodes separated by blanks, each
// "f:t:l:r" (feature index, threshold, index of the node for values <= threshold, for values above) or "=v" (leaf).
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::indexer {

// Immutable once parsed. It knows features by number only; the names in the file are compared with the caller's, so
// that a model can never be asked with the columns of another.
class TreeModel {
 public:
  // Errors: kParse with the line when the file is broken or its features are not `names`, in that order.
  static Result<TreeModel> Parse(std::string_view file, const std::vector<std::string>& names);

  // The sum of the trees' leaves and the bias.
  // Reads as many values as there are names; a value that is no number goes to the lower side of every test.
  float Score(const float* features) const;
  // How much each feature moved the score: on every tree's path, by how much each test changed the mean of the leaves
  // that were still in reach. One value a feature; for explanations, slow. Thread safe.
  std::vector<float> Weights(const float* features, size_t width) const;
  // The probability that the ensemble gives; `features` has one value a name. Thread safe.
  float Probability(const float* features) const;
  // The same of many rows of `width` values, one after the other; once some of the trees are sure of a no, the rest is
  // not asked. Faster than one row at a time.
  std::vector<float> QuickProbabilities(const std::vector<float>& rows, size_t width) const;

 private:
  // A leaf leads to itself, so that no step has to ask whether it is one.
  struct Node {
    float threshold = std::numeric_limits<float>::infinity();
    uint16_t feature = 0;
    uint16_t low = 0;  // of the tree: where values up to the threshold go; higher ones to the node after it
  };
  // A node in another manner: where a row's value is above the threshold, leaves below the node's lower side are out.
  // Of the leaves that no test of a tree cleared, in order, the first is the row's.
  struct Test {
    float threshold = 0;
    uint32_t feature = 0;
    int32_t cleared = 0;  // a bit a leaf
  };
  struct Tree {
    uint32_t root = 0;
    uint32_t depth = 0;                     // steps that reach every leaf
    uint32_t first_test = 0, end_test = 0;  // none where there are more leaves than bits
    uint32_t first_leaf = 0;
  };
  class Groups;
  Status AddTree(std::string_view line, size_t features);
  void AddTests(Tree& tree);
  static uint32_t Next(const Node* tree, uint32_t at, const float* features) {
    return tree[at].low + (features[tree[at].feature] > tree[at].threshold ? 1u : 0u);
  }
  void AddQuickly(const std::vector<float>& rows, size_t width, std::vector<uint32_t> open,
                  std::vector<float>& sums) const;
  float LeafOf(const Tree& tree, const float* features) const;

  std::vector<Node> nodes_;    // each tree's together, pairs of siblings beside each other
  std::vector<float> leaves_;  // of every node; 0 where it is none
  std::vector<Test> tests_;
  std::vector<float> ordered_leaves_;
  std::vector<Tree> trees_;
  float bias_ = 0;
};

}  // namespace dossier::indexer
