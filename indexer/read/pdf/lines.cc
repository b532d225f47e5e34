#include "indexer/read/pdf/lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "corpus/base/ascii.h"

namespace dossier::indexer::pdf {
namespace {

constexpr double kEdge = 0.12;  // of the page's height, at its top and bottom, where running heads and feet stand

bool IsDigitByte(char c) { return c >= '0' && c <= '9'; }

// "Page 3 of 7" and "Page 4 of 7" are one running foot.
std::string Shape(std::string_view text) {
  std::string shape;
  for (const char c : text) {
    if (!IsDigitByte(c))
      shape += AsciiLower(c);
    else if (!shape.ends_with('#'))
      shape += '#';
  }
  return shape;
}

// "47698", "- 3 -", "Page 3 of 7", "A-12", "iv".
bool IsPageNumber(std::string_view text) {
  std::string rest;
  for (const char c : text)
    if (std::string_view(" -\t.|[]()").find(c) == std::string_view::npos) rest += AsciiLower(c);
  if (rest.empty() || rest.size() > 12) return false;
  if (rest.size() <= 6 && rest.find_first_not_of("ivxl") == std::string::npos) return true;
  if (rest.starts_with("page")) rest.erase(0, 4);
  if (const size_t of = rest.find("of"); of != std::string::npos) rest.erase(of, 2);
  return !rest.empty() && rest.size() <= 8 && rest.find_first_not_of("0123456789") == std::string::npos;
}

// What the Government Publishing Office's program prints at the foot and in the gutter of proofs.
bool IsTypesettersMark(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kBeginnings = {"VerDate ", "Jkt ", "Frm ", "Fmt ", "Sfmt "};
  for (const std::string_view beginning : kBeginnings)
    if (text.starts_with(beginning) && text.size() < 120) return true;
  if (text.starts_with("PO 0") || (text.find(":\\") == 1 && text.find(".SGM") != std::string_view::npos)) return true;
  return text.find(" on DSK") != std::string_view::npos && text.find("PROD with ") != std::string_view::npos;
}

// What the first page of a section of the Federal Register has at its top, beside the number of its page.
bool IsMasthead(std::string_view text) {
  if (text == "Federal Register" || (text.starts_with("Vol. ") && text.find(", No. ") != std::string_view::npos))
    return true;
  const size_t day = text.find("day, ");
  return day != std::string_view::npos && day <= 6 && text.size() < 40;
}

// A line of a table of contents: dots lead to the number of a page.
bool IsContentsLine(std::string_view text) {
  size_t end = text.size();
  while (end > 0 && IsDigitByte(text[end - 1])) --end;
  if (text.size() - end > 4) return false;
  size_t dots = 0;
  for (; end > 0 && (text[end - 1] == '.' || text[end - 1] == ' '); --end) dots += text[end - 1] == '.';
  return dots >= 6;
}

// Set from bottom to top or top to bottom.
bool RunsAcross(const corpus::PdfLine& line, std::string_view text) {
  return text.size() >= 4 && line.bottom - line.top > 1.5 * (line.right - line.left);
}

// A line drawn of one character.
bool IsDrawn(std::string_view text) {
  return text.size() >= 3 && std::string_view("_-=*~.").find(text[0]) != std::string_view::npos &&
         text.find_first_not_of(std::string(1, text[0]) + " ") == std::string_view::npos;
}

bool IsAtEdge(const corpus::PdfPage& page, const corpus::PdfLine& line) {
  return line.bottom < kEdge * page.height || line.top > (1 - kEdge) * page.height;
}

// Shapes of lines that stand at the same height near the edge of several pages.
class RunningLines {
 public:
  explicit RunningLines(const corpus::PdfText& pdf) {
    std::map<std::pair<std::string, long>, std::set<size_t>> seen;
    for (size_t i = 0; i < pdf.pages.size(); ++i)
      for (const corpus::PdfLine& line : pdf.pages[i].lines) {
        if (!IsAtEdge(pdf.pages[i], line)) continue;
        const std::string shape = Shape(std::string_view(pdf.text).substr(line.begin, line.end - line.begin));
        if (shape.find_first_of("#abcdefghijklmnopqrstuvwxyz") == std::string::npos || shape.size() < 3 ||
            shape.size() > 200)
          continue;
        for (const long step : {Step(line), Step(line) + 1}) seen[{shape, step}].insert(i);
      }
    // A head of every other page, or of one part of the document, stands on few of them.
    for (const auto& [key, pages] : seen)
      if (pages.size() >= 2 && pages.size() * 6 >= pdf.pages.size()) running_.insert(key);
  }

  bool Holds(const corpus::PdfLine& line, std::string_view text) const {
    const std::string shape = Shape(text);
    return running_.contains({shape, Step(line)}) || running_.contains({shape, Step(line) + 1});
  }

 private:
  // Lines less than 6 points apart share one of two steps.
  static long Step(const corpus::PdfLine& line) { return std::lround(std::floor(line.top / 6)); }

  std::set<std::pair<std::string, long>> running_;
};

// Which lines of a page are no text: to those that are `furniture` by their form, running heads and feet are added,
// which may be some by their words, and which white space parts from the text inside.
std::vector<bool> RunningOf(const corpus::PdfPage& page, const std::vector<bool>& may_run,
                            std::vector<bool> furniture) {
  constexpr size_t kMostLines = 3000;
  std::vector<bool>& runs = furniture;
  if (page.lines.size() > kMostLines) return runs;
  std::vector<size_t> order(page.lines.size());
  std::iota(order.begin(), order.end(), size_t{0});
  const auto from_middle = [&](size_t i) {
    return std::abs((page.lines[i].top + page.lines[i].bottom - page.height) / 2);
  };
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return from_middle(a) < from_middle(b); });
  for (size_t at = 0; at < order.size(); ++at) {
    const corpus::PdfLine& line = page.lines[order[at]];
    if (!may_run[order[at]] || runs[order[at]]) continue;
    const bool head = line.top < page.height / 2;
    runs[order[at]] = std::none_of(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(at), [&](size_t inner) {
      const corpus::PdfLine& other = page.lines[inner];
      const bool beside = std::abs(other.top - line.top) < line.size / 2;
      return !runs[inner] && !beside && (head ? other.top - line.bottom : line.top - other.bottom) < 0.5 * line.size;
    });
  }
  return runs;
}

double BodySizeOf(const Lines& lines) {
  std::map<long, size_t> sizes;
  for (const auto& page : lines.pages)
    for (const Line& line : page) sizes[std::lround(line.size * 4)] += line.text.size();
  const auto most =
      std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == sizes.end() ? 0 : static_cast<double>(most->first) / 4;
}

// A typesetter begins lines at a few places, and exactly there; recognised characters begin anywhere near.
bool AreScanned(const Lines& lines) {
  constexpr size_t kFewest = 20;
  size_t all = 0, aligned = 0;
  for (const auto& page : lines.pages) {
    std::map<long, size_t> lefts;
    for (const Line& line : page) ++lefts[std::lround(line.left * 10)];
    all += page.size();
    for (const auto& [left, count] : lefts) aligned += count >= 3 ? count : 0;
  }
  return all >= kFewest && aligned * 10 < all * 3;
}

}  // namespace

Lines LinesOf(const corpus::PdfText& pdf) {
  Lines out;
  const RunningLines running(pdf);
  for (size_t i = 0; i < pdf.pages.size(); ++i) {
    const corpus::PdfPage& page = pdf.pages[i];
    std::vector<Line>& kept = out.pages.emplace_back();
    const auto text_of = [&](const corpus::PdfLine& line) {
      return std::string_view(pdf.text).substr(line.begin, line.end - line.begin);
    };
    const bool register_head = std::any_of(page.lines.begin(), page.lines.end(), [&](const corpus::PdfLine& line) {
      return IsAtEdge(page, line) && text_of(line) == "Federal Register";
    });
    std::vector<bool> may_run, by_form;
    for (const corpus::PdfLine& line : page.lines) {
      const std::string_view text = text_of(line);
      may_run.push_back(IsAtEdge(page, line) && (IsPageNumber(text) || running.Holds(line, text)));
      by_form.push_back(RunsAcross(line, text) || IsDrawn(text) || IsTypesettersMark(text) || IsContentsLine(text) ||
                        (register_head && line.top < 0.15 * page.height && IsMasthead(text)));
    }
    const std::vector<bool> furniture = RunningOf(page, may_run, std::move(by_form));
    for (size_t j = 0; j < page.lines.size(); ++j) {
      const corpus::PdfLine& line = page.lines[j];
      const std::string_view text = text_of(line);
      if (furniture[j])
        out.furniture.push_back(text);
      else
        kept.push_back({static_cast<int>(i) + 1, line.left, line.top, line.right, line.bottom, line.size, line.begin,
                        line.end, text, line.note_marks});
    }
  }
  out.body_size = BodySizeOf(out);
  out.scanned = AreScanned(out);
  return out;
}

}  // namespace dossier::indexer::pdf
