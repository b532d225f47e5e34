#include "indexer/read/pdf/order.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace dossier::indexer::pdf {
namespace {

constexpr size_t kMostTries = 200;        // to find columns, a page
constexpr size_t kMostLines = 3000;       // a page of prose has some 200; one with more is read as it came
constexpr size_t kFewestLines = 3;        // of a column
constexpr double kNarrowest = 80;         // points
constexpr size_t kFewestCharacters = 15;  // of a line of prose in a column, on average

using Interval = std::pair<double, double>;

// Lines that share heights, and the parts of the page's width that they take.
struct Band {
  std::vector<Line> lines;
  std::vector<Interval> taken;  // sorted, apart
};

void AddInterval(std::vector<Interval>& taken, Interval added) {
  std::vector<Interval> out;
  for (const Interval& one : taken) {
    if (one.second < added.first || one.first > added.second) {
      out.push_back(one);
    } else {
      added.first = std::min(added.first, one.first);
      added.second = std::max(added.second, one.second);
    }
  }
  out.push_back(added);
  std::sort(out.begin(), out.end());
  taken = std::move(out);
}

// Boxes of lines overlap a little where the type has long letters: the inner half decides.
double CoreTop(const Line& line) { return line.top + (line.bottom - line.top) / 4; }
double CoreBottom(const Line& line) { return line.bottom - (line.bottom - line.top) / 4; }

std::vector<Band> BandsOf(std::vector<Line> lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return CoreTop(a) < CoreTop(b); });
  std::vector<Band> bands;
  double bottom = -std::numeric_limits<double>::max();
  for (Line& line : lines) {
    if (bands.empty() || CoreTop(line) >= bottom) bands.emplace_back();
    bottom = std::max(bottom, CoreBottom(line));
    AddInterval(bands.back().taken, {line.left, line.right});
    bands.back().lines.push_back(line);
  }
  return bands;
}

size_t Gutters(const std::vector<Interval>& taken, double width) {
  size_t gutters = 0;
  for (size_t i = 1; i < taken.size(); ++i) gutters += taken[i].first - taken[i - 1].second >= width;
  return gutters;
}

// Lines of prose, which fill the strip that they stand in.
bool IsColumn(const std::vector<Line>& lines) {
  if (lines.size() < kFewestLines) return false;
  double left = lines[0].left, right = lines[0].right;
  size_t characters = 0;
  std::vector<double> widths;
  for (const Line& line : lines) {
    left = std::min(left, line.left);
    right = std::max(right, line.right);
    characters += line.text.size();
    widths.push_back(line.right - line.left);
  }
  std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2), widths.end());
  return right - left >= kNarrowest && characters >= kFewestCharacters * lines.size() &&
         widths[widths.size() / 2] >= (right - left) / 2;
}

// The strips of the group, from left to right; empty when they are no columns.
std::vector<std::vector<Line>> ColumnsOf(const std::vector<Line>& lines, const std::vector<Interval>& taken,
                                         double gutter) {
  std::vector<Interval> strips;
  for (const Interval& one : taken) {
    if (!strips.empty() && one.first - strips.back().second < gutter)
      strips.back().second = one.second;
    else
      strips.push_back(one);
  }
  std::vector<std::vector<Line>> columns;
  std::vector<Line> waiting;  // of strips that are no columns: marks and labels belong to what stands to their right
  for (const Interval& strip : strips) {
    for (const Line& line : lines)
      if (line.left >= strip.first && line.right <= strip.second) waiting.push_back(line);
    if (IsColumn(waiting)) columns.push_back(std::exchange(waiting, {}));
  }
  if (!waiting.empty() || columns.size() < 2) return {};
  return columns;
}

class Reader {
 public:
  Reader(double body_size, int& columns) : gutter_(std::max(5.0, 0.6 * body_size)), columns_(columns) {}

  void Run(const std::vector<Line>& lines) {
    if (lines.size() > kMostLines) {
      AddRows(lines, false);
      return;
    }
    const std::vector<Band> bands = BandsOf(lines);
    size_t tries = 0, done = 0;
    for (size_t i = 0; i < bands.size();) {
      const size_t next = Gutters(bands[i].taken, gutter_) > 0 ? AddColumns(bands, done, i, tries) : i;
      if (next > i) done = next;
      i = std::max(next, i + 1);
    }
    AddBands(bands, done, bands.size());
  }

  std::vector<Row> Take() { return std::move(rows_); }

 private:
  // A group of bands around band `i`, none before `done`, between whose lines a gutter runs.
  struct Group {
    size_t first = 0, last = 0;  // bands [first, last]
    std::vector<Interval> taken;
  };

  // Rows of the columns that band `i` belongs to, after those of the bands before; gives the band behind them, or `i`
  // when there are no columns. A table or a heading below may cross one of several gutters: the columns end above it.
  size_t AddColumns(const std::vector<Band>& bands, size_t done, size_t i, size_t& tries) {
    std::vector<Group> groups = {{i, i, bands[i].taken}};
    while (groups.back().last + 1 < bands.size()) {
      Group more = groups.back();
      for (const Interval& one : bands[++more.last].taken) AddInterval(more.taken, one);
      const size_t gutters = Gutters(more.taken, gutter_);
      if (gutters == 0) break;
      if (gutters == Gutters(groups.back().taken, gutter_)) groups.pop_back();
      groups.push_back(std::move(more));
    }
    for (; !groups.empty() && ++tries <= kMostTries; groups.pop_back()) {
      Group& group = groups.back();
      while (group.first > done) {
        std::vector<Interval> taken = group.taken;
        for (const Interval& one : bands[group.first - 1].taken) AddInterval(taken, one);
        if (Gutters(taken, gutter_) != Gutters(group.taken, gutter_)) break;
        group.taken = std::move(taken);
        --group.first;
      }
      std::vector<Line> lines;
      for (size_t j = group.first; j <= group.last; ++j)
        lines.insert(lines.end(), bands[j].lines.begin(), bands[j].lines.end());
      const auto columns = ColumnsOf(lines, group.taken, gutter_);
      if (columns.empty()) continue;
      AddBands(bands, done, group.first);
      for (const std::vector<Line>& column : columns) AddRows(column, true);
      return group.last + 1;
    }
    return i;
  }

  void AddBands(const std::vector<Band>& bands, size_t from, size_t to) {
    std::vector<Line> lines;
    for (size_t i = from; i < to; ++i) lines.insert(lines.end(), bands[i].lines.begin(), bands[i].lines.end());
    AddRows(lines, true);
  }

  void AddRows(std::vector<Line> lines, bool sorted) {
    if (lines.empty()) return;
    ++columns_;
    if (sorted)
      std::stable_sort(lines.begin(), lines.end(),
                       [](const Line& a, const Line& b) { return a.middle() < b.middle(); });
    const size_t first = rows_.size();
    for (const Line& line : lines) AddLine(line, first, sorted);
    double left = lines[0].left, right = lines[0].right;
    for (const Line& line : lines) {
      left = std::min(left, line.left);
      right = std::max(right, line.right);
    }
    for (size_t i = first; i < rows_.size(); ++i) {
      std::vector<Line>& cells = rows_[i].cells;
      std::stable_sort(cells.begin(), cells.end(), [](const Line& a, const Line& b) { return a.left < b.left; });
      rows_[i].column_left = left;
      rows_[i].column_right = right;
    }
  }

  // A new row, or a cell of the last one when it stands at its height and beside it.
  void AddLine(const Line& line, size_t first, bool sorted) {
    if (sorted && rows_.size() > first) {
      Row& row = rows_.back();
      const bool beside = std::none_of(row.cells.begin(), row.cells.end(), [&](const Line& cell) {
        return line.left < cell.right - 1 && line.right > cell.left + 1;
      });
      if (beside && line.middle() > row.top && line.middle() < row.bottom && row.size < 2 * line.size) {
        row.cells.push_back(line);
        row.left = std::min(row.left, line.left);
        row.right = std::max(row.right, line.right);
        row.top = std::min(row.top, line.top);
        row.bottom = std::max(row.bottom, line.bottom);
        row.size = std::max(row.size, line.size);
        return;
      }
    }
    Row row;
    row.cells = {line};
    row.left = line.left;
    row.top = line.top;
    row.right = line.right;
    row.bottom = line.bottom;
    row.size = line.size;
    row.page = line.page;
    row.column = columns_;
    rows_.push_back(std::move(row));
  }

  double gutter_;
  int& columns_;
  std::vector<Row> rows_;
};

}  // namespace

std::vector<Row> RowsInOrder(const std::vector<Line>& lines, double body_size, int& columns) {
  Reader reader(body_size, columns);
  reader.Run(lines);
  return reader.Take();
}

}  // namespace dossier::indexer::pdf
