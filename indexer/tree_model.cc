#include "indexer/tree_model.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace dossier::indexer {

namespace {

std::string_view TakeWord(std::string_view& rest, char separator) {
  const size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

// Most blocks of a page are menus and teasers: once some trees together are this sure, the others would not turn it.
constexpr size_t kLooks = 16;
constexpr float kHopeless = -2.5f;

template <class Number>
bool ParseNumber(std::string_view text, Number& out) {
  const auto result = std::from_chars(text.data(), text.data() + text.size(), out);
  return result.ec == std::errc() && result.ptr == text.data() + text.size();
}

}  // namespace

Result<TreeModel> TreeModel::Parse(std::string_view file, const std::vector<std::string>& names) {
  TreeModel model;
  size_t line_number = 0;
  const auto broken = [&](const std::string& what) {
    return Fail(ErrorCode::kParse, "model line " + std::to_string(line_number) + ": " + what);
  };
  while (!file.empty()) {
    ++line_number;
    std::string_view line = TakeWord(file, '\n');
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("features ")) {
      TakeWord(line, ' ');
      TakeWord(line, ' ');
      for (const std::string& name : names) {
        if (TakeWord(line, ' ') != name) return broken("feature '" + name + "' is not where the program has it");
      }
      if (!line.empty()) return broken("more features than the program has");
      continue;
    }
    if (line.starts_with("bias ")) {
      if (!ParseNumber(line.substr(5), model.bias_)) return broken("bad bias");
      continue;
    }
    if (const Status added = model.AddTree(line, names.size()); !added) return broken(added.error().message);
  }
  return model;
}

// Lays a tree out breadth first: siblings stand beside each other whatever the file's order was.
Status TreeModel::AddTree(std::string_view line, size_t features) {
  struct Written {
    int16_t feature = -1;   // -1: a leaf
    uint16_t low = 0, high = 0;
    float value = 0;        // threshold, or the leaf's value
  };
  std::vector<Written> written;
  while (!line.empty()) {
    std::string_view word = TakeWord(line, ' ');
    Written node;
    bool good = true;
    if (word.starts_with('=')) {
      good = ParseNumber(word.substr(1), node.value);
    } else {
      good = ParseNumber(TakeWord(word, ':'), node.feature);
      good = good && ParseNumber(TakeWord(word, ':'), node.value) && ParseNumber(TakeWord(word, ':'), node.low) &&
             ParseNumber(TakeWord(word, ':'), node.high);
      good = good && node.feature >= 0 && static_cast<size_t>(node.feature) < features;
    }
    if (!good) return Fail(ErrorCode::kParse, "bad node");
    written.push_back(node);
  }
  // Each node leads on to later ones, and to no more than there are, so the tree ends.
  std::vector<std::pair<size_t, uint32_t>> order = {{0, 0}};   // node as written, depth
  Tree tree{static_cast<uint32_t>(nodes_.size()), 0};
  for (size_t i = 0; i < order.size(); ++i) {
    const auto [at, depth] = order[i];
    const Written& node = written[at];
    tree.depth = std::max(tree.depth, depth);
    if (node.feature < 0) {
      nodes_.push_back({std::numeric_limits<float>::infinity(), 0, static_cast<uint16_t>(i)});
      leaves_.push_back(node.value);
      continue;
    }
    if (node.low >= written.size() || node.high >= written.size() || node.low <= at || node.high <= at ||
        order.size() + 2 > std::numeric_limits<uint16_t>::max()) {
      return Fail(ErrorCode::kParse, "a node that does not lead on");
    }
    nodes_.push_back({node.value, static_cast<uint16_t>(node.feature), static_cast<uint16_t>(order.size())});
    leaves_.push_back(0);
    order.emplace_back(node.low, depth + 1);
    order.emplace_back(node.high, depth + 1);
  }
  trees_.push_back(tree);
  return {};
}

// Several rows walk in step: the next node of one is fetched while that of another is compared.
template <size_t kRows>
void TreeModel::AddLeaves(const Tree& tree, const float* const* rows, float* const* sums) const {
  const Node* const nodes = nodes_.data() + tree.root;
  std::array<uint32_t, kRows> at{};
  for (uint32_t step = 0; step < tree.depth; ++step) {
    for (size_t k = 0; k < kRows; ++k) at[k] = Next(nodes, at[k], rows[k]);
  }
  for (size_t k = 0; k < kRows; ++k) *sums[k] += leaves_[tree.root + at[k]];
}

float TreeModel::Score(const float* features) const {
  float sum = bias_;
  float* const sums = &sum;
  for (const Tree& tree : trees_) AddLeaves<1>(tree, &features, &sums);
  return sum;
}

float TreeModel::Probability(const float* features) const { return 1 / (1 + std::exp(-Score(features))); }

std::vector<float> TreeModel::QuickProbabilities(const std::vector<float>& rows, size_t width) const {
  constexpr size_t kTogether = 8;
  std::vector<float> sums(rows.size() / width, bias_);
  std::vector<uint32_t> open(sums.size());   // rows that are still asked about
  for (size_t i = 0; i < open.size(); ++i) open[i] = static_cast<uint32_t>(i);
  const size_t step = std::max<size_t>(trees_.size() / kLooks, 1);
  for (size_t tree = 0; tree < trees_.size() && !open.empty();) {
    const size_t look = std::min(tree == 0 ? step + 1 : tree + step, trees_.size());
    for (size_t i = 0; i < open.size(); i += kTogether) {
      // What is missing to a full group walks with it for nothing.
      float nobody = 0;
      std::array<const float*, kTogether> row{};
      std::array<float*, kTogether> sum{};
      for (size_t k = 0; k < kTogether; ++k) {
        const bool here = i + k < open.size();
        row[k] = rows.data() + open[here ? i + k : i] * width;
        sum[k] = here ? sums.data() + open[i + k] : &nobody;
      }
      for (size_t t = tree; t < look; ++t) AddLeaves<kTogether>(trees_[t], row.data(), sum.data());
    }
    tree = look;
    std::erase_if(open, [&](uint32_t i) { return sums[i] < kHopeless; });
  }
  for (float& sum : sums) sum = 1 / (1 + std::exp(-sum));
  return sums;
}

}  // namespace dossier::indexer
