#include "corpus/forms/office_text.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/base/utf8.h"
#include "corpus/forms/zip_member.h"
#include "corpus/text/canonical_text.h"

namespace dossier::corpus {
namespace {

constexpr uint64_t kMostPartBytes = uint64_t{64} << 20;
constexpr size_t kDeepestParagraph = 64;

// A tag of XML: its local name, whatever the prefix, since writers choose it.
struct XmlTag {
  std::string_view whole;  // between the angle brackets
  std::string_view name;
  bool end = false, closed = false;
};

XmlTag TagOf(std::string_view whole) {
  XmlTag tag{whole, {}, whole.starts_with('/'), whole.ends_with('/')};
  if (tag.end) whole.remove_prefix(1);
  tag.name = whole.substr(0, whole.find_first_of(" \t\r\n/"));
  tag.name = tag.name.substr(tag.name.find(':') + 1);
  return tag;
}

// The value of the attribute with this local name, or "".
std::string_view AttributeOf(const XmlTag& tag, std::string_view name) {
  for (size_t at = tag.whole.find(name); at != std::string_view::npos; at = tag.whole.find(name, at + 1)) {
    const char before = at == 0 ? ' ' : tag.whole[at - 1];
    std::string_view rest = tag.whole.substr(at + name.size());
    if ((before != ':' && !IsXmlSpace(before)) || rest.size() < 2 || rest[0] != '=') continue;
    const char quote = rest[1];
    rest.remove_prefix(2);
    return rest.substr(0, rest.find(quote));
  }
  return {};
}

// Calls `on_tag` and `on_text` in the document's order; comments and instructions are passed over.
template <class OnTag, class OnText>
void ScanXml(std::string_view xml, OnTag on_tag, OnText on_text) {
  for (size_t i = 0; i < xml.size();) {
    if (xml[i] != '<') {
      const size_t end = std::min(xml.find('<', i), xml.size());
      on_text(xml.substr(i, end - i));
      i = end;
      continue;
    }
    const std::string_view rest = xml.substr(i);
    const bool comment = rest.starts_with("<!--"), data = rest.starts_with("<![CDATA[");
    const std::string_view closing = comment ? "-->" : data ? "]]>" : ">";
    const size_t end = xml.find(closing, i);
    if (end == std::string_view::npos) return;
    if (!comment && !data && !rest.starts_with("<?") && !rest.starts_with("<!"))
      on_tag(TagOf(xml.substr(i + 1, end - i - 1)));
    i = end + closing.size();
  }
}

// Character references and white space by the archive's own frozen rule for markup.
std::string RenderedText(std::string_view raw) {
  Block whole;
  whole.ranges = {{0, raw.size()}};
  auto text = RenderBlock(raw, BlockSyntax::kMarkup, whole, 1);
  return text ? *text : CollapseWhiteSpace(raw);
}

bool IsQuoteStyle(std::string_view style) {
  const std::string name = AsciiLowered(style);
  return name == "quote" || name == "intensequote" || name == "blockquote" || name == "quotations";
}

// "Heading2", "heading_20_2", "Title": 2, 2, 1; 0 for others.
int HeadingLevel(std::string_view style) {
  const std::string name = AsciiLowered(style);
  if (name == "title") return 1;
  if (!name.starts_with("heading")) return 0;
  const char last = name.back();
  return last >= '1' && last <= '6' ? last - '0' : 0;
}

// Paragraphs that are open, the innermost last: text boxes and notes stand inside paragraphs of their own.
class Paragraphs {
 public:
  void Open() {
    if (open_.size() < kDeepestParagraph) open_.emplace_back();
  }
  void Close(std::vector<OfficeParagraph>& out) {
    if (open_.empty()) return;
    OfficeParagraph paragraph = std::move(open_.back());
    open_.pop_back();
    paragraph.text = RenderedText(paragraph.text);
    if (!paragraph.text.empty()) out.push_back(std::move(paragraph));
  }
  OfficeParagraph* Now() { return open_.empty() ? nullptr : &open_.back(); }
  void Add(std::string_view text) {
    if (!open_.empty()) open_.back().text += text;
  }

 private:
  std::vector<OfficeParagraph> open_;
};

// How deep inside one of the elements that hold no text of the document.
class Skipped {
 public:
  explicit Skipped(std::vector<std::string_view> names) : names_(std::move(names)) {}
  // True when the tag is one of them or stands in one.
  bool Takes(const XmlTag& tag) {
    const bool one = std::find(names_.begin(), names_.end(), tag.name) != names_.end();
    if (one && !tag.closed) depth_ += tag.end ? (depth_ > 0 ? -1 : 0) : 1;
    return one || depth_ > 0;
  }
  bool inside() const { return depth_ > 0; }

 private:
  std::vector<std::string_view> names_;
  int depth_ = 0;
};

void SetStyle(OfficeParagraph& paragraph, std::string_view style) {
  if (const int level = HeadingLevel(style); level > 0) {
    paragraph.kind = OfficeParagraph::Kind::kHeading;
    paragraph.level = level;
  } else if (IsQuoteStyle(style)) {
    paragraph.kind = OfficeParagraph::Kind::kQuote;
  } else if (AsciiLowered(style).starts_with("list")) {
    paragraph.kind = OfficeParagraph::Kind::kListItem;
  }
}

void ReadWordPart(std::string_view xml, std::vector<OfficeParagraph>& out) {
  Paragraphs paragraphs;
  Skipped skipped({"Fallback", "moveFrom", "del", "delText", "instrText"});
  bool in_text = false, hidden = false;
  const auto on_tag = [&](const XmlTag& tag) {
    if (skipped.Takes(tag)) return;
    const std::string_view name = tag.name;
    if (name == "p") {
      if (tag.end)
        paragraphs.Close(out);
      else if (!tag.closed)
        paragraphs.Open();
    } else if (name == "t") {
      in_text = !tag.end && !tag.closed;
    } else if (name == "r") {
      hidden = false;
    } else if (name == "vanish" && AttributeOf(tag, "val") != "0" && AttributeOf(tag, "val") != "false") {
      hidden = true;
    } else if (name == "tab" || name == "br" || name == "cr") {
      paragraphs.Add(" ");
    } else if (name == "noBreakHyphen") {
      paragraphs.Add("-");
    } else if (OfficeParagraph* now = paragraphs.Now(); now != nullptr && !tag.end) {
      if (name == "pStyle") SetStyle(*now, AttributeOf(tag, "val"));
      if (name == "numPr" && now->kind == OfficeParagraph::Kind::kText) now->kind = OfficeParagraph::Kind::kListItem;
    }
  };
  ScanXml(xml, on_tag, [&](std::string_view text) {
    if (in_text && !hidden && !skipped.inside()) paragraphs.Add(text);
  });
}

// The named style that an automatic one ("P3") is made from.
std::map<std::string, std::string, std::less<>> ParentStyles(std::string_view xml) {
  std::map<std::string, std::string, std::less<>> parents;
  const auto on_tag = [&](const XmlTag& tag) {
    if (tag.name == "style" && !tag.end)
      parents.emplace(AttributeOf(tag, "name"), AttributeOf(tag, "parent-style-name"));
  };
  ScanXml(xml, on_tag, [](std::string_view) {});
  return parents;
}

// What a paragraph is, by its style and where it stands.
void SetOdtParagraph(const XmlTag& tag, const std::map<std::string, std::string, std::less<>>& parents, int lists,
                     OfficeParagraph& paragraph) {
  std::string_view style = AttributeOf(tag, "style-name");
  const auto parent = parents.find(style);
  if (parent != parents.end() && !parent->second.empty()) style = parent->second;
  SetStyle(paragraph, style);
  if (tag.name == "h") {
    const std::string_view level = AttributeOf(tag, "outline-level");
    paragraph.kind = OfficeParagraph::Kind::kHeading;
    paragraph.level = level.size() == 1 && level[0] >= '1' && level[0] <= '6' ? level[0] - '0' : 1;
  } else if (lists > 0 && paragraph.kind == OfficeParagraph::Kind::kText) {
    paragraph.kind = OfficeParagraph::Kind::kListItem;
  }
}

void ReadOdtContent(std::string_view xml, std::vector<OfficeParagraph>& out) {
  const auto parents = ParentStyles(xml);
  Paragraphs paragraphs;
  Skipped skipped({"tracked-changes", "annotation", "note-citation", "automatic-styles", "forms"});
  std::vector<OfficeParagraph> notes;
  int lists = 0;
  bool in_note = false;
  const auto on_tag = [&](const XmlTag& tag) {
    if (skipped.Takes(tag)) return;
    const std::string_view name = tag.name;
    if (name == "p" || name == "h") {
      if (tag.closed) return;
      if (tag.end) {
        paragraphs.Close(in_note ? notes : out);
      } else {
        paragraphs.Open();
        SetOdtParagraph(tag, parents, in_note ? 0 : lists, *paragraphs.Now());
      }
    } else if (name == "list-item") {
      lists += tag.closed ? 0 : tag.end ? -1 : 1;
    } else if (name == "note" && !tag.closed) {
      in_note = !tag.end;
    } else if (name == "s" || name == "tab" || name == "line-break") {
      paragraphs.Add(" ");
    }
  };
  ScanXml(xml, on_tag, [&](std::string_view text) {
    if (!skipped.inside()) paragraphs.Add(text);
  });
  std::move(notes.begin(), notes.end(), std::back_inserter(out));
}

}  // namespace

Result<std::vector<OfficeParagraph>> ReadDocx(std::string_view bytes) {
  std::vector<OfficeParagraph> paragraphs;
  for (const char* part : {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"}) {
    const auto xml = ReadZipMember(bytes, part, kMostPartBytes);
    if (!xml && (part == std::string_view("word/document.xml") || xml.error().code == ErrorCode::kLimit))
      return Fail(xml.error().code, "no Word document that can be read: " + xml.error().message);
    if (xml) ReadWordPart(*xml, paragraphs);
  }
  return paragraphs;
}

Result<std::vector<OfficeParagraph>> ReadOdt(std::string_view bytes) {
  const auto xml = ReadZipMember(bytes, "content.xml", kMostPartBytes);
  if (!xml) return Fail(xml.error().code, "no OpenDocument text that can be read: " + xml.error().message);
  std::vector<OfficeParagraph> paragraphs;
  ReadOdtContent(*xml, paragraphs);
  return paragraphs;
}

}  // namespace dossier::corpus
