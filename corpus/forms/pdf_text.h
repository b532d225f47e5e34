// What a PDF file (ISO 32000-2) says, in the words and the order in which poppler's pdftotext gives them, with the
// place of each line on its page.
//
// The program runs beside us with limits of time and memory (corpus/base/child_process.h), since a PDF may do anything
// to whoever reads it. The same version of poppler gives the same text for the same bytes; another may order or space
// words otherwise. So the rule's name holds the version: "pdf/1:22.12.0".
//
// Rule "pdf/1": words of a line joined by a blank, every line ended by U+000A, an empty line between blocks, U+000C
// between pages. Ligatures (U+FB00 to U+FB06) are their letters; what no text holds (control characters, U+FEFF,
// U+FFFE, U+FFFF) is left out. Thread safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/text/canonical_text.h"

namespace dossier::corpus {

struct PdfLine {
  double left = 0, top = 0, right = 0, bottom = 0;  // points (1/72 inch) from the upper left corner of the page
  double size = 0;                                  // the height of most of its words, in points
  size_t words = 0;
  size_t begin = 0, end = 0;  // bytes of PdfText::text, without the end of the line
  // Words that refer to a note: numbers in small type, not at the beginning. Bytes of PdfText::text.
  std::vector<ByteRange> note_marks;
};

struct PdfPage {
  double width = 0, height = 0;  // points
  std::vector<PdfLine> lines;    // as poppler orders them
};

struct PdfText {
  std::string text;  // UTF-8, by the rule above
  std::vector<PdfPage> pages;
  // What the file states of itself; "" where it says nothing. The day of its making is no day of publication.
  std::string title, author;
  bool cut = false;  // it has more pages than are read
};

// The version of poppler that is installed ("22.12.0"), "" when there is none. Asked until there is one.
std::string PopplerVersion();

// Whether PDF files can be read now.
bool HasPoppler();

// The kind of error that says that nothing was tried: poppler is not installed, or does not run here.
inline constexpr ErrorCode kNoPoppler = ErrorCode::kUsage;

// Errors: kParse with the reason (encrypted, damaged, no text but images), kLimit (time, memory, size), kNoPoppler.
Result<PdfText> ReadPdfText(std::string_view bytes);

// The text of what pdftotext printed (-bbox-layout), for tests and fuzzing: linear, bounded by its input.
PdfText PdfTextOf(std::string_view printed);

}  // namespace dossier::corpus
