// Where in the page a date stands: with the article, in a teaser of another page, in a comment, in the frame.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/title.h"
#include "indexer/read/html/page/tree.h"

namespace dossier::indexer {

enum class DatePlace { kOwn, kAside, kTeaser, kComment };

// Borrows its arguments. Building is linear in the blocks; a question walks a few ancestors. Thread safe once made.
class DatePlaces {
 public:
  DatePlaces(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, const HtmlTitle& title,
             const std::vector<char>& kept);

  // `from_title` as in BlocksFromTitle. Near the title only comments and related links are another page's: bylines
  // stand in lists, cards and sidebars of all kinds.
  DatePlace Of(uint32_t element, int from_title) const;

  // The first block that ends after a run of text; their number when there is none.
  size_t BlockAt(uint32_t text) const;

  // How many blocks after the title's block a run of text stands; 1000 when no block is the title.
  int BlocksFromTitle(uint32_t first_text) const;

  // The first and the last block of some length that the article keeps; SIZE_MAX and 0 when there is none.
  size_t first_kept() const { return first_kept_; }
  size_t last_kept() const { return last_kept_; }

 private:
  const HtmlTree& tree_;
  const std::vector<HtmlBlock>& blocks_;
  uint32_t title_block_;
  size_t first_kept_ = SIZE_MAX, last_kept_ = 0;
  std::vector<uint32_t> kept_before_;   // how many blocks of the article stand before block i
  std::vector<uint32_t> links_before_;  // how many blocks that are nothing but a longer link
};

}  // namespace dossier::indexer
