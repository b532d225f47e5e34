#include "corpus/text/character_references.h"

#include <array>
#include <cstdint>
#include <unordered_map>

#include "corpus/base/embedded.h"
#include "corpus/base/hex.h"
#include "corpus/base/utf8.h"

namespace dossier {

DOSSIER_EMBEDDED(character_references)

namespace {

constexpr size_t kLongestName = 32;      // "CounterClockwiseContourIntegral" has 31
constexpr size_t kLongestBareName = 6;   // of the names that count without a semicolon: "brvbar"
constexpr size_t kShortestBareName = 2;  // "lt"

struct NamedReference {
  std::string text;   // UTF-8
  bool bare = false;  // counts without its semicolon
};
using NameTable = std::unordered_map<std::string_view, NamedReference>;

std::string CodePointsToUtf8(std::string_view hex) {
  std::string out;
  uint32_t value = 0;
  for (size_t i = 0; i <= hex.size(); ++i) {
    if (i < hex.size() && hex[i] != ' ') {
      value = value * 16 + static_cast<uint32_t>(HexValue(hex[i]));
      continue;
    }
    AppendUtf8(out, value);
    value = 0;
  }
  return out;
}

NameTable BuildNames() {
  NameTable table;
  std::string_view rest = Embedded_character_references();
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    const size_t mark = line.find('\t', tab + 1);
    const size_t end = mark == std::string_view::npos ? line.size() : mark;
    table[line.substr(0, tab)] = {CodePointsToUtf8(line.substr(tab + 1, end - tab - 1)), end != line.size()};
  }
  return table;
}

const NameTable& Names() {
  static const NameTable* const table = new NameTable(BuildNames());  // lives as long as the process
  return *table;
}

bool IsAlphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What windows-1252 shows for the C1 controls; section 13.2.5.80 replaces their numbers by these. 0: unchanged.
constexpr std::array<uint16_t, 32> kC1Replacements = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char32_t NumericReference(uint32_t number) {
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) return 0xFFFD;
  if (number >= 0x80 && number <= 0x9F && kC1Replacements[number - 0x80] != 0) return kC1Replacements[number - 0x80];
  return number;
}

// `position` is that of "&#".
size_t DecodeNumeric(std::string_view text, size_t position, std::string& out) {
  size_t i = position + 2;
  const bool hex = i < text.size() && (text[i] == 'x' || text[i] == 'X');
  if (hex) ++i;
  const size_t first_digit = i;
  const int base = hex ? 16 : 10;
  uint32_t number = 0;
  for (int digit; i < text.size() && (digit = HexValue(text[i])) >= 0 && digit < base; ++i) {
    if (number <= 0x10FFFF) number = number * static_cast<uint32_t>(base) + static_cast<uint32_t>(digit);
  }
  if (i == first_digit) return 0;
  if (i < text.size() && text[i] == ';') ++i;
  AppendUtf8(out, NumericReference(number));
  return i - position;
}

}  // namespace

size_t DecodeCharacterReference(std::string_view text, size_t position, ReferenceContext context, std::string& out) {
  if (position + 1 >= text.size() || text[position] != '&') return 0;
  if (text[position + 1] == '#') return DecodeNumeric(text, position, out);
  const size_t begin = position + 1;
  size_t end = begin;
  while (end < text.size() && end - begin < kLongestName && IsAlphanumeric(text[end])) ++end;
  if (end == begin) return 0;
  const NameTable& names = Names();
  if (end < text.size() && text[end] == ';') {
    const auto found = names.find(text.substr(begin, end - begin));
    if (found != names.end()) {
      out += found->second.text;
      return end + 1 - position;
    }
  }
  for (size_t length = std::min(end - begin, kLongestBareName); length >= kShortestBareName; --length) {
    const auto found = names.find(text.substr(begin, length));
    if (found == names.end() || !found->second.bare) continue;
    const char next = begin + length < text.size() ? text[begin + length] : '\0';
    if (context == ReferenceContext::kAttribute && (next == '=' || IsAlphanumeric(next))) return 0;
    out += found->second.text;
    return length + 1;
  }
  return 0;
}

std::string DecodeCharacterReferences(std::string_view text, ReferenceContext context) {
  std::string out;
  out.reserve(text.size());
  size_t done = 0;
  for (size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', done)) {
    out += text.substr(done, at - done);
    const size_t length = DecodeCharacterReference(text, at, context, out);
    if (length == 0) out += '&';
    done = at + std::max<size_t>(length, 1);
  }
  out += text.substr(done);
  return out;
}

}  // namespace dossier
