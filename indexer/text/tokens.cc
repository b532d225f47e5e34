#include "indexer/text/tokens.h"

#include <algorithm>

#include "corpus/base/ascii.h"

namespace dossier::indexer {
namespace {

bool IsLowerAscii(unsigned char c) { return c >= 'a' && c <= 'z'; }
bool IsAlphaAscii(unsigned char c) { return IsLowerAscii(c) || IsUpperAscii(static_cast<char>(c)); }

unsigned char ByteAt(std::string_view text, size_t position, size_t end) {
  return position < end ? static_cast<unsigned char>(text[position]) : 0;
}

// Whether a two-byte letter is a capital: À-Þ (C3 80-9E), Greek and Cyrillic capitals, even letters of Latin
// Extended-A.
bool IsWideCapital(unsigned char first, unsigned char second) {
  if (first == 0xC3) return second >= 0x80 && second <= 0x9E;
  if (first == 0xC4 || first == 0xC5) return (second & 1) == 0;
  if (first == 0xCE) return second >= 0x91 && second <= 0xA9;
  if (first == 0xD0) return second >= 0x80 && second <= 0xAF;
  return false;
}

Shape ShapeOf(std::string_view word) {
  size_t lower = 0;
  size_t upper = 0;
  size_t digits = 0;
  for (char c : word) {
    auto byte = static_cast<unsigned char>(c);
    lower += IsLowerAscii(byte) || byte >= 0xC0;
    upper += IsUpperAscii(static_cast<char>(byte));
    digits += IsDigitAscii(static_cast<char>(byte));
  }
  auto first = static_cast<unsigned char>(word[0]);
  bool capital = IsUpperAscii(static_cast<char>(first)) ||
                 (word.size() > 1 && IsWideCapital(first, static_cast<unsigned char>(word[1])));
  if (digits > 0) return lower + upper == 0 ? Shape::kNumber : Shape::kAlphanumeric;
  if (upper >= 1 && lower == 0) return Shape::kUpper;
  if (capital) return upper > 1 ? Shape::kMixed : Shape::kCapital;
  return upper > 0 ? Shape::kMixed : Shape::kLower;
}

// An apostrophe at `position` (ASCII or U+2019): its length, else 0.
size_t ApostropheAt(std::string_view text, size_t position, size_t end) {
  if (position >= end) return 0;
  if (text[position] == '\'') return 1;
  if (position + 3 <= end && text.substr(position, 3) == "\xE2\x80\x99") return 3;
  return 0;
}

bool IsWordStart(std::string_view text, size_t position, size_t end) {
  return position < end && IsWordByte(static_cast<unsigned char>(text[position])) &&
         WideMarkAt(text.substr(0, end), position).length == 0;
}

// U.S., U.K., J.P. as one word with its last stop; 0 when it is none.
size_t DottedAbbreviation(std::string_view text, size_t position, size_t end) {
  size_t at = position;
  int letters = 0;
  while (at + 1 < end && IsAlphaAscii(static_cast<unsigned char>(text[at])) && text[at + 1] == '.') {
    at += 2;
    ++letters;
  }
  return letters >= 2 ? at - position : 0;
}

// The end of the word that starts at `position`.
size_t WordEnd(std::string_view text, size_t position, size_t end) {
  if (size_t length = DottedAbbreviation(text, position, end); length > 0) return position + length;
  size_t at = position;
  while (at < end) {
    auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x80 ? IsWordByte(c) : WideMarkAt(text.substr(0, end), at).length == 0) {
      ++at;
      continue;
    }
    unsigned char before = ByteAt(text, at - 1, end);
    unsigned char next = ByteAt(text, at + 1, end);
    bool joins = false;
    if (c == '-' || c == '_') joins = IsWordStart(text, at + 1, end);
    if (c == '.' || c == ',') joins = IsDigitAscii(static_cast<char>(before)) && IsDigitAscii(static_cast<char>(next));
    if (c == '&') joins = IsUpperAscii(static_cast<char>(before)) && IsUpperAscii(static_cast<char>(next));
    if (joins) {
      ++at;
      continue;
    }
    // U+2010 and U+2011 are hyphens: "fine" and "tune" joined by one are one word.
    std::string_view wide = text.substr(at, std::min<size_t>(3, end - at));
    if ((wide == "\xE2\x80\x90" || wide == "\xE2\x80\x91") && IsWordStart(text, at + 3, end)) {
      at += 3;
      continue;
    }
    size_t apostrophe = ApostropheAt(text, at, end);
    if (apostrophe == 0 || !IsAlphaAscii(ByteAt(text, at + apostrophe, end))) break;
    unsigned char letter = ByteAt(text, at + apostrophe, end);
    bool possessive = (letter == 's' || letter == 'S') && !IsWordStart(text, at + apostrophe + 1, end);
    if (possessive) break;
    at += apostrophe;
  }
  return at;
}

Token MarkToken(size_t begin, size_t end, char mark) {
  Token token;
  token.begin = static_cast<uint32_t>(begin);
  token.end = static_cast<uint32_t>(end);
  token.mark = mark;
  return token;
}

// A possessive ending that follows a word at `position`: its length, else 0.
size_t PossessiveAt(std::string_view text, size_t position, size_t end) {
  size_t apostrophe = ApostropheAt(text, position, end);
  if (apostrophe == 0) return 0;
  unsigned char letter = ByteAt(text, position + apostrophe, end);
  if ((letter == 's' || letter == 'S') && !IsWordStart(text, position + apostrophe + 1, end)) return apostrophe + 1;
  unsigned char before = ByteAt(text, position - 1, end);
  bool plural = before == 's' || before == 'S';
  return plural && ByteAt(text, position + apostrophe, end) == ' ' ? apostrophe : 0;
}

}  // namespace

bool IsWordByte(unsigned char byte) {
  return IsAlphaAscii(byte) || IsDigitAscii(static_cast<char>(byte)) || byte >= 0x80;
}

WideMark WideMarkAt(std::string_view text, size_t position) {
  auto first = static_cast<unsigned char>(text[position]);
  if (first == 0xC2 && position + 1 < text.size()) {
    auto second = static_cast<unsigned char>(text[position + 1]);
    if (second == 0xAB) return {2, '{'};
    if (second == 0xBB) return {2, '}'};
    if (second >= 0xA0 && second <= 0xBF && second != 0xAA && second != 0xB5 && second != 0xBA) return {2, '*'};
    return {};
  }
  if (first == 0xE3 && position + 2 < text.size() && static_cast<unsigned char>(text[position + 1]) == 0x80) {
    return {3, static_cast<unsigned char>(text[position + 2]) == 0x82 ? '.' : '*'};
  }
  if (first != 0xE2 || position + 2 >= text.size()) return {};
  auto second = static_cast<unsigned char>(text[position + 1]);
  auto third = static_cast<unsigned char>(text[position + 2]);
  if (second != 0x80) return {3, '*'};
  if (third == 0x9C || third == 0x9E) return {3, '{'};
  if (third == 0x9D || third == 0x9F) return {3, '}'};
  if (third == 0x98 || third == 0x99 || third == 0x9A) return {3, '\''};
  if (third >= 0x90 && third <= 0x95) return {3, '-'};
  if (third == 0xA6) return {3, '.'};
  return {3, '*'};
}

void Tokenize(std::string_view text, size_t begin, size_t end, std::vector<Token>& tokens) {
  size_t at = begin;
  bool space = false;
  while (at < end) {
    auto c = static_cast<unsigned char>(text[at]);
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      space = true;
      ++at;
      continue;
    }
    Token token;
    if (c >= 0x80) {
      WideMark mark = WideMarkAt(text.substr(0, end), at);
      if (mark.length > 0) token = MarkToken(at, at + mark.length, mark.mark);
    } else if (!IsWordByte(c)) {
      token = MarkToken(at, at + 1, static_cast<char>(c));
    }
    if (token.end == 0) {
      size_t stop = WordEnd(text, at, end);
      token = MarkToken(at, stop, 0);
      token.shape = ShapeOf(text.substr(at, stop - at));
    }
    token.space_before = space;
    tokens.push_back(token);
    at = token.end;
    space = false;
    if (token.mark == 0 || token.mark == '}') {
      if (size_t length = PossessiveAt(text, at, end); length > 0) {
        tokens.push_back(MarkToken(at, at + length, 's'));
        at += length;
      }
    }
  }
}

size_t FoldWord(std::string_view word, char* buffer, size_t capacity) {
  size_t out = 0;
  for (size_t i = 0; i < word.size(); ++i) {
    if (out == capacity) return 0;
    auto c = static_cast<unsigned char>(word[i]);
    if (c == 0xE2 && word.substr(i, 3) == "\xE2\x80\x99") {
      buffer[out++] = '\'';
      i += 2;
    } else {
      buffer[out++] = IsUpperAscii(static_cast<char>(c)) ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c);
    }
  }
  return out;
}

}  // namespace dossier::indexer
