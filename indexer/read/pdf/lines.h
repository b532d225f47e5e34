// The lines of a paged document that belong to its text, and what else stands on its pages.
//
// Pure, thread safe; linear in the lines but for a sort. Units: points from the upper left corner of a page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/forms/pdf_text.h"

namespace dossier::indexer::pdf {

// A line of one column, as it stands on its page. Views into the PdfText that it is of.
struct Line {
  int page = 0;  // from 1
  double left = 0, top = 0, right = 0, bottom = 0, size = 0;
  size_t begin = 0, end = 0;  // bytes of PdfText::text
  std::string_view text;
  std::vector<corpus::ByteRange> note_marks;  // as in PdfLine
  double middle() const { return (top + bottom) / 2; }
};

struct Lines {
  std::vector<std::vector<Line>> pages;     // what is text, by page
  std::vector<std::string_view> furniture;  // running heads, page numbers, gutter lines, rules: what is none
  double body_size = 0;                     // the size in which most characters are set
  bool scanned = false;                     // the lines stand as a scanner's recognition of characters places them
};

// Running heads and feet are lines at the upper or lower edge that stand there on several pages, numbers aside; page
// numbers and the marks of the Government Publishing Office's typesetting ("VerDate ... Jkt ... PO ...") are known by
// their form and place; what runs across the page is of its gutter.
Lines LinesOf(const corpus::PdfText& pdf);

}  // namespace dossier::indexer::pdf
