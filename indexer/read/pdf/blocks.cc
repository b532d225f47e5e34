#include "indexer/read/pdf/blocks.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "corpus/base/ascii.h"
#include "indexer/read/pdf/noise.h"
#include "indexer/read/pdf/shape.h"
#include "indexer/text/line_hyphens.h"
#include "indexer/text/sentences.h"

namespace dossier::indexer::pdf {
namespace {

using corpus::Block;
using corpus::BlockKind;
using corpus::ByteRange;

constexpr size_t kLongestHeading = 200;  // bytes

bool IsLetterByte(char c) { return (AsciiLower(c) >= 'a' && AsciiLower(c) <= 'z'); }

// What is being read, row by row.
struct Open {
  BlockKind kind = BlockKind::kParagraph;
  std::vector<ByteRange> ranges;
  std::vector<std::pair<size_t, int>> pages;  // ranges from this one on stand on that page
  size_t rows = 0;
  double size = 0;
  double right = 0;  // where its longest row ends
  Row last;
  std::string text;  // of its last row
  bool gap_before = false;
};

struct Finished {
  Block block;
  std::string text;
  double size = 0;
  bool alone = false;  // one row
};

class Builder {
 public:
  Builder(const corpus::PdfText& pdf, const Lines& lines, size_t most)
      : pdf_(pdf), lines_(lines), hyphens_(pdf.text), most_(most) {}

  Blocks Run(const std::vector<Row>& rows) {
    for (size_t i = 0; i < rows.size(); ++i) {
      if (i > 0 && rows[i].page != rows[i - 1].page) EndPage();
      Add(rows[i], i + 1 < rows.size() ? &rows[i + 1] : nullptr);
    }
    CloseBody();
    EndPage();
    SetLevels();
    return Take();
  }

 private:
  // --- Rows to paragraphs

  static std::string TextOf(const Row& row) {
    std::string text;
    for (const Line& cell : row.cells) text += (text.empty() ? "" : " ") + std::string(cell.text);
    return text;
  }

  bool IsNote(const Row& row, std::string_view text) const {
    if (row.size > 0.92 * lines_.body_size) return false;
    const bool of_body = !body_.ranges.empty() && body_.last.column == row.column && row.size > 0.94 * body_.size &&
                         Gap(body_, row) < 0.45 * row.size && !EndsSentence(body_.text);
    if (of_body) return false;
    const bool low = row.top > 0.3 * pdf_.pages[static_cast<size_t>(row.page) - 1].height;
    const bool marked = !text.empty() && (IsDigitAscii(text[0]) || text[0] == '*' || text.starts_with("\u2020"));
    const bool goes_on = !note_.ranges.empty() && note_.last.column == row.column && row.size < 1.06 * note_.size;
    return goes_on || (low && marked);
  }

  // A row of at least three cells; below one, a short row that is no sentence is one of the table too, since cells that
  // stand close look like words. Lines of prose whose words were set far apart to fill a column are none.
  bool IsTableRow(const Row& row, std::string_view text) const {
    if (BulletLength(row.cells[0].text) > 0) return false;
    if (table_ && table_->column == row.column && row.top - table_->bottom < 1.5 * row.size && body_.ranges.empty())
      return row.cells.size() >= 2 || (!FillsColumn(row) && !EndsSentence(text));
    if (row.cells.size() < 3) return false;
    double widest = 0;
    for (size_t i = 1; i < row.cells.size(); ++i) widest = std::max(widest, row.cells[i].left - row.cells[i - 1].right);
    const bool full = row.left < row.column_left + 2 * row.size && row.right > row.column_right - 2 * row.size;
    const bool goes_on = !body_.ranges.empty() && body_.last.column == row.column && Gap(body_, row) < 0.45 * row.size;
    return !(full && goes_on && (!EndsSentence(body_.text) || widest < 2 * row.size));
  }

  void Add(const Row& row, const Row* next) {
    const std::string text = TextOf(row);
    if (IsNote(row, text)) {
      const bool starts = IsDigitAscii(text[0]) && text.size() > 2 && Gap(note_, row) > -0.2 * row.size &&
                          (note_.ranges.empty() || EndsSentence(note_.text) || note_.last.column != row.column);
      if (starts || note_.ranges.empty()) {
        Close(note_, notes_);
        note_.kind = BlockKind::kNote;
      }
      Append(note_, row, text);
      return;
    }
    if (IsTableRow(row, text)) {
      table_ = row;
      CloseBody();
      body_.kind = BlockKind::kTableRow;
      Append(body_, row, text);
      CloseBody();
      return;
    }
    const bool starts = body_.ranges.empty() || StartsBlock(row, text);
    if (starts) {
      const bool gap = body_.ranges.empty() || Gap(body_, row) > 0.45 * row.size;
      CloseBody();
      body_.gap_before = gap;
      body_.kind = KindOf(row, text, next);
    }
    Append(body_, row, text);
  }

  BlockKind KindOf(const Row& row, std::string_view text, const Row* next) const {
    if (BulletLength(text) > 0 || (HasNumber(text) && next != nullptr)) return BlockKind::kListItem;
    if (text.size() <= kLongestHeading && row.size >= Large() && !EndsSentence(text)) return BlockKind::kHeading;
    return IsAllCapitals(text) ? BlockKind::kHeading : BlockKind::kParagraph;
  }

  // Type of this size is a heading's; of recognised characters the size is not known so well.
  double Large() const { return (lines_.scanned ? 1.35 : 1.12) * lines_.body_size; }

  // White space between the last row of a block and the next, in points; what stands higher gives less than nothing.
  static double Gap(const Open& open, const Row& row) { return open.ranges.empty() ? 0 : row.top - open.last.bottom; }

  bool StartsBlock(const Row& row, std::string_view text) const {
    const Row& last = body_.last;
    const bool moved = row.column != last.column || row.page != last.page;
    const bool heading = body_.kind == BlockKind::kHeading;
    const double ratio = row.size / std::max(1.0, body_.size);
    if (BulletLength(text) > 0) return true;
    if (heading)
      return moved || HasLabel(text) || ratio < 0.94 || ratio > 1.06 ||
             IsAllCapitals(text) != IsAllCapitals(body_.text) || Gap(body_, row) > 0.6 * row.size;
    const bool ended = EndsSentence(body_.text), pause = ended || !FillsColumn(last);
    // Small capitals and words in other type stand within sentences.
    const bool other_size = ratio < 0.85 || ratio > 1.15, far_other_size = ratio < 0.7 || ratio > 1.4;
    if (row.cells.size() == 1 && (far_other_size || (other_size && (pause || Gap(body_, row) > 0.3 * row.size))))
      return true;
    if (IsAllCapitals(text) && !IsAllCapitals(body_.text) && text.size() > 8 && pause) return true;
    if (HasLabel(text) && !FillsColumn(last)) return true;
    if (HasNumber(text) &&
        (pause || body_.text.ends_with(" and") || body_.text.ends_with(" or") || Gap(body_, row) > 0.3 * row.size))
      return true;
    if (moved) return pause;
    if (Gap(body_, row) > 0.45 * row.size) return true;
    // A first line that is set in, behind a line that ended its sentence.
    const bool set_in = row.left > last.left + 0.7 * row.size && row.left > row.column_left + 0.7 * row.size;
    if (set_in && ended && body_.kind != BlockKind::kListItem) return true;
    // A last line that is far from full, behind which a sentence begins.
    const bool set_out = row.left < last.left - 0.7 * row.size;
    if (ended && !FillsColumn(last) && (set_in || (set_out && body_.rows > 1) || body_.rows == 1)) return true;
    return ended && body_.rows > 1 && HadRoomFor(row, text);
  }

  // Whether the first word of the row would have fitted at the end of the last one: then the line was ended on purpose.
  bool HadRoomFor(const Row& row, std::string_view text) const {
    const double character = (row.right - row.left) / static_cast<double>(std::max<size_t>(text.size(), 1));
    const double word = character * static_cast<double>(std::min(text.find(' '), text.size()) + 2);
    return body_.last.right + 1.25 * word < body_.right;
  }

  static bool FillsColumn(const Row& row) {
    return row.right > row.column_right - 0.25 * (row.column_right - row.column_left);
  }

  // --- Bytes

  void Append(Open& open, const Row& row, const std::string& text) {
    if (open.ranges.empty()) {
      open.size = row.size;
      open.rows = 0;
    }
    if (open.pages.empty() || open.pages.back().second != row.page)
      open.pages.emplace_back(open.ranges.size(), row.page);
    for (size_t i = 0; i < row.cells.size(); ++i) {
      const Line& cell = row.cells[i];
      size_t begin = cell.begin;
      if (open.ranges.empty() && open.kind == BlockKind::kListItem) begin += BulletLength(cell.text);
      bool first = true;
      for (const ByteRange& part : WithoutMarks(cell, begin)) {
        AppendCell(open, part, first, i == 0);
        first = false;
      }
    }
    ++open.rows;
    open.right = std::max(open.right, row.right);
    open.last = row;
    open.text = text;
  }

  // The bytes of a cell without the marks that refer to notes, and the blanks before these.
  std::vector<ByteRange> WithoutMarks(const Line& cell, size_t begin) const {
    std::vector<ByteRange> parts;
    for (const ByteRange& mark : cell.note_marks) {
      if (mark.begin > begin + 1) parts.push_back({begin, mark.begin - 1});
      begin = mark.end;
      const bool closed =
          begin + 1 < cell.end && std::string_view(".,;:)]").find(pdf_.text[begin + 1]) != std::string_view::npos;
      if (closed) ++begin;
    }
    if (begin < cell.end) parts.push_back({begin, cell.end});
    return parts;
  }

  // `starts`: it begins a cell; else it goes on behind a mark that was left out.
  void AppendCell(Open& open, ByteRange cell, bool starts, bool new_row) const {
    if (!open.ranges.empty() && starts) {
      ByteRange& before = open.ranges.back();
      const size_t dropped = new_row ? JoinedBy(before, cell) : std::string_view::npos;
      if (dropped != std::string_view::npos)
        before.end -= dropped;
      else if (cell.begin == before.end + 1)
        cell.begin = before.end;  // the line's own end is the blank
      else
        open.ranges.push_back({before.end, before.end + 1});
      if (cell.begin == open.ranges.back().end && open.pages.back().first < open.ranges.size()) {
        open.ranges.back().end = cell.end;
        return;
      }
    }
    open.ranges.push_back(cell);
  }

  // The bytes at the end of a line that its break alone put there, when the word goes on in the next one without a
  // blank; npos when a blank parts the two.
  size_t JoinedBy(const ByteRange& before, const ByteRange& next) const {
    const std::string_view text = pdf_.text;
    const std::string_view line = text.substr(before.begin, before.end - before.begin);
    const std::string_view word = line.substr(line.rfind(' ') + 1);
    const char first = text[next.begin];
    if (word.ends_with("\xC2\xAD") && word.size() > 2) return 2;
    const bool address = word.ends_with('@') || word.find("://") != std::string_view::npos || word.starts_with("www.");
    if (address && std::string_view("/-_?=&@").find(word.back()) != std::string_view::npos) return 0;
    if (word.ends_with("\u2013") && word.size() > 3 && (IsDigitAscii(first) || IsDigitAscii(word[word.size() - 4])))
      return 0;
    if (!word.ends_with('-') || word.size() < 2) return std::string_view::npos;
    if (!IsLetterByte(word[word.size() - 2]) && !IsDigitAscii(word[word.size() - 2])) return std::string_view::npos;
    if (first < 'a' || first > 'z') return IsLetterByte(first) || IsDigitAscii(first) ? 0 : std::string_view::npos;
    size_t begin = before.end - 1, end = next.begin;
    while (begin > before.begin && IsLetterByte(text[begin - 1])) --begin;
    while (end < next.end && IsLetterByte(text[end])) ++end;
    const bool broken =
        hyphens_.IsBreak(text.substr(begin, before.end - 1 - begin), text.substr(next.begin, end - next.begin));
    return broken ? 1 : 0;
  }

  // --- Paragraphs to blocks

  void Close(Open& open, std::vector<Finished>& to) {
    Open closed = std::exchange(open, {});
    for (Rest rest; rest.range < closed.ranges.size();) PartAtPage(closed, rest, to);
  }

  // What of a paragraph is not made a block yet: from this range on, which stands on this one of its pages.
  struct Rest {
    size_t range = 0, page = 0;
  };

  static size_t FirstRangeOf(const Open& open, size_t page) {
    return page < open.pages.size() ? open.pages[page].first : open.ranges.size();
  }

  // The first byte of the rest, as one text, that begins a sentence on its second page or behind; its size for none.
  // Looks no farther than it has to, so that a paragraph over a thousand pages takes no longer than its pages.
  size_t SentenceOnNextPage(const Open& open, const Rest& rest) const {
    constexpr size_t kAhead = 400;  // bytes behind a sentence's beginning, of which it may depend
    std::string raw;
    size_t range = rest.range;
    const auto append_to = [&](size_t end) {
      for (; range < end; ++range)
        raw.append(pdf_.text, open.ranges[range].begin, open.ranges[range].end - open.ranges[range].begin);
    };
    append_to(FirstRangeOf(open, rest.page + 1));
    const size_t next_page = raw.size();
    for (size_t pages = 1; range < open.ranges.size(); pages *= 2) {
      append_to(FirstRangeOf(open, rest.page + 1 + pages));
      std::vector<SentenceRange> sentences;
      FindSentences(raw, 0, raw.size(), sentences);
      const auto first = std::find_if(sentences.begin(), sentences.end(),
                                      [&](const SentenceRange& sentence) { return sentence.begin >= next_page; });
      if (first != sentences.end() && (range == open.ranges.size() || first->begin + kAhead < raw.size()))
        return first->begin;
    }
    return raw.size();
  }

  // Makes a block of the rest up to the sentence that begins on the next page.
  void PartAtPage(Open& open, Rest& rest, std::vector<Finished>& to) {
    Finished finished;
    finished.block.kind = open.kind;
    finished.block.page = open.pages[rest.page].second;
    finished.block.ranges = TakeBytes(open, rest, SentenceOnNextPage(open, rest));
    finished.size = open.size;
    finished.alone = open.rows == 1 && open.gap_before;
    auto text = corpus::RenderBlock(pdf_.text, corpus::BlockSyntax::kPlain, finished.block, 1);
    if (text && !text->empty()) {
      finished.text = std::move(*text);
      to.push_back(std::move(finished));
    }
  }

  // The first `count` bytes of the rest, which is what lies behind them then.
  static std::vector<ByteRange> TakeBytes(Open& open, Rest& rest, size_t count) {
    std::vector<ByteRange> taken;
    for (; rest.range < open.ranges.size(); ++rest.range) {
      ByteRange& range = open.ranges[rest.range];
      const size_t length = std::min<size_t>(count, range.end - range.begin);
      if (length > 0) taken.push_back({range.begin, range.begin + length});
      count -= length;
      range.begin += length;
      if (range.begin < range.end) break;
    }
    while (rest.page + 1 < open.pages.size() && open.pages[rest.page + 1].first <= rest.range) ++rest.page;
    return taken;
  }

  void CloseBody() {
    Open closed = std::exchange(body_, {});
    for (Rest rest; rest.range < closed.ranges.size();) {
      PartAtPage(closed, rest, done_);
      TakeNotes();
    }
  }

  // The notes of a page stand behind its last block: that of a paragraph which goes on over the page is not made yet.
  void EndPage() {
    Close(note_, notes_);
    std::move(notes_.begin(), notes_.end(), std::back_inserter(ended_));
    notes_.clear();
    if (body_.ranges.empty()) TakeNotes();
  }

  void TakeNotes() {
    std::move(ended_.begin(), ended_.end(), std::back_inserter(done_));
    ended_.clear();
  }

  void SetLevels() {
    std::set<long, std::greater<>> sizes;
    for (Finished& one : done_) {
      if (one.block.kind == BlockKind::kParagraph && one.alone && ReadsAsLabel(one.text))
        one.block.kind = BlockKind::kHeading;
      if (one.block.kind == BlockKind::kListItem) one.block.level = 1;
      if (one.block.kind == BlockKind::kHeading && one.size >= Large()) sizes.insert(Rounded(one.size));
    }
    for (Finished& one : done_) {
      if (one.block.kind != BlockKind::kHeading) continue;
      const auto larger = std::distance(sizes.begin(), sizes.lower_bound(Rounded(one.size)));
      one.block.level = static_cast<int>(std::min<std::ptrdiff_t>(larger + 1, 6));
    }
  }

  static long Rounded(double size) { return static_cast<long>(size + 0.5); }

  Blocks Take() {
    Blocks out;
    out.map.syntax = corpus::BlockSyntax::kPlain;
    for (Finished& one : done_) {
      if (IsSpacedOut(one.text) || (lines_.scanned && IsGarbled(one.text))) {
        out.noise.push_back(std::move(one.text));
        continue;
      }
      if (out.map.blocks.size() >= most_) break;
      if (!out.map.text.empty()) out.map.text += "\n\n";
      one.block.begin = out.map.text.size();
      out.map.text += one.text;
      one.block.end = out.map.text.size();
      out.map.blocks.push_back(std::move(one.block));
      out.sizes.push_back(one.size);
    }
    return out;
  }

  const corpus::PdfText& pdf_;
  const Lines& lines_;
  const LineHyphens hyphens_;
  const size_t most_;
  Open body_, note_;
  std::optional<Row> table_;                    // the last row of a table
  std::vector<Finished> done_, notes_, ended_;  // notes of this page, and of pages that are at their end
};

}  // namespace

Blocks BlocksOf(const corpus::PdfText& pdf, const Lines& lines, const std::vector<Row>& rows, size_t most) {
  return Builder(pdf, lines, most).Run(rows);
}

}  // namespace dossier::indexer::pdf
