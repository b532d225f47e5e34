// What gumbo's input stream does to the bytes of a page before they are tokens. Pure, thread safe, linear.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dossier::indexer {

// How gumbo takes a byte of a text or of an attribute's value.
enum class ByteKind : uint8_t {
  kPlain,
  kSpace,
  kReturn,  // carriage return: gumbo makes line feeds of them
  kLead,    // of a character that may be one that gumbo replaces
  kOdd,     // begins a reference, or is replaced
};

inline constexpr std::array<ByteKind, 256> kByteKinds = [] {
  std::array<ByteKind, 256> kinds{};
  for (size_t c = 0; c < ' '; ++c) kinds[c] = ByteKind::kOdd;
  for (const char c : {' ', '\t', '\n', '\f'}) kinds[static_cast<unsigned char>(c)] = ByteKind::kSpace;
  kinds['\r'] = ByteKind::kReturn;
  kinds['&'] = kinds[0x7F] = ByteKind::kOdd;
  kinds[0xC2] = kinds[0xEF] = ByteKind::kLead;
  for (size_t c = 0xF0; c <= 0xFF; ++c) kinds[c] = ByteKind::kLead;
  return kinds;
}();

inline ByteKind KindOf(char c) { return kByteKinds[static_cast<unsigned char>(c)]; }

// Whether the character at text[i], a kLead, is a control character, a byte order mark or no character at all. May
// say so of others near them.
// Errs to the side of yes: then the text goes through gumbo, which costs time and nothing else.
bool IsOddCharacter(std::string_view text, size_t i);

// Whether gumbo would give back an attribute's value as it is written.
bool IsPlainValue(std::string_view value);

// A text with line feeds for line ends and U+FFFD for control characters and what is no character, as gumbo has it.
std::string WithoutControls(std::string_view text);

}  // namespace dossier::indexer
