#include "indexer/read/html/dates/place.h"

#include <algorithm>

namespace dossier::indexer {

namespace {

constexpr uint32_t kArticleLetters = 60;  // a shorter kept block does not tell where the article is
constexpr uint32_t kTeaserLetters = 18;   // the heading of a teaser is at least so long
constexpr int kTeaserSteps = 5;           // the date and the heading of a teaser are so near
constexpr int kPlaceSteps = 8;
constexpr int kNearBefore = 3;  // where even a card or a sidebar is the article's own
constexpr int kNearAfter = 8;

}  // namespace

DatePlaces::DatePlaces(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, const HtmlTitle& title,
                       const std::vector<char>& kept)
    : tree_(tree), blocks_(blocks), title_block_(title.block) {
  kept_before_.reserve(blocks.size() + 1);
  links_before_.reserve(blocks.size() + 1);
  uint32_t kept_count = 0, link_count = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    kept_before_.push_back(kept_count);
    links_before_.push_back(link_count);
    const bool article = kept[i] != 0 && blocks[i].letters > kArticleLetters;
    if (article) {
      if (first_kept_ == SIZE_MAX) first_kept_ = i;
      last_kept_ = i;
    }
    kept_count += article || i == title.block ? 1 : 0;
    link_count +=
        blocks[i].link_letters >= kTeaserLetters && blocks[i].link_letters * 3 >= blocks[i].letters * 2 ? 1 : 0;
  }
  kept_before_.push_back(kept_count);
  links_before_.push_back(link_count);
}

size_t DatePlaces::BlockAt(uint32_t text) const {
  const auto at = std::lower_bound(blocks_.begin(), blocks_.end(), text,
                                   [](const HtmlBlock& block, uint32_t run) { return block.end_text <= run; });
  return static_cast<size_t>(at - blocks_.begin());
}

int DatePlaces::BlocksFromTitle(uint32_t first_text) const {
  if (title_block_ == UINT32_MAX) return 1000;
  return static_cast<int>(BlockAt(first_text)) - static_cast<int>(title_block_);
}

DatePlace DatePlaces::Of(uint32_t element, int from_title) const {
  const auto& elements = tree_.elements();
  constexpr ClassWords kAlways = BitOf(ClassWord::kRelated);
  constexpr ClassWords kFarOnly = BitOf(ClassWord::kSidebar) | BitOf(ClassWord::kFooter);
  const bool near = from_title >= -kNearBefore && from_title <= kNearAfter;
  if (elements[element].other) return DatePlace::kTeaser;
  DatePlace place = DatePlace::kOwn;
  int steps = 0;
  for (uint32_t e = element; elements[e].parent != e && steps < kPlaceSteps; e = elements[e].parent, ++steps) {
    if (elements[e].tag == HtmlTag::kBody) break;
    if (Has(elements[e].words, ClassWord::kComment) || elements[e].tag == HtmlTag::kBlockquote)
      return DatePlace::kComment;
    if (place == DatePlace::kTeaser) continue;
    const size_t first = BlockAt(elements[e].first_text),
                 last = elements[e].end_text == 0 ? first : BlockAt(elements[e].end_text - 1);
    const size_t end = std::min(last + 1, blocks_.size());
    if (!near && first < end) {
      // The article or the title is in reach: what lies farther out says nothing.
      if (kept_before_[end] > kept_before_[first]) {
        // A footer or a box inside the article element is the article's own.
        if (elements[e].tag == HtmlTag::kArticle && place == DatePlace::kAside) place = DatePlace::kOwn;
        break;
      }
      if (steps < kTeaserSteps && links_before_[end] > links_before_[first]) {
        place = DatePlace::kTeaser;
        continue;
      }
    }
    if (!near && (elements[e].tag == HtmlTag::kAside || elements[e].tag == HtmlTag::kFooter)) place = DatePlace::kAside;
    const bool named = Has(elements[e].words, ClassWord::kDate);  // "date-inline" is no box of related pages
    if ((elements[e].words & kAlways) != 0 && !named) place = DatePlace::kAside;
    if (!near && (elements[e].words & kFarOnly) != 0) place = DatePlace::kAside;
    if (elements[e].tag == HtmlTag::kArticle || elements[e].tag == HtmlTag::kMain) break;
  }
  return place;
}

}  // namespace dossier::indexer
