// The paragraphs of Word documents (ECMA-376, part 1, chapter 17) and OpenDocument texts (ODF 1.3, part 3, chapters 5
// and 6), for readers of memoranda and of drafts alike.
//
// What is deleted, moved away, hidden, or a comment is not text; footnotes and endnotes follow the paragraphs. Pure,
// thread safe, linear in the unpacked size, which is bounded (64 MiB a part). The rules "docx/1" and "odt/1" of
// container.h are what this file does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::corpus {

struct OfficeParagraph {
  enum class Kind { kText, kHeading, kListItem, kQuote };
  Kind kind = Kind::kText;
  int level = 0;     // headings: 1 to 6
  std::string text;  // UTF-8, white space collapsed; never empty
};

// Errors: kParse (no such container, no text part in it), kLimit.
Result<std::vector<OfficeParagraph>> ReadDocx(std::string_view bytes);
Result<std::vector<OfficeParagraph>> ReadOdt(std::string_view bytes);

}  // namespace dossier::corpus
