// The quotations of a draft: what stands in quotation marks, and block quotations.
#pragma once

#include <string>
#include <vector>

#include "query/draft/draft_paragraph.h"

namespace dossier::query {

struct DraftQuotation {
  std::string text;      // between the quotation marks, as written
  size_t paragraph = 0;  // 1-based
  size_t line = 0;       // 1-based, or 0 (DraftParagraph)
  std::string place;     // as of its paragraph
  std::string written;   // the paragraph as it is; of a block, what leads to it
  std::string context;   // the same with '_' for what stands in other quotations: what names its source
  size_t at = 0;         // bytes of `context` where `text` begins; npos: it stands outside (a block quotation's lead)
  std::string notes;     // the text of the notes that it refers to
  bool block = false;
};

// Every passage of at least three words in quotation marks (straight, typographic, German, guillemets of either
// direction, corner brackets, single ones too) and every block quotation. Marks that are opened again at the beginning
// of each paragraph and closed in the last hold one quotation a paragraph.
std::vector<DraftQuotation> FindQuotations(const std::vector<DraftParagraph>& paragraphs);
// The same of plain texts; one that begins with "> " is a block quotation.
std::vector<DraftQuotation> FindQuotations(const std::vector<std::string>& texts);

}  // namespace dossier::query
