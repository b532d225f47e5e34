// Tokens: words and punctuation of a sentence with their byte ranges. The statement grammar works on these.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dossier::indexer {

// How a word is written. Bytes outside ASCII count as lower-case letters, except as a capital first letter of
// Latin-1 and Latin Extended-A, Greek and Cyrillic.
enum class Shape : uint8_t { kLower, kCapital, kUpper, kMixed, kNumber, kAlphanumeric, kPunctuation };

// `mark` of a punctuation token is its ASCII stand-in: quotation marks are '{' (opening), '}' (closing) and '"'
// (straight, either); dashes '-'; single quotes '\''; the ellipsis '.'; others themselves. Words have 0. The possessive
// endings ’s and ’ are tokens of their own with the mark 's'.
struct Token {
  uint32_t begin = 0;  // bytes of the text that was given
  uint32_t end = 0;
  uint32_t word = 0;  // entry of the Lexicon, 0 when it does not know the word; filled by the grammar
  Shape shape = Shape::kPunctuation;
  char mark = 0;
  bool space_before = false;
};

// Appends the tokens of text[begin, end) to `tokens`. Linear; never fails.
// Every byte that is no ASCII blank is in exactly one token, in order, so that offsets can be trusted whatever the
// bytes are. Bytes outside of [begin, end) are not read.
void Tokenize(std::string_view text, size_t begin, size_t end, std::vector<Token>& tokens);

// A view of `text`, which must be the text that was cut.
inline std::string_view TokenText(std::string_view text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin);
}

// Writes the word in ASCII lower case with ’ as ' into `buffer` (at most `capacity` bytes); 0 when it is longer.
// Letters beyond ASCII stay as they are: no word of our lists has any.
size_t FoldWord(std::string_view word, char* buffer, size_t capacity);

// Whether the byte can be part of a word: ASCII letters and digits, and every byte outside ASCII.
bool IsWordByte(unsigned char byte);

// When UTF-8 punctuation starts at `position`: its length and ASCII stand-in (see Token); else length 0.
struct WideMark {
  size_t length = 0;
  char mark = 0;
};
WideMark WideMarkAt(std::string_view text, size_t position);

}  // namespace dossier::indexer
