// Candidates for the element that holds the article: several simple extractors over the flat arrays. None is right
// always; the arbiter weighs what each of them says about every block.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/tree.h"

namespace dossier::indexer {

enum class CandidateKind : uint8_t {
  kMarked,    // marked as the body: itemprop=articleBody, or class words that say article and body
  kArticle,   // the article element with the most paragraph text
  kMain,      // main, role=main
  kDensity,   // the element whose own paragraphs score best (text against links, passed on to parents)
  kCoverage,  // the smallest element that holds four fifths of the page's paragraph text
  kHeading,   // the smallest element around the main heading with half of the page's paragraph text
};
inline constexpr int kCandidateKinds = 6;
std::string_view CandidateName(CandidateKind kind);

struct HtmlCandidates {
  static constexpr uint32_t kNone = UINT32_MAX;
  std::array<uint32_t, kCandidateKinds> element;  // kNone when the page has none
  uint32_t heading = kNone;                       // index of the main heading's block
  uint32_t Of(CandidateKind kind) const { return element[static_cast<size_t>(kind)]; }
};

// A block that reads like a paragraph: long enough, few links.
// Sixty letters, less than half of them linked: by hand, and the fitted features take it as it is.
bool IsParagraphText(const HtmlBlock& block);

// Boilerplate elements (navigation, footers, comments by name) do not count as text. Of equals the first in the
// document is taken. Linear in elements and blocks; pure. `heading_block` is kNone when the title is no heading.
HtmlCandidates FindCandidates(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, uint32_t heading_block);

}  // namespace dossier::indexer
