// UTF-8 text: validity, offsets, folding. All functions are pure and thread safe; offsets are bytes unless a
// name says code points. Text inside dossier is valid UTF-8; bytes from outside pass through RepairUtf8 or the
// charset decoder first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dossier {

bool IsValidUtf8(std::string_view bytes);

// Replaces each maximal ill-formed part by U+FFFD, as the WHATWG Encoding standard's UTF-8 decoder does.
std::string RepairUtf8(std::string_view bytes);

// Decodes the code point that starts at `position` and moves past it; U+FFFD and one byte on bad input. At or behind
// the end of the text: U+FFFD, and the position is the end; so an empty word from a page is no special case.
char32_t NextCodePoint(std::string_view text, size_t& position);
void AppendUtf8(std::string& out, char32_t code_point);

// The byte where the code point that holds `position` starts; text.size() from there on.
size_t CodePointStart(std::string_view text, size_t position);
// The longest beginning of at most `max_bytes` bytes that cuts no code point. A view into `text`.
std::string_view CutUtf8(std::string_view text, size_t max_bytes);
// The first / last `count` code points, or all. Views into `text`.
std::string_view FirstCodePoints(std::string_view text, size_t count);
std::string_view LastCodePoints(std::string_view text, size_t count);

// The number of code points in valid UTF-8.
size_t CodePointCount(std::string_view text);

// Turns byte offsets into code-point offsets for one text: built once in O(n), asked in O(1) amortised.
// The text must outlive the map.
class CodePointMap {
 public:
  explicit CodePointMap(std::string_view text);
  size_t ToCodePoint(size_t byte_offset) const;
  size_t ToByte(size_t code_point_offset) const;

 private:
  std::string_view text_;
  std::vector<uint32_t> anchors_;  // code points before every 64th byte
};

// White space as the canonical text knows it: ASCII blanks, U+00A0, and Unicode's White_Space property.
bool IsWhiteSpace(char32_t code_point);
// Each run of white space becomes one U+0020; leading and trailing runs go. The canonical text's rule.
std::string CollapseWhiteSpace(std::string_view text);

// Simple (one to one) Unicode case folding of every code point.
std::string FoldCase(std::string_view text);
// NFKC, case folded, typographic quotes and dashes to ASCII, white space collapsed: for comparing names.
std::string FoldForComparison(std::string_view text);

bool IsLetter(char32_t code_point);
bool IsUpper(char32_t code_point);
bool IsDigit(char32_t code_point);     // decimal digits of any script
bool IsWordChar(char32_t code_point);  // letters, digits, marks, underscore
// True when no word goes on over `position`, a code point's start or the text's end.
bool IsWordBoundary(std::string_view text, size_t position);

// Columns a terminal needs for the text (wide East Asian characters count two, combining marks none).
size_t DisplayWidth(std::string_view text);

}  // namespace dossier
