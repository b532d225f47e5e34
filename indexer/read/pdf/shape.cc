#include "indexer/read/pdf/shape.h"

#include <algorithm>

#include "corpus/base/utf8.h"

namespace dossier::indexer::pdf {
namespace {

bool IsLowerByte(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpperByte(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigitByte(char c) { return c >= '0' && c <= '9'; }
bool IsLetterByte(char c) { return IsLowerByte(c) || IsUpperByte(c); }

}  // namespace

size_t BulletLength(std::string_view text) {
  size_t at = 0;
  const char32_t first = NextCodePoint(text, at);
  const bool bullet = first == 0x2022 || first == 0xB7 || first == 0x25CF || first == 0x25CB || first == 0x25E6 ||
                      first == 0x25AA || first == 0x25A0 || first == 0x25A1 || first == 0x2023 || first == 0x27A2 ||
                      first == 0x2713 || (first >= 0xF000 && first <= 0xF0FF) || first == '-' || first == 0x2013 ||
                      first == '*' || first == 'o';
  if (!bullet || text.empty()) return 0;
  if (at == text.size()) return at;
  if (text[at] != ' ') return 0;
  return std::min(text.find_first_not_of(' ', at), text.size());
}

bool HasNumber(std::string_view text) {
  size_t at = text.starts_with('(') ? 1 : 0;
  const size_t begin = at;
  while (at < text.size() && at - begin < 4 && (IsLetterByte(text[at]) || IsDigitByte(text[at]))) ++at;
  if (at == begin || at + 1 >= text.size() || text[at + 1] != ' ') return false;
  const std::string_view number = text.substr(begin, at - begin);
  const bool digits = number.size() <= 3 && std::all_of(number.begin(), number.end(), IsDigitByte);
  const bool roman = number.find_first_not_of("ivx") == std::string_view::npos;
  const bool letter = number.size() == 1 && IsLetterByte(number[0]);
  if (!digits && !roman && !letter) return false;
  return begin == 1 ? text[at] == ')' : text[at] == '.' || text[at] == ')';
}

bool EndsSentence(std::string_view text) {
  while (!text.empty() && (text.back() == '"' || text.back() == ')' || text.back() == '\'' ||
                           text.ends_with("\u201D") || text.ends_with("\u2019")))
    text.remove_suffix(static_cast<unsigned char>(text.back()) >= 0x80 ? 3 : 1);
  return !text.empty() && std::string_view(".?!:;").find(text.back()) != std::string_view::npos;
}

bool IsAllCapitals(std::string_view text) {
  size_t upper = 0;
  for (const char c : text) {
    if (IsLowerByte(c)) return false;
    upper += IsUpperByte(c);
  }
  return upper >= 4 && text.size() <= 120;
}

bool ReadsAsLabel(std::string_view text) {
  if (text.size() > 70 || text.empty() || !IsUpperByte(text[0]) ||
      std::string_view(".;,!?").find(text.back()) != std::string_view::npos)
    return false;
  const size_t colon = text.find(':');
  if (colon != std::string_view::npos && colon + 1 != text.size()) return false;
  size_t words = 0, capitals = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (word.find_first_of("0123456789@") != std::string_view::npos) return false;
    if (word.size() >= 4) {
      ++words;
      capitals += IsUpperByte(word[0]);
    }
    at = end + 1;
  }
  return words >= 1 && words <= 8 && capitals * 10 >= words * 8;
}

bool HasLabel(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 2 || colon > 32 || !IsUpperByte(text[0])) return false;
  if (colon + 1 < text.size() && text[colon + 1] != ' ') return false;
  const std::string_view label = text.substr(0, colon);
  return label.find_first_of(".,;()\"0123456789") == std::string_view::npos &&
         std::count(label.begin(), label.end(), ' ') <= 3;
}

}  // namespace dossier::indexer::pdf
