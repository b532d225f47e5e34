#include "indexer/read/html/page/blocks.h"

#include <algorithm>
#include <array>

#include "corpus/base/unseen.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {

namespace {

constexpr size_t kMaxRowLetters = 600;  // rows with more text are layout: their cells are blocks of their own
constexpr size_t kMaxRowElements = 400;
constexpr uint32_t kNone = UINT32_MAX;

bool IsCell(HtmlTag tag) { return tag == HtmlTag::kTd || tag == HtmlTag::kTh; }

// Whether a tr is a row of data: little text, and in its cells nothing but paragraphs and inline elements.
bool IsDataRow(const HtmlTree& tree, uint32_t row) {
  const auto& elements = tree.elements();
  const HtmlElement& tr = elements[row];
  if (tr.end - row > kMaxRowElements) return false;
  int cells = 0;
  for (uint32_t i = row + 1; i < tr.end; ++i) {
    const HtmlTag tag = elements[i].tag;
    cells += IsCell(tag) ? 1 : 0;
    if (IsBlockTag(tag) && !IsCell(tag) && tag != HtmlTag::kP && tag != HtmlTag::kDiv) return false;
  }
  size_t letters = 0;
  for (uint32_t i = tr.first_text; i < tr.end_text; ++i)
    letters += tree.texts()[i].white ? 0 : tree.texts()[i].text.size();
  return cells >= 2 && letters <= kMaxRowLetters;
}

// For every element the block element that its text belongs to.
std::vector<uint32_t> BlockElements(const HtmlTree& tree) {
  const auto& elements = tree.elements();
  std::vector<uint32_t> block_of(elements.size(), 0);
  uint32_t row_end = 0, row = 0;
  for (uint32_t i = 0; i < elements.size(); ++i) {
    const HtmlElement& element = elements[i];
    if (i < row_end) {
      block_of[i] = row;
    } else if (element.tag == HtmlTag::kTr && IsDataRow(tree, i)) {
      block_of[i] = row = i;
      row_end = element.end;
    } else {
      block_of[i] = IsBlockTag(element.tag) ? i : block_of[element.parent];
    }
  }
  return block_of;
}

constexpr size_t kTipBytes = 40;

bool HasWords(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (IsWordChar(NextCodePoint(text, i))) return true;
  }
  return false;
}

// Small windows that open over a word ("rollover", "tooltip") and texts for screen readers alone are written into the
// paragraph but are none of it.
bool IsTip(const HtmlTree& tree, uint32_t i) {
  const HtmlElement& element = tree.elements()[i];
  if (IsBlockTag(element.tag) || !Has(element.words, ClassWord::kHidden)) return false;
  const std::string_view names = tree.Attribute(i, HtmlAttributeName::kClass);
  constexpr std::array<std::string_view, 9> kTips = {"tooltip",       "popover",         "rollover",
                                                     "hovercard",     "flyout",          "sr-only",
                                                     "screen-reader", "visually-hidden", "visuallyhidden"};
  const bool named = std::any_of(kTips.begin(), kTips.end(),
                                 [&](std::string_view tip) { return names.find(tip) != std::string_view::npos; });
  // Without words it is the colon or comma that keeps its neighbours apart.
  return named && HasWords(tree.TextOf(i, kTipBytes));
}

std::vector<char> TipElements(const HtmlTree& tree) {
  const auto& elements = tree.elements();
  std::vector<char> tips(elements.size(), 0);
  for (uint32_t i = 1; i < elements.size(); ++i) tips[i] = tips[elements[i].parent] != 0 || IsTip(tree, i) ? 1 : 0;
  return tips;
}

bool IsInTip(const HtmlTree& tree, uint32_t element) {
  for (; element != 0; element = tree.elements()[element].parent) {
    if (IsTip(tree, element)) return true;
  }
  return false;
}

std::vector<uint32_t> LinkElements(const HtmlTree& tree) {
  const auto& elements = tree.elements();
  std::vector<uint32_t> link_of(elements.size(), kNone);
  for (uint32_t i = 1; i < elements.size(); ++i) {
    const bool link = elements[i].tag == HtmlTag::kA && !tree.Attribute(i, HtmlAttributeName::kHref).empty();
    link_of[i] = link ? i : link_of[elements[i].parent];
  }
  return link_of;
}

class Splitter {
 public:
  explicit Splitter(const HtmlTree& tree)
      : tree_(tree), block_of_(BlockElements(tree)), link_of_(LinkElements(tree)), tips_(TipElements(tree)) {}

  std::vector<HtmlBlock> Run() {
    const auto& texts = tree_.texts();
    uint32_t solid = 0;  // the last run that was no white space: "<br> <br>" is an empty line too
    for (uint32_t i = 0; i < texts.size() && blocks_.size() < kMostBlocks; ++i) {
      if (tips_[texts[i].element] != 0) continue;
      if (texts[i].white) {
        if (open_) Add(texts[i]);
        continue;
      }
      if (open_ && IsBoundary(texts[solid], texts[i])) Flush(i);
      if (!open_) {
        Open(i);
      } else if (NeedsBlank(texts[solid], texts[i])) {
        raw_ += ' ';
      }
      Add(texts[i]);
      solid = i;
    }
    if (blocks_.size() < kMostBlocks) Flush(static_cast<uint32_t>(texts.size()));
    return std::move(blocks_);
  }

 private:
  bool IsBoundary(const HtmlText& before, const HtmlText& after) const {
    if (block_of_[before.element] != block_of_[after.element] || after.paragraph) return true;
    int breaks = 0;
    for (uint32_t e = before.next_element; e < after.next_element; ++e) {
      const HtmlTag tag = tree_.elements()[e].tag;
      if (tag == HtmlTag::kBr && ++breaks >= 2) return true;
      if (IsBlockTag(tag) && block_of_[e] == e) return true;
    }
    return false;
  }

  // Whether a tag between the runs separates words without ending the block (br, img, a cell).
  bool NeedsBlank(const HtmlText& before, const HtmlText& after) const {
    if (before.element != after.element &&
        (IsCell(tree_.elements()[before.element].tag) || IsCell(tree_.elements()[after.element].tag))) {
      return true;
    }
    for (uint32_t e = before.next_element; e < after.next_element; ++e) {
      const HtmlTag tag = tree_.elements()[e].tag;
      if (tag == HtmlTag::kBr || tag == HtmlTag::kImg || IsBlockTag(tag)) return true;
    }
    return false;
  }

  void Open(uint32_t i) {
    open_ = true;
    block_ = {};
    block_.element = block_of_[tree_.texts()[i].element];
    block_.first_text = i;
    last_link_ = kNone;
    raw_.clear();
  }

  void Add(const HtmlText& text) {
    raw_ += text.text;
    if (text.white) return;
    size_t letters = 0;
    for (const char c : text.text) letters += static_cast<unsigned char>(c) > ' ' ? 1 : 0;
    block_.letters += static_cast<uint32_t>(letters);
    const uint32_t link = link_of_[text.element];
    if (link == kNone) return;
    block_.link_letters += static_cast<uint32_t>(letters);
    if (link != last_link_) ++block_.links;
    last_link_ = link;
  }

  void Flush(uint32_t end) {
    if (!open_) return;
    open_ = false;
    while (end > block_.first_text + 1 && tree_.texts()[end - 1].white) --end;
    block_.end_text = end;
    block_.text = CollapseWhiteSpace(HoldsUnseen(raw_) ? WithoutUnseen(raw_) : raw_);
    if (block_.text.empty()) return;
    SetKind();
    blocks_.push_back(std::move(block_));
  }

  void SetKind() {
    using corpus::BlockKind;
    int list_depth = 0;
    bool quote = false, caption = false, item = false;
    for (uint32_t e = block_.element;; e = tree_.elements()[e].parent) {
      const HtmlTag tag = tree_.elements()[e].tag;
      if (IsHeadingTag(tag)) {
        block_.kind = BlockKind::kHeading;
        block_.level = static_cast<int>(tag) - static_cast<int>(HtmlTag::kH1) + 1;
        return;
      }
      if (tag == HtmlTag::kTr && e == block_.element) {
        block_.kind = BlockKind::kTableRow;
        return;
      }
      if (tag == HtmlTag::kPre) {
        block_.kind = BlockKind::kCode;
        return;
      }
      item = item || tag == HtmlTag::kLi;
      list_depth += tag == HtmlTag::kUl || tag == HtmlTag::kOl ? 1 : 0;
      quote = quote || tag == HtmlTag::kBlockquote;
      caption = caption || tag == HtmlTag::kFigcaption || tag == HtmlTag::kFigure || tag == HtmlTag::kCaption;
      if (tree_.elements()[e].parent == e) break;
    }
    if (caption) {
      block_.kind = BlockKind::kCaption;
    } else if (quote) {
      block_.kind = BlockKind::kQuote;
    } else if (item) {
      block_.kind = BlockKind::kListItem;
      block_.level = std::max(1, list_depth);
    }
  }

  const HtmlTree& tree_;
  const std::vector<uint32_t> block_of_;
  const std::vector<uint32_t> link_of_;
  const std::vector<char> tips_;
  std::vector<HtmlBlock> blocks_;
  HtmlBlock block_;
  std::string raw_;
  bool open_ = false;
  uint32_t last_link_ = kNone;
};

// Whether the payload between two runs says nothing, so that one range can cover both.
bool SaysNothing(std::string_view payload, uint64_t begin, uint64_t end) {
  corpus::Block gap;
  gap.ranges = {{begin, end}};
  const Result<std::string> text =
      corpus::RenderBlock(payload, corpus::BlockSyntax::kMarkup, gap, corpus::kCanonicalRuleVersion);
  return text && text->empty();
}

}  // namespace

std::vector<HtmlBlock> SplitBlocks(const HtmlTree& tree) { return Splitter(tree).Run(); }

std::vector<corpus::ByteRange> RangesOf(const HtmlTree& tree, const HtmlBlock& block, std::string_view payload) {
  std::vector<corpus::ByteRange> ranges;
  for (uint32_t i = block.first_text; i < block.end_text; ++i) {
    const corpus::ByteRange& range = tree.texts()[i].range;
    if (IsInTip(tree, tree.texts()[i].element)) continue;
    if (!ranges.empty() && range.begin >= ranges.back().end && SaysNothing(payload, ranges.back().end, range.begin)) {
      ranges.back().end = range.end;
    } else {
      ranges.push_back(range);
    }
  }
  return ranges;
}

}  // namespace dossier::indexer
