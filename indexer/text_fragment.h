// Links to the words: URL text fragments ("#:~:text=...") by the WICG's rules, that match once in the page.
//
// A browser matches whole words, without regard to case, over the page's text; what stands twice would lead to the
// first place. So a fragment is given only when its text stands once in everything the page says, menus included,
// with a prefix when the sentence alone does not; none rather than a wrong one.
#pragma once

#include <string>
#include <string_view>

namespace dossier::indexer {

// The text of a whole page, folded for matching: made once a page.
class PageText {
 public:
  explicit PageText(std::string_view text);
  // "#:~:text=..." for the sentence, or "". `before` is the text of the same block before it.
  std::string FragmentFor(std::string_view sentence, std::string_view before) const;

 private:
  size_t Count(std::string_view folded) const;   // occurrences on whole words, at most 2
  std::string folded_;
};

// Percent-encodes everything that is not a TextDirectiveExplicitChar, and "-", "," and "&".
std::string EncodeFragment(std::string_view text);

}  // namespace dossier::indexer
