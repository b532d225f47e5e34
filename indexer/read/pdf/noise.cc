#include "indexer/read/pdf/noise.h"

#include <algorithm>
#include <cstddef>

#include "corpus/base/ascii.h"

namespace dossier::indexer::pdf {
namespace {

bool IsLetterByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool IsDigitByte(char c) { return c >= '0' && c <= '9'; }

template <class Visit>
void ForEachToken(std::string_view text, Visit visit) {
  for (size_t at = 0; at < text.size();) {
    const size_t begin = text.find_first_not_of(" \n", at);
    if (begin == std::string_view::npos) return;
    at = std::min(text.find_first_of(" \n", begin), text.size());
    visit(text.substr(begin, at - begin));
  }
}

// Marks that stand around a word do not belong to it.
std::string_view Bare(std::string_view token) {
  static constexpr std::string_view kMarks = "\"'()[]{}<>.,;:!?*-_/";
  const size_t begin = token.find_first_not_of(kMarks);
  if (begin == std::string_view::npos) return {};
  return token.substr(begin, token.find_last_not_of(kMarks) + 1 - begin);
}

bool IsWord(std::string_view bare) {
  if (bare.size() < 2) return bare == "a" || bare == "A" || bare == "I" || (bare.size() == 1 && IsDigitByte(bare[0]));
  if (bare.find("://") != std::string_view::npos || bare.find('@') != std::string_view::npos) return true;
  size_t letters = 0, digits = 0, upper_behind_lower = 0, others = 0;
  bool vowel = false;
  for (size_t i = 0; i < bare.size(); ++i) {
    const char c = bare[i];
    letters += IsLetterByte(c);
    digits += IsDigitByte(c);
    others += !IsLetterByte(c) && !IsDigitByte(c) && std::string_view("-'./&,").find(c) == std::string_view::npos;
    vowel = vowel || static_cast<unsigned char>(c) >= 0x80 ||
            std::string_view("aeiouy").find(AsciiLower(c)) != std::string_view::npos;
    upper_behind_lower += i > 0 && c >= 'A' && c <= 'Z' && bare[i - 1] >= 'a' && bare[i - 1] <= 'z';
  }
  if (others > 0 || upper_behind_lower > 2) return false;
  if (digits > 0) return true;
  const bool capitals = std::none_of(bare.begin(), bare.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return letters > 0 && (vowel || (capitals && bare.size() <= 6));
}

}  // namespace

bool IsGarbled(std::string_view text) {
  size_t all = 0, good = 0;
  ForEachToken(text, [&](std::string_view token) {
    all += token.size();
    if (IsWord(Bare(token))) good += token.size();
  });
  return all > 0 && good * 100 < all * 55;
}

bool IsSpacedOut(std::string_view text) {
  size_t tokens = 0, bits = 0;
  ForEachToken(text, [&](std::string_view token) {
    ++tokens;
    bits += token.size() <= 2 && std::all_of(token.begin(), token.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  });
  return tokens >= 5 && bits * 10 >= tokens * 8;
}

}  // namespace dossier::indexer::pdf
