#include "query/draft/reader.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>

#include "corpus/base/case_folding.h"
#include "corpus/base/file.h"
#include "corpus/base/utf8.h"
#include "query/draft/markup.h"
#include "query/draft/office.h"

namespace dossier::query {
namespace {

constexpr uint64_t kLargestDraft = uint64_t{64} << 20;
constexpr size_t kLongestNoteMark = 40;  // bytes before the bracket that closes it

// Whether the words are what links to notes show: "3", "[3]", "*".
bool IsNoteMark(std::string_view text) {
  const std::string bare = CollapseWhiteSpace(text);
  return !bare.empty() && bare.size() <= 5 && bare.find_first_not_of("0123456789[]()*") == std::string::npos;
}

// The paragraphs of HTML: a block's tag ends one; everything else is left to the rule for markup.
class HtmlDraft {
 public:
  explicit HtmlDraft(std::string_view html) : html_(html) {}

  std::vector<DraftParagraph> Read() {
    for (MarkupReader reader(html_); reader.Next();) {
      if (reader.is_text()) {
        if (skipped_.empty()) Text(reader.text(), reader.begin());
        continue;
      }
      const std::string name = FoldCase(reader.name());
      if (!skipped_.empty()) {
        if (reader.closing() && name == skipped_) skipped_.clear();
        continue;
      }
      static const std::set<std::string, std::less<>> kSkipped = {"script", "style",    "template", "noscript", "svg",
                                                                  "title",  "textarea", "iframe",   "noframes", "xmp"};
      if (kSkipped.contains(name)) {
        if (!reader.closing() && !reader.empty_element()) skipped_ = name;
      } else {
        Tag(reader, name);
      }
    }
    Close();
    return std::move(out_);
  }

 private:
  void Tag(const MarkupReader& reader, const std::string& name) {
    static const std::set<std::string, std::less<>> kBlocks = {
        "p",  "div",  "li", "td", "th", "blockquote", "section", "article", "h1",     "h2", "h3",    "h4",      "h5",
        "h6", "body", "tr", "dd", "dt", "table",      "ul",      "ol",      "figure", "br", "aside", "caption", "hr"};
    if (name == "q") {
      Raw(reader.closing() ? "\xE2\x80\x9D" : "\xE2\x80\x9C");
    } else if (name == "a" && !reader.closing()) {
      const std::string target = reader.Attribute("href");
      link_ = target.starts_with('#') ? target.substr(1) : "";
    } else if (name == "a") {
      link_.clear();
    } else if (kBlocks.contains(name)) {
      Close();
      if (name == "blockquote") quotes_ = reader.closing() ? quotes_ - (quotes_ > 0) : quotes_ + 1;
      if (name == "table") tables_ = reader.closing() ? tables_ - (tables_ > 0) : tables_ + 1;
      if (name == "li" || name == "p" || name == "div") note_ = reader.closing() ? "" : reader.Attribute("id");
    }
    if (name != "a" && name != "q") Raw(html_.substr(reader.begin(), reader.end() - reader.begin()));
  }
  void Text(std::string_view text, size_t at) {
    if (line_ == 0 && text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      const size_t first = at + text.find_first_not_of(" \t\r\n");
      lines_ += static_cast<size_t>(std::count(html_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                               html_.begin() + static_cast<std::ptrdiff_t>(first), '\n'));
      counted_ = first;
      line_ = lines_;
    }
    if (!link_.empty() && IsNoteMark(text))
      Raw(kNoteOn + link_ + kNoteOff);
    else
      Raw(text);
  }
  void Raw(std::string_view text) { raw_ += text; }
  void Close() {
    DraftParagraph paragraph;
    TakeNotes(RenderMarkup(raw_), paragraph);
    paragraph.quotation = quotes_ > 0;
    paragraph.line = line_;
    paragraph.place = tables_ ? "table" : "";
    paragraph.note_id = note_;
    if (!paragraph.text.empty()) out_.push_back(std::move(paragraph));
    raw_.clear();
    line_ = 0;
  }

  std::string_view html_;
  std::vector<DraftParagraph> out_;
  std::string raw_, link_, note_, skipped_;
  size_t quotes_ = 0, tables_ = 0, line_ = 0, lines_ = 1, counted_ = 0;
};

// Emphasis is a mark and no word; what a backslash stands before is a word's. References to notes become
// NoteReferences.
std::string WithoutMarks(std::string_view paragraph) {
  std::string out;
  for (size_t i = 0; i < paragraph.size(); ++i) {
    const bool escape =
        paragraph[i] == '\\' && i + 1 < paragraph.size() &&
        std::string_view("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~").find(paragraph[i + 1]) != std::string_view::npos;
    if (escape) {
      out += paragraph[++i];
      continue;
    }
    if (paragraph.substr(i).starts_with("[^")) {
      // No further than a mark is long: "[^" may stand a million times.
      const size_t length = paragraph.substr(i, kLongestNoteMark + 1).find(']');
      if (length != std::string_view::npos) {
        out += kNoteOn + std::string(paragraph.substr(i + 2, length - 2)) + kNoteOff;
        i += length;
        continue;
      }
    }
    if (paragraph[i] != '*') out += paragraph[i];
  }
  return out;
}

// Whether a line begins an item of a list.
bool BeginsItem(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) return true;
  const size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && digits < 4 && (line.substr(digits).starts_with(". ") || line.substr(digits).starts_with(") "));
}

bool BeginsAttribution(std::string_view line) {
  for (std::string_view dash : {"\xE2\x80\x94", "\xE2\x80\x93 ", "-- ", "\xE2\x80\x95"})
    if (line.starts_with(dash)) return true;
  return false;
}

// Plain text and Markdown: lines joined to paragraphs at blank lines; "> " is a block quotation in both.
class TextDraft {
 public:
  explicit TextDraft(bool markdown) : markdown_(markdown) {}

  std::vector<DraftParagraph> Read(std::string_view text) {
    for (size_t number = 1; !text.empty(); ++number) {
      std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
      while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
      Line(line, number);
    }
    Close();
    return std::move(out_);
  }

 private:
  void Line(std::string_view line, size_t number) {
    const bool quoted = line.starts_with('>');
    while (quoted && !line.empty() && (line.front() == '>' || line.front() == ' ')) line.remove_prefix(1);
    const bool row = markdown_ && line.starts_with('|');
    std::string note;
    if (markdown_ && line.starts_with("[^")) {
      const size_t end = line.find("]:");
      if (end != std::string_view::npos && end <= kLongestNoteMark) {
        note = line.substr(2, end - 2);
        line.remove_prefix(end + 2);
      }
    }
    const bool attribution = quoted && BeginsAttribution(line);
    if (line.empty() || quoted != quote_ || row || !note.empty() || attribution || (markdown_ && BeginsItem(line)))
      Close();
    if (line.empty() || (row && line.find_first_not_of("|-: ") == std::string_view::npos)) return;
    quote_ = quoted && !attribution;
    if (text_.empty()) line_ = number;
    if (!note.empty()) note_ = note;
    text_ += std::string(line) + " ";
    if (row) {
      place_ = "table";
      Close();
    }
    if (attribution) Close();
  }
  void Close() {
    DraftParagraph paragraph;
    const std::string text = CollapseWhiteSpace(text_);
    TakeNotes(markdown_ ? WithoutMarks(text) : text, paragraph);
    paragraph.quotation = quote_;
    paragraph.line = line_;
    paragraph.place = note_.empty() ? place_ : "note " + note_;
    paragraph.note_id = note_;
    if (!paragraph.text.empty()) out_.push_back(std::move(paragraph));
    text_.clear();
    note_.clear();
    place_.clear();
    quote_ = false;
  }

  bool markdown_;
  std::vector<DraftParagraph> out_;
  std::string text_, note_, place_;
  bool quote_ = false;
  size_t line_ = 0;
};

bool EndsWith(const std::string& path, std::string_view ending) { return FoldCase(path).ends_with(ending); }

bool IsHtml(const std::string& path, std::string_view bytes) {
  const std::string head = FoldCase(bytes.substr(0, 512));
  return EndsWith(path, ".html") || EndsWith(path, ".htm") || EndsWith(path, ".xhtml") ||
         head.find("<!doctype html") != std::string::npos || head.find("<html") != std::string::npos;
}

}  // namespace

Result<std::vector<DraftParagraph>> ReadDraft(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return Fail(ErrorCode::kNotFound, path + ": no such file");
  DOSSIER_TRY_ASSIGN(std::string bytes, ReadFile(path, kLargestDraft));
  std::vector<DraftParagraph> paragraphs;
  if (bytes.starts_with("PK\x03\x04")) {
    DOSSIER_TRY_ASSIGN(OfficeParts parts, ReadOfficeParts(path));
    DOSSIER_TRY_ASSIGN(paragraphs, OfficeParagraphs(parts, path));
  } else if (bytes.starts_with("%PDF") || bytes.starts_with("{\\rtf") || bytes.starts_with("\xD0\xCF\x11\xE0")) {
    const char* what = bytes[0] == '%' ? "PDF" : bytes[0] == '{' ? "RTF" : "old Word (.doc)";
    return Fail(ErrorCode::kParse, path + ": " + what + " drafts are not read",
                "save it as docx, odt, html, md or txt");
  } else {
    bytes = RepairUtf8(bytes);
    std::string_view text = bytes;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    paragraphs = IsHtml(path, text) ? HtmlDraft(text).Read() : TextDraft(!EndsWith(path, ".txt")).Read(text);
  }
  std::erase_if(paragraphs, [](const DraftParagraph& paragraph) { return paragraph.text.empty(); });
  return paragraphs;
}

std::vector<std::string> DraftTexts(const std::vector<DraftParagraph>& paragraphs) {
  std::vector<std::string> texts;
  for (const DraftParagraph& paragraph : paragraphs)
    texts.push_back((paragraph.quotation ? "> " : "") + paragraph.text);
  return texts;
}

}  // namespace dossier::query
