// The blocks of a page: paragraphs, headings, list items, table rows, in document order, menus and all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/text/canonical_text.h"
#include "indexer/read/html/page/tree.h"

namespace dossier::indexer {

// A stretch of text that no block element and no empty line (two br) interrupts.
struct HtmlBlock {
  uint32_t element = 0;     // the block element that holds it
  uint32_t first_text = 0;  // its runs are [first_text, end_text)
  uint32_t end_text = 0;
  corpus::BlockKind kind = corpus::BlockKind::kParagraph;
  int level = 0;
  std::string text;           // white space collapsed, without soft hyphens and characters without width
  uint32_t letters = 0;       // bytes of text that are no white space
  uint32_t link_letters = 0;  // of them inside links
  uint32_t links = 0;         // links that begin in it
};

// No page of people has this many; of one that has, the rest is left out and the document is partial.
inline constexpr size_t kMostBlocks = 65'536;

// At most kMostBlocks.
// In document order, not overlapping, none empty; hidden elements' blocks are among them (the arbiter sees that they
// are hidden). Texts for screen readers alone and small windows over a word are left out. Linear; pure.
std::vector<HtmlBlock> SplitBlocks(const HtmlTree& tree);

// The payload ranges whose rendering by the frozen rule is the block's text.
// Ascending. This is what ties a quotation to the captured bytes: the text of a block must equal what the frozen rule
// (corpus/text) renders from them but for what is unseen (corpus/base/unseen.h), and a test holds it.
std::vector<corpus::ByteRange> RangesOf(const HtmlTree& tree, const HtmlBlock& block, std::string_view payload);

}  // namespace dossier::indexer
