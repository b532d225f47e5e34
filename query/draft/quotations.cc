#include "query/draft/quotations.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "corpus/base/utf8.h"
#include "indexer/index/reader.h"

namespace dossier::query {
namespace {

constexpr size_t kFewestWords = 3;  // fewer are names and scare quotes

size_t WordCount(std::string_view text) { return indexer::WordsOf(text).size(); }

struct Mark {
  char32_t open, close, other_close;
  bool single;  // also an apostrophe
};
// The first that fits an opening mark counts. U+201C closes in German, U+00BB opens in Danish and some German setting.
constexpr Mark kMarks[] = {
    {0x201C, 0x201D, 0x201D, false}, {'"', '"', '"', false},          {0x00AB, 0x00BB, 0x00BB, false},
    {0x201E, 0x201C, 0x201D, false}, {0x00BB, 0x00AB, 0x00BB, false}, {0x201D, 0x201D, 0x201D, false},
    {0x2039, 0x203A, 0x203A, false}, {0x203A, 0x2039, 0x2039, false}, {0x201A, 0x2018, 0x2019, true},
    {0x2018, 0x2019, 0x2019, true},  {'\'', '\'', '\'', true},        {0x300C, 0x300D, 0x300D, false},
    {0x300E, 0x300F, 0x300F, false},
};

char32_t Before(std::string_view text, size_t at) {
  if (at == 0) return ' ';
  size_t begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return NextCodePoint(text, begin);
}
char32_t After(std::string_view text, size_t at) { return at >= text.size() ? U' ' : NextCodePoint(text, at); }

// Quotations in one paragraph.
class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  struct Found {
    size_t begin = 0, end = 0;
    bool open = false;  // no mark closes it in this paragraph
    char32_t mark = 0;
  };

  std::vector<Found> Find() {
    std::vector<Found> found;
    for (size_t i = 0; i < text_.size();) {
      const size_t at = i;
      const char32_t c = NextCodePoint(text_, i);
      const Mark* mark = Opening(c, at, i);
      if (!mark) continue;
      const size_t close = Closing(*mark, i);
      if (close == std::string_view::npos) {
        if (!mark->single) found.push_back({i, text_.size(), true, c});
        continue;
      }
      found.push_back({i, close, false, c});
      i = close;
      NextCodePoint(text_, i);
    }
    return found;
  }

 private:
  const Mark* Opening(char32_t c, size_t at, size_t end) const {
    for (const Mark& mark : kMarks) {
      if (mark.open != c) continue;
      if (IsWhiteSpace(After(text_, end))) return c == 0x00AB ? &mark : nullptr;  // French sets « words » apart
      if (mark.single && (IsWordChar(Before(text_, at)) || !OpensWords(end))) return nullptr;
      if (c == 0x201D && IsWordChar(Before(text_, at))) return nullptr;
      return &mark;
    }
    return nullptr;
  }
  bool OpensWords(size_t end) const {
    const char32_t next = After(text_, end);
    return IsLetter(next) || next == '[' || next == '.' || next == 0x2026;
  }
  // Where the mark that closes begins; marks of the same kind inside are counted.
  size_t Closing(const Mark& mark, size_t from) const {
    size_t depth = 1;
    for (size_t i = from; i < text_.size();) {
      const size_t at = i;
      const char32_t c = NextCodePoint(text_, i);
      if (c == mark.close || c == mark.other_close) {
        if (mark.single && IsWordChar(After(text_, i))) continue;  // an apostrophe inside a word
        if (mark.single && IsWhiteSpace(Before(text_, at))) continue;
        if (--depth == 0) return at;
      } else if (c == mark.open) {
        ++depth;  // a quotation that quotes
      }
    }
    return std::string_view::npos;
  }

  std::string_view text_;
};

class Collector {
 public:
  explicit Collector(const std::vector<DraftParagraph>& paragraphs) : paragraphs_(paragraphs) {
    for (const DraftParagraph& paragraph : paragraphs)
      if (!paragraph.note_id.empty()) notes_[paragraph.note_id] += paragraph.text + " ";
  }

  std::vector<DraftQuotation> Collect() {
    for (size_t i = 0; i < paragraphs_.size(); ++i) paragraphs_[i].quotation ? Block(i) : Marked(i);
    return std::move(out_);
  }

 private:
  // The notes that the paragraph refers to behind the quotation; of several quotations each has those before the next.
  std::string NotesOf(const DraftParagraph& paragraph, size_t from, size_t to) const {
    std::string text;
    for (const NoteReference& note : paragraph.notes) {
      const auto found = notes_.find(note.id);
      if (note.at >= from && note.at <= to && found != notes_.end()) text += found->second;
    }
    return text;
  }
  void Add(size_t index, DraftQuotation quotation) {
    if (WordCount(quotation.text) < kFewestWords) return;
    quotation.paragraph = index + 1;
    quotation.line = paragraphs_[index].line;
    quotation.place = paragraphs_[index].place;
    out_.push_back(std::move(quotation));
  }
  void Block(size_t index) {
    const DraftParagraph& paragraph = paragraphs_[index];
    DraftQuotation quotation;
    quotation.block = true;
    quotation.at = std::string::npos;
    quotation.text = paragraph.text;
    // Marks around the whole of a block are setting.
    const auto marked = Finder(quotation.text).Find();
    if (marked.size() == 1 && !marked[0].open && marked[0].begin <= 3 && marked[0].end + 4 >= quotation.text.size())
      quotation.text = quotation.text.substr(marked[0].begin, marked[0].end - marked[0].begin);
    quotation.notes = NotesOf(paragraph, 0, paragraph.text.size());
    size_t first = index, last = index;
    while (first > 0 && paragraphs_[first - 1].quotation) --first;
    while (last + 1 < paragraphs_.size() && paragraphs_[last + 1].quotation) ++last;
    // What leads to the block, and what stands below it.
    if (first > 0) quotation.context = paragraphs_[first - 1].text;
    if (last + 1 < paragraphs_.size() && IsAttribution(paragraphs_[last + 1].text))
      quotation.context += " " + paragraphs_[last + 1].text;
    quotation.written = quotation.context;
    Add(index, std::move(quotation));
  }
  static bool IsAttribution(std::string_view text) {
    for (std::string_view sign : {"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x95", "-- ", "- ", "(", "Source:"})
      if (text.starts_with(sign)) return true;
    return false;
  }
  void Marked(size_t index) {
    const DraftParagraph& paragraph = paragraphs_[index];
    const auto found = Finder(paragraph.text).Find();
    for (size_t k = 0; k < found.size(); ++k) {
      if (found[k].open && !GoesOn(index, found[k].mark)) continue;
      DraftQuotation quotation;
      quotation.text = paragraph.text.substr(found[k].begin, found[k].end - found[k].begin);
      quotation.written = quotation.context = paragraph.text;
      // What stands in other quotations names nothing here.
      for (size_t other = 0; other < found.size(); ++other)
        if (other != k)
          std::fill(quotation.context.begin() + static_cast<std::ptrdiff_t>(found[other].begin),
                    quotation.context.begin() + static_cast<std::ptrdiff_t>(found[other].end), '_');
      quotation.at = found[k].begin;
      const size_t next = k + 1 < found.size() ? found[k + 1].begin : paragraph.text.size();
      quotation.notes = NotesOf(paragraph, found[k].begin, next);
      if (quotation.notes.empty()) quotation.notes = NotesOf(paragraph, 0, paragraph.text.size());
      Add(index, std::move(quotation));
    }
  }
  // A quotation of several paragraphs opens each and closes the last.
  bool GoesOn(size_t index, char32_t mark) const {
    return index + 1 < paragraphs_.size() && After(paragraphs_[index + 1].text, 0) == mark;
  }

  const std::vector<DraftParagraph>& paragraphs_;
  std::map<std::string, std::string> notes_;
  std::vector<DraftQuotation> out_;
};

}  // namespace

std::vector<DraftQuotation> FindQuotations(const std::vector<DraftParagraph>& paragraphs) {
  return Collector(paragraphs).Collect();
}

std::vector<DraftQuotation> FindQuotations(const std::vector<std::string>& texts) {
  std::vector<DraftParagraph> paragraphs;
  for (const std::string& text : texts) {
    DraftParagraph paragraph;
    paragraph.quotation = text.starts_with("> ");
    paragraph.text = paragraph.quotation ? text.substr(2) : text;
    paragraphs.push_back(std::move(paragraph));
  }
  return FindQuotations(paragraphs);
}

}  // namespace dossier::query
