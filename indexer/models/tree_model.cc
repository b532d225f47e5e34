#include "indexer/models/tree_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <numeric>

#include "corpus/base/take_until.h"

namespace dossier::indexer {

namespace {

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
    std::string_view line = TakeUntil(file, '\n');
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("features ")) {
      TakeUntil(line, ' ');
      TakeUntil(line, ' ');
      for (const std::string& name : names) {
        if (TakeUntil(line, ' ') != name) return broken("feature '" + name + "' is not where the program has it");
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
    int16_t feature = -1;  // -1: a leaf
    uint16_t low = 0, high = 0;
    float value = 0;  // threshold, or the leaf's value
  };
  std::vector<Written> written;
  while (!line.empty()) {
    std::string_view word = TakeUntil(line, ' ');
    Written node;
    bool good = true;
    if (word.starts_with('=')) {
      good = ParseNumber(word.substr(1), node.value);
    } else {
      good = ParseNumber(TakeUntil(word, ':'), node.feature);
      good = good && ParseNumber(TakeUntil(word, ':'), node.value) && ParseNumber(TakeUntil(word, ':'), node.low) &&
             ParseNumber(TakeUntil(word, ':'), node.high);
      good = good && node.feature >= 0 && static_cast<size_t>(node.feature) < features;
    }
    if (!good) return Fail(ErrorCode::kParse, "bad node");
    written.push_back(node);
  }
  // Each node leads on to later ones, and to no more than there are, so the tree ends.
  std::vector<std::pair<size_t, uint32_t>> order = {{0, 0}};  // node as written, depth
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
  AddTests(tree);
  trees_.push_back(tree);
  return {};
}

void TreeModel::AddTests(Tree& tree) {
  constexpr size_t kBits = 32;
  tree.first_test = tree.end_test = static_cast<uint32_t>(tests_.size());
  tree.first_leaf = static_cast<uint32_t>(ordered_leaves_.size());
  // Leaves from low to high; a node is met a second time when those below its lower side have been.
  struct Visit {
    uint32_t at = 0;
    bool low_done = false;
    size_t first_leaf = 0;
  };
  std::vector<Visit> open = {{}};
  size_t leaves = 0;
  while (!open.empty()) {
    const Visit visit = open.back();
    open.pop_back();
    const Node& node = nodes_[tree.root + visit.at];
    if (node.low == visit.at) {
      ordered_leaves_.push_back(leaves_[tree.root + visit.at]);
      ++leaves;
    } else if (!visit.low_done) {
      open.push_back({visit.at, true, leaves});
      open.push_back({node.low, false, 0});
    } else {
      const uint64_t below = leaves <= kBits ? (uint64_t{1} << leaves) - (uint64_t{1} << visit.first_leaf) : 0;
      tests_.push_back({node.threshold, node.feature, static_cast<int32_t>(static_cast<uint32_t>(below))});
      open.push_back({node.low + 1u, false, 0});
    }
  }
  if (leaves > kBits) tests_.resize(tree.first_test);
  tree.end_test = static_cast<uint32_t>(tests_.size());
}

float TreeModel::LeafOf(const Tree& tree, const float* features) const {
  const Node* const nodes = nodes_.data() + tree.root;
  uint32_t at = 0;
  for (uint32_t step = 0; step < tree.depth; ++step) at = Next(nodes, at, features);
  return leaves_[tree.root + at];
}

float TreeModel::Score(const float* features) const {
  float sum = bias_;
  for (const Tree& tree : trees_) sum += LeafOf(tree, features);
  return sum;
}

std::vector<float> TreeModel::Weights(const float* features, size_t width) const {
  std::vector<float> weights(width, 0.0f), mean = leaves_;
  for (size_t t = 0; t < trees_.size(); ++t) {
    const size_t root = trees_[t].root, end = t + 1 < trees_.size() ? trees_[t + 1].root : nodes_.size();
    for (size_t i = end; i-- > root;) {  // children stand after their parents
      const size_t low = root + nodes_[i].low;
      if (low != i) mean[i] = (mean[low] + mean[low + 1]) / 2;
    }
    const Node* const nodes = nodes_.data() + root;
    for (uint32_t at = 0; nodes[at].low != at;) {
      const uint32_t next = Next(nodes, at, features);
      weights[nodes[at].feature] += mean[root + next] - mean[root + at];
      at = next;
    }
  }
  return weights;
}

float TreeModel::Probability(const float* features) const { return 1 / (1 + std::exp(-Score(features))); }

// Rows eight by eight, their values column by column, so that a test is made of eight rows at once.
class TreeModel::Groups {
 public:
  static constexpr size_t kRows = 8;

  Groups(const TreeModel& model, const std::vector<float>& rows, size_t width, uint32_t first, std::vector<float>& sums)
      : model_(model), rows_(rows), width_(width), first_(first), sums_(sums) {}

  void Gather(const std::vector<uint32_t>& open) {
    members_ = open;
    columns_.resize((open.size() + kRows - 1) / kRows * kRows * width_);
    for (size_t i = 0; i < columns_.size() / width_; ++i) {
      const float* const row = rows_.data() + members_[std::min(i, members_.size() - 1)] * width_;  // the last fills up
      float* const column = columns_.data() + i / kRows * kRows * width_ + i % kRows;
      for (size_t f = 0; f < width_; ++f) column[f * kRows] = row[f];
    }
  }
  size_t size() const { return members_.size(); }

  // Adds the leaves of some trees to the sums of the rows that are still open.
  void Add(size_t first_tree, size_t end_tree, const std::vector<char>& is_open) {
    for (size_t i = 0; i < members_.size(); i += kRows) {
      const size_t count = std::min(kRows, members_.size() - i);
      std::array<float, kRows> sum{};
      bool any = false;
      for (size_t k = 0; k < count; ++k) {
        sum[k] = sums_[members_[i + k]];
        any = any || is_open[members_[i + k] - first_] != 0;
      }
      if (!any) continue;
      for (size_t t = first_tree; t < end_tree; ++t) AddTree(model_.trees_[t], i, count, sum);
      for (size_t k = 0; k < count; ++k) {
        if (is_open[members_[i + k] - first_] != 0) sums_[members_[i + k]] = sum[k];
      }
    }
  }

 private:
  using Floats = float __attribute__((vector_size(16)));  // the compiler makes of them what the processor has
  using Bits = int32_t __attribute__((vector_size(16)));

  void AddTree(const Tree& tree, size_t first, size_t count, std::array<float, kRows>& sum) const {
    if (tree.first_test == tree.end_test) {
      for (size_t k = 0; k < count; ++k) sum[k] += model_.LeafOf(tree, rows_.data() + members_[first + k] * width_);
      return;
    }
    const float* const columns = columns_.data() + first * width_;
    Bits low = {-1, -1, -1, -1}, high = low;
    for (uint32_t i = tree.first_test; i < tree.end_test; ++i) {
      const Test& test = model_.tests_[i];
      Floats a, b;
      std::memcpy(&a, columns + test.feature * kRows, sizeof(a));
      std::memcpy(&b, columns + test.feature * kRows + 4, sizeof(b));
      low &= ~((a > test.threshold) & test.cleared);
      high &= ~((b > test.threshold) & test.cleared);
    }
    std::array<uint32_t, kRows> left{};
    std::memcpy(left.data(), &low, sizeof(low));
    std::memcpy(left.data() + 4, &high, sizeof(high));
    const float* const leaves = model_.ordered_leaves_.data() + tree.first_leaf;
    for (size_t k = 0; k < kRows; ++k) sum[k] += leaves[std::countr_zero(left[k])];
  }

  const TreeModel& model_;
  const std::vector<float>& rows_;
  const size_t width_;
  const uint32_t first_;
  std::vector<float>& sums_;
  std::vector<uint32_t> members_;
  std::vector<float> columns_;
};

void TreeModel::AddQuickly(const std::vector<float>& rows, size_t width, std::vector<uint32_t> open,
                           std::vector<float>& sums) const {
  const uint32_t first = open.front();
  std::vector<char> is_open(open.size(), 1);  // still asked about; by row after the first
  Groups groups(*this, rows, width, first, sums);
  const size_t step = std::max<size_t>(trees_.size() / kLooks, 1);
  for (size_t tree = 0; tree < trees_.size() && !open.empty();) {
    if (tree == 0 || open.size() * 2 <= groups.size()) groups.Gather(open);
    const size_t look = std::min(tree == 0 ? step + 1 : tree + step, trees_.size());
    groups.Add(tree, look, is_open);
    tree = look;
    std::erase_if(open, [&](uint32_t i) {
      if (sums[i] >= kHopeless) return false;
      is_open[i - first] = 0;
      return true;
    });
  }
}

std::vector<float> TreeModel::QuickProbabilities(const std::vector<float>& rows, size_t width) const {
  constexpr size_t kTogether = 1024;  // bounds the memory, and the caches hold them
  std::vector<float> sums(rows.size() / width, bias_);
  for (size_t begin = 0; begin < sums.size(); begin += kTogether) {
    std::vector<uint32_t> open(std::min(kTogether, sums.size() - begin));
    std::iota(open.begin(), open.end(), static_cast<uint32_t>(begin));
    AddQuickly(rows, width, std::move(open), sums);
  }
  for (float& sum : sums) sum = 1 / (1 + std::exp(-sum));
  return sums;
}

}  // namespace dossier::indexer
