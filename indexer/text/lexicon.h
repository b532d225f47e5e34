// The lexicon: English word forms with their classes and the parts of speech they can be.
//
// Made once from english.tsv and the words of actions.tsv; verbs are inflected by rule. Immutable,
// so every thread may read it. Words are looked up in ASCII lower case.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/tokens.h"

namespace dossier::indexer {

// A closed vocabulary on purpose: what it does not know stays unknown, and rules ask for classes, never for spelling.
// One lookup a token yields a number by which every list is asked in one instruction.

// Classes of english.tsv, in its order; ClassBit(c) is its bit in Entry::classes.
enum class WordClass : uint8_t {
  kDeterminer,
  kDefinite,
  kDemonstrative,
  kPossessive,
  kPronoun,
  kPersonPronoun,
  kPreposition,
  kCoordinator,
  kSubordinator,
  kCondition,
  kBe,
  kHave,
  kDo,
  kGet,
  kModalWeak,
  kModalWould,
  kModalShould,
  kModalMust,
  kModalWill,
  kNegator,
  kContraction,
  kAdverb,
  kTo,
  kMonth,
  kWeekday,
  kNumberWord,
  kCompanyNoun,
  kCompaniesNoun,
  kAgencyNoun,
  kProductNoun,
  kRoleHead,
  kRoleTitle,
  kHonorific,
  kSpeakerNoun,
  kSpeechVerb,
  kStrongSpeechVerb,
  kReportVerb,
  kRiskCarrier,
  kSupportVerb,
  kSelfDenied,
  kLinkNoun,
  kLightNoun,
  kFalseWord,
  kNoun,
  kVerb,
  kAdjective,
  kRoleModifier,
  kCountryAdjective,
  kBringsAbout,
  kCount,
};
constexpr uint64_t ClassBit(WordClass c) { return uint64_t{1} << static_cast<int>(c); }

// What a form can be. A form may be several: "bans" is kPlural and kThird.
// Which of them it is in a sentence is for grammar.h to say.
enum Form : uint16_t {
  kBase = 1,
  kThird = 2,
  kPast = 4,
  kParticiple = 8,
  kGerund = 16,
  kSingular = 32,
  kPlural = 64,
  kAdjectiveForm = 128,
};
inline constexpr uint16_t kVerbForms = kBase | kThird | kPast | kParticiple | kGerund;
inline constexpr uint16_t kNounForms = kSingular | kPlural;

// A verb's forms. "say/said/said" names irregular past and participle.
struct Inflection {
  std::string base, third, past, participle, gerund;
};
// Regular verbs by spelling rules: final e and y, doubled consonants, sibilants. Pure; `spec` must not be empty.
Inflection InflectVerb(std::string_view spec);
// By spelling alone: irregular plurals are words of their own in the table.
std::string PluralOf(std::string_view noun);

// Entries are numbers from 1; 0 is the unknown word, has no class and no form, and may be asked like any other. They
// mean the same for the whole run of a program and nothing beyond it: they are never written to disk.
class Lexicon {
 public:
  // The embedded tables, built on first use; the build's tests read them, so a broken table is a defect.
  static const Lexicon& English();

  // The entry of a word in any case, 0 when unknown.
  // No allocation; words of more than forty bytes are unknown.
  uint32_t Find(std::string_view word) const;
  uint64_t classes(uint32_t entry) const { return entries_[entry].classes; }
  uint16_t forms(uint32_t entry) const { return entries_[entry].forms; }
  bool Is(uint32_t entry, WordClass c) const { return (entries_[entry].classes & ClassBit(c)) != 0; }
  size_t size() const { return entries_.size(); }

  // Used while tables are loaded: the entry of a folded word, made when new.
  uint32_t Intern(std::string_view folded);
  void AddForm(std::string_view folded, uint16_t form) { entries_[Intern(folded)].forms |= form; }
  void AddClass(std::string_view folded, WordClass c) { entries_[Intern(folded)].classes |= ClassBit(c); }

 private:
  friend struct LexiconLoader;
  Lexicon();
  struct Entry {
    std::string word;
    uint64_t classes = 0;
    uint16_t forms = 0;
  };
  void Grow();

  std::vector<Entry> entries_;   // 0 is the unknown word
  std::vector<uint32_t> slots_;  // open addressing, a power of two
};

}  // namespace dossier::indexer
