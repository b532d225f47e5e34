// Links to the words: URL text fragments ("#:~:text=...") by the WICG's rules, that match once in the page.
//
// A browser matches whole words, without regard to case, over the page's text; what stands twice would lead to the
// first place. So a fragment is given only when its text stands once in everything the page says, menus included,
// with a prefix when the sentence alone does not; none rather than a wrong one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dossier::indexer {

// The markup with a mark (U+FDD0, which no text holds) before every tag that ends a line or a block: words on both
// sides of one are not matched as one text. The mark passes through the rendering into PageText.
// What is no tag is copied as it is.
std::string MarkBreaks(std::string_view markup);

// The text of a whole page, folded for matching: made once a page.
// Owns its folded text; thread safe once made. Built once a page and asked for each of its sentences.
class PageText {
 public:
  // `text`: as rendered, with the marks of MarkBreaks if there are any.
  explicit PageText(std::string_view text);
  // "#:~:text=..." for the sentence, or "". `before` and `after`: the text of the same block around it.
  std::string FragmentFor(std::string_view sentence, std::string_view before, std::string_view after = {}) const;

 private:
  // The places of a text on whole words, at most two. One that takes too many steps to tell counts as standing twice,
  // so that a page of many sentences takes time in proportion to its size.
  std::vector<size_t> Places(std::string_view folded) const;
  void AddPlaces();
  bool StandsOnce(std::string_view folded) const { return Places(folded).size() == 1; }
  bool IsBroken(size_t begin, size_t end) const;
  std::string Range(const std::string& sentence, size_t place) const;

  std::string folded_;
  std::vector<size_t> breaks_;  // bytes of folded_ where a line or block ends
  // Word boundaries in chains by what stands there: the first of each chain, and of each boundary the next.
  std::vector<uint32_t> boundaries_, chains_, next_;
};

// Percent-encodes everything that is not a TextDirectiveExplicitChar, and "-", "," and "&".
std::string EncodeFragment(std::string_view text);

}  // namespace dossier::indexer
