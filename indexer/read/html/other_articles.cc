#include "indexer/read/html/other_articles.h"

#include <algorithm>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "indexer/read/html/candidates.h"
#include "indexer/read/html/dates/words.h"
#include "indexer/read/html/text_shape.h"
#include "indexer/read/metadata/stated_date.h"

namespace dossier::indexer {

namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kMaxHeadLine = 120;   // bytes of a byline or a date line
constexpr size_t kMaxAroundDate = 40;  // bytes beside the date: "Posted on", "4:49 PM UTC"
constexpr size_t kHeadBlocks = 4;      // a byline or a date stands so near to its heading
constexpr size_t kFirstBlocks = 6;     // an article's heading is among its first blocks
constexpr size_t kWholeArticle = 2;    // paragraphs
constexpr size_t kMostOthers = 100;
constexpr uint32_t kSomeText = 60;  // letters

class Finder {
 public:
  Finder(HtmlTree& tree, std::vector<HtmlBlock>& blocks, HtmlTitle& title)
      : tree_(tree), blocks_(blocks), title_(title), other_(blocks.size(), 0), folded_title_(Folded(title.text)) {}

  std::vector<std::string> Run() {
    const size_t own = title_.block < blocks_.size() ? title_.block : HeadingOfTitle();
    if (own >= blocks_.size()) return {};
    FromSkeletons(own);
    FromHeadings(own);
    if (headings_.empty()) return {};
    TakeOut();
    return std::move(headings_);
  }

 private:
  static std::string Folded(std::string_view text) { return FoldForComparison(text); }

  size_t HeadingOfTitle() const {
    if (folded_title_.empty()) return kNone;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (IsHeading(i) && Folded(blocks_[i].text) == folded_title_) return i;
    }
    return kNone;
  }

  bool IsHeading(size_t i) const { return blocks_[i].kind == corpus::BlockKind::kHeading && blocks_[i].level <= 3; }

  bool IsLinked(size_t i) const {
    return blocks_[i].links > 0 && blocks_[i].link_letters * 5 >= blocks_[i].letters * 4;
  }

  // A line that says nothing but when, or by whom and when.
  static bool IsDateLine(const HtmlBlock& block) {
    if (block.text.size() > kMaxHeadLine || block.kind == corpus::BlockKind::kHeading) return false;
    size_t dated = 0;
    for (const StatedDate& date : FindStatedDates(block.text, SlashOrder::kUnknown)) dated += date.end - date.begin;
    return dated > 0 && (block.text.size() <= dated + kMaxAroundDate || SaysByline(block.text));
  }

  static bool IsByline(const HtmlTree& tree, const HtmlBlock& block) {
    if (block.text.size() > kMaxHeadLine || block.kind == corpus::BlockKind::kHeading) return false;
    return SaysByline(block.text) && (block.links > 0 || Has(tree.elements()[block.element].words, ClassWord::kAuthor));
  }

  size_t Paragraphs(size_t first, size_t end) const {
    size_t count = 0;
    for (size_t i = first; i < std::min(end, blocks_.size()); ++i) count += IsParagraphText(blocks_[i]) ? 1 : 0;
    return count;
  }
  bool HoldsText(size_t first, size_t end) const {
    for (size_t i = first; i < std::min(end, blocks_.size()); ++i) {
      if (IsParagraphText(blocks_[i])) return true;
    }
    return false;
  }

  // Whether the lines below a heading say who wrote.
  bool HasByline(size_t heading, size_t end) const {
    for (size_t i = heading + 1; i < std::min({end, blocks_.size(), heading + 1 + kHeadBlocks}); ++i) {
      if (blocks_[i].text.size() <= kMaxHeadLine && blocks_[i].kind != corpus::BlockKind::kHeading &&
          SaysByline(blocks_[i].text))
        return true;
    }
    return false;
  }

  // The heading with which an article begins in [first, end); `end` when none does.
  size_t HeadIn(size_t first, size_t end) const {
    for (size_t i = first; i < std::min(end, first + kFirstBlocks); ++i) {
      if (!IsHeading(i)) continue;
      return HasHead(first, i, end) ? i : end;
    }
    return end;
  }

  // Whether a byline or a date stands beside the heading, and text below it.
  bool HasHead(size_t first, size_t heading, size_t end) const {
    if (Folded(blocks_[heading].text) == folded_title_ || !HoldsText(heading + 1, end)) return false;
    const size_t from = heading > first + 2 ? heading - 2 : first;
    for (size_t i = from; i < std::min(end, heading + 1 + kHeadBlocks); ++i) {
      if (i == heading) continue;
      if (i > heading && (blocks_[i].letters > kSomeText * 2 || IsHeading(i))) break;
      if (IsDateLine(blocks_[i]) || IsByline(tree_, blocks_[i])) return true;
    }
    return false;
  }

  size_t FirstBlockOf(uint32_t element) const {
    const uint32_t text = tree_.elements()[element].first_text;
    return static_cast<size_t>(
        std::lower_bound(blocks_.begin(), blocks_.end(), text,
                         [](const HtmlBlock& block, uint32_t run) { return block.first_text < run; }) -
        blocks_.begin());
  }
  size_t EndBlockOf(uint32_t element) const {
    const uint32_t text = tree_.elements()[element].end_text;
    return static_cast<size_t>(
        std::lower_bound(blocks_.begin(), blocks_.end(), text,
                         [](const HtmlBlock& block, uint32_t run) { return block.first_text < run; }) -
        blocks_.begin());
  }

  // Whether two neighbours are made alike: two article elements, or two of one tag and class.
  bool AreAlike(uint32_t a, uint32_t b) const {
    const auto& elements = tree_.elements();
    if (elements[a].tag != elements[b].tag) return false;
    if (elements[a].tag == HtmlTag::kArticle) return true;
    const std::string_view name = tree_.Attribute(a, HtmlAttributeName::kClass);
    return !name.empty() &&
           name.substr(0, name.find(' ')) == tree_.Attribute(b, HtmlAttributeName::kClass)
                                                 .substr(0, tree_.Attribute(b, HtmlAttributeName::kClass).find(' '));
  }

  // Neighbours of the own article, or of what holds it, that are made like it and have a head of their own.
  void FromSkeletons(size_t own) {
    const auto& elements = tree_.elements();
    for (uint32_t e = blocks_[own].element; elements[e].parent != e; e = elements[e].parent) {
      if (elements[e].tag == HtmlTag::kBody) break;
      if (!HoldsText(std::max(FirstBlockOf(e), own), EndBlockOf(e))) continue;
      const uint32_t parent = elements[e].parent;
      for (uint32_t s = parent + 1; s < elements[parent].end && headings_.size() < kMostOthers; s = elements[s].end) {
        if (s == e || !AreAlike(e, s)) continue;
        const size_t first = FirstBlockOf(s), end = EndBlockOf(s);
        const size_t heading = HeadIn(first, end);
        const bool same_rank =
            elements[e].tag == HtmlTag::kArticle || (heading < end && blocks_[heading].level == blocks_[own].level);
        if (heading < end && same_rank) Note(heading, first, end);
      }
    }
  }

  // Headings below the own article's text that begin another one: linked to it, or made as the title's heading is.
  void FromHeadings(size_t own) {
    for (size_t i = own + 1; i < blocks_.size() && headings_.size() < kMostOthers; ++i) {
      if (other_[i] != 0 || !IsHeading(i) || !(IsLinked(i) || IsLikeTitle(i, own))) continue;
      if (!HoldsText(own + 1, i) || !HasHead(i, i, blocks_.size())) continue;
      const auto [first, end] = ReachOf(i, own);
      // Lists of events, books and prices have headings with days beside them: a whole article says by whom it is.
      const bool whole = blocks_[i].level == 1 || (HasByline(i, end) && Paragraphs(i + 1, end) >= kWholeArticle);
      if (first < end && whole) Note(i, first, end);
    }
  }

  bool IsLikeTitle(size_t i, size_t own) const {
    return blocks_[i].level == blocks_[own].level &&
           (blocks_[own].level == 1 || (!tree_.Attribute(blocks_[own].element, HtmlAttributeName::kClass).empty() &&
                                        tree_.Attribute(blocks_[i].element, HtmlAttributeName::kClass) ==
                                            tree_.Attribute(blocks_[own].element, HtmlAttributeName::kClass)));
  }

  // What the heading's article takes: the largest element around it without the own article's text, or what follows
  // the heading in its parent.
  std::pair<size_t, size_t> ReachOf(size_t heading, size_t own) const {
    const auto& elements = tree_.elements();
    const auto reaches_own = [&](uint32_t e) {
      const size_t first = FirstBlockOf(e);
      return first <= own || HoldsText(std::max(first, own + 1), std::max(heading, first));
    };
    uint32_t e = blocks_[heading].element;
    while (elements[e].parent != e && !reaches_own(elements[e].parent)) e = elements[e].parent;
    if (Paragraphs(heading + 1, EndBlockOf(e)) > 0) return {FirstBlockOf(e), EndBlockOf(e)};
    // In one row with the own article's paragraphs only what is made like the title begins another one.
    if (e != blocks_[heading].element || !IsLikeTitle(heading, own)) return {heading, heading};
    return {heading, EndBlockOf(elements[e].parent)};
  }

  void Note(size_t heading, size_t first, size_t end) {
    headings_.push_back(blocks_[heading].text);
    for (size_t i = first; i < end; ++i) {
      other_[i] = i == title_.block ? 0 : 1;
      if (FirstBlockOf(blocks_[i].element) >= first) tree_.MarkOther(blocks_[i].element);
    }
  }

  void TakeOut() {
    size_t to = 0;
    uint32_t moved = title_.block;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (i == title_.block) moved = static_cast<uint32_t>(to);
      if (other_[i] != 0) continue;
      if (to != i) blocks_[to] = std::move(blocks_[i]);
      ++to;
    }
    blocks_.resize(to);
    title_.block = moved;
  }

  HtmlTree& tree_;
  std::vector<HtmlBlock>& blocks_;
  HtmlTitle& title_;
  std::vector<char> other_;
  const std::string folded_title_;
  std::vector<std::string> headings_;
};

}  // namespace

std::vector<std::string> TakeOutOtherArticles(HtmlTree& tree, std::vector<HtmlBlock>& blocks, HtmlTitle& title) {
  return Finder(tree, blocks, title).Run();
}

}  // namespace dossier::indexer
