#include "query/draft/quotations.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "corpus/base/utf8.h"
#include "indexer/index/reader.h"

namespace dossier::query {
namespace {

constexpr size_t kFewestWords = 3;  // fewer are names and scare quotes
// So that many quotations of one long paragraph take time in proportion to their number:
constexpr size_t kAround = 4000;  // bytes of a paragraph kept on each side of a quotation, and of its notes
constexpr size_t kMostOpen = 8;   // quotations of a paragraph that no mark closes

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

// Where the marks of one kind close: as brackets do, or, when one sign opens and closes, at the next.
class Closings {
 public:
  Closings(const Mark& mark, std::string_view text) : nests_(mark.open != mark.close && mark.open != mark.other_close) {
    std::vector<size_t> open;  // ends of the marks that none has closed
    for (size_t i = 0; i < text.size();) {
      const size_t at = i;
      const char32_t c = NextCodePoint(text, i);
      if (c == mark.close || c == mark.other_close) {
        if (mark.single && IsWordChar(After(text, i))) continue;  // an apostrophe inside a word
        if (mark.single && IsWhiteSpace(Before(text, at))) continue;
        if (!nests_) {
          pairs_.emplace_back(at, at);
        } else if (!open.empty()) {
          pairs_.emplace_back(open.back(), at);
          open.pop_back();
        }
      } else if (c == mark.open) {
        open.push_back(i);  // a quotation that quotes
      }
    }
    std::sort(pairs_.begin(), pairs_.end());
  }
  // Of the mark that ends at `from`; npos when nothing closes it.
  size_t Of(size_t from) const {
    const auto found = std::lower_bound(pairs_.begin(), pairs_.end(), std::pair(from, size_t{0}));
    return found == pairs_.end() || (nests_ && found->first != from) ? std::string_view::npos : found->second;
  }

 private:
  bool nests_;
  std::vector<std::pair<size_t, size_t>> pairs_;  // end of the opening mark (or again the closing one), closing mark
};

// Quotations in one paragraph, in the order of their beginnings. Those that a mark closes do not overlap.
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
    size_t open = 0;
    for (size_t i = 0; i < text_.size();) {
      const size_t at = i;
      const char32_t c = NextCodePoint(text_, i);
      const Mark* mark = Opening(c, at, i);
      if (!mark) continue;
      const size_t close = Closing(*mark, i);
      if (close == std::string_view::npos) {
        if (!mark->single && open++ < kMostOpen) found.push_back({i, text_.size(), true, c});
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
  size_t Closing(const Mark& mark, size_t from) {
    auto& closings = closings_[static_cast<size_t>(&mark - std::begin(kMarks))];
    if (!closings) closings.emplace(mark, text_);
    return closings->Of(from);
  }

  std::string_view text_;
  std::array<std::optional<Closings>, std::size(kMarks)> closings_;  // made when first asked for
};

// The bytes of a text around a part of it, cut at blanks when there are too many.
std::pair<size_t, size_t> Around(std::string_view text, size_t begin, size_t end) {
  size_t from = begin > kAround ? begin - kAround : 0, to = std::min(text.size(), end + kAround);
  if (from > 0) from = std::min(text.find(' ', from), begin);
  if (to < text.size()) to = std::max(std::min(text.rfind(' ', to), text.size()), end);
  return {from, to};
}

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
    auto note = std::lower_bound(paragraph.notes.begin(), paragraph.notes.end(), from,
                                 [](const NoteReference& one, size_t at) { return one.at < at; });
    for (; note != paragraph.notes.end() && note->at <= to && text.size() < kAround; ++note)
      if (const auto found = notes_.find(note->id); found != notes_.end()) text += Beginning(found->second);
    return text;
  }
  static std::string_view Beginning(std::string_view text) { return text.substr(0, Around(text, 0, 0).second); }
  static std::string_view Ending(std::string_view text) {
    return text.substr(Around(text, text.size(), text.size()).first);
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
    if (index >= block_end_) {
      block_begin_ = block_end_ = index;
      while (block_end_ < paragraphs_.size() && paragraphs_[block_end_].quotation) ++block_end_;
    }
    // What leads to the block, and what stands below it.
    if (block_begin_ > 0) quotation.context = Ending(paragraphs_[block_begin_ - 1].text);
    if (block_end_ < paragraphs_.size() && IsAttribution(paragraphs_[block_end_].text))
      quotation.context.append(" ").append(Beginning(paragraphs_[block_end_].text));
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
    std::vector<size_t> open;
    for (size_t k = 0; k < found.size(); ++k)
      if (found[k].open) open.push_back(k);
    for (size_t k = 0; k < found.size(); ++k) {
      if (found[k].open && !GoesOn(index, found[k].mark)) continue;
      DraftQuotation quotation;
      quotation.text = paragraph.text.substr(found[k].begin, found[k].end - found[k].begin);
      const auto [from, to] = Around(paragraph.text, found[k].begin, found[k].end);
      quotation.written = paragraph.text.substr(from, to - from);
      quotation.context = WithoutOthers(quotation.written, from, found, open, k);
      quotation.at = found[k].begin - from;
      const size_t next = k + 1 < found.size() ? found[k + 1].begin : paragraph.text.size();
      quotation.notes = NotesOf(paragraph, found[k].begin, next);
      if (quotation.notes.empty()) quotation.notes = NotesOf(paragraph, 0, paragraph.text.size());
      Add(index, std::move(quotation));
    }
  }
  // What stands in other quotations names nothing here. `part` begins at byte `from` of the paragraph; `open`: those of
  // `found` that no mark closes, which reach to the end.
  static std::string WithoutOthers(std::string part, size_t from, const std::vector<Finder::Found>& found,
                                   const std::vector<size_t>& open, size_t own) {
    const size_t to = from + part.size();
    const auto cover = [&](size_t other) {
      const size_t begin = std::max(found[other].begin, from), end = std::min(found[other].end, to);
      if (other != own && begin < end)
        std::fill_n(part.begin() + static_cast<std::ptrdiff_t>(begin - from), end - begin, '_');
    };
    std::for_each(open.begin(), open.end(), cover);
    // Those that are closed end in the order in which they begin.
    for (size_t other = own; other > 0 && (found[other - 1].open || found[other - 1].end > from); --other)
      cover(other - 1);
    for (size_t other = own + 1; other < found.size() && found[other].begin < to; ++other) cover(other);
    return part;
  }
  // A quotation of several paragraphs opens each and closes the last.
  bool GoesOn(size_t index, char32_t mark) const {
    return index + 1 < paragraphs_.size() && After(paragraphs_[index + 1].text, 0) == mark;
  }

  const std::vector<DraftParagraph>& paragraphs_;
  std::map<std::string, std::string> notes_;
  std::vector<DraftQuotation> out_;
  size_t block_begin_ = 0, block_end_ = 0;  // the quotations set as blocks, one behind the other, among which we are
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
