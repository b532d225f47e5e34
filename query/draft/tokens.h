// The words and marks of a text, compared but for how they are set.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dossier::query {

struct Token {
  enum class Kind { kWord, kMark, kQuote, kEllipsis, kParagraph };
  Kind kind = Kind::kWord;
  std::string text;           // words in NFC without soft hyphens; dashes as "-"; quotes as "double" or "single"
  size_t begin = 0, end = 0;  // bytes of the text
  bool glued = false;         // no white space before it
};

// An ellipsis of any form is one token: three and more dots, spaced or not, or U+2026. "\n\n" is a paragraph's end.
// Letters, digits and marks make words, with apostrophes between letters and points or commas between digits.
std::vector<Token> TokensOf(std::string_view text);

}  // namespace dossier::query
