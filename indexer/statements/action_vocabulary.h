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
enum class Operator : uint8_t { kReverses, kConsidered, kProposed, kOrdered, kAlleged, kDenied, kNegated, kMention };

// A set of lexicon entries, sorted.
using WordSet = std::vector<uint32_t>;
bool InSet(const WordSet& set, uint32_t word);

struct PhraseElement {
  bool gap = false;  // up to ten words
  WordSet words;
};

// Who must act or be acted on.
enum class Party : uint8_t { kNobody, kAny, kEntity, kVendor, kAgency, kState };

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

struct OperatorPhrase {
  Operator kind = Operator::kMention;
  PhrasePart part = PhrasePart::kVerb;
  uint32_t particle = 0;  // word that must follow ("call for"), 0 for none
  WordSet after;          // or one of these
};

class ActionVocabulary {
 public:
  // Compiled from the embedded table on first use.
  static const ActionVocabulary& English();

  const std::vector<ActionPhrase>& phrases() const { return phrases_; }
  // Phrases whose first word may be this entry, longest first.
  const std::vector<uint32_t>& PhrasesAt(uint32_t word) const;
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
