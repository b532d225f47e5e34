// The paragraphs, headings, list items, table rows and notes of a paged document, from its rows in reading order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/forms/pdf_text.h"
#include "corpus/text/canonical_text.h"
#include "indexer/read/pdf/lines.h"
#include "indexer/read/pdf/order.h"

namespace dossier::indexer::pdf {

struct Blocks {
  corpus::TextMap map;             // kPlain, over PdfText::text; every block with the page that it begins on
  std::vector<double> sizes;       // of each block: the size of its type in points
  std::vector<std::string> noise;  // what was left out because no words stand in it, as it was recognised
};

// A paragraph goes on over columns and pages until a sentence ends; there it is parted, so that whatever stands on a
// page is cited with that page. Words broken at the ends of lines are joined (line_hyphens.h). Notes in small type
// follow the text of their page. Of a scanned document, blocks that are mostly no words are left out, and of any one
// headings whose letters were set apart. Pure; linear but for the words' table. More than `most` blocks are left out.
Blocks BlocksOf(const corpus::PdfText& pdf, const Lines& lines, const std::vector<Row>& rows, size_t most);

}  // namespace dossier::indexer::pdf
