// What a page says more than once, and what it sets in rows: witnesses for the arbiter. A paragraph of the article
// stands once and speaks of what the others speak of; teasers come in rows of like elements; a hidden copy of the
// article repeats it word for word.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/tree.h"

namespace dossier::indexer {

// What one block shares with the others; shares are 0-1.
struct BlockEcho {
  float copied_before = 0;  // of its sequences of five words: how many stand in an earlier block
  float copied_after = 0;   // in a later block
  float shared_words = 0;   // of its long words: how many the main text uses elsewhere
  float shared_names = 0;   // of its capitalised words
  float title_words = 0;    // of the title's long words: how many the block has
  float summary_words = 0;  // of the description's long words
};

// `in_main` marks the blocks that make up the main text as far as it is known. Time and memory are linear; of a very
// long page only the first words count.
std::vector<BlockEcho> EchoesOf(const std::vector<HtmlBlock>& blocks, const std::vector<char>& in_main,
                                std::string_view title, std::string_view summary);

// The row of like siblings (same tag, same class, same parent; three at least) that an element stands in; the nearest
// one.
struct HtmlRow {
  uint32_t element = 0;  // the sibling itself; 0 when there is no row
  uint32_t group = 0;    // siblings of one row have the same
  uint32_t place = 0;    // 0 is the first sibling
};

struct HtmlRows {
  std::vector<HtmlRow> of;           // for every element
  std::vector<uint32_t> group_size;  // by group
};

// Linear in the elements; pure.
HtmlRows FindRows(const HtmlTree& tree);

}  // namespace dossier::indexer
