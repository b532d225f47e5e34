// Letters and white space of ASCII, for protocols and markup whose rules end there. No locale; bytes of 0x80 and above
// stay as they are, so that UTF-8 passes unharmed. All functions are pure.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace dossier {

constexpr char AsciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool IsUpperAscii(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsDigitAscii(char c) { return c >= '0' && c <= '9'; }

// A copy with A to Z in lower case.
inline std::string AsciiLowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = AsciiLower(c);
  return lower;
}

inline bool EqualIgnoringAsciiCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return AsciiLower(x) == AsciiLower(y); });
}

// S of XML 1.0, production 3: space, tab, line feed, carriage return.
constexpr bool IsXmlSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// ASCII whitespace of the Infra standard, as HTML has it: form feed too.
constexpr bool IsHtmlSpace(char c) { return IsXmlSpace(c) || c == '\f'; }

}  // namespace dossier
