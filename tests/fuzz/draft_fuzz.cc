// Drafts as html, md, txt and docx: valid text, and quotations that stand in their context.
#include <cstdint>
#include <string>

#include "corpus/base/utf8.h"
#include "query/draft/quotations.h"
#include "query/draft/reader.h"
#include "query/forms/zip_bytes.h"
#include "tests/fuzz/input_file.h"

namespace {

void Check(const std::string& name, const uint8_t* data, size_t size) {
  using namespace dossier;
  const auto paragraphs = query::ReadDraft(testing::WriteInput(name, data, size) + "/" + name);
  if (!paragraphs) return;
  size_t bytes = 0;
  for (const query::DraftParagraph& paragraph : *paragraphs) {
    DOSSIER_PROPERTY(IsValidUtf8(paragraph.text) && !paragraph.text.empty());
    for (const query::NoteReference& note : paragraph.notes) DOSSIER_PROPERTY(note.at <= paragraph.text.size());
    bytes += paragraph.text.size();
  }
  const auto quotations = query::FindQuotations(*paragraphs);
  for (const query::DraftQuotation& quotation : quotations) {
    DOSSIER_PROPERTY(IsValidUtf8(quotation.text) && quotation.text.size() <= bytes);
    if (quotation.at != std::string::npos) {
      DOSSIER_PROPERTY(quotation.at + quotation.text.size() <= quotation.context.size());
      DOSSIER_PROPERTY(quotation.written.compare(quotation.at, quotation.text.size(), quotation.text) == 0);
    }
    DOSSIER_PROPERTY(quotation.paragraph >= 1 && quotation.paragraph <= paragraphs->size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  for (const char* name : {"draft.html", "draft.md", "draft.txt", "draft.docx"}) Check(name, data, size);
  const std::string xml(reinterpret_cast<const char*>(data), size);
  const auto docx = dossier::query::ZipBytes({{"word/document.xml", xml}}, {});
  DOSSIER_PROPERTY(docx.has_value());
  Check("whole.docx", reinterpret_cast<const uint8_t*>(docx->data()), docx->size());
  return 0;
}
