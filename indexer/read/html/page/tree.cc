#include "indexer/read/html/page/tree.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <functional>

#include "corpus/base/utf8.h"
#include "corpus/text/character_references.h"
#include "corpus/text/markup.h"
#include "indexer/read/html/page/bytes.h"

namespace dossier::indexer {

namespace {

struct TagEntry {
  HtmlTag tag;
  std::string_view name;
  bool block;
};

constexpr TagEntry kTags[] = {
    {HtmlTag::kOther, "", false},
    {HtmlTag::kA, "a", false},
    {HtmlTag::kAddress, "address", true},
    {HtmlTag::kArticle, "article", true},
    {HtmlTag::kAside, "aside", true},
    {HtmlTag::kB, "b", false},
    {HtmlTag::kBlockquote, "blockquote", true},
    {HtmlTag::kBody, "body", true},
    {HtmlTag::kBr, "br", false},
    {HtmlTag::kButton, "button", false},
    {HtmlTag::kCaption, "caption", true},
    {HtmlTag::kCenter, "center", true},
    {HtmlTag::kCite, "cite", false},
    {HtmlTag::kCode, "code", false},
    {HtmlTag::kDd, "dd", true},
    {HtmlTag::kDetails, "details", true},
    {HtmlTag::kDialog, "dialog", true},
    {HtmlTag::kDiv, "div", true},
    {HtmlTag::kDl, "dl", true},
    {HtmlTag::kDt, "dt", true},
    {HtmlTag::kEm, "em", false},
    {HtmlTag::kFieldset, "fieldset", true},
    {HtmlTag::kFigcaption, "figcaption", true},
    {HtmlTag::kFigure, "figure", true},
    {HtmlTag::kFooter, "footer", true},
    {HtmlTag::kForm, "form", true},
    {HtmlTag::kFrame, "frame", true},
    {HtmlTag::kH1, "h1", true},
    {HtmlTag::kH2, "h2", true},
    {HtmlTag::kH3, "h3", true},
    {HtmlTag::kH4, "h4", true},
    {HtmlTag::kH5, "h5", true},
    {HtmlTag::kH6, "h6", true},
    {HtmlTag::kHead, "head", true},
    {HtmlTag::kHeader, "header", true},
    {HtmlTag::kHr, "hr", true},
    {HtmlTag::kHtml, "html", true},
    {HtmlTag::kI, "i", false},
    {HtmlTag::kImg, "img", false},
    {HtmlTag::kInput, "input", false},
    {HtmlTag::kLabel, "label", false},
    {HtmlTag::kLegend, "legend", true},
    {HtmlTag::kLi, "li", true},
    {HtmlTag::kLink, "link", false},
    {HtmlTag::kMain, "main", true},
    {HtmlTag::kMenu, "menu", true},
    {HtmlTag::kMeta, "meta", false},
    {HtmlTag::kNav, "nav", true},
    {HtmlTag::kOl, "ol", true},
    {HtmlTag::kOption, "option", false},
    {HtmlTag::kP, "p", true},
    {HtmlTag::kPre, "pre", true},
    {HtmlTag::kQ, "q", false},
    {HtmlTag::kSection, "section", true},
    {HtmlTag::kSmall, "small", false},
    {HtmlTag::kSpan, "span", false},
    {HtmlTag::kStrong, "strong", false},
    {HtmlTag::kSub, "sub", false},
    {HtmlTag::kSummary, "summary", true},
    {HtmlTag::kSup, "sup", false},
    {HtmlTag::kTable, "table", true},
    {HtmlTag::kTbody, "tbody", true},
    {HtmlTag::kTd, "td", true},
    {HtmlTag::kTfoot, "tfoot", true},
    {HtmlTag::kTh, "th", true},
    {HtmlTag::kThead, "thead", true},
    {HtmlTag::kTime, "time", false},
    {HtmlTag::kTitle, "title", false},
    {HtmlTag::kTr, "tr", true},
    {HtmlTag::kU, "u", false},
    {HtmlTag::kUl, "ul", true},
    {HtmlTag::kUnseen, "#unseen", false},
};

// Elements whose text is never read.
constexpr std::array<std::string_view, 16> kUnseenNames = {
    "audio",  "button",   "canvas", "datalist", "iframe", "map",   "math",     "noscript",
    "object", "optgroup", "option", "script",   "select", "style", "textarea", "video"};

// gumbo's tags by number as ours.
const std::array<HtmlTag, 256>& TagTable() {
  static const std::array<HtmlTag, 256> table = [] {
    std::array<HtmlTag, 256> out{};
    for (int i = 0; i < static_cast<int>(GUMBO_TAG_UNKNOWN); ++i) {
      const std::string_view name = gumbo_normalized_tagname(static_cast<GumboTag>(i));
      for (const TagEntry& entry : kTags) {
        if (!name.empty() && entry.name == name) out[static_cast<size_t>(i)] = entry.tag;
      }
      for (const std::string_view unseen : kUnseenNames) {
        if (unseen == name) out[static_cast<size_t>(i)] = HtmlTag::kUnseen;
      }
    }
    return out;
  }();
  return table;
}

bool IsHiddenStyle(std::string_view style) {
  const size_t at = style.find("display");
  if (at == std::string_view::npos) return false;
  size_t i = at + 7;
  while (i < style.size() && (style[i] == ' ' || style[i] == ':')) ++i;
  return style.substr(i).starts_with("none");
}

bool IsWhite(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (text[i] > ' ' && text[i] < 0x7F) return false;
    if (!IsWhiteSpace(NextCodePoint(text, i))) return false;
  }
  return true;
}

}  // namespace

// Memory for gumbo: bumped, never freed until the page is done. Chunks are kept by the thread for its next page, for
// fetching fresh pages from the kernel would cost a tenth of the parse.
struct HtmlTree::Arena {
  static constexpr size_t kChunk = size_t{1} << 20;
  static constexpr size_t kKept = 24;  // chunks that a thread keeps

  explicit Arena(size_t limit_bytes) : limit(limit_bytes) {}
  ~Arena() {
    for (char* chunk : chunks) {
      if (Pool().free.size() < kKept) {
        Pool().free.push_back(chunk);
      } else {
        std::free(chunk);
      }
    }
    for (char* block : large) std::free(block);
  }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  void* Allocate(size_t size) {
    size = (size + 15) & ~size_t{15};
    if (used + size > limit) std::longjmp(give_up, 1);
    used += size;
    if (size > kChunk / 4) {
      large.push_back(static_cast<char*>(std::malloc(size)));
      if (large.back() == nullptr) std::abort();
      return large.back();
    }
    if (left < size) AddChunk();
    void* out = next;
    next += size;
    left -= size;
    return out;
  }

  void AddChunk() {
    if (!Pool().free.empty()) {
      chunks.push_back(Pool().free.back());
      Pool().free.pop_back();
    } else {
      chunks.push_back(static_cast<char*>(std::malloc(kChunk)));
      if (chunks.back() == nullptr) std::abort();
    }
    next = chunks.back();
    left = kChunk;
  }

  struct ChunkPool {
    std::vector<char*> free;
    ~ChunkPool() {
      for (char* chunk : free) std::free(chunk);
    }
  };
  static ChunkPool& Pool() {
    thread_local ChunkPool pool;
    return pool;
  }

  std::vector<char*> chunks, large;
  char* next = nullptr;
  size_t left = 0;
  size_t used = 0;
  size_t limit;
  std::jmp_buf give_up;
};

namespace {

// What the allocation callback is given; the callback must not be a template or a lambda with captures.
template <class Arena>
void* ArenaAllocate(void* arena, size_t size) {
  return static_cast<Arena*>(arena)->Allocate(size);
}
void ArenaIgnore(void*, void*) {}

// gumbo under a long jump: only C frames lie between here and the allocator, so nothing is skipped that should run.
template <class Arena>
GumboOutput* ParseBounded(Arena& arena, const std::string& html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = ArenaAllocate<Arena>;
  options.deallocator = ArenaIgnore;
  options.userdata = &arena;
  options.max_errors = 0;
  if (setjmp(arena.give_up) != 0) return nullptr;
  return gumbo_parse_with_options(&options, html.data(), html.size());
}

}  // namespace

class TreeBuilder {
 public:
  explicit TreeBuilder(HtmlTree& tree) : tree_(tree), html_(tree.scan_->html) {}

  // Copies the tree below the document node; iterative, as the depth is the page's choice.
  void Build(const GumboNode* document) {
    struct Frame {
      const GumboNode* node;
      uint32_t element;
      unsigned next_child;
      bool unseen;
    };
    std::vector<Frame> stack;
    tree_.elements_.reserve(html_.size() / 16 + 16);
    tree_.texts_.reserve(html_.size() / 16 + 16);
    tree_.attributes_.reserve(tree_.scan_->attributes.size() + 16);
    tree_.elements_.push_back({});
    stack.push_back({document, 0, 0, false});
    while (!stack.empty()) {
      Frame& frame = stack.back();
      const GumboVector& children = ChildrenOf(frame.node);
      if (frame.next_child >= children.length) {
        HtmlElement& element = tree_.elements_[frame.element];
        if (stack.size() == 1 || stack[stack.size() - 2].element != frame.element) {
          element.end = static_cast<uint32_t>(tree_.elements_.size());
          element.end_text = static_cast<uint32_t>(tree_.texts_.size());
        }
        stack.pop_back();
        continue;
      }
      const auto* child = static_cast<const GumboNode*>(children.data[frame.next_child++]);
      if (child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE) {
        const bool unseen = frame.unseen || child->type == GUMBO_NODE_TEMPLATE;
        const uint32_t index = AddElement(child, frame.element);
        const HtmlTag tag = tree_.elements_[index].tag;
        if (tag == HtmlTag::kTitle && !frame.unseen) NoteTitle(child);
        stack.push_back({child, index, 0, unseen || tag == HtmlTag::kUnseen || tag == HtmlTag::kTitle});
      } else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
                 child->type == GUMBO_NODE_CDATA) {
        AddText(child, frame.element, frame.unseen);
      }
    }
  }

 private:
  static const GumboVector& ChildrenOf(const GumboNode* node) {
    return node->type == GUMBO_NODE_DOCUMENT ? node->v.document.children : node->v.element.children;
  }

  HtmlTag TagOf(const GumboNode* node) const {
    const GumboElement& element = node->v.element;
    if (element.tag_namespace != GUMBO_NAMESPACE_HTML) return HtmlTag::kUnseen;
    if (element.tag != GUMBO_TAG_UNKNOWN) return TagTable()[static_cast<size_t>(element.tag)];
    return HtmlTag::kOther;
  }

  uint32_t AddElement(const GumboNode* node, uint32_t parent) {
    const auto index = static_cast<uint32_t>(tree_.elements_.size());
    HtmlElement element;
    element.tag = TagOf(node);
    element.parent = parent;
    element.depth = static_cast<uint16_t>(tree_.elements_[parent].depth + 1);
    element.hidden = tree_.elements_[parent].hidden;
    element.first_attribute = static_cast<uint32_t>(tree_.attributes_.size());
    element.first_text = static_cast<uint32_t>(tree_.texts_.size());
    AddAttributes(node, element);
    element.attribute_count = static_cast<uint32_t>(tree_.attributes_.size()) - element.first_attribute;
    element.end = index + 1;
    tree_.elements_.push_back(element);
    return index;
  }

  void AddAttributes(const GumboNode* node, HtmlElement& element) {
    const auto add = [&](const HtmlAttribute& attribute) {
      tree_.attributes_.push_back(attribute);
      NoteAttribute(element, attribute);
    };
    if (const HtmlScan::Tag* const tag = TagAt(node->v.element.original_tag)) {
      for (uint32_t i = tag->first; i < tag->first + tag->count; ++i) add(tree_.scan_->attributes[i]);
    }
    const GumboVector& attributes = node->v.element.attributes;
    for (unsigned i = 0; i < attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
      const HtmlAttributeName name = AttributeNameOf(attribute->name);
      if (name != HtmlAttributeName::kOther) add({name, attribute->value});
    }
  }

  // The attributes that stand beside the page for a tag; null when there are none.
  const HtmlScan::Tag* TagAt(const GumboStringPiece& original) {
    if (original.data == nullptr || original.data < html_.data()) return nullptr;
    const auto& tags = tree_.scan_->tags;
    const size_t i = Seek(tags, tag_, static_cast<size_t>(original.data - html_.data()));
    return i < tags.size() && html_.data() + tags[i].at == original.data ? &tags[i] : nullptr;
  }

  // The first entry at or after an offset. Offsets come almost in order, so most are a few steps from the last.
  template <class Entry>
  static size_t Seek(const std::vector<Entry>& entries, size_t& cursor, size_t offset) {
    constexpr int kSteps = 8;
    size_t i = cursor;
    if (i > 0 && entries[i - 1].at >= offset) i = 0;
    int steps = 0;
    while (i < entries.size() && entries[i].at < offset && ++steps <= kSteps) ++i;
    if (steps > kSteps || (i == 0 && cursor > 0)) {
      const auto at = std::lower_bound(entries.begin(), entries.end(), offset,
                                       [](const Entry& entry, size_t value) { return entry.at < value; });
      i = static_cast<size_t>(at - entries.begin());
    }
    return cursor = i;
  }

  // Most values come again and again. One that another displaced is looked at anew.
  ClassWords WordsOf(std::string_view value) {
    Known& known = known_[std::hash<std::string_view>{}(value) % known_.size()];
    if (known.value.data() == nullptr || known.value != value) known = {value, ClassWordsOf(value)};
    return known.words;
  }

  void NoteAttribute(HtmlElement& element, const HtmlAttribute& attribute) {
    switch (attribute.name) {
      case HtmlAttributeName::kClass:
      case HtmlAttributeName::kId:
      case HtmlAttributeName::kRole:
      case HtmlAttributeName::kItemprop:
      case HtmlAttributeName::kDataComponent:
      case HtmlAttributeName::kDataTestId:
      case HtmlAttributeName::kDataType:
        element.words |= WordsOf(attribute.value);
        break;
      case HtmlAttributeName::kHidden:
        element.hidden = true;
        break;
      case HtmlAttributeName::kAriaHidden:
        element.hidden = element.hidden || attribute.value == "true";
        break;
      case HtmlAttributeName::kStyle:
        element.hidden = element.hidden || IsHiddenStyle(attribute.value);
        break;
      default:
        break;
    }
  }

  void NoteTitle(const GumboNode* node) {
    if (!tree_.title_.empty()) return;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length && tree_.title_.empty(); ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      if (child->type == GUMBO_NODE_TEXT) tree_.title_ = child->v.text.text;
    }
  }

  void AddText(const GumboNode* node, uint32_t element, bool unseen) {
    const GumboStringPiece& original = node->v.text.original_text;
    const char* const begin = html_.data();
    if (original.data == nullptr || original.length == 0 || original.data < begin ||
        original.data + original.length > begin + html_.size()) {
      return;
    }
    if (unseen) {
      if (node->type != GUMBO_NODE_WHITESPACE) after_unseen_ = true;
      return;
    }
    const auto offset = static_cast<size_t>(original.data - begin);
    HtmlText text;
    text.element = element;
    text.next_element = static_cast<uint32_t>(tree_.elements_.size());
    text.range = {ToPayload(offset), EndInPayload(offset + original.length - 1)};
    text.text = TextOf(node, offset, original.length, text.range);
    text.white = node->type == GUMBO_NODE_WHITESPACE || IsWhite(text.text);
    text.after_unseen = after_unseen_;
    after_unseen_ = false;
    if (!text.white && IsInPre(element) && AddParagraphs(text)) return;
    tree_.texts_.push_back(text);
  }

  bool IsInPre(uint32_t element) {
    if (element != asked_) {
      asked_ = element;
      in_pre_ = tree_.IsInside(element, HtmlTag::kPre);
    }
    return in_pre_;
  }

  // Empty lines part the text of a pre element into paragraphs: each is a run of its own. False when there are none.
  bool AddParagraphs(const HtmlText& whole) {
    const std::string_view source = tree_.scan_->payload.substr(whole.range.begin, whole.range.end - whole.range.begin);
    size_t begin = 0;
    bool parted = false;
    for (size_t at = source.find('\n'); at != std::string_view::npos; at = source.find('\n', at + 1)) {
      const size_t next = source.find_first_not_of(" \t\r", at + 1);
      if (next == std::string_view::npos || source[next] != '\n') continue;
      const size_t after = source.find_first_not_of(" \t\r\n", next);
      if (after == std::string_view::npos) break;
      AddParagraph(whole, source.substr(begin, at - begin), begin);
      begin = after;
      at = after;
      parted = true;
    }
    if (parted) AddParagraph(whole, source.substr(begin), begin);
    return parted;
  }

  void AddParagraph(const HtmlText& whole, std::string_view source, size_t begin) {
    HtmlText text = whole;
    text.range = {whole.range.begin + begin, whole.range.begin + begin + source.size()};
    text.text = tree_.scan_->rewritten.emplace_back(DecodeCharacterReferences(source));
    text.white = IsWhite(text.text);
    text.paragraph = begin != 0;
    tree_.texts_.push_back(text);
  }

  // What a text node between html_[offset, offset + length) says: gumbo knows one letter of the texts beside the page.
  std::string_view TextOf(const GumboNode* node, size_t offset, size_t length, const corpus::ByteRange& range) {
    if (node->type == GUMBO_NODE_WHITESPACE) return node->v.text.text;
    const auto& runs = tree_.scan_->runs;
    const size_t first = Seek(runs, run_, offset);
    const size_t end = offset + length;
    if (first == runs.size() || runs[first].at >= end) return node->v.text.text;
    const HtmlScan::Run& run = runs[first];
    if (length == 1) return run.text;
    // One run and white space that stands beside it in the payload too.
    const size_t before = run.at - offset, after = end - run.at - 1;
    const auto is_blank = [&](size_t i) {
      return i == run.at || html_[i] == ' ' || html_[i] == '\n' || html_[i] == '\t';
    };
    bool one = run.source == range.begin + before && run.source_end + after == range.end && run.in_payload;
    for (size_t i = offset; i < end && one; ++i) one = is_blank(i);
    if (one) return {run.text.data() - before, before + run.text.size() + after};
    return tree_.scan_->rewritten.emplace_back(Joined(offset, end, first));
  }

  // The texts between html_[begin, end), over tags that gumbo took no notice of.
  std::string Joined(size_t begin, size_t end, size_t run) const {
    const auto& runs = tree_.scan_->runs;
    std::string out;
    for (size_t i = begin; i < end;) {
      if (run < runs.size() && runs[run].at == i) {
        out += runs[run++].text;
        ++i;
        continue;
      }
      if (html_[i] == '<') {
        const Markup markup = ReadMarkup(html_, i);
        if (markup.kind != Markup::Kind::kText) {
          i = markup.end;
          continue;
        }
      }
      size_t next = std::min(html_.find('<', i + 1), end);
      if (run < runs.size()) next = std::min<size_t>(next, runs[run].at);
      out += DecodeCharacterReferences(WithoutControls(std::string_view(html_).substr(i, next - i)));
      i = next;
    }
    return out;
  }

  // Past what the last byte of a text stands for.
  uint64_t EndInPayload(size_t last) {
    const auto& runs = tree_.scan_->runs;
    const size_t run = Seek(runs, run_, last);
    return run < runs.size() && runs[run].at == last ? runs[run].source_end : ToPayload(last) + 1;
  }

  // Offsets come almost in order, so a cursor finds most pieces at once.
  uint64_t ToPayload(size_t offset) {
    const auto& pieces = tree_.scan_->pieces;
    if (pieces[piece_].begin > offset) return tree_.scan_->ToPayload(offset);
    for (int steps = 0; piece_ + 1 < pieces.size() && pieces[piece_ + 1].begin <= offset; ++steps) ++piece_;
    return pieces[piece_].source + (offset - pieces[piece_].begin);
  }

  HtmlTree& tree_;
  const std::string& html_;
  struct Known {
    std::string_view value;
    ClassWords words = 0;
  };
  std::array<Known, 512> known_{};
  size_t piece_ = 0, run_ = 0, tag_ = 0;  // where the last one was found
  uint32_t asked_ = UINT32_MAX;           // the element that in_pre_ is about
  bool in_pre_ = false;
  bool after_unseen_ = false;
};

HtmlTree::HtmlTree() = default;
HtmlTree::~HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;

Result<HtmlTree> HtmlTree::Parse(HtmlScan scan) {
  HtmlTree tree;
  tree.scan_ = std::make_unique<HtmlScan>(std::move(scan));
  // Ordinary pages need 5 to 30 times their reduced size.
  tree.arena_ = std::make_unique<Arena>((size_t{64} << 20) + tree.scan_->bytes * 60);
  const GumboOutput* output = ParseBounded(*tree.arena_, tree.scan_->html);
  if (output == nullptr)
    return Fail(ErrorCode::kLimit, "the page's markup unfolds into more elements than the reader allows");
  TreeBuilder(tree).Build(output->document);
  return tree;
}

std::string_view HtmlTree::Attribute(uint32_t element, HtmlAttributeName name) const {
  const HtmlElement& e = elements_[element];
  for (uint32_t i = 0; i < e.attribute_count; ++i) {
    if (attributes_[e.first_attribute + i].name == name) return attributes_[e.first_attribute + i].value;
  }
  return {};
}

std::string HtmlTree::TextOf(uint32_t element, size_t limit) const {
  std::string raw;
  const HtmlElement& e = elements_[element];
  uint32_t previous_parent = element;
  for (uint32_t i = e.first_text; i < e.end_text && raw.size() < limit * 2; ++i) {
    if (texts_[i].element != previous_parent &&
        (IsBlockTag(elements_[texts_[i].element].tag) || IsBlockTag(elements_[previous_parent].tag))) {
      raw += ' ';
    }
    previous_parent = texts_[i].element;
    raw += texts_[i].text;
  }
  std::string text = CollapseWhiteSpace(raw);
  text.resize(CutUtf8(text, limit).size());
  return text;
}

bool HtmlTree::IsInside(uint32_t element, HtmlTag tag) const {
  for (uint32_t i = element;; i = elements_[i].parent) {
    if (elements_[i].tag == tag) return true;
    if (elements_[i].parent == i) return false;
  }
}

size_t HtmlTree::memory_bytes() const {
  return arena_->used + elements_.capacity() * sizeof(HtmlElement) + texts_.capacity() * sizeof(HtmlText) +
         attributes_.capacity() * sizeof(HtmlAttribute) + scan_->html.capacity();
}

std::string_view HtmlTagName(HtmlTag tag) {
  for (const TagEntry& entry : kTags) {
    if (entry.tag == tag) return entry.name;
  }
  return {};
}

bool IsBlockTag(HtmlTag tag) { return kTags[static_cast<size_t>(tag)].block; }
bool IsHeadingTag(HtmlTag tag) { return tag >= HtmlTag::kH1 && tag <= HtmlTag::kH6; }

}  // namespace dossier::indexer
