#include "indexer/tree_model.h"

#include <algorithm>
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
    const auto root = static_cast<uint32_t>(model.nodes_.size());
    model.roots_.push_back(root);
    while (!line.empty()) {
      std::string_view word = TakeWord(line, ' ');
      Node node;
      bool good = true;
      if (word.starts_with('=')) {
        good = ParseNumber(word.substr(1), node.value);
      } else {
        good = ParseNumber(TakeWord(word, ':'), node.feature);
        good = good && ParseNumber(TakeWord(word, ':'), node.value) && ParseNumber(TakeWord(word, ':'), node.left) &&
               ParseNumber(TakeWord(word, ':'), node.right);
        good = good && node.feature >= 0 && static_cast<size_t>(node.feature) < names.size();
      }
      if (!good) return broken("bad node");
      model.nodes_.push_back(node);
    }
    const size_t size = model.nodes_.size() - root;
    for (size_t i = root; i < model.nodes_.size(); ++i) {
      const Node& node = model.nodes_[i];
      if (node.feature >= 0 && (node.left >= size || node.right >= size || node.left <= i - root || node.right <= i - root)) {
        return broken("a node that does not lead on");
      }
    }
  }
  return model;
}

float TreeModel::Sum(const float* features, float hopeless) const {
  float sum = bias_;
  const size_t step = std::max<size_t>(roots_.size() / kLooks, 1);
  size_t look = step;
  for (size_t k = 0; k < roots_.size(); ++k) {
    const Node* const tree = nodes_.data() + roots_[k];
    const Node* node = tree;
    while (node->feature >= 0) node = tree + (features[node->feature] <= node->value ? node->left : node->right);
    sum += node->value;
    if (k != look) continue;
    if (sum < hopeless) break;
    look += step;
  }
  return sum;
}

float TreeModel::Score(const float* features) const { return Sum(features, -std::numeric_limits<float>::infinity()); }

float TreeModel::Probability(const float* features) const { return 1 / (1 + std::exp(-Score(features))); }

float TreeModel::QuickProbability(const float* features) const { return 1 / (1 + std::exp(-Sum(features, kHopeless))); }

}  // namespace dossier::indexer
