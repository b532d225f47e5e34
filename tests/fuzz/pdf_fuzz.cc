// What pdftotext prints of a PDF file, however odd: no crash, valid text, and every block leads back to its words.
#include <cstdint>
#include <string_view>

#include "corpus/base/utf8.h"
#include "corpus/forms/pdf_text.h"
#include "indexer/read/pdf_reader.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const corpus::PdfText pdf = corpus::PdfTextOf({reinterpret_cast<const char*>(data), size});
  DOSSIER_PROPERTY(IsValidUtf8(pdf.text));
  indexer::ReaderInput input;
  input.file_name = "order.pdf";
  const indexer::ReadDocument document = indexer::PdfDocument(input, pdf);
  DOSSIER_PROPERTY(IsValidUtf8(document.text.text));
  DOSSIER_PROPERTY(corpus::CheckTextMap(pdf.text, document.text).has_value());
  for (const corpus::Block& block : document.text.blocks)
    DOSSIER_PROPERTY(block.page >= 1 && static_cast<size_t>(block.page) <= pdf.pages.size());
  return 0;
}
