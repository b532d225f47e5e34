#include "indexer/text/lexicon.h"

namespace dossier::indexer {
namespace {

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

uint64_t HashOf(std::string_view word) {
  uint64_t hash = 1469598103934665603ull;
  for (char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash ^ (hash >> 29);
}

// Whether the last consonant doubles: one syllable of consonant, vowel, consonant ("ban"), or a listed word.
bool Doubles(std::string_view verb) {
  constexpr std::string_view kListed[] = {"refer",   "submit",   "occur",     "compel", "permit", "rebut", "admit",
                                          "commit",  "cancel",   "incur",     "defer",  "regret", "remit", "expel",
                                          "control", "unplug",   "backtrack", "forbid", "begin",  "quit",  "annul",
                                          "equip",   "transfer", "offset",    "acquit", "kidnap"};
  for (std::string_view listed : kListed) {
    if (verb == listed) return listed != "cancel" && listed != "backtrack";
  }
  size_t n = verb.size();
  if (n < 3) return false;
  char last = verb[n - 1];
  if (IsVowel(last) || last == 'w' || last == 'x' || last == 'y' || last == 'h') return false;
  if (!IsVowel(verb[n - 2]) || IsVowel(verb[n - 3])) return false;
  size_t vowels = 0;
  for (char c : verb) vowels += IsVowel(c);
  return vowels == 1;
}

std::string WithS(std::string_view word) {
  std::string out(word);
  char last = out.back();
  char before = out.size() > 1 ? out[out.size() - 2] : 'a';
  if (last == 'y' && !IsVowel(before)) return out.substr(0, out.size() - 1) + "ies";
  bool sibilant = last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 's' || before == 'c'));
  return out + (sibilant ? "es" : "s");
}

}  // namespace

std::string PluralOf(std::string_view noun) { return WithS(noun); }

Inflection InflectVerb(std::string_view spec) {
  Inflection out;
  size_t first = spec.find('/');
  out.base = std::string(spec.substr(0, first));
  const std::string& base = out.base;
  out.third = base == "be" ? "is" : base == "have" ? "has" : WithS(base);
  bool silent_e = base.back() == 'e' && base.size() > 2 && base[base.size() - 2] != 'e' && base[base.size() - 2] != 'o';
  bool y = base.back() == 'y' && base.size() > 1 && !IsVowel(base[base.size() - 2]);
  std::string stem = Doubles(base) ? base + base.back() : base;
  if (base.back() == 'c') stem += 'k';
  if (first != std::string_view::npos) {
    size_t second = spec.find('/', first + 1);
    out.past = std::string(spec.substr(first + 1, second - first - 1));
    out.participle = std::string(spec.substr(second + 1));
  } else {
    out.past = base.back() == 'e' ? base + "d" : y ? base.substr(0, base.size() - 1) + "ied" : stem + "ed";
    out.participle = out.past;
  }
  bool ie = base.size() > 2 && base.ends_with("ie");
  out.gerund =
      ie ? base.substr(0, base.size() - 2) + "ying" : (silent_e ? base.substr(0, base.size() - 1) : stem) + "ing";
  return out;
}

uint32_t Lexicon::Find(std::string_view word) const {
  char buffer[40];
  size_t length = FoldWord(word, buffer, sizeof buffer);
  if (length == 0) return 0;
  std::string_view folded(buffer, length);
  size_t mask = slots_.size() - 1;
  for (size_t slot = HashOf(folded) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    if (entries_[slots_[slot]].word == folded) return slots_[slot];
  }
  return 0;
}

void Lexicon::Grow() {
  std::vector<uint32_t> bigger(slots_.size() * 2, 0);
  size_t mask = bigger.size() - 1;
  for (uint32_t entry = 1; entry < entries_.size(); ++entry) {
    size_t slot = HashOf(entries_[entry].word) & mask;
    while (bigger[slot] != 0) slot = (slot + 1) & mask;
    bigger[slot] = entry;
  }
  slots_ = std::move(bigger);
}

uint32_t Lexicon::Intern(std::string_view folded) {
  if (uint32_t entry = Find(folded); entry != 0) return entry;
  Entry added;
  added.word = std::string(folded);
  entries_.push_back(std::move(added));
  if (entries_.size() * 3 > slots_.size()) {
    Grow();
  } else {
    size_t mask = slots_.size() - 1;
    size_t slot = HashOf(folded) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<uint32_t>(entries_.size() - 1);
  }
  return static_cast<uint32_t>(entries_.size() - 1);
}

}  // namespace dossier::indexer
