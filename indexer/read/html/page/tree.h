// The parsed page as flat arrays in document order: elements, attributes, pieces of visible text.
//
// gumbo parses (WHATWG tree construction), one iterative walk copies what rules read, and the rest of the reader
// works on arrays. Everything is owned by the tree; views point into it or into the payload.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/text/canonical_text.h"
#include "indexer/read/html/page/attributes.h"
#include "indexer/read/html/page/class_words.h"
#include "indexer/read/html/page/scan.h"

namespace dossier::indexer {

enum class HtmlTag : uint8_t {
  kOther,
  kA,
  kAddress,
  kArticle,
  kAside,
  kB,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCaption,
  kCenter,
  kCite,
  kCode,
  kDd,
  kDetails,
  kDialog,
  kDiv,
  kDl,
  kDt,
  kEm,
  kFieldset,
  kFigcaption,
  kFigure,
  kFooter,
  kForm,
  kFrame,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHead,
  kHeader,
  kHr,
  kHtml,
  kI,
  kImg,
  kInput,
  kLabel,
  kLegend,
  kLi,
  kLink,
  kMain,
  kMenu,
  kMeta,
  kNav,
  kOl,
  kOption,
  kP,
  kPre,
  kQ,
  kSection,
  kSmall,
  kSpan,
  kStrong,
  kSub,
  kSummary,
  kSup,
  kTable,
  kTbody,
  kTd,
  kTfoot,
  kTh,
  kThead,
  kTime,
  kTitle,
  kTr,
  kU,
  kUl,
  kUnseen,
};
std::string_view HtmlTagName(HtmlTag tag);
bool IsBlockTag(HtmlTag tag);    // starts and ends a block of text
bool IsHeadingTag(HtmlTag tag);  // h1-h6

// Neighbours in one array instead of nodes on the heap: rules walk subtrees as ranges of an array, and a page of a
// million elements is freed in one go.
struct HtmlElement {
  HtmlTag tag = HtmlTag::kOther;
  bool hidden = false;  // hidden, aria-hidden, or display:none, itself or an ancestor
  bool other = false;   // of another article that the page shows too (MarkOther), itself or an ancestor
  uint16_t depth = 0;
  uint32_t parent = 0;  // the root is its own parent
  uint32_t end = 0;     // the subtree is elements [self, end)
  uint32_t first_attribute = 0;
  uint32_t attribute_count = 0;
  uint32_t first_text = 0;  // texts of the subtree are [first_text, end_text)
  uint32_t end_text = 0;
  ClassWords words = 0;  // of class, id, role, itemprop and data-* names
};

// A run of visible text (not in script, button, select and the like).
struct HtmlText {
  uint32_t element = 0;       // the parent
  uint32_t next_element = 0;  // elements that begin after this run have this index or a higher one
  bool white = false;         // nothing but white space
  bool paragraph = false;     // an empty line of a pre element stands before it
  bool after_unseen = false;  // an element with text that is not shown stands between this and the run before
  std::string_view text;      // references decoded, long runs of white space shortened
  corpus::ByteRange range;    // in the payload
};

// Movable, not copyable; views survive a move. Immutable once parsed, so threads may share it.
class HtmlTree {
 public:
  // Parses a scanned page, whose payload must outlive the tree. Errors: kLimit when the tree would need more memory
  // than the bound.
  static Result<HtmlTree> Parse(HtmlScan scan);
  ~HtmlTree();
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;

  const std::vector<HtmlElement>& elements() const { return elements_; }
  const std::vector<HtmlText>& texts() const { return texts_; }
  const HtmlScan& scan() const { return *scan_; }
  // The content of the first title element, references decoded.
  std::string_view title() const { return title_; }

  // An attribute's value; empty when absent.
  // Of several of one name the first, as the standard says (WHATWG HTML, section 13.2.5).
  std::string_view Attribute(uint32_t element, HtmlAttributeName name) const;
  // The visible text below an element, white space collapsed, at most `limit` bytes. Block tags separate words.
  std::string TextOf(uint32_t element, size_t limit = 4096) const;
  bool IsInside(uint32_t element, HtmlTag tag) const;  // itself or an ancestor
  size_t memory_bytes() const;
  // Says of an element and all below it that they are another article's.
  void MarkOther(uint32_t element) {
    for (uint32_t i = element; i < elements_[element].end && !elements_[i].other; ++i) elements_[i].other = true;
  }

 private:
  struct Arena;
  friend class TreeBuilder;
  HtmlTree();

  std::unique_ptr<HtmlScan> scan_;
  std::unique_ptr<Arena> arena_;
  std::vector<HtmlElement> elements_;
  std::vector<HtmlAttribute> attributes_;
  std::vector<HtmlText> texts_;
  std::string_view title_;
};

}  // namespace dossier::indexer
