// The action vocabulary of indexer/text/actions.tsv, compiled: which words say which action, and which words change the
// polarity or modality of what they govern.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/facts/statement.h"
#include "indexer/text/action_words.h"
#include "indexer/text/lexicon.h"

namespace dossier::indexer {

// What a governing word does to the action it governs.
// The names in brackets in actions.tsv are these; scope.h says how operators add up along the way from the action.
enum class Operator : uint8_t { kReverses, kConsidered, kProposed, kOrdered, kAlleged, kDenied, kNegated, kMention };

// A set of lexicon entries, sorted.
// Why words of the lexicon are numbers here: a sentence is compared with a thousand phrases, and comparing strings
// would cost more than everything else that is done with it. Each token is looked up once (ReadSentence), and all rules
// work on Lexicon entries from then on.
using WordSet = std::vector<uint32_t>;
// Never true for 0, the unknown word: a word that no list has can meet no condition. Logarithmic.
bool InSet(const WordSet& set, uint32_t word);

// One place of a phrase: either a gap, or the words that may stand there. A phrase neither begins nor ends with a gap.
struct PhraseElement {
  bool gap = false;  // up to ten words
  WordSet words;
};

// Who must act or be acted on.
enum class Party : uint8_t { kNobody, kAny, kEntity, kVendor, kAgency, kState };

// One row of the table. Conditions are all to be met; an empty set is no condition. What each of them means to a writer
// of rows stands at the head of actions.tsv, what it means to the finder in actions.cc.
struct ActionPhrase {
  ActionType type = ActionType::kWarning;
  PhrasePart part = PhrasePart::kVerb;
  std::vector<PhraseElement> elements;
  WordSet after, not_after, before, not_before, near, not_near, with, without;  // empty: no condition
  std::vector<ActionType> also;  // other types that the phrase says as well
  Party object = Party::kNobody;
  Party subject = Party::kNobody;
  Modality modality = Modality::kDone;
  bool real = false, passive = false, weak = false, spoken = false, operand = false, definite = false, active = false;
  bool with_agency = false;  // an agency in the sentence does for `with`
};

// A word that governs. With a particle it counts only before it ("call for" is a proposal, "call" is none).
struct OperatorPhrase {
  Operator kind = Operator::kMention;
  PhrasePart part = PhrasePart::kVerb;
  uint32_t particle = 0;  // word that must follow ("call for"), 0 for none
  WordSet after;          // or one of these
};

// Immutable once made, so one object serves all threads, for the life of the program. References and indexes that it
// gives stay valid as long. Its words are those of Lexicon::English(); entries of another lexicon mean nothing here.
class ActionVocabulary {
 public:
  // Compiled from the embedded table on first use.
  // Never fails: a row that cannot be read is a fault of the build, which asserts and the tests of the table catch.
  static const ActionVocabulary& English();

  const std::vector<ActionPhrase>& phrases() const { return phrases_; }
  // Phrases whose first word may be this entry, longest first.
  // The longest comes first because the finder takes the first that fits: "roll back" before "roll". `word` must be an
  // entry of the lexicon; 0 has none.
  const std::vector<uint32_t>& PhrasesAt(uint32_t word) const;
  // In the order of the table. One word may be several: "warning" is a noun operator and an action of its own.
  const std::vector<OperatorPhrase>& OperatorsAt(uint32_t word) const;
  // Words that stand for a state or its bodies as the subject of an official act: "Estonia", "ministries".
  const WordSet& officials() const { return officials_; }

 private:
  friend struct VocabularyLoader;
  ActionVocabulary();
  std::vector<ActionPhrase> phrases_;
  WordSet officials_;
  std::vector<std::vector<uint32_t>> phrases_at_;
  std::vector<std::vector<OperatorPhrase>> operators_at_;
};

}  // namespace dossier::indexer
