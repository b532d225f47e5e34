#include "indexer/text/line_hyphens.h"

#include <algorithm>
#include <array>

#include "corpus/base/ascii.h"

namespace dossier::indexer {
namespace {

bool IsLetterByte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Beginnings of a second half that is no word of its own.
constexpr std::array<std::string_view, 24> kEndings = {
    "ment", "ments", "tion",  "tions",  "ing",  "ed",    "ly",   "ness", "ity", "able", "ible", "al",
    "ally", "ers",   "ation", "ations", "sion", "sions", "ence", "ance", "ive", "ous",  "ties", "ized"};

}  // namespace

LineHyphens::LineHyphens(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (!IsLetterByte(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() &&
           (IsLetterByte(text[end]) || (text[end] == '-' && end + 1 < text.size() && IsLetterByte(text[end + 1]))))
      ++end;
    words_.insert(AsciiLowered(text.substr(i, end - i)));
    i = end;
  }
}

bool LineHyphens::IsBreak(std::string_view first, std::string_view second) const {
  if (first.empty() || second.empty()) return false;
  const std::string before = AsciiLowered(first), behind = AsciiLowered(second);
  if (words_.contains(before + behind)) return true;
  if (words_.contains(before + "-" + behind)) return false;
  return std::find(kEndings.begin(), kEndings.end(), behind) != kEndings.end();
}

}  // namespace dossier::indexer
