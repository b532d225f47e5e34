#include "indexer/statements/action_vocabulary.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "indexer/text/action_words.h"

namespace dossier::indexer {
namespace {

constexpr std::string_view kOperatorNames[] = {"(reverses)", "(considered)", "(proposed)", "(ordered)",
                                               "(alleged)",  "(denied)",     "(negated)",  "(mention)"};

constexpr std::string_view kAgencySet = "@agency";  // any agency, not a set of words

}  // namespace

bool InSet(const WordSet& set, uint32_t word) { return word != 0 && std::binary_search(set.begin(), set.end(), word); }

struct VocabularyLoader {
  ActionVocabulary& vocabulary;
  const Lexicon& lexicon;

  WordSet Words(std::string_view alternatives) const {
    WordSet set;
    for (std::string_view word : SplitWords(alternatives, '|')) {
      if (word[0] == '@') {
        AddSet(word, set);
      } else {
        set.push_back(lexicon.Find(word));
      }
    }
    std::sort(set.begin(), set.end());
    return set;
  }

  // The words of the row that defines the set `name`.
  void AddSet(std::string_view name, WordSet& set) const {
    if (name == kAgencySet) return;
    bool known = false;
    for (const ActionRow& row : ActionRows()) {
      if (row.type != kActionSetRow || row.part != name.substr(1)) continue;
      known = true;
      for (std::string_view word : SplitWords(row.phrase, ' ')) set.push_back(lexicon.Find(word));
    }
    assert(known && "actions.tsv names a set that it does not define");
    (void)known;
  }

  static Party PartyOf(std::string_view name) {
    return name == "any"      ? Party::kAny
           : name == "entity" ? Party::kEntity
           : name == "vendor" ? Party::kVendor
           : name == "state"  ? Party::kState
                              : Party::kAgency;
  }

  void AddCondition(std::string_view condition, ActionPhrase& phrase) const {
    size_t equals = condition.find('=');
    std::string_view key = condition.substr(0, equals);
    std::string_view value = equals == std::string_view::npos ? std::string_view() : condition.substr(equals + 1);
    if (key == "after") phrase.after = Words(value);
    if (key == "notafter") phrase.not_after = Words(value);
    if (key == "before") phrase.before = Words(value);
    if (key == "notbefore") phrase.not_before = Words(value);
    if (key == "near") phrase.near = Words(value);
    if (key == "with") phrase.with = Words(value);
    if (key == "with") phrase.with_agency = value.find(kAgencySet) != std::string_view::npos;
    if (key == "also") phrase.also.push_back(*ActionTypeOf(value));
    if (key == "active") phrase.active = true;
    if (key == "without") phrase.without = Words(value);
    if (key == "notnear") phrase.not_near = Words(value);
    if (key == "object") phrase.object = PartyOf(value);
    if (key == "subject") phrase.subject = PartyOf(value);
    if (key == "modality" && value == "ordered") phrase.modality = Modality::kOrdered;
    if (key == "real") phrase.real = true;
    if (key == "passive") phrase.passive = true;
    if (key == "weak") phrase.weak = true;
    if (key == "spoken") phrase.spoken = true;
    if (key == "operand") phrase.operand = true;
    if (key == "definite") phrase.definite = true;
  }

  void AddPhrase(const ActionRow& row, ActionType type) {
    ActionPhrase phrase;
    phrase.type = type;
    phrase.part = PhrasePartOf(row.part);
    std::vector<std::string_view> words = SplitWords(row.phrase, ' ');
    for (size_t i = 0; i < words.size(); ++i) {
      PhraseElement element;
      element.gap = words[i] == "...";
      if (!element.gap) {
        for (std::string_view word : SplitWords(words[i], '|')) {
          if (word[0] == '@') {
            AddSet(word, element.words);
            continue;
          }
          for (const std::string& form : ActionFormsOf(word, phrase.part, i == 0, i + 1 == words.size())) {
            element.words.push_back(lexicon.Find(form));
          }
        }
        std::sort(element.words.begin(), element.words.end());
      }
      phrase.elements.push_back(std::move(element));
    }
    for (std::string_view condition : SplitWords(row.conditions, ' ')) AddCondition(condition, phrase);
    auto index = static_cast<uint32_t>(vocabulary.phrases_.size());
    const WordSet& first = phrase.elements.front().words;
    for (size_t i = 0; i < first.size(); ++i) {
      if (i == 0 || first[i] != first[i - 1]) vocabulary.phrases_at_[first[i]].push_back(index);
    }
    vocabulary.phrases_.push_back(std::move(phrase));
  }

  void AddOperator(const ActionRow& row, Operator kind) {
    OperatorPhrase entry;
    entry.kind = kind;
    entry.part = PhrasePartOf(row.part);
    std::vector<std::string_view> words = SplitWords(row.phrase, ' ');
    if (words.size() > 1) entry.particle = lexicon.Find(words[1]);
    for (std::string_view condition : SplitWords(row.conditions, ' ')) {
      if (condition.starts_with("after=")) entry.after = Words(condition.substr(6));
    }
    std::vector<std::string> forms = ActionFormsOf(words[0], entry.part, true, true);
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    for (const std::string& form : forms) vocabulary.operators_at_[lexicon.Find(form)].push_back(entry);
  }
};

ActionVocabulary::ActionVocabulary() {
  const Lexicon& lexicon = Lexicon::English();
  phrases_at_.resize(lexicon.size());
  operators_at_.resize(lexicon.size());
  VocabularyLoader loader{*this, lexicon};
  for (const ActionRow& row : ActionRows()) {
    if (row.type == kActionSetRow) continue;
    const auto* name = std::find(std::begin(kOperatorNames), std::end(kOperatorNames), row.type);
    if (name != std::end(kOperatorNames)) {
      loader.AddOperator(row, static_cast<Operator>(name - std::begin(kOperatorNames)));
      continue;
    }
    std::optional<ActionType> type = ActionTypeOf(row.type);
    assert(type && "actions.tsv names an unknown action type");
    loader.AddPhrase(row, *type);
  }
  loader.AddSet("@officials", officials_);
  std::sort(officials_.begin(), officials_.end());
  for (std::vector<uint32_t>& at : phrases_at_) {
    std::stable_sort(at.begin(), at.end(), [this](uint32_t a, uint32_t b) {
      return phrases_[a].elements.size() > phrases_[b].elements.size();
    });
  }
}

const ActionVocabulary& ActionVocabulary::English() {
  static const ActionVocabulary vocabulary;
  return vocabulary;
}

const std::vector<uint32_t>& ActionVocabulary::PhrasesAt(uint32_t word) const { return phrases_at_[word]; }
const std::vector<OperatorPhrase>& ActionVocabulary::OperatorsAt(uint32_t word) const { return operators_at_[word]; }

}  // namespace dossier::indexer
