// Tables for people and for programs: one set of rows, rendered as aligned text, CSV (RFC 4180) or Markdown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dossier {

struct TableColumn {
  std::string header;
  bool right_aligned = false;  // numbers
  bool wraps = false;          // takes the width that is left and breaks at words; at most one a table
  bool markdown = false;       // RenderMarkdown: the cells are Markdown already (a link, a footnote's mark)
};

struct Table {
  std::vector<TableColumn> columns;
  std::vector<std::vector<std::string>> rows;  // every row has columns.size() cells
};

// `width` in terminal columns; the wrapping column is folded over lines first, then others, no word is broken. Where
// the columns do not fit even so, each row is told in lines: the first cell, and the others below it by the names of
// their columns. Cells are cut where a page made them longer than a person would read (sinks.h, ShownLine); CSV has all
// of them.
std::string RenderText(const Table& table, size_t width);
std::string RenderCsv(const Table& table);
std::string RenderMarkdown(const Table& table);

// "1 page", "2 pages": the plural of regular English nouns.
std::string Plural(uint64_t count, const std::string& word);

// Breaks text at white space so that no line is wider than `width` columns, except for single longer words.
std::vector<std::string> WrapText(std::string_view text, size_t width);

}  // namespace dossier
