#include "indexer/text_fragment.h"

#include <vector>

#include "corpus/base/utf8.h"
#include "indexer/words.h"

namespace dossier::indexer {
namespace {

constexpr size_t kLongestWhole = 300;   // bytes; longer sentences are given by their first and last words
constexpr size_t kEdgeWords = 6;

std::string Folded(std::string_view text) { return FoldCase(CollapseWhiteSpace(text)); }

std::vector<RawWord> Words(std::string_view text) {
  std::vector<RawWord> words;
  ForEachWord(text, [&](const RawWord& word) { words.push_back(word); });
  return words;
}

}  // namespace

PageText::PageText(std::string_view text) : folded_(Folded(text)) {}

size_t PageText::Count(std::string_view needle) const {
  if (needle.empty()) return 0;
  size_t count = 0;
  for (size_t at = folded_.find(needle); at != std::string::npos && count < 2; at = folded_.find(needle, at + 1)) {
    if (IsWordBoundary(folded_, at) && IsWordBoundary(folded_, at + needle.size())) ++count;
  }
  return count;
}

std::string EncodeFragment(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += static_cast<char>(c);
    } else {
      out += '%';
      out += kHex[c >> 4];
      out += kHex[c & 15];
    }
  }
  return out;
}

std::string PageText::FragmentFor(std::string_view sentence, std::string_view before) const {
  const std::string whole = CollapseWhiteSpace(sentence);
  const size_t standing = Count(Folded(whole));
  if (standing == 0) return "";
  const auto words = Words(whole);
  if (words.size() < 3) return "";
  std::string text;
  if (whole.size() <= kLongestWhole) {
    text = EncodeFragment(whole);
  } else if (words.size() >= 3 * kEdgeWords) {
    const std::string start = whole.substr(words[0].begin, words[kEdgeWords - 1].end - words[0].begin);
    const std::string end = whole.substr(words[words.size() - kEdgeWords].begin, words.back().end - words[words.size() - kEdgeWords].begin);
    // The first occurrence of either must be the only one, else the range could start or end elsewhere.
    if (Count(Folded(start)) != 1 || Count(Folded(end)) != 1) return "";
    return "#:~:text=" + EncodeFragment(start) + "," + EncodeFragment(end);
  }
  if (text.empty()) return "";
  if (standing == 1) return "#:~:text=" + text;
  const auto earlier = Words(before);
  if (earlier.empty()) return "";
  const size_t first = earlier.size() > kEdgeWords ? earlier.size() - kEdgeWords : 0;
  const std::string prefix = CollapseWhiteSpace(before.substr(earlier[first].begin));
  if (Count(Folded(prefix + " " + whole)) != 1) return "";
  return "#:~:text=" + EncodeFragment(prefix) + "-," + text;
}

}  // namespace dossier::indexer
