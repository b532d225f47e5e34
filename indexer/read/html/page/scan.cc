#include "indexer/read/html/page/scan.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "corpus/base/hex.h"
#include "corpus/base/take_until.h"
#include "corpus/base/utf8.h"
#include "corpus/text/markup.h"
#include "indexer/read/html/page/bytes.h"

namespace dossier::indexer {

namespace {

// How the scan treats an element; everything not listed is kOrdinary.
enum class Treatment : uint8_t {
  kOrdinary,
  kVoid,        // has no content and no end tag
  kImplied,     // its end tag is implied by what follows, so it does not deepen the tree
  kFormatting,  // reopened in every following paragraph when it is never closed
  kRawDropped,  // body up to the first end tag goes
  kNested,      // body up to the matching end tag goes; the element can hold itself
  kScript,
  kRcdata,  // title, textarea: markup inside is text
};

constexpr std::pair<Treatment, std::string_view> kTreatments[] = {
    {Treatment::kVoid, "area base br col embed hr img input link meta param source track wbr"},
    {Treatment::kImplied, "p li dd dt option optgroup tr td th tbody thead tfoot colgroup body html head"},
    {Treatment::kFormatting, "a b big code em font i nobr s small strike strong tt u"},
    {Treatment::kRawDropped, "style noscript iframe noembed noframes xmp"},
    {Treatment::kNested, "svg template select"},
    {Treatment::kScript, "script"},
    {Treatment::kRcdata, "title textarea"},
};

struct Treated {
  std::string_view name;
  Treatment treatment = Treatment::kOrdinary;
};
constexpr size_t kTreatedSlots = 256;

// By length, first and last letter.
constexpr size_t SlotOf(std::string_view name) {
  return (name.size() * 37 + static_cast<unsigned char>(name.front()) * 11 + static_cast<unsigned char>(name.back())) %
         kTreatedSlots;
}

// The names by slot, open addressing.
constexpr std::array<Treated, kTreatedSlots> kTreated = [] {
  std::array<Treated, kTreatedSlots> table{};
  for (const auto& [treatment, list] : kTreatments) {
    for (std::string_view rest = list; !rest.empty();) {
      const std::string_view name = TakeUntil(rest, ' ');
      size_t slot = SlotOf(name);
      while (!table[slot].name.empty()) slot = (slot + 1) % kTreatedSlots;
      table[slot] = {name, treatment};
    }
  }
  return table;
}();

Treatment TreatmentOf(std::string_view name) {
  if (name.empty()) return Treatment::kOrdinary;
  for (size_t slot = SlotOf(name); !kTreated[slot].name.empty(); slot = (slot + 1) % kTreatedSlots) {
    if (kTreated[slot].name == name) return kTreated[slot].treatment;
  }
  return Treatment::kOrdinary;
}

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

struct Name {
  std::array<char, 12> lower{};  // longer names are not special
  size_t size = 0;
  std::string_view view() const { return {lower.data(), size}; }
};

Name LowerName(std::string_view name) {
  Name out;
  if (name.size() > out.lower.size()) return out;
  for (const char c : name) out.lower[out.size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

// gumbo lets the number of a reference overflow and makes broken UTF-8 of it ("&#8211111111;"). Zeros in its place
// mean the same, U+FFFD, and keep every offset.
void ZeroImpossibleReferences(std::string& html) {
  constexpr int kLargest = 0x10FFFF;
  for (size_t at = html.find("&#"); at != std::string::npos; at = html.find("&#", at)) {
    at += 2;
    const bool hex = at < html.size() && (html[at] == 'x' || html[at] == 'X');
    if (hex) ++at;
    const size_t digits = at;
    const int base = hex ? 16 : 10;
    int number = 0;
    for (int digit; at < html.size() && (digit = HexValue(html[at])) >= 0 && digit < base; ++at) {
      if (number <= kLargest) number = number * base + digit;
    }
    if (number > kLargest) html.replace(digits, at - digits, at - digits, '0');
  }
}

class Scanner {
 public:
  Scanner(std::string_view payload, bool drop) : payload_(payload), drop_(drop) {
    // The reduced page needs 32-bit offsets only; a payload of more bytes is cut.
    if (payload_.size() > kMaxPayload) {
      payload_ = payload_.substr(0, kMaxPayload);
      scan_.cut = true;
    }
    scan_.html.reserve(std::min(payload_.size(), kMaxScanBytes) / 2);
  }

  HtmlScan Run() {
    while (position_ < payload_.size()) {
      const size_t next = std::min(payload_.find('<', position_), payload_.size());
      KeepText(position_, next);
      position_ = next;
      if (scan_.html.size() + beside_ > kMaxScanBytes || start_tags_ > kMaxStartTags) {
        scan_.cut = true;
        break;
      }
      if (next < payload_.size()) AtMarkup();
    }
    if (scan_.pieces.empty()) scan_.pieces.push_back({0, 0});
    ZeroImpossibleReferences(scan_.html);
    scan_.bytes = scan_.html.size() + beside_;
    scan_.payload = payload_;
    return std::move(scan_);
  }

 private:
  static constexpr size_t kMaxPayload = size_t{1} << 30;

  void Keep(size_t begin, size_t end) {
    if (begin >= end) return;
    if (scan_.pieces.empty() || source_end_ != begin) {
      scan_.pieces.push_back({static_cast<uint32_t>(scan_.html.size()), static_cast<uint32_t>(begin)});
    }
    scan_.html.append(payload_.substr(begin, end - begin));
    source_end_ = end;
  }

  void KeepText(size_t begin, size_t end) {
    if (begin == end) return;
    if (!drop_) {
      Keep(begin, end);
      return;
    }
    size_t from = begin, to = end;
    while (from < end && IsSpace(payload_[from])) ++from;
    while (to > from && IsSpace(payload_[to - 1])) --to;
    KeepSpace(begin, from);
    constexpr size_t kFewBytes = 2;
    if (to - from < kFewBytes || !SetTextAside(from, to)) KeepWords(from, to);
    KeepSpace(to, end);
  }

  // Half of a page's text is the white space between its tags. Of a run the first and the last byte stay, so that a
  // text's range begins and ends where it did.
  static constexpr size_t kShortRun = 3;
  void KeepSpace(size_t begin, size_t end) {
    if (end - begin <= kShortRun) {
      Keep(begin, end);
      return;
    }
    Keep(begin, begin + 1);
    Keep(end - 1, end);
  }

  // Words and the white space between them.
  void KeepWords(size_t begin, size_t end) {
    size_t from = begin;
    for (size_t i = begin; i < end; ++i) {
      if (!IsSpace(payload_[i])) continue;
      const size_t run = i;
      while (i + 1 < end && IsSpace(payload_[i + 1])) ++i;
      if (i - run < kShortRun) continue;
      Keep(from, run + 1);
      from = i;
    }
    Keep(from, end);
  }

  // Puts a text that begins and ends with a word beside the page. No when it has to be decoded.
  bool SetTextAside(size_t begin, size_t end) {
    const std::string_view text = payload_.substr(begin, end - begin);
    bool as_written = true;
    size_t spaces = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      const ByteKind kind = KindOf(text[i]);
      if (kind == ByteKind::kPlain) {
        spaces = 0;
        continue;
      }
      if (kind == ByteKind::kOdd || (kind == ByteKind::kLead && IsOddCharacter(text, i))) return false;
      spaces = kind == ByteKind::kLead ? 0 : spaces + 1;
      as_written = as_written && kind != ByteKind::kReturn && spaces <= kShortRun;
    }
    scan_.pieces.push_back({static_cast<uint32_t>(scan_.html.size()), static_cast<uint32_t>(begin)});
    scan_.runs.push_back({static_cast<uint32_t>(scan_.html.size()), static_cast<uint32_t>(begin),
                          static_cast<uint32_t>(end), as_written, as_written ? text : Rewritten(text)});
    scan_.html += 'x';
    beside_ += text.size();
    source_end_ = SIZE_MAX;
    return true;
  }

  // A text with its runs of white space shortened and its line ends made line feeds.
  std::string_view Rewritten(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
      size_t run = i;
      while (run < text.size() && IsSpace(text[run])) ++run;
      if (run - i > kShortRun) {
        out += text[i];
        i = run - 1;
      }
      if (text[i] == '\n' && !out.empty() && out.back() == '\r') out.pop_back();
      out += text[i];
    }
    std::replace(out.begin(), out.end(), '\r', '\n');
    return scan_.rewritten.emplace_back(std::move(out));
  }

  static bool IsDoctypeLike(std::string_view rest) { return rest.starts_with("<!") && !rest.starts_with("<!-"); }

  void AtMarkup() {
    const Markup markup = ReadMarkup(payload_, position_);
    switch (markup.kind) {
      case Markup::Kind::kText:
        // A '<' that is text; what follows what is dropped behind it must not make a tag of it.
        if (!drop_ || !SetTextAside(position_, markup.end)) Keep(position_, markup.end);
        break;
      case Markup::Kind::kComment:
        // The doctype decides the parse mode, so it stays.
        if (!drop_ || (position_ < 200 && IsDoctypeLike(payload_.substr(position_)))) Keep(position_, markup.end);
        break;
      case Markup::Kind::kEndTag:
        AtEndTag(markup);
        break;
      case Markup::Kind::kStartTag:
        AtStartTag(markup);
        return;
    }
    position_ = markup.end;
  }

  void AtEndTag(const Markup& markup) {
    const Name name = LowerName(markup.name);
    const Treatment treatment = TreatmentOf(name.view());
    if (!markup.closed) return;
    if (treatment == Treatment::kFormatting) {
      if (dropped_formatting_ > 0) {
        --dropped_formatting_;
        return;
      }
      open_formatting_ = std::max(0, open_formatting_ - 1);
      depth_ = std::max(0, depth_ - 1);
    } else if (treatment == Treatment::kOrdinary) {
      if (dropped_depth_ > 0) {
        --dropped_depth_;
        return;
      }
      depth_ = std::max(0, depth_ - 1);
    }
    Keep(position_, markup.end);
  }

  // Whether the bounds allow one more open element of this kind.
  bool Deepen(Treatment treatment) {
    if (treatment == Treatment::kFormatting) {
      if (open_formatting_ >= kMaxOpenFormatting || depth_ >= kMaxDepth) {
        ++dropped_formatting_;
        return false;
      }
      ++open_formatting_;
      ++depth_;
    } else if (treatment == Treatment::kOrdinary) {
      if (depth_ >= kMaxDepth) {
        ++dropped_depth_;
        return false;
      }
      ++depth_;
    }
    return true;
  }

  void AtStartTag(const Markup& markup) {
    const Name name = LowerName(markup.name);
    const Treatment treatment = TreatmentOf(name.view());
    const size_t tag = position_;
    position_ = markup.end;
    if (!markup.closed) return;  // the tokenizer drops a tag that the end of the page cuts
    ++start_tags_;
    if (!Deepen(treatment)) return;
    switch (treatment) {
      case Treatment::kScript: {
        const size_t end = FindScriptEnd(markup.end);
        KeepJson(payload_.substr(tag, markup.end - tag), payload_.substr(markup.end, end - markup.end));
        FinishRaw(tag, end, name);
        return;
      }
      case Treatment::kRawDropped:
        FinishRaw(tag, std::min(FindEndTag(payload_, markup.end, name.view()), payload_.size()), name);
        return;
      case Treatment::kNested:
        if (!drop_) break;
        if (!markup.self_closing) position_ = FindMatchingEnd(markup.end, name.view());
        return;
      case Treatment::kRcdata: {
        KeepTag(tag, markup, true);
        const size_t end = std::min(FindEndTag(payload_, markup.end, name.view()), payload_.size());
        Keep(markup.end, end);
        position_ = end;
        return;
      }
      case Treatment::kVoid:
        KeepVoid(tag, markup);
        return;
      default:
        break;
    }
    KeepTag(tag, markup, IsParsedAlike(treatment, name.view()));
  }

  // Whether an element's attributes never change the tree. Those of html and body may be given in several tags;
  // three formatting elements that are the same in all attributes stay open together (section 13.2.4.3), of links one.
  static bool IsParsedAlike(Treatment treatment, std::string_view name) {
    if (treatment == Treatment::kFormatting) return name == "a";
    return name != "html" && name != "body";
  }

  // Elements without content: most are read by no rule, an image only for where it stands, a link for the page's
  // address.
  void KeepVoid(size_t tag, const Markup& markup) {
    const auto is = [&](std::string_view name) { return EqualsNoCase(markup.name, name); };
    if (!drop_ || is("meta") || is("br") || is("hr") || is("area") || is("base") || is("col")) {
      KeepTag(tag, markup, true);
    } else if (is("img")) {
      Keep(tag, tag + 1 + markup.name.size());
      scan_.html += '>';
      source_end_ = SIZE_MAX;
    } else if (is("link")) {
      const std::string_view whole = payload_.substr(tag, markup.end - tag);
      if (whole.find("anonical") != std::string_view::npos || whole.find("ANONICAL") != std::string_view::npos)
        KeepTag(tag, markup, true);
    }
  }

  // Drops a raw-text element whose body ends at `end`; the element itself goes too.
  void FinishRaw(size_t tag, size_t end, const Name&) {
    position_ = end == payload_.size() ? end : ReadMarkup(payload_, end).end;
    if (!drop_) Keep(tag, position_);
  }

  // The end of a script body by the tokenizer's escape states (13.2.5.15 to 13.2.5.31): inside "<!--", a "<script"
  // hides the next "</script".
  size_t FindScriptEnd(size_t begin) {
    size_t end = std::min(FindEndTag(payload_, begin, "script"), payload_.size());
    size_t open = payload_.substr(0, end).find("<!--", begin);
    if (open == std::string_view::npos) return end;
    for (int rounds = 0; rounds < 64 && end < payload_.size(); ++rounds) {
      const std::string_view body = payload_.substr(0, end);
      const size_t close = body.find("-->", open);
      if (close != std::string_view::npos) {
        open = body.find("<!--", close);
        if (open == std::string_view::npos) return end;
        continue;
      }
      if (!HasNestedScript(body.substr(open))) return end;
      const size_t next = FindEndTag(payload_, end + 2, "script");
      // Without a close the escape was an accident: the first end tag is what authors mean.
      if (next == std::string_view::npos || !ClosesAfter(open)) return end;
      end = next;
    }
    return end;
  }

  // Whether "-->" comes at or after `position`; remembers a no, so that all askers together stay linear.
  bool ClosesAfter(size_t position) {
    if (position >= no_comment_end_from_) return false;
    if (payload_.find("-->", position) != std::string_view::npos) return true;
    no_comment_end_from_ = position;
    return false;
  }

  static bool HasNestedScript(std::string_view body) {
    for (size_t i = body.find('<'); i != std::string_view::npos; i = body.find('<', i + 1)) {
      if (i + 7 < body.size() && EqualsNoCase(body.substr(i + 1, 6), "script")) return true;
    }
    return false;
  }

  size_t FindMatchingEnd(size_t begin, std::string_view name) {
    if (unmatched_ >= kMaxUnmatched) return begin;
    int depth = 1;
    for (size_t i = payload_.find('<', begin); i != std::string_view::npos; i = payload_.find('<', i)) {
      const size_t name_at = i + 1 + (i + 1 < payload_.size() && payload_[i + 1] == '/' ? 1 : 0);
      if (name_at < payload_.size() && payload_[name_at] == '!') {
        i = ReadMarkup(payload_, i).end;
        continue;
      }
      if (!EqualsNoCase(payload_.substr(std::min(name_at, payload_.size()), name.size()), name)) {
        ++i;
        continue;
      }
      const Markup markup = ReadMarkup(payload_, i);
      if (EqualsNoCase(markup.name, name)) {
        if (markup.kind == Markup::Kind::kEndTag && --depth == 0) return markup.end;
        if (markup.kind == Markup::Kind::kStartTag && !markup.self_closing) ++depth;
      }
      i = std::max(markup.end, i + 1);
    }
    ++unmatched_;
    return begin;  // never closed: only the tag goes
  }

  void KeepJson(std::string_view tag, std::string_view body) {
    if (tag.find("ld+json") != std::string_view::npos) scan_.json_ld.push_back(body);
  }

  // An attribute as it is written: its name, and where it ends with its value.
  struct Written {
    HtmlAttributeName name = HtmlAttributeName::kOther;
    size_t begin = 0, name_end = 0, end = 0;
  };

  // Calls `visit` with each attribute of a tag that some rule reads, once.
  template <class Visit>
  void ReadAttributes(size_t tag, const Markup& markup, Visit visit) const {
    uint32_t seen = 0;
    size_t i = tag + 1 + markup.name.size();
    const size_t end = markup.end - 1;
    while (i < end) {
      while (i < end && (IsSpace(payload_[i]) || payload_[i] == '/')) ++i;
      Written attribute;
      attribute.begin = i;
      if (i < end && payload_[i] == '=') ++i;
      while (i < end && !IsSpace(payload_[i]) && payload_[i] != '=' && payload_[i] != '/') ++i;
      attribute.name_end = i;
      SkipValue(i, end);
      attribute.end = i;
      attribute.name = AttributeNameOf(payload_.substr(attribute.begin, attribute.name_end - attribute.begin));
      if (attribute.name == HtmlAttributeName::kOther || (seen >> static_cast<int>(attribute.name) & 1) != 0) continue;
      if (!IsRead(attribute.name, payload_.substr(attribute.begin, i - attribute.begin))) continue;
      seen |= uint32_t{1} << static_cast<int>(attribute.name);
      visit(attribute);
    }
  }

  // A tag and what is read of its attributes: beside the page if they are parsed alike and plainly written.
  void KeepTag(size_t tag, const Markup& markup, bool parsed_alike) {
    if (!drop_ && markup.end - tag < kLongTag) {
      Keep(tag, markup.end);
      return;
    }
    const bool is_link = EqualsNoCase(markup.name, "a");
    if (drop_ && parsed_alike && SetAttributesAside(tag, markup, is_link)) return;
    Keep(tag, tag + 1 + markup.name.size());
    ReadAttributes(tag, markup, [&](const Written& attribute) {
      scan_.html += ' ';
      source_end_ = SIZE_MAX;  // the blank is ours: the next bytes begin a piece
      if (is_link && attribute.name == HtmlAttributeName::kHref) {
        scan_.html += "href=\"";
        scan_.html += PathOf(payload_.substr(attribute.begin, attribute.end - attribute.begin));
        scan_.html += '"';
      } else {
        Keep(attribute.begin, attribute.end);
      }
    });
    scan_.html += ' ';
    source_end_ = SIZE_MAX;
    Keep(markup.end - 1, markup.end);
  }

  bool SetAttributesAside(size_t tag, const Markup& markup, bool is_link) {
    const size_t first = scan_.attributes.size();
    bool plain = true;
    ReadAttributes(tag, markup, [&](const Written& attribute) {
      const bool is_path = is_link && attribute.name == HtmlAttributeName::kHref;
      const std::string_view value =
          is_path ? PathOf(payload_.substr(attribute.begin, attribute.end - attribute.begin)) : ValueOf(attribute);
      plain = plain && value.data() != nullptr && IsPlainValue(value);
      scan_.attributes.push_back({attribute.name, value});
    });
    if (!plain) {
      scan_.attributes.resize(first);
      return false;
    }
    const size_t count = scan_.attributes.size() - first;
    if (count > 0) {
      scan_.tags.push_back(
          {static_cast<uint32_t>(scan_.html.size()), static_cast<uint32_t>(first), static_cast<uint32_t>(count)});
      for (size_t i = first; i < scan_.attributes.size(); ++i) beside_ += scan_.attributes[i].value.size();
    }
    Keep(tag, tag + 1 + markup.name.size());
    Keep(markup.end - 1, markup.end);
    return true;
  }

  // What an attribute is set to, as it is written; null when it is not plain where the value ends.
  std::string_view ValueOf(const Written& attribute) const {
    size_t at = attribute.name_end;
    if (at == attribute.end) return payload_.substr(at, 0);
    const auto skip_space = [&] {
      while (at < attribute.end && IsSpace(payload_[at])) ++at;
    };
    skip_space();
    ++at;  // one '=': another belongs to the value
    skip_space();
    if (at >= attribute.end) return {};
    const char quote = payload_[at];
    if (quote != '"' && quote != '\'') return payload_.substr(at, attribute.end - at);
    if (attribute.end - 1 == at || payload_[attribute.end - 1] != quote) return {};
    return payload_.substr(at + 1, attribute.end - at - 2);
  }

  // Of a link's address only the folders its path starts with matter; addresses are a fifth of what gumbo would look
  // at.
  static std::string_view PathOf(std::string_view attribute) {
    constexpr size_t kPathBytes = 40;
    constexpr size_t kNameBytes = 12;  // of what follows the last slash: "/reporter-jane"
    size_t i = std::min(attribute.find('='), attribute.size());
    while (i < attribute.size() &&
           (attribute[i] == '=' || attribute[i] == '"' || attribute[i] == '\'' || IsSpace(attribute[i])))
      ++i;
    std::string_view path = attribute.substr(i);
    if (const size_t host = path.find("://"); host != std::string_view::npos && host < 8) {
      path.remove_prefix(std::min(path.find('/', host + 3), path.size() - 1));
    }
    const auto ends = [](char c) {
      return c == '"' || c == '\'' || c == '<' || c == '>' || c == '&' || c == '?' || c == ' ' ||
             (c >= '\t' && c <= '\n') || c == '\r';
    };
    path = CutUtf8(path, kPathBytes);
    path = path.substr(0, static_cast<size_t>(std::find_if(path.begin(), path.end(), ends) - path.begin()));
    if (const size_t folder = path.rfind('/'); folder != std::string_view::npos)
      path = CutUtf8(path, folder + kNameBytes);
    return path.empty() && i < attribute.size() ? std::string_view("/") : path;
  }

  // Values that no rule reads: a style matters when it hides, a title when it holds a date.
  static bool IsRead(HtmlAttributeName name, std::string_view attribute) {
    if (name == HtmlAttributeName::kStyle) return attribute.find("none") != std::string_view::npos;
    if (name == HtmlAttributeName::kTitle)
      return std::count_if(attribute.begin(), attribute.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 3;
    return true;
  }

  // Moves `i` past "= value", if one follows.
  void SkipValue(size_t& i, size_t end) const {
    size_t at = i;
    while (at < end && IsSpace(payload_[at])) ++at;
    if (at >= end || payload_[at] != '=') return;
    ++at;
    while (at < end && IsSpace(payload_[at])) ++at;
    if (at < end && (payload_[at] == '"' || payload_[at] == '\'')) {
      const size_t close = payload_.find(payload_[at], at + 1);
      i = std::min(close == std::string_view::npos ? end : close + 1, end);
      return;
    }
    while (at < end && !IsSpace(payload_[at])) ++at;
    i = at;
  }

  static constexpr int kMaxUnmatched = 8;   // then the search stops, so that a flood of them stays linear
  static constexpr size_t kLongTag = 4096;  // even the full parse is spared longer ones

  std::string_view payload_;
  bool drop_;
  HtmlScan scan_;
  size_t position_ = 0;
  size_t source_end_ = SIZE_MAX;  // payload offset after the last kept byte
  size_t beside_ = 0;             // bytes of texts and attributes that stand beside the page
  size_t start_tags_ = 0;
  int depth_ = 0;
  int open_formatting_ = 0;
  int dropped_depth_ = 0;
  int dropped_formatting_ = 0;
  int unmatched_ = 0;  // nested elements that were never closed
  size_t no_comment_end_from_ = std::string_view::npos;
};

}  // namespace

uint64_t HtmlScan::ToPayload(size_t offset) const {
  auto piece =
      std::upper_bound(pieces.begin(), pieces.end(), offset, [](size_t at, const Piece& p) { return at < p.begin; });
  if (piece != pieces.begin()) --piece;
  return piece->source + (offset - piece->begin);
}

HtmlScan ScanHtml(std::string_view payload) { return Scanner(payload, true).Run(); }
HtmlScan KeepWholeHtml(std::string_view payload) { return Scanner(payload, false).Run(); }

}  // namespace dossier::indexer
