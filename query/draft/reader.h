// Quotations of a draft: the text of docx, html, md or txt files and every quotation in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::query {

struct DraftQuotation {
  std::string text;      // between the quotation marks, as written
  size_t paragraph = 0;  // 1-based
  std::string context;   // the paragraph's text around it: what names its source
};

// The paragraphs of a draft. The format is told from the content and the name. Errors: kIo, kParse, kLimit.
Result<std::vector<std::string>> ReadDraft(const std::string& path);
// Every passage in quotation marks (straight, typographic, guillemets) of at least three words, and block quotes
// ("> " at the start of a paragraph).
std::vector<DraftQuotation> FindQuotations(const std::vector<std::string>& paragraphs);

}  // namespace dossier::query
