// Paragraphs of office files: WordprocessingML (ECMA-376 part 1, transitional and strict) and OpenDocument 1.2 text.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus/base/result.h"
#include "query/draft/draft_paragraph.h"

namespace dossier::query {

// The members of a zip container with their bytes, in the order of the container. Errors: kParse, kLimit.
using OfficeParts = std::vector<std::pair<std::string, std::string>>;
Result<OfficeParts> ReadOfficeParts(const std::string& path);
// nullptr when the container holds no such part.
std::string* FindPart(OfficeParts& parts, std::string_view name);

// Of a container that holds "word/document.xml" or "content.xml". Errors: kParse when it holds neither, or its markup
// nests deeper than 256 levels.
Result<std::vector<DraftParagraph>> OfficeParagraphs(OfficeParts& parts, const std::string& path);

// Whether a paragraph style of this name sets block quotations: "Quote", "IntenseQuote", "Block Text", "Quotations",
// and the names that Word and LibreOffice give them in other languages.
bool IsQuoteStyleName(std::string_view name);

}  // namespace dossier::query
