#include "indexer/read/html/candidates.h"

#include <algorithm>

namespace dossier::indexer {

namespace {

constexpr ClassWords kBoilerplate = BitOf(ClassWord::kComment) | BitOf(ClassWord::kRelated) | BitOf(ClassWord::kPromo) |
                                    BitOf(ClassWord::kNav) | BitOf(ClassWord::kFooter) | BitOf(ClassWord::kSidebar) |
                                    BitOf(ClassWord::kHidden);

bool IsBoilerplateElement(const HtmlElement& element) {
  return element.tag == HtmlTag::kNav || element.tag == HtmlTag::kFooter || element.tag == HtmlTag::kAside ||
         (element.words & kBoilerplate) != 0;
}

// Letters of paragraph text below every element, boilerplate elements' text left out.
std::vector<uint32_t> ParagraphLetters(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks) {
  const auto& elements = tree.elements();
  std::vector<uint32_t> letters(elements.size(), 0);
  std::vector<char> boilerplate(elements.size(), 0);
  for (uint32_t i = 1; i < elements.size(); ++i) {
    boilerplate[i] =
        boilerplate[elements[i].parent] != 0 || (IsBoilerplateElement(elements[i]) && elements[i].depth > 2);
  }
  for (const HtmlBlock& block : blocks) {
    if (IsParagraphText(block) && boilerplate[block.element] == 0) letters[block.element] += block.letters;
  }
  for (auto i = static_cast<uint32_t>(elements.size()); i-- > 1;) letters[elements[i].parent] += letters[i];
  return letters;
}

bool IsMarkedBody(const HtmlTree& tree, uint32_t i) {
  const HtmlElement& element = tree.elements()[i];
  if (element.words == 0 || !IsBlockTag(element.tag) || element.tag == HtmlTag::kBody || element.tag == HtmlTag::kHtml)
    return false;
  if (tree.Attribute(i, HtmlAttributeName::kItemprop).find("articleBody") != std::string_view::npos) return true;
  return Has(element.words, ClassWord::kArticle) && Has(element.words, ClassWord::kBody) &&
         (element.words & kBoilerplate) == 0;
}

uint32_t Best(const HtmlTree& tree, const std::vector<uint32_t>& letters, bool (*is_one)(const HtmlTree&, uint32_t)) {
  uint32_t best = HtmlCandidates::kNone;
  for (uint32_t i = 1; i < tree.elements().size(); ++i) {
    if (letters[i] > 0 && is_one(tree, i) && (best == HtmlCandidates::kNone || letters[i] > letters[best])) best = i;
  }
  return best;
}

uint32_t BestByDensity(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks) {
  const auto& elements = tree.elements();
  std::vector<float> scores(elements.size(), 0);
  std::vector<uint32_t> all(elements.size(), 0), linked(elements.size(), 0);
  for (const HtmlBlock& block : blocks) {
    all[block.element] += block.letters;
    linked[block.element] += block.link_letters;
    if (!IsParagraphText(block)) continue;
    const auto commas = static_cast<float>(std::count(block.text.begin(), block.text.end(), ','));
    const float score = 1 + commas + std::min(static_cast<float>(block.letters) / 100, 3.0f);
    uint32_t at = block.element;
    if (elements[at].tag != HtmlTag::kP && !IsHeadingTag(elements[at].tag)) scores[at] += score;
    float share = 1;
    for (int level = 0; level < 3 && elements[at].parent != at; ++level) {
      at = elements[at].parent;
      scores[at] += score * share;
      share /= level == 0 ? 2 : 1.5f;
    }
  }
  for (auto i = static_cast<uint32_t>(elements.size()); i-- > 1;) {
    all[elements[i].parent] += all[i];
    linked[elements[i].parent] += linked[i];
  }
  uint32_t best = HtmlCandidates::kNone;
  float best_score = 0;
  for (uint32_t i = 1; i < elements.size(); ++i) {
    if (scores[i] <= 0 || all[i] == 0) continue;
    float score = scores[i] * (1 - static_cast<float>(linked[i]) / static_cast<float>(all[i]));
    if (IsBoilerplateElement(elements[i])) score *= 0.4f;
    if (score > best_score) {
      best_score = score;
      best = i;
    }
  }
  return best;
}

// The deepest element on the way down from `top` that keeps at least `share` of `whole`.
uint32_t Smallest(const HtmlTree& tree, const std::vector<uint32_t>& letters, double share) {
  const auto& elements = tree.elements();
  uint32_t best = HtmlCandidates::kNone;
  for (uint32_t i = 1; i < elements.size(); ++i) {
    if (letters[i] > 0 && letters[i] >= share * letters[0] &&
        (best == HtmlCandidates::kNone || elements[i].depth > elements[best].depth))
      best = i;
  }
  return best;
}

}  // namespace

std::string_view CandidateName(CandidateKind kind) {
  constexpr std::array<std::string_view, kCandidateKinds> kNames = {"marked",  "article",  "main",
                                                                    "density", "coverage", "heading"};
  return kNames[static_cast<size_t>(kind)];
}

bool IsParagraphText(const HtmlBlock& block) {
  return block.letters >= 60 && block.link_letters * 2 < block.letters && block.kind != corpus::BlockKind::kHeading;
}

HtmlCandidates FindCandidates(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, uint32_t heading_block) {
  HtmlCandidates out;
  out.element.fill(HtmlCandidates::kNone);
  out.heading = heading_block;
  const std::vector<uint32_t> letters = ParagraphLetters(tree, blocks);
  const auto set = [&](CandidateKind kind, uint32_t element) { out.element[static_cast<size_t>(kind)] = element; };
  set(CandidateKind::kMarked, Best(tree, letters, IsMarkedBody));
  set(CandidateKind::kArticle,
      Best(tree, letters, [](const HtmlTree& t, uint32_t i) { return t.elements()[i].tag == HtmlTag::kArticle; }));
  set(CandidateKind::kMain, Best(tree, letters, [](const HtmlTree& t, uint32_t i) {
        return t.elements()[i].tag == HtmlTag::kMain || t.Attribute(i, HtmlAttributeName::kRole) == "main";
      }));
  set(CandidateKind::kDensity, BestByDensity(tree, blocks));
  set(CandidateKind::kCoverage, Smallest(tree, letters, 0.8));
  if (heading_block != HtmlCandidates::kNone) {
    uint32_t at = blocks[heading_block].element;
    while (tree.elements()[at].parent != at && letters[at] * 2 < letters[0]) at = tree.elements()[at].parent;
    set(CandidateKind::kHeading, at);
  }
  return out;
}

}  // namespace dossier::indexer
