// The order in which the lines of a page are read: down each column, columns from left to right, and what runs over
// several columns before what stands below it.
#pragma once

#include <vector>

#include "indexer/read/pdf/lines.h"

namespace dossier::indexer::pdf {

// What is read from left to right at one height of a column: one line, or the cells of a row.
struct Row {
  std::vector<Line> cells;  // at least one, from left to right
  double left = 0, top = 0, right = 0, bottom = 0, size = 0;
  int page = 0;
  int column = 0;  // number of the column in the document, from 1: rows of one column follow each other
  double column_left = 0, column_right = 0;
};

// Columns are strips of the page, parted by white space that no line crosses, in which lines of prose stand; a strip of
// numbers, marks or labels is no column but part of the rows beside it. `columns` counts on from page to page. Pure;
// costs the lines of a page times the tries to find columns, which are bounded.
std::vector<Row> RowsInOrder(const std::vector<Line>& lines, double body_size, int& columns);

}  // namespace dossier::indexer::pdf
