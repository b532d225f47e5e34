#include "indexer/action_vocabulary.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "corpus/base/embedded.h"

DOSSIER_EMBEDDED(actions_tsv)

namespace dossier::indexer {
namespace {

constexpr std::string_view kOperatorNames[] = {"(reverses)", "(considered)", "(proposed)", "(ordered)",
                                               "(alleged)", "(denied)", "(negated)", "(mention)"};

constexpr std::string_view kSetRow = "(set)";
constexpr std::string_view kAgencySet = "@agency";  // any agency, not a set of words

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    size_t cut = text.find(separator);
    if (cut != 0) parts.push_back(text.substr(0, cut));
    text = cut == std::string_view::npos ? std::string_view() : text.substr(cut + 1);
  }
  return parts;
}

struct Row {
  std::string_view type, part, phrase, conditions;
};

std::vector<Row> ReadRows() {
  std::vector<Row> rows;
  for (std::string_view line : Split(Embedded_actions_tsv(), '\n')) {
    if (line[0] == '#') continue;
    std::vector<std::string_view> cells = Split(line, '\t');
    assert(cells.size() >= 3 && cells.size() <= 4 && "actions.tsv: a row has type, part, phrase, conditions");
    rows.push_back({cells[0], cells[1], cells[2], cells.size() > 3 ? cells[3] : std::string_view()});
  }
  return rows;
}

const std::vector<Row>& Rows() {
  static const std::vector<Row> rows = ReadRows();
  return rows;
}

PhrasePart PartOf(std::string_view name) {
  return name == "verb" ? PhrasePart::kVerb : name == "noun" ? PhrasePart::kNoun
       : name == "adjective" ? PhrasePart::kAdjective : PhrasePart::kWord;
}

// The forms that a word of a phrase may take at its place.
std::vector<std::string> FormsOf(std::string_view word, PhrasePart part, bool first, bool last) {
  if (part == PhrasePart::kVerb && first) {
    if (word == "be") return {"be", "is", "are", "was", "were", "been", "being"};
    Inflection forms = InflectVerb(word);
    std::vector<std::string> all = {forms.base, forms.third, forms.past, forms.participle, forms.gerund};
    // British spelling: cancelled, labelling.
    if (word.size() > 4 && (word.ends_with("el") || word.ends_with("al")) && forms.past == forms.base + "ed") {
      all.push_back(forms.base + "led");
      all.push_back(forms.base + "ling");
    }
    return all;
  }
  if (part == PhrasePart::kNoun && last) return {std::string(word), PluralOf(word)};
  return {std::string(word)};
}

// Irregular verbs of the vocabulary; the lexicon's own table has the others.
std::string_view SpecOf(std::string_view base) {
  constexpr std::pair<std::string_view, std::string_view> kIrregular[] = {
      {"forbid", "forbid/forbade/forbidden"}, {"shut", "shut/shut/shut"}, {"cut", "cut/cut/cut"}, {"put", "put/put/put"},
      {"tell", "tell/told/told"}, {"give", "give/gave/given"}, {"take", "take/took/taken"}, {"pay", "pay/paid/paid"},
      {"steal", "steal/stole/stolen"}, {"win", "win/won/won"}, {"buy", "buy/bought/bought"}, {"let", "let/let/let"},
      {"choose", "choose/chose/chosen"}, {"break", "break/broke/broken"}, {"hit", "hit/hit/hit"},
      {"freeze", "freeze/froze/frozen"}, {"withdraw", "withdraw/withdrew/withdrawn"}, {"throw", "throw/threw/thrown"},
      {"undo", "undo/undid/undone"}, {"strike", "strike/struck/struck"}, {"set", "set/set/set"}, {"think", "think/thought/thought"},
      {"seek", "seek/sought/sought"}, {"override", "override/overrode/overridden"}, {"lead", "lead/led/led"},
      {"make", "make/made/made"}, {"overthrow", "overthrow/overthrew/overthrown"}, {"lift", "lift/lifted/lifted"}};
  for (const auto& [word, spec] : kIrregular) {
    if (word == base) return spec;
  }
  return base;
}

std::vector<std::string> FormsAt(std::string_view word, PhrasePart part, bool first, bool last) {
  bool inflected = part == PhrasePart::kVerb && first && word != "be";
  return FormsOf(inflected ? SpecOf(word) : word, part, first, last);
}

void AddFormsToLexicon(Lexicon& lexicon, std::string_view word, PhrasePart part, bool first, bool last) {
  std::vector<std::string> forms = FormsAt(word, part, first, last);
  constexpr uint16_t kVerb[] = {kBase, kThird, kPast, kParticiple, kGerund, kPast | kParticiple, kGerund};
  constexpr uint16_t kNoun[] = {kSingular, kPlural};
  for (size_t i = 0; i < forms.size(); ++i) {
    lexicon.Intern(forms[i]);
    if (part == PhrasePart::kVerb && first && word != "be") lexicon.AddForm(forms[i], kVerb[i]);
    if (part == PhrasePart::kNoun && last) lexicon.AddForm(forms[i], kNoun[i]);
    if (part == PhrasePart::kAdjective) lexicon.AddForm(forms[i], kAdjectiveForm);
  }
}

}  // namespace

bool InSet(const WordSet& set, uint32_t word) {
  return word != 0 && std::binary_search(set.begin(), set.end(), word);
}

void AddActionWords(Lexicon& lexicon) {
  for (const Row& row : Rows()) {
    if (row.type == kSetRow) {
      for (std::string_view word : Split(row.phrase, ' ')) lexicon.Intern(word);
      continue;
    }
    std::vector<std::string_view> words = Split(row.phrase, ' ');
    for (size_t i = 0; i < words.size(); ++i) {
      if (words[i] == "...") continue;
      for (std::string_view word : Split(words[i], '|')) {
        if (word[0] == '@') continue;
        AddFormsToLexicon(lexicon, word, PartOf(row.part), i == 0, i + 1 == words.size());
      }
    }
    for (std::string_view condition : Split(row.conditions, ' ')) {
      size_t equals = condition.find('=');
      if (equals == std::string_view::npos) continue;
      for (std::string_view word : Split(condition.substr(equals + 1), '|')) {
        if (word[0] != '@' && !condition.starts_with("also=")) lexicon.Intern(word);
      }
    }
  }
}

struct VocabularyLoader {
  ActionVocabulary& vocabulary;
  const Lexicon& lexicon;

  WordSet Words(std::string_view alternatives) const {
    WordSet set;
    for (std::string_view word : Split(alternatives, '|')) {
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
    for (const Row& row : Rows()) {
      if (row.type != kSetRow || row.part != name.substr(1)) continue;
      known = true;
      for (std::string_view word : Split(row.phrase, ' ')) set.push_back(lexicon.Find(word));
    }
    assert(known && "actions.tsv names a set that it does not define");
    (void)known;
  }

  static Party PartyOf(std::string_view name) {
    return name == "any" ? Party::kAny : name == "entity" ? Party::kEntity : name == "vendor" ? Party::kVendor
         : name == "state" ? Party::kState : Party::kAgency;
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

  void AddPhrase(const Row& row, ActionType type) {
    ActionPhrase phrase;
    phrase.type = type;
    phrase.part = PartOf(row.part);
    std::vector<std::string_view> words = Split(row.phrase, ' ');
    for (size_t i = 0; i < words.size(); ++i) {
      PhraseElement element;
      element.gap = words[i] == "...";
      if (!element.gap) {
        for (std::string_view word : Split(words[i], '|')) {
          if (word[0] == '@') {
            AddSet(word, element.words);
            continue;
          }
          for (const std::string& form : FormsAt(word, phrase.part, i == 0, i + 1 == words.size())) {
            element.words.push_back(lexicon.Find(form));
          }
        }
        std::sort(element.words.begin(), element.words.end());
      }
      phrase.elements.push_back(std::move(element));
    }
    for (std::string_view condition : Split(row.conditions, ' ')) AddCondition(condition, phrase);
    auto index = static_cast<uint32_t>(vocabulary.phrases_.size());
    const WordSet& first = phrase.elements.front().words;
    for (size_t i = 0; i < first.size(); ++i) {
      if (i == 0 || first[i] != first[i - 1]) vocabulary.phrases_at_[first[i]].push_back(index);
    }
    vocabulary.phrases_.push_back(std::move(phrase));
  }

  void AddOperator(const Row& row, Operator kind) {
    OperatorPhrase entry;
    entry.kind = kind;
    entry.part = PartOf(row.part);
    std::vector<std::string_view> words = Split(row.phrase, ' ');
    if (words.size() > 1) entry.particle = lexicon.Find(words[1]);
    for (std::string_view condition : Split(row.conditions, ' ')) {
      if (condition.starts_with("after=")) entry.after = Words(condition.substr(6));
    }
    std::vector<std::string> forms = FormsAt(words[0], entry.part, true, true);
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
  for (const Row& row : Rows()) {
    if (row.type == kSetRow) continue;
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
