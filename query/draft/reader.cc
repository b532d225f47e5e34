#include "query/draft/reader.h"

#include <algorithm>

#include "corpus/base/case_folding.h"
#include "corpus/base/file.h"
#include "corpus/base/utf8.h"
#include "corpus/forms/office_text.h"
#include "corpus/text/canonical_text.h"
#include "indexer/index/reader.h"

namespace dossier::query {
namespace {

constexpr uint64_t kLargestDraft = uint64_t{64} << 20;
constexpr size_t kFewestWords = 3;  // fewer are names and scare quotes

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
    auto read = corpus::ReadDocx(bytes);
    if (!read) read = corpus::ReadOdt(bytes);
    if (!read) return Fail(ErrorCode::kParse, path + ": neither a Word document nor an OpenDocument text");
    for (corpus::OfficeParagraph& paragraph : *read)
      paragraphs.push_back((paragraph.kind == corpus::OfficeParagraph::Kind::kQuote ? "> " : "") + paragraph.text);
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
