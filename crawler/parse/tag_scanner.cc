#include "crawler/parse/tag_scanner.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "corpus/base/ascii.h"
#include "corpus/text/character_references.h"

namespace dossier::crawler {
namespace {

constexpr bool IsAlpha(char c) { return AsciiLower(c) >= 'a' && AsciiLower(c) <= 'z'; }

bool EqualIgnoringCase(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) { return AsciiLower(a) == b; });
}

template <size_t n>
bool OneOf(std::string_view name, const std::array<std::string_view, n>& sorted) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

// Elements whose content is text up to their end tag (13.2.6.4). noscript is not among them: nothing runs scripts here.
constexpr std::array<std::string_view, 7> kRawText = {"iframe",   "noembed", "noframes", "style",
                                                      "textarea", "title",   "xmp"};

// Start tags that end foreign content (13.2.6.5).
constexpr std::array<std::string_view, 44> kBreakOut = {
    "b",     "big",   "blockquote", "body",   "br",   "center", "code",  "dd", "div",  "dl",   "dt",
    "em",    "embed", "h1",         "h2",     "h3",   "h4",     "h5",    "h6", "head", "hr",   "i",
    "img",   "li",    "listing",    "menu",   "meta", "nobr",   "ol",    "p",  "pre",  "ruby", "s",
    "small", "span",  "strike",     "strong", "sub",  "sup",    "table", "tt", "u",    "ul",   "var"};

constexpr std::array<std::string_view, 3> kSvgHtmlPoints = {"desc", "foreignobject", "title"};
constexpr std::array<std::string_view, 5> kMathTextPoints = {"mi", "mn", "mo", "ms", "mtext"};

}  // namespace

bool TagScanner::NextStartTag() {
  while (position_ < page_.size()) {
    const void* found = std::memchr(page_.data() + position_, '<', page_.size() - position_);
    if (found == nullptr) break;
    position_ = static_cast<size_t>(static_cast<const char*>(found) - page_.data()) + 1;
    if (position_ >= page_.size()) break;
    const char c = page_[position_];
    if (IsAlpha(c)) {
      if (!ScanTag(position_)) break;
      EnterStartTag();
      return true;
    }
    if (c == '!') {
      SkipDeclaration();
    } else if (c == '?') {
      SkipTo(">");
    } else if (c == '/' && position_ + 1 < page_.size()) {
      const char next = page_[position_ + 1];
      if (IsAlpha(next)) {
        if (!ScanTag(position_ + 1)) break;
        LeaveEndTag();
      } else {
        SkipTo(">");  // "</>" is nothing, "</ x>" a bogus comment
      }
    }
  }
  position_ = page_.size();
  return false;
}

const RawAttribute* TagScanner::Find(std::string_view attribute) const {
  for (const RawAttribute& candidate : attributes_) {
    if (EqualIgnoringCase(candidate.name, attribute)) return &candidate;
  }
  return nullptr;
}

std::string TagScanner::Value(std::string_view attribute) const {
  const RawAttribute* found = Find(attribute);
  if (found == nullptr) return {};
  if (found->value.find('&') == std::string_view::npos) return std::string(found->value);
  return DecodeCharacterReferences(found->value, ReferenceContext::kAttribute);
}

bool TagScanner::ScanTag(size_t name_start) {
  size_t end = name_start;
  name_.clear();
  while (end < page_.size() && !IsHtmlSpace(page_[end]) && page_[end] != '/' && page_[end] != '>')
    name_ += AsciiLower(page_[end++]);
  position_ = end;
  attributes_.clear();
  self_closing_ = false;
  return ScanAttributes();
}

bool TagScanner::ScanAttributes() {
  while (position_ < page_.size()) {
    const char c = page_[position_];
    if (c == '>') {
      ++position_;
      return true;
    }
    if (IsHtmlSpace(c)) {
      ++position_;
    } else if (c == '/') {
      self_closing_ = position_ + 1 < page_.size() && page_[position_ + 1] == '>';
      ++position_;
    } else if (!ScanAttribute()) {
      return false;
    }
  }
  return false;
}

bool TagScanner::ScanAttribute() {
  const size_t start = position_++;  // a first "=" belongs to the name
  while (position_ < page_.size()) {
    const char c = page_[position_];
    if (IsHtmlSpace(c) || c == '/' || c == '>' || c == '=') break;
    ++position_;
  }
  RawAttribute attribute{page_.substr(start, position_ - start), {}};
  size_t next = position_;
  while (next < page_.size() && IsHtmlSpace(page_[next])) ++next;
  if (next < page_.size() && page_[next] == '=') {
    position_ = next + 1;
    if (!ScanValue(attribute)) return false;
  }
  attributes_.push_back(attribute);
  return true;
}

bool TagScanner::ScanValue(RawAttribute& attribute) {
  while (position_ < page_.size() && IsHtmlSpace(page_[position_])) ++position_;
  if (position_ >= page_.size()) return false;
  const char quote = page_[position_];
  if (quote == '>') return true;  // a missing value; the tag ends here
  size_t end = position_;
  if (quote == '"' || quote == '\'') {
    end = page_.find(quote, ++position_);
    if (end == std::string_view::npos) return false;
    attribute.value = page_.substr(position_, end - position_);
    position_ = end + 1;
    return true;
  }
  while (end < page_.size() && !IsHtmlSpace(page_[end]) && page_[end] != '>') ++end;
  attribute.value = page_.substr(position_, end - position_);
  position_ = end;
  return true;
}

void TagScanner::SkipTo(std::string_view end) {
  const size_t found = page_.find(end, position_);
  position_ = found == std::string_view::npos ? page_.size() : found + end.size();
}

void TagScanner::SkipDeclaration() {
  const std::string_view rest = page_.substr(position_);
  if (rest.starts_with("!--")) {
    position_ += 3;
    SkipComment();
  } else if (InForeign() && rest.starts_with("![CDATA[")) {
    SkipTo("]]>");
  } else {
    SkipTo(">");  // DOCTYPE, which ends at the first ">" even in quotes, or a bogus comment
  }
}

void TagScanner::SkipComment() {
  const std::string_view rest = page_.substr(position_);
  if (rest.starts_with(">") || rest.starts_with("->")) {
    SkipTo(">");
    return;
  }
  for (size_t dashes = page_.find("--", position_); dashes != std::string_view::npos;
       dashes = page_.find("--", dashes + 1)) {
    const std::string_view after = page_.substr(dashes + 2);
    if (after.starts_with(">") || after.starts_with("!>")) {
      position_ = dashes + (after[0] == '>' ? 3 : 4);
      return;
    }
  }
  position_ = page_.size();
}

void TagScanner::EnterStartTag() {
  if (InForeign()) {
    const bool font = name_ == "font" && (Has("color") || Has("face") || Has("size"));
    if (!font && !OneOf(name_, kBreakOut)) {
      EnterForeignStartTag();
      return;
    }
    LeaveForeign();
  }
  if (name_ == "svg" || name_ == "math") {
    if (!self_closing_) open_.push_back({name_ == "svg" ? Context::kSvg : Context::kMath, name_});
  } else if (name_ == "script") {
    SkipScript();
  } else if (name_ == "plaintext") {
    position_ = page_.size();
  } else if (OneOf(name_, kRawText)) {
    SkipRawText();
  }
}

void TagScanner::EnterForeignStartTag() {
  if (self_closing_) return;
  const Context context = open_.back().context;
  if (name_ == "svg" || name_ == "math") {
    // Deep nesting of foreign elements is an attack, not a drawing; the tags beyond it are read as they come.
    if (open_.size() < 512)
      open_.push_back({name_ == "svg" && context == Context::kMath ? Context::kSvg : context, name_});
  } else if (context == Context::kSvg ? OneOf(name_, kSvgHtmlPoints) : OneOf(name_, kMathTextPoints)) {
    open_.push_back({Context::kHtmlInForeign, name_});
  } else if (context == Context::kMath && name_ == "annotation-xml") {
    const std::string encoding = Value("encoding");
    if (EqualIgnoringCase(encoding, "text/html") || EqualIgnoringCase(encoding, "application/xhtml+xml")) {
      open_.push_back({Context::kHtmlInForeign, name_});
    }
  }
}

void TagScanner::LeaveForeign() {
  while (InForeign()) open_.pop_back();
}

void TagScanner::LeaveEndTag() {
  if (open_.empty()) return;
  if (InForeign() && (name_ == "p" || name_ == "br")) {
    LeaveForeign();
    return;
  }
  if (!InForeign()) {
    if (open_.back().name == name_) open_.pop_back();
    return;
  }
  for (size_t i = open_.size(); i-- > 0 && open_[i].context != Context::kHtmlInForeign;) {
    if (open_[i].name == name_) {
      open_.resize(i);
      return;
    }
  }
}

// The position of "</element" that ends raw text: followed by white space, "/" or ">". npos: none.
size_t TagScanner::FindEndTag(std::string_view element, size_t from) const {
  for (size_t at = page_.find("</", from); at != std::string_view::npos; at = page_.find("</", at + 2)) {
    const std::string_view rest = page_.substr(at + 2);
    if (rest.size() > element.size() && EqualIgnoringCase(rest.substr(0, element.size()), element)) {
      const char after = rest[element.size()];
      if (IsHtmlSpace(after) || after == '/' || after == '>') return at;
    }
  }
  return std::string_view::npos;
}

void TagScanner::SkipRawText() { position_ = std::min(FindEndTag(name_, position_), page_.size()); }

// Script data with its escaped states (13.2.5.4, 13.2.5.15 to 32): inside "<!--" a nested <script> hides one </script>.
void TagScanner::SkipScript() {
  bool escaped = false;
  bool doubled = false;
  while (position_ < page_.size()) {
    const size_t at = page_.find_first_of(escaped ? "<-" : "<", position_);
    if (at == std::string_view::npos) break;
    const std::string_view rest = page_.substr(at);
    const auto is_tag = [&](size_t skip) {
      return rest.size() > skip + 6 && EqualIgnoringCase(rest.substr(skip, 6), "script") &&
             (IsHtmlSpace(rest[skip + 6]) || rest[skip + 6] == '/' || rest[skip + 6] == '>');
    };
    if (rest.starts_with("-->")) {
      escaped = doubled = false;
      position_ = at + 3;
    } else if (!escaped && rest.starts_with("<!--")) {
      escaped = true;
      position_ = at + 2;  // its two dashes may begin the "-->" already
    } else if (rest.starts_with("</") && is_tag(2)) {
      if (!doubled) {
        position_ = at;
        return;
      }
      doubled = false;
      position_ = at + 8;
    } else if (escaped && is_tag(1)) {
      doubled = true;
      position_ = at + 7;
    } else {
      position_ = at + 1;
    }
  }
  position_ = page_.size();
}

}  // namespace dossier::crawler
