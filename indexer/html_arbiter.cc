#include "indexer/html_arbiter.h"

namespace dossier::indexer {

namespace {

constexpr ClassWords kOutside = BitOf(ClassWord::kComment) | BitOf(ClassWord::kRelated) | BitOf(ClassWord::kPromo) |
                                BitOf(ClassWord::kShare) | BitOf(ClassWord::kNav) | BitOf(ClassWord::kFooter) |
                                BitOf(ClassWord::kAuthor) | BitOf(ClassWord::kTags) | BitOf(ClassWord::kDate) |
                                BitOf(ClassWord::kCaption) | BitOf(ClassWord::kHidden);

}  // namespace

Verdict Judge(const ArbiterInput& input) {
  Verdict verdict;
  verdict.score.assign(input.blocks.size(), 0);
  verdict.kept.assign(input.blocks.size(), 0);
  uint32_t root = input.candidates.Of(CandidateKind::kMarked);
  if (root == HtmlCandidates::kNone) root = input.candidates.Of(CandidateKind::kDensity);
  if (root == HtmlCandidates::kNone) return verdict;
  const auto& elements = input.tree.elements();
  for (size_t i = 0; i < input.blocks.size(); ++i) {
    const HtmlBlock& block = input.blocks[i];
    if (block.element < root || block.element >= elements[root].end || i == input.title.block) continue;
    bool outside = block.link_letters * 2 > block.letters;
    for (uint32_t e = block.element; e != root; e = elements[e].parent) outside = outside || (elements[e].words & kOutside) != 0;
    verdict.score[i] = outside ? 0 : 1;
    verdict.kept[i] = outside ? 0 : 1;
  }
  verdict.confidence = 0.5;
  return verdict;
}

}  // namespace dossier::indexer
