#include "indexer/text/words.h"

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {
namespace {

constexpr size_t kLongestWord = 64;  // bytes; longer runs are base64 or keys, nobody searches for their tail

bool IsUnspaced(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) ||                                  // Thai, Lao
         (c >= 0x2E80 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x9FFF) ||  // CJK, kana, bopomofo
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

std::string WithoutPossessive(std::string word) {
  for (std::string_view ending : {std::string_view("'s"), std::string_view("\xE2\x80\x99s"), std::string_view("'"),
                                  std::string_view("\xE2\x80\x99")}) {
    if (word.size() > ending.size() && word.ends_with(ending)) {
      word.resize(word.size() - ending.size());
      break;
    }
  }
  return word;
}

}  // namespace

void ForEachWord(std::string_view text, const std::function<void(const RawWord&)>& visit) {
  RawWord word;
  size_t position = 0;
  bool open = false;
  auto close = [&](size_t end) {
    if (!open) return;
    open = false;
    word.end = end;
    word.folded = WithoutPossessive(FoldCase(text.substr(word.begin, end - word.begin)));
    word.folded.resize(CutUtf8(word.folded, kLongestWord).size());
    if (!word.folded.empty()) visit(word);
  };
  while (position < text.size()) {
    const size_t start = position;
    const char32_t c = NextCodePoint(text, position);
    if (IsUnspaced(c) && IsWordChar(c)) {
      close(start);
      word.begin = start;
      open = true;
      close(position);
    } else if (IsWordChar(c)) {
      if (!open) word.begin = start;
      open = true;
    } else if (open && IsApostrophe(c) && position < text.size()) {
      size_t next = position;
      if (!IsLetter(NextCodePoint(text, next))) close(start);
    } else {
      close(start);
    }
  }
  close(text.size());
}

}  // namespace dossier::indexer
