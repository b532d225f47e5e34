#include "query/draft/reader.h"

#include <zip.h>

#include <algorithm>
#include <memory>

#include "corpus/base/case_folding.h"
#include "corpus/base/file.h"
#include "corpus/base/utf8.h"
#include "corpus/text/canonical_text.h"
#include "indexer/index/reader.h"

namespace dossier::query {
namespace {

constexpr uint64_t kLargestDraft = uint64_t{64} << 20;
constexpr size_t kFewestWords = 3;  // fewer are names and scare quotes

struct ZipCloser {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};

// One member of a zip file.
Result<std::string> ReadZipMember(const std::string& path, const char* member) {
  int code = 0;
  const std::unique_ptr<zip_t, ZipCloser> zip(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (!zip) return Fail(ErrorCode::kParse, path + ": not a docx file (the zip container does not open)");
  zip_stat_t stat;
  if (zip_stat(zip.get(), member, 0, &stat) != 0) return Fail(ErrorCode::kParse, path + ": holds no " + member);
  if (stat.size > kLargestDraft) return Fail(ErrorCode::kLimit, path + ": " + member + " is larger than 64 MB");
  zip_file_t* file = zip_fopen(zip.get(), member, 0);
  if (!file) return Fail(ErrorCode::kParse, path + ": cannot read " + member);
  std::string bytes(stat.size, '\0');
  const zip_int64_t got = zip_fread(file, bytes.data(), bytes.size());
  zip_fclose(file);
  if (got != static_cast<zip_int64_t>(stat.size)) return Fail(ErrorCode::kParse, path + ": " + member + " is damaged");
  return bytes;
}

// Word's styles for block quotations, whatever the letters' case.
bool IsQuoteStyle(std::string_view tag) {
  const size_t begin = tag.find("w:val=\"");
  if (begin == std::string_view::npos) return false;
  const std::string_view value = tag.substr(begin + 7);
  const std::string style = FoldCase(value.substr(0, value.find('"')));
  return style == "quote" || style == "intensequote" || style == "blockquote" || style == "quotations";
}

// The markup between <w:p ...> and </w:p>: text runs, tabs and breaks; deleted text (w:delText) does not count.
std::vector<std::string> DocxParagraphs(std::string_view xml) {
  std::vector<std::string> paragraphs;
  std::string text;
  bool in_text = false;
  for (size_t i = 0; i < xml.size();) {
    if (xml[i] != '<') {
      const size_t end = std::min(xml.find('<', i), xml.size());
      if (in_text) text += xml.substr(i, end - i);
      i = end;
      continue;
    }
    const size_t end = xml.find('>', i);
    if (end == std::string_view::npos) break;
    const std::string_view tag = xml.substr(i + 1, end - i - 1);
    const std::string_view name = tag.substr(0, tag.find_first_of(" /", tag.starts_with('/') ? 1 : 0));
    if (name == "w:pStyle" && IsQuoteStyle(tag))
      text = "> " + text;
    else if (name == "w:t")
      in_text = !tag.ends_with('/');
    else if (name == "/w:t")
      in_text = false;
    else if (name == "w:tab" || name == "w:br")
      text += ' ';
    else if (name == "/w:p") {
      paragraphs.push_back(std::move(text));
      text.clear();
    }
    i = end + 1;
  }
  return paragraphs;
}

// Decodes character references and collapses white space with the archive's own rule for markup.
std::string RenderMarkup(std::string_view markup) {
  corpus::Block whole;
  whole.ranges = {{0, markup.size()}};
  auto text = corpus::RenderBlock(markup, corpus::BlockSyntax::kMarkup, whole, corpus::kCanonicalRuleVersion);
  return text ? *text : std::string(markup);
}

std::vector<std::string> HtmlParagraphs(std::string_view html) {
  // A block tag ends a paragraph; everything else is left to the rule for markup.
  static constexpr std::string_view kBlocks[] = {"p",       "div",     "li",   "td", "th",     "blockquote",
                                                 "section", "article", "h1",   "h2", "h3",     "h4",
                                                 "h5",      "h6",      "body", "tr", "figure", "br"};
  std::vector<std::string> paragraphs;
  size_t begin = 0;
  size_t quotes = 0;  // block quotations that are open
  auto close = [&](size_t end) {
    std::string text = RenderMarkup(html.substr(begin, end - begin));
    if (!text.empty()) paragraphs.push_back((quotes ? "> " : "") + text);
    begin = end;
  };
  for (size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    size_t name_begin = at + 1;
    if (name_begin < html.size() && html[name_begin] == '/') ++name_begin;
    const size_t name_end = std::min(html.find_first_of(" \t\n\r/>", name_begin), html.size());
    const std::string name = FoldCase(html.substr(name_begin, name_end - name_begin));
    if (std::find(std::begin(kBlocks), std::end(kBlocks), name) == std::end(kBlocks)) continue;
    close(at);
    if (name == "blockquote") {
      if (html[at + 1] != '/')
        ++quotes;
      else if (quotes)
        --quotes;
    }
  }
  close(html.size());
  return paragraphs;
}

std::string WithoutEmphasis(std::string_view paragraph) {
  std::string out;
  for (size_t i = 0; i < paragraph.size(); ++i) {
    const bool escape =
        paragraph[i] == '\\' && i + 1 < paragraph.size() &&
        std::string_view("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~").find(paragraph[i + 1]) != std::string_view::npos;
    if (escape)
      out += paragraph[++i];
    else if (paragraph[i] != '*')
      out += paragraph[i];
  }
  return out;
}

// Lines joined to paragraphs at blank lines; Markdown's emphasis marks go, block quotes keep one ">".
std::vector<std::string> TextParagraphs(std::string_view text, bool markdown) {
  std::vector<std::string> paragraphs;
  std::string paragraph;
  bool quote = false;
  auto close = [&] {
    if (!paragraph.empty()) paragraphs.push_back((quote ? "> " : "") + CollapseWhiteSpace(paragraph));
    paragraph.clear();
    quote = false;
  };
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    const bool quoted = markdown && line.starts_with('>');
    if (line.empty() || quoted != quote) close();
    if (line.empty()) continue;
    if (quoted) {
      quote = true;
      while (line.starts_with('>') || line.starts_with(' ')) line.remove_prefix(1);
    }
    paragraph += std::string(line) + " ";
  }
  close();
  if (markdown)
    for (std::string& p : paragraphs) {
      // Emphasis, and references to footnotes, are marks and not words; what a backslash stands before is a word's.
      p = WithoutEmphasis(p);
      for (size_t at = p.find("[^"); at != std::string::npos; at = p.find("[^", at)) {
        const size_t end = p.find(']', at);
        if (end == std::string::npos || end - at > 12) break;
        p.erase(at, end - at + 1);
      }
    }
  return paragraphs;
}

bool EndsWith(const std::string& path, std::string_view ending) { return FoldCase(path).ends_with(ending); }

struct Mark {
  char32_t open, close;
};
constexpr Mark kMarks[] = {{0x201C, 0x201D}, {'"', '"'}, {0x00AB, 0x00BB}, {0x201E, 0x201C}};

size_t WordCount(std::string_view text) { return indexer::WordsOf(text).size(); }

void FindIn(const std::string& paragraph, size_t number, std::vector<DraftQuotation>& out) {
  if (paragraph.starts_with("> ")) {
    std::string text = paragraph.substr(2);
    if (WordCount(text) >= kFewestWords) out.push_back({text, number, paragraph});
    return;
  }
  char32_t closing = 0;
  size_t begin = 0, depth = 0;
  char32_t opening = 0;
  for (size_t i = 0; i < paragraph.size();) {
    const size_t at = i;
    const char32_t c = NextCodePoint(paragraph, i);
    if (!closing) {
      for (const Mark& mark : kMarks)
        if (c == mark.open && !closing) {
          closing = mark.close;
          opening = mark.open;
          begin = i;
          depth = 1;
        }
    } else if (c == closing && --depth == 0) {
      std::string text = paragraph.substr(begin, at - begin);
      if (WordCount(text) >= kFewestWords) out.push_back({std::move(text), number, paragraph});
      closing = 0;
    } else if (c == opening && opening != closing) {
      ++depth;  // a quotation that quotes
    }
  }
}

}  // namespace

Result<std::vector<std::string>> ReadDraft(const std::string& path) {
  DOSSIER_TRY_ASSIGN(std::string bytes, ReadFile(path, kLargestDraft));
  std::vector<std::string> paragraphs;
  if (bytes.starts_with("PK\x03\x04")) {
    for (const char* part : {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"}) {
      auto xml = ReadZipMember(path, part);
      if (!xml && part == std::string_view("word/document.xml")) return Fail(xml.error());
      if (!xml) continue;
      for (std::string& paragraph : DocxParagraphs(*xml)) paragraphs.push_back(RenderMarkup(paragraph));
    }
  } else if (bytes.starts_with("%PDF")) {
    return Fail(ErrorCode::kParse, path + ": PDF drafts are not read", "save it as docx, html, md or txt");
  } else {
    bytes = RepairUtf8(bytes);
    const std::string head = FoldCase(std::string_view(bytes).substr(0, 512));
    if (EndsWith(path, ".html") || EndsWith(path, ".htm") || head.find("<!doctype html") != std::string::npos ||
        head.find("<html") != std::string::npos)
      paragraphs = HtmlParagraphs(bytes);
    else
      paragraphs = TextParagraphs(bytes, !EndsWith(path, ".txt"));
  }
  std::erase_if(paragraphs, [](const std::string& paragraph) { return paragraph.empty(); });
  return paragraphs;
}

std::vector<DraftQuotation> FindQuotations(const std::vector<std::string>& paragraphs) {
  std::vector<DraftQuotation> quotations;
  for (size_t i = 0; i < paragraphs.size(); ++i) FindIn(paragraphs[i], i + 1, quotations);
  return quotations;
}

}  // namespace dossier::query
