#include "indexer/read/text_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/base/time.h"
#include "corpus/base/utf8.h"
#include "corpus/text/canonical_text.h"
#include "corpus/text/charset.h"
#include "indexer/read/html/page_kind.h"

namespace dossier::indexer {
namespace {

using corpus::Block;
using corpus::BlockKind;

constexpr size_t kHeadLines = 8;  // where title, byline and dates may stand
constexpr size_t kMaxTitleBytes = 200;
constexpr size_t kMaxFrontMatter = 200;  // lines

// A line of the payload without its line break, white space at both ends taken off.
struct Line {
  size_t begin = 0;
  size_t end = 0;
  std::string_view text;
};

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }
bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

std::vector<Line> SplitLines(std::string_view payload) {
  std::vector<Line> lines;
  size_t at = 0;
  while (at < payload.size()) {
    const size_t stop = std::min(payload.find('\n', at), payload.size());
    size_t begin = at;
    size_t end = stop;
    while (begin < end && IsBlank(payload[begin])) ++begin;
    while (end > begin && IsBlank(payload[end - 1])) --end;
    lines.push_back({begin, end, payload.substr(begin, end - begin)});
    at = stop + 1;
  }
  return lines;
}

// A line drawn of one character, as under a heading.
bool IsRule(std::string_view text) {
  return text.size() >= 3 && std::string_view("=-_*~#+").find(text[0]) != std::string_view::npos &&
         text.find_first_not_of(text[0]) == std::string_view::npos;
}

// The bytes of a bullet or number at the start of a list item with the blanks after it, else 0.
size_t MarkerLength(std::string_view text) {
  size_t length = 0;
  for (std::string_view bullet : {"-", "*", "o", "\xE2\x80\xA2", "\xE2\x80\x93", "\xC2\xB7"}) {
    if (text.starts_with(bullet)) length = std::max(length, bullet.size());
  }
  if (length == 0) {
    while (length < text.size() && length < 3 && IsAsciiDigit(text[length])) ++length;
    if (length == 0 || length == text.size() || (text[length] != '.' && text[length] != ')')) return 0;
    ++length;
  }
  if (length >= text.size() || !IsBlank(text[length])) return 0;
  while (length < text.size() && IsBlank(text[length])) ++length;
  return length;
}

// The number signs of a Markdown heading; 0 when the line is none.
size_t HeadingMark(std::string_view text) {
  const size_t hashes = std::min(text.find_first_not_of('#'), text.size());
  return hashes >= 1 && hashes <= 6 && hashes < text.size() && IsBlank(text[hashes]) ? hashes : 0;
}

// --- Dates that stand alone on a line -------------------------------------------------------------------------

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

int MonthOf(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                               "may",       "june",     "july",     "august",
                                                               "september", "october",  "november", "december"};
  while (word.ends_with('.') || word.ends_with(',')) word.remove_suffix(1);
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (word == kMonths[i] || (word.size() >= 3 && word.size() <= 4 && kMonths[i].starts_with(word))) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

// A number of at most four digits that fills the word up to a comma or point; -1 when it is none.
int NumberOf(std::string_view word) {
  while (word.ends_with(',') || word.ends_with('.')) word.remove_suffix(1);
  if (word.empty() || word.size() > 4) return -1;
  int number = 0;
  for (char c : word) {
    if (!IsAsciiDigit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

bool IsWeekday(std::string_view word) {
  while (word.ends_with(',')) word.remove_suffix(1);
  return word.ends_with("day") && word.size() >= 6 && word.size() <= 9;
}

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  size_t at = 0;
  while (at < text.size()) {
    const size_t begin = text.find_first_not_of(" \t", at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(" \t", begin), text.size());
    words.emplace_back(text.substr(begin, at - begin));
  }
  return words;
}

// "August 4, 2018", "4 August 2018", "Saturday, August 4, 2018", "2018-08-04"; nothing else may stand beside it.
std::optional<Day> WholeLineDate(std::string_view lower) {
  if (const auto day = ParseDay(lower)) return *day;
  std::vector<std::string> words = Words(lower);
  if (!words.empty() && IsWeekday(words[0])) words.erase(words.begin());
  if (words.size() != 3) return std::nullopt;
  const bool month_first = MonthOf(words[0]) != 0;
  Day day{NumberOf(words[2]), MonthOf(words[month_first ? 0 : 1]), NumberOf(words[month_first ? 1 : 0])};
  if (day.year < 1900 || day.month == 0 || !IsValid(day)) return std::nullopt;
  return day;
}

struct DateLine {
  Day day;
  bool updated = false;
};

std::optional<DateLine> ReadDateLine(std::string_view line) {
  std::string lower = Lower(line);
  DateLine found;
  static constexpr std::array<std::string_view, 4> kUpdated = {"last updated", "last revised", "updated", "revised"};
  static constexpr std::array<std::string_view, 6> kPublished = {
      "original release date", "release date", "published", "released", "issued", "date"};
  auto take = [&lower](std::string_view label) {
    if (!lower.starts_with(label)) return false;
    const size_t rest = lower.find_first_not_of(": \t", label.size());
    if (rest == std::string::npos || rest == label.size()) return false;
    lower.erase(0, rest);
    return true;
  };
  for (std::string_view label : kUpdated) {
    if (!found.updated) found.updated = take(label);
  }
  for (size_t i = 0; !found.updated && i < kPublished.size(); ++i) {
    if (take(kPublished[i])) break;
  }
  const std::optional<Day> day = WholeLineDate(lower);
  if (!day) return std::nullopt;
  found.day = *day;
  return found;
}

// --- Structure --------------------------------------------------------------------------------------------------

bool LooksLikeTitle(const std::vector<Line>& lines, size_t first) {
  const std::string_view text = lines[first].text;
  const bool alone = first + 1 >= lines.size() || lines[first + 1].text.empty() || IsRule(lines[first + 1].text);
  if (!alone || text.size() > kMaxTitleBytes || MarkerLength(text) != 0 || ReadDateLine(text)) return false;
  return std::string_view(".;:,").find(text.back()) == std::string_view::npos;
}

// "By Ann Bell and Carl Dean" gives two names.
std::vector<std::string> ReadByline(std::string_view text) {
  std::vector<std::string> names;
  if (text.size() > 120 || !(text.starts_with("By ") || text.starts_with("BY "))) return names;
  std::string current;
  auto flush = [&names, &current] {
    if (!current.empty()) names.push_back(std::exchange(current, {}));
  };
  for (std::string& word : Words(text.substr(3))) {
    if (word == "and" || word == "AND" || word == "&") {
      flush();
      continue;
    }
    const bool last = word.ends_with(',');
    if (last) word.pop_back();
    if (word.empty() || (word[0] >= 'a' && word[0] <= 'z') || IsAsciiDigit(word[0])) return {};
    current += (current.empty() ? "" : " ") + word;
    if (last) flush();
  }
  flush();
  return names;
}

// Reads lines into blocks; the head of the document gives its metadata.
class Builder {
 public:
  Builder(std::string_view payload, ReadDocument& out) : lines_(SplitLines(payload)), payload_(payload), out_(out) {}

  void Run() {
    const auto skip_blank = [this](size_t i) {
      while (i < lines_.size() && lines_[i].text.empty()) ++i;
      return i;
    };
    const size_t first = skip_blank(AfterFrontMatter(skip_blank(0)));
    for (size_t i = first; i < lines_.size(); ++i) {
      const std::string_view text = lines_[i].text;
      const size_t hashes = HeadingMark(text);
      if (text.empty() || IsRule(text)) {
        Close();
      } else if (hashes != 0) {
        Close();
        AddHeading(lines_[i], hashes);
      } else if (i == first && out_.title.empty() && LooksLikeTitle(lines_, first)) {
        out_.title = CollapseWhiteSpace(text);
        Open(BlockKind::kHeading, 1, lines_[i].begin, lines_[i].end);
        Close();
      } else if (i - first < kHeadLines && StandsAlone(i) && ReadHead(text)) {
        Close();
      } else {
        AddLine(lines_[i]);
      }
    }
    Close();
  }

 private:
  // The line behind a block of "key: value" lines between two "---" that opens the document, as static site programs
  // and note takers write it; `first` when there is none. What it states of the document is kept.
  size_t AfterFrontMatter(size_t first) {
    if (first >= lines_.size() || lines_[first].text != "---") return first;
    size_t last = first + 1;
    while (last < lines_.size() && last - first < kMaxFrontMatter && lines_[last].text != "---" &&
           lines_[last].text != "...")
      ++last;
    if (last >= lines_.size() || last - first >= kMaxFrontMatter) return first;
    for (size_t i = first + 1; i < last; ++i) {
      const bool nested = lines_[i].begin > 0 && payload_[lines_[i].begin - 1] != '\n';
      const size_t colon = lines_[i].text.find(':');
      if (!nested && colon != std::string_view::npos)
        TakeStated(Lower(lines_[i].text.substr(0, colon)), lines_[i].text.substr(colon + 1));
    }
    return last + 1;
  }

  void TakeStated(const std::string& key, std::string_view stated) {
    std::string value = CollapseWhiteSpace(stated);
    if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0])
      value = value.substr(1, value.size() - 2);
    if (value.empty() || value.size() > kMaxTitleBytes) return;
    if (key == "title") out_.title = value;
    if (key == "author" && out_.authors.empty()) out_.authors = {value};
    const bool updated = key == "updated" || key == "last_updated" || key == "modified";
    if (!updated && key != "date" && key != "published") return;
    const auto day = WholeLineDate(Lower(value.substr(0, value.find('T'))));
    if (!day) return;
    StatedTime& date = updated ? out_.updated : out_.published;
    date = {FormatDay(*day), "meta", 0.9, {}};
  }

  // "## Heading ##" of Markdown, without its marks and the emphasis around the whole of it.
  void AddHeading(const Line& line, size_t hashes) {
    size_t begin = line.begin + hashes, end = line.end;
    const auto drop = [&](char mark) {
      while (begin < end && (IsBlank(payload_[begin]) || payload_[begin] == mark)) ++begin;
      while (end > begin && (IsBlank(payload_[end - 1]) || payload_[end - 1] == mark)) --end;
    };
    drop('#');
    drop('*');
    if (begin == end) return;
    if (out_.title.empty() && hashes == 1) out_.title = CollapseWhiteSpace(payload_.substr(begin, end - begin));
    Open(BlockKind::kHeading, static_cast<int>(hashes), begin, end);
    Close();
  }

  bool StandsAlone(size_t i) const { return !open_ || lines_[i - 1].text.empty(); }

  // Byline and dates: metadata, not part of the text. False when the line is neither.
  bool ReadHead(std::string_view text) {
    if (const auto date = ReadDateLine(text)) {
      StatedTime& time = date->updated ? out_.updated : out_.published;
      if (!time.known()) time = {FormatDay(date->day), "visible", 0.8, {}};
      return true;
    }
    std::vector<std::string> names = ReadByline(text);
    if (names.empty() || !out_.authors.empty()) return false;
    out_.authors = std::move(names);
    return true;
  }

  void AddLine(const Line& line) {
    const size_t marker = MarkerLength(line.text);
    if (marker != 0) {
      Close();
      Open(BlockKind::kListItem, 1, line.begin + marker, line.end);
    } else if (open_) {
      end_ = line.end;
    } else {
      Open(BlockKind::kParagraph, 0, line.begin, line.end);
    }
  }

  void Open(BlockKind kind, int level, size_t begin, size_t end) {
    open_ = true;
    kind_ = kind;
    level_ = level;
    begin_ = begin;
    end_ = end;
  }

  void Close() {
    if (!std::exchange(open_, false)) return;
    const std::string text = CollapseWhiteSpace(payload_.substr(begin_, end_ - begin_));
    if (text.empty()) return;
    corpus::TextMap& map = out_.text;
    if (!map.text.empty()) map.text += "\n\n";
    Block block;
    block.kind = kind_;
    block.level = level_;
    block.begin = map.text.size();
    map.text += text;
    block.end = map.text.size();
    block.ranges = {{begin_, end_}};
    map.blocks.push_back(std::move(block));
  }

  std::vector<Line> lines_;
  std::string_view payload_;
  ReadDocument& out_;
  bool open_ = false;
  BlockKind kind_ = BlockKind::kParagraph;
  int level_ = 0;
  size_t begin_ = 0;
  size_t end_ = 0;
};

// NUL or many control characters: an image, an archive, a program.
bool IsBinary(std::string_view text) {
  size_t control = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) return true;
    if (byte < 32 && !IsBlank(c) && c != '\n' && c != '\b' && byte != 27) ++control;
  }
  return control * 50 > text.size();
}

}  // namespace

Result<ReadDocument> ReadText(const ReaderInput& input) {
  ReadDocument out;
  out.format = "text";
  out.publisher = input.publisher;
  out.text.reader = "text/4";
  out.text.syntax = corpus::BlockSyntax::kPlain;
  out.text.charset = SniffHtmlEncoding(input.bytes, CharsetOfContentType(input.content_type));
  DOSSIER_TRY_ASSIGN(const std::string payload, DecodeToUtf8(input.bytes, out.text.charset));
  if (IsBinary(payload)) return Fail(ErrorCode::kParse, "not a text: it holds control characters");
  Builder(payload, out).Run();
  out.page_kind = out.text.text.empty()           ? PageKind::kEmpty
                  : IsTitledAsAdvisory(out.title) ? PageKind::kAdvisory
                                                  : PageKind::kArticle;
  out.confidence = out.text.text.empty() ? 0 : 1;
  return out;
}

}  // namespace dossier::indexer
