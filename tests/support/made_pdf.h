// A small writer of PDF files for tests: lines of Helvetica at places of a letter page. The table of cross references
// is left out on purpose; readers rebuild it, as they do for many files that people keep.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dossier::testing {

struct PdfLineToSet {
  double left = 72, top = 72, size = 11;  // points from the upper left corner of the page, to the base line
  std::string text;                       // ASCII without brackets and backslashes
};

// `extra`: further entries of the trailer ("/Info 3 0 R"), with the objects they need.
inline std::string MadePdf(const std::vector<std::vector<PdfLineToSet>>& pages, std::string_view trailer = "",
                           std::string_view objects = "") {
  std::string kids, out = "%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n";
  int next = 10;
  for (const auto& page : pages) {
    std::string content = "BT\n";
    for (const PdfLineToSet& line : page)
      content += "/F1 " + std::to_string(line.size) + " Tf 1 0 0 1 " + std::to_string(line.left) + " " +
                 std::to_string(792 - line.top) + " Tm (" + line.text + ") Tj\n";
    content += "ET\n";
    const std::string number = std::to_string(next), stream = std::to_string(next + 1);
    kids += number + " 0 R ";
    out += number + " 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents " + stream +
           " 0 R /Resources <</Font <</F1 4 0 R>>>>>>\nendobj\n" + stream + " 0 obj\n<</Length " +
           std::to_string(content.size()) + ">>\nstream\n" + content + "endstream\nendobj\n";
    next += 2;
  }
  out += "2 0 obj\n<</Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) +
         ">>\nendobj\n4 0 obj\n<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>\nendobj\n";
  return out + std::string(objects) + "trailer\n<</Root 1 0 R " + std::string(trailer) + ">>\n%%EOF\n";
}

}  // namespace dossier::testing
