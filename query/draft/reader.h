// The paragraphs of a draft: docx, odt, html, md or txt, with what tells a quotation and its source.
//
// Only the words count: deleted text, field codes and comments of an office file are no part of it. All functions are
// thread safe; input is hostile and limited (64 MB a part, 256 levels of markup).
#pragma once

#include <string>
#include <vector>

#include "corpus/base/result.h"
#include "query/draft/draft_paragraph.h"

namespace dossier::query {

// The format is told from the content and the name. Errors: kNotFound when there is no such file; kIo, kParse, kLimit.
Result<std::vector<DraftParagraph>> ReadDraft(const std::string& path);

// As plain texts: a block quotation begins with "> ".
std::vector<std::string> DraftTexts(const std::vector<DraftParagraph>& paragraphs);

}  // namespace dossier::query
