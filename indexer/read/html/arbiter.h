// The arbiter: decides block by block what is the article, from what the candidates and the block itself say.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/read/html/evidence.h"

namespace dossier::indexer {

// Vectors have one value a block of the input. Owns what it holds; `rule` are views of string literals.
struct Verdict {
  std::vector<float> score;  // of each block, 0-1: that it belongs to the article
  std::vector<char> kept;
  std::vector<std::string_view> rule;  // of each block: the rule that decided against or beside the score, else empty
  std::vector<float> features;         // BlockFeatures of the input, row by row
  double confidence = 0;               // that the kept blocks are the article
};

// The score is the fitted model's (block_model.txt); where a rule beside it decided, `rule` names it. Pure, thread
// safe. A page without blocks has an empty verdict and no confidence.
Verdict Judge(const ArbiterInput& input);

// What spoke for the verdict on a block.
struct Reason {
  std::string_view feature;  // of BlockFeatureNames()
  float value = 0;           // of the feature
  float weight = 0;          // how far it moved the score's logit: above 0 towards the article
};
// The strongest reasons first, at most `most`, of those that point where the score went. Slow: for explanations.
std::vector<Reason> ReasonsOf(const Verdict& verdict, size_t block, size_t most);

}  // namespace dossier::indexer
