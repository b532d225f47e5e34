#include "corpus/base/cli/table.h"

#include <algorithm>

#include "corpus/base/sinks.h"
#include "corpus/base/utf8.h"

namespace dossier {
namespace {

constexpr size_t kMinimumWrapWidth = 24;
constexpr std::string_view kGap = "  ";
// For people: a cell is one line, and what a page makes absurdly long is cut. JSON and CSV have all of it.
constexpr size_t kLongestCell = 400, kLongestWrapped = 20000, kLongestWord = 2000;

void AppendPadded(std::string& out, std::string_view cell, size_t width, bool right_aligned) {
  const size_t used = DisplayWidth(cell);
  const std::string padding(used < width ? width - used : 0, ' ');
  if (right_aligned) out += padding;
  out += cell;
  if (!right_aligned) out += padding;
}

void TrimTrailingSpaces(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

// The widest word of each column: no word is broken, however narrow the terminal.
size_t WidestWord(std::string_view cell) {
  size_t widest = 0;
  for (size_t i = 0; i < cell.size();) {
    const size_t begin = std::min(cell.find_first_not_of(" \n", i), cell.size());
    const size_t end = std::min(cell.find_first_of(" \n", begin), cell.size());
    widest = std::max(widest, DisplayWidth(cell.substr(begin, end - begin)));
    i = end;
  }
  return widest;
}

std::string Cell(std::string_view text, bool long_ones) {
  return ShownLine(text, long_ones && WidestWord(text) <= kLongestWord ? kLongestWrapped : kLongestCell);
}

// Columns as wide as their cells; where that is too much, those that wrap give way first, then the widest.
std::vector<size_t> ColumnWidths(const Table& table, size_t width) {
  std::vector<size_t> widths, least;
  for (const TableColumn& column : table.columns) {
    widths.push_back(DisplayWidth(column.header));
    least.push_back(WidestWord(column.header));
  }
  for (const auto& row : table.rows)
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(row[i]));
      least[i] = std::max(least[i], WidestWord(row[i]));
    }
  size_t whole = table.columns.empty() ? 0 : kGap.size() * (table.columns.size() - 1);
  for (const size_t one : widths) whole += one;
  const auto give = [&](size_t i, size_t floor) {
    const size_t over = whole > width ? whole - width : 0;
    const size_t to = std::max(floor, widths[i] > over ? widths[i] - over : 0);
    if (to >= widths[i]) return;
    whole -= widths[i] - to;
    widths[i] = to;
  };
  for (size_t i = 0; i < widths.size(); ++i)
    if (table.columns[i].wraps) give(i, std::max(least[i], kMinimumWrapWidth));
  for (size_t step = 0; whole > width && step < widths.size(); ++step) {
    size_t widest = widths.size();  // that can still give way
    for (size_t i = 0; i < widths.size(); ++i)
      if (widths[i] > least[i] && (widest == widths.size() || widths[i] - least[i] > widths[widest] - least[widest]))
        widest = i;
    if (widest == widths.size()) break;
    give(widest, least[widest]);
  }
  return widths;
}

bool Fits(const std::vector<size_t>& widths, size_t width) {
  size_t whole = widths.empty() ? 0 : kGap.size() * (widths.size() - 1);
  for (const size_t one : widths) whole += one;
  return whole <= width;
}

// For a terminal that is too narrow for the columns: the first cell of a row, and the others below it, each with the
// name of its column.
std::string RenderStacked(const Table& table, size_t width) {
  size_t names = 0;
  for (size_t i = 1; i < table.columns.size(); ++i) names = std::max(names, DisplayWidth(table.columns[i].header));
  std::string out;
  for (const auto& row : table.rows) {
    if (!out.empty()) out += "\n";
    out += row.empty() ? "" : row[0] + "\n";
    for (size_t i = 1; i < row.size(); ++i) {
      if (row[i].empty()) continue;
      std::string head(kGap);
      AppendPadded(head, table.columns[i].header, names, false);
      head += kGap;
      const size_t left = DisplayWidth(head);
      for (const std::string& line :
           WrapText(row[i], width > left + kMinimumWrapWidth ? width - left : kMinimumWrapWidth)) {
        out += head + line + "\n";
        head = std::string(left, ' ');
      }
    }
  }
  return out;
}

}  // namespace

std::string Plural(uint64_t count, const std::string& word) {
  return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
}

std::vector<std::string> WrapText(std::string_view text, size_t width) {
  std::vector<std::string> lines;
  std::string line;
  size_t line_width = 0;
  for (size_t i = 0; i < text.size();) {
    const size_t start = text.find_first_not_of(" \n", i);
    if (start == std::string_view::npos) break;
    const size_t end = std::min(text.find_first_of(" \n", start), text.size());
    const std::string_view word = text.substr(start, end - start);
    const size_t word_width = DisplayWidth(word);
    if (!line.empty() && line_width + 1 + word_width > width) {
      lines.push_back(std::move(line));
      line.clear();
      line_width = 0;
    }
    if (!line.empty()) {
      line += ' ';
      ++line_width;
    }
    line += word;
    line_width += word_width;
    i = end;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string RenderText(const Table& given, size_t width) {
  Table table = given;
  for (auto& row : table.rows)
    for (size_t i = 0; i < row.size(); ++i) row[i] = Cell(row[i], table.columns[i].wraps);
  const std::vector<size_t> widths = ColumnWidths(table, width);
  if (!Fits(widths, width)) return RenderStacked(table, width);
  std::string out;
  const auto append_row = [&](const std::vector<std::string>& cells) {
    std::vector<std::vector<std::string>> folded;
    size_t height = 1;
    for (size_t i = 0; i < cells.size(); ++i) {
      folded.push_back(DisplayWidth(cells[i]) > widths[i] ? WrapText(cells[i], widths[i])
                                                          : std::vector<std::string>{cells[i]});
      height = std::max(height, folded.back().size());
    }
    for (size_t line_number = 0; line_number < height; ++line_number) {
      std::string line;
      for (size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line += kGap;
        AppendPadded(line, line_number < folded[i].size() ? folded[i][line_number] : "", widths[i],
                     table.columns[i].right_aligned);
      }
      TrimTrailingSpaces(line);
      out += line + "\n";
    }
  };
  std::vector<std::string> headers, rules;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    headers.push_back(table.columns[i].header);
    rules.emplace_back(widths[i], '-');
  }
  append_row(headers);
  append_row(rules);
  for (const auto& row : table.rows) append_row(row);
  return out;
}

std::string RenderCsv(const Table& table) {
  std::string out;
  const auto append_row = [&](const auto& cells, const auto& text_of) {
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      out += CsvCell(text_of(cells[i]));
    }
    out += "\r\n";
  };
  append_row(table.columns, [](const TableColumn& column) -> const std::string& { return column.header; });
  for (const auto& row : table.rows)
    append_row(row, [](const std::string& cell) -> const std::string& { return cell; });
  return out;
}

std::string RenderMarkdown(const Table& table) {
  std::string out = "|", rule = "|";
  for (const TableColumn& column : table.columns) {
    out += " " + MarkdownText(column.header) + " |";
    rule += column.right_aligned ? " ---: |" : " --- |";
  }
  out += "\n" + rule + "\n";
  for (const auto& row : table.rows) {
    out += "|";
    for (size_t i = 0; i < row.size(); ++i)
      out += " " + (table.columns[i].markdown ? row[i] : MarkdownText(Cell(row[i], true))) + " |";
    out += "\n";
  }
  return out;
}

}  // namespace dossier
