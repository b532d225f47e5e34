#include "indexer/lexicon.h"

#include <array>
#include <cassert>

#include "corpus/base/embedded.h"
#include "indexer/action_vocabulary.h"

DOSSIER_EMBEDDED(english_tsv)

namespace dossier::indexer {
namespace {

constexpr std::array<std::string_view, static_cast<size_t>(WordClass::kCount)> kClassNames = {
    "determiner", "definite", "demonstrative", "possessive", "pronoun", "person-pronoun", "preposition",
    "coordinator", "subordinator", "condition", "be", "have", "do", "get", "modal-weak", "modal-would",
    "modal-should", "modal-must", "modal-will", "negator", "contraction", "adverb", "to", "month", "weekday",
    "number-word", "company-noun", "companies-noun", "agency-noun", "product-noun", "role-head", "role-title",
    "honorific", "speaker-noun", "speech-verb", "strong-speech-verb", "report-verb", "risk-carrier", "support-verb",
    "self-denied", "link-noun", "light-noun", "false-word", "noun", "verb", "adjective", "role-modifier", "country-adjective",
    "brings-about"};

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

uint64_t HashOf(std::string_view word) {
  uint64_t hash = 1469598103934665603ull;
  for (char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash ^ (hash >> 29);
}

// Whether the last consonant doubles: one syllable of consonant, vowel, consonant ("ban"), or a listed word.
bool Doubles(std::string_view verb) {
  constexpr std::string_view kListed[] = {"refer", "submit", "occur", "compel", "permit", "rebut", "admit", "commit",
                                          "cancel", "incur", "defer", "regret", "remit", "expel", "control", "unplug", "backtrack"};
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
  out.gerund = ie ? base.substr(0, base.size() - 2) + "ying"
                  : (silent_e ? base.substr(0, base.size() - 1) : stem) + "ing";
  return out;
}

// Reads english.tsv into a lexicon.
struct LexiconLoader {
  Lexicon& lexicon;

  void AddVerb(std::string_view spec, WordClass c) {
    Inflection forms = InflectVerb(spec);
    const std::pair<const std::string*, uint16_t> all[] = {{&forms.base, kBase}, {&forms.third, kThird},
        {&forms.past, kPast}, {&forms.participle, kParticiple}, {&forms.gerund, kGerund}};
    for (const auto& [word, form] : all) {
      lexicon.AddForm(*word, form);
      lexicon.AddClass(*word, c);
    }
  }

  void AddWord(std::string_view word, WordClass c) {
    switch (c) {
      case WordClass::kVerb: case WordClass::kSpeechVerb: case WordClass::kStrongSpeechVerb:
      case WordClass::kReportVerb: case WordClass::kSupportVerb: case WordClass::kSelfDenied:
        AddVerb(word, c);
        return;
      case WordClass::kCompanyNoun: case WordClass::kAgencyNoun: case WordClass::kRoleHead:
      case WordClass::kSpeakerNoun: case WordClass::kRiskCarrier: case WordClass::kProductNoun:
      case WordClass::kCompaniesNoun: case WordClass::kLinkNoun:
        lexicon.AddForm(word, kSingular);
        break;
      case WordClass::kNoun:
        lexicon.AddForm(word, kSingular);
        lexicon.AddForm(PluralOf(word), kPlural);
        break;
      case WordClass::kAdjective: case WordClass::kCountryAdjective: case WordClass::kRoleModifier:
        lexicon.AddForm(word, kAdjectiveForm);
        break;
      default:
        break;
    }
    lexicon.AddClass(word, c);
  }

  void AddLine(std::string_view line) {
    size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string_view::npos) return;
    std::string_view name = line.substr(0, tab);
    size_t index = 0;
    while (index < kClassNames.size() && kClassNames[index] != name) ++index;
    assert(index < kClassNames.size() && "english.tsv names an unknown class");
    std::string_view words = line.substr(tab + 1);
    while (!words.empty()) {
      size_t blank = words.find(' ');
      std::string_view word = words.substr(0, blank);
      if (!word.empty()) AddWord(word, static_cast<WordClass>(index));
      words = blank == std::string_view::npos ? std::string_view() : words.substr(blank + 1);
    }
  }
};

Lexicon::Lexicon() : entries_(1), slots_(1024, 0) {
  LexiconLoader loader{*this};
  std::string_view table = Embedded_english_tsv();
  while (!table.empty()) {
    size_t newline = table.find('\n');
    loader.AddLine(table.substr(0, newline));
    table = newline == std::string_view::npos ? std::string_view() : table.substr(newline + 1);
  }
  AddActionWords(*this);
}

const Lexicon& Lexicon::English() {
  static const Lexicon lexicon;
  return lexicon;
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
