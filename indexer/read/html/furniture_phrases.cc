#include "indexer/read/html/furniture_phrases.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/base/case_folding.h"
#include "corpus/base/embedded.h"
#include "corpus/base/take_until.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {

DOSSIER_EMBEDDED(furniture_phrases)

namespace {

constexpr std::array<std::string_view, kPhraseCount> kNames = {"promo",   "related", "credit", "bio",   "byline",
                                                               "comment", "legal",   "advert", "share", "editorial",
                                                               "appeal",  "consent", "wall"};

struct Entry {
  std::string text;
  uint16_t bits = 0;
};

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) >= 0x80) || c == '\'';
}

size_t WordEnd(std::string_view text, size_t at) {
  while (at < text.size() && IsWordByte(text[at])) ++at;
  return at;
}

// Folded, curly apostrophes straight; other punctuation of that block (quotes, dashes, ellipsis) is a blank, so that it
// does not count as part of a word.
std::string Folded(std::string_view text) {
  std::string out = FoldCase(text);
  for (size_t i = 0; i + 2 < out.size(); ++i) {
    if (out[i] != '\xE2' || out[i + 1] != '\x80') continue;
    const bool apostrophe = out[i + 2] == '\x98' || out[i + 2] == '\x99';
    out.replace(i, 3, apostrophe ? "'" : " ");
  }
  return out;
}

using PhraseTable = std::unordered_map<std::string, std::vector<Entry>>;

void AddPhrases(PhraseTable& table, std::string_view list, uint16_t bits) {
  while (!list.empty()) {
    const std::string_view phrase = TakeUntil(list, '|');
    std::vector<Entry>& entries = table[std::string(phrase.substr(0, WordEnd(phrase, 0)))];
    const auto known =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.text == phrase; });
    if (known != entries.end()) {
      known->bits |= bits;
    } else {
      entries.push_back({std::string(phrase), bits});
    }
  }
}

// Phrases by their first word, the longest first. A unit test holds that every line of the file is understood.
const PhraseTable& Table() {
  static const auto* const table = [] {
    auto* out = new PhraseTable;
    const std::string file = FoldCase(Embedded_furniture_phrases());
    std::string_view rest = file;
    while (!rest.empty()) {
      std::string_view line = TakeUntil(rest, '\n');
      const auto kind = std::find(kNames.begin(), kNames.end(), TakeUntil(line, '\t'));
      if (kind != kNames.end()) AddPhrases(*out, line, static_cast<uint16_t>(1 << (kind - kNames.begin())));
    }
    for (auto& [word, entries] : *out) {
      std::sort(entries.begin(), entries.end(),
                [](const Entry& a, const Entry& b) { return a.text.size() > b.text.size(); });
    }
    return out;
  }();
  return *table;
}

// Which first words there are, by length and first three bytes: most words of a text are turned away by one look.
size_t FilterKey(std::string_view word) {
  size_t key = word.size();
  for (size_t i = 0; i < std::min<size_t>(word.size(), 3); ++i) key = key * 37 + static_cast<unsigned char>(word[i]);
  return key & 0xFFFF;
}

const std::bitset<0x10000>& Filter() {
  static const auto* const filter = [] {
    auto* out = new std::bitset<0x10000>;
    for (const auto& [word, entries] : Table()) out->set(FilterKey(word));
    return out;
  }();
  return *filter;
}

constexpr size_t kReadBytes = 600;  // furniture is short, or says what it is at once
constexpr size_t kBeginBytes = 24;  // a phrase that starts within them is what the text begins with

}  // namespace

std::string_view PhraseName(Phrase phrase) { return kNames[static_cast<size_t>(phrase)]; }

PhraseBits PhrasesOf(std::string_view text) {
  constexpr auto kByline = static_cast<uint16_t>(1 << static_cast<int>(Phrase::kByline));
  const std::string lower = Folded(CutUtf8(text, kReadBytes));
  PhraseBits bits;
  const auto& table = Table();
  const auto& filter = Filter();
  size_t covered = 0, covered_to = 0;
  std::string word;
  for (size_t i = 0; i < lower.size();) {
    if (!IsWordByte(lower[i])) {
      ++i;
      continue;
    }
    const size_t end = WordEnd(lower, i);
    word.assign(lower, i, end - i);
    const auto found = filter.test(FilterKey(word)) ? table.find(word) : table.end();
    if (found != table.end()) {
      for (const Entry& entry : found->second) {
        if (lower.compare(i, entry.text.size(), entry.text) != 0) continue;
        const size_t after = i + entry.text.size();
        if (after < lower.size() && IsWordByte(lower[after]) && IsWordByte(entry.text.back())) continue;
        bits.holds |= entry.bits;
        if (i <= kBeginBytes) bits.begins |= entry.bits;
        if ((entry.bits & ~kByline) == 0 || after <= covered_to) continue;
        covered += after - std::max(i, covered_to);
        covered_to = after;
      }
    }
    i = end;
  }
  bits.share = lower.empty() ? 0.0f : static_cast<float>(covered) / static_cast<float>(lower.size());
  return bits;
}

}  // namespace dossier::indexer
