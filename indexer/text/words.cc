#include "indexer/text/words.h"

#include <utility>

#include "corpus/base/case_folding.h"
#include "corpus/base/unseen.h"
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
  bool open = false, unseen = false;
  size_t solid = 0;  // behind the last character of the open word that is seen
  auto close = [&](size_t end) {
    if (!open) return;
    open = false;
    if (unseen) end = solid;
    word.end = end;
    std::string raw(text.substr(word.begin, end - word.begin));
    if (std::exchange(unseen, false)) raw = WithoutUnseen(raw);
    word.folded = WithoutPossessive(FoldCase(raw));
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
      solid = position;
    } else if (open && IsUnseen(c)) {
      unseen = true;
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
