#include "indexer/text/action_words.h"

#include <cassert>

#include "corpus/base/embedded.h"

DOSSIER_EMBEDDED(actions_tsv)

namespace dossier::indexer {

std::vector<std::string_view> SplitWords(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    size_t cut = text.find(separator);
    if (cut != 0) parts.push_back(text.substr(0, cut));
    text = cut == std::string_view::npos ? std::string_view() : text.substr(cut + 1);
  }
  return parts;
}

namespace {

std::vector<ActionRow> ReadRows() {
  std::vector<ActionRow> rows;
  for (std::string_view line : SplitWords(Embedded_actions_tsv(), '\n')) {
    if (line[0] == '#') continue;
    std::vector<std::string_view> cells = SplitWords(line, '\t');
    assert(cells.size() >= 3 && cells.size() <= 4 && "actions.tsv: a row has type, part, phrase, conditions");
    rows.push_back({cells[0], cells[1], cells[2], cells.size() > 3 ? cells[3] : std::string_view()});
  }
  return rows;
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
      {"forbid", "forbid/forbade/forbidden"},
      {"shut", "shut/shut/shut"},
      {"cut", "cut/cut/cut"},
      {"put", "put/put/put"},
      {"tell", "tell/told/told"},
      {"give", "give/gave/given"},
      {"take", "take/took/taken"},
      {"pay", "pay/paid/paid"},
      {"steal", "steal/stole/stolen"},
      {"win", "win/won/won"},
      {"buy", "buy/bought/bought"},
      {"let", "let/let/let"},
      {"choose", "choose/chose/chosen"},
      {"break", "break/broke/broken"},
      {"hit", "hit/hit/hit"},
      {"freeze", "freeze/froze/frozen"},
      {"withdraw", "withdraw/withdrew/withdrawn"},
      {"throw", "throw/threw/thrown"},
      {"undo", "undo/undid/undone"},
      {"strike", "strike/struck/struck"},
      {"set", "set/set/set"},
      {"think", "think/thought/thought"},
      {"seek", "seek/sought/sought"},
      {"override", "override/overrode/overridden"},
      {"lead", "lead/led/led"},
      {"make", "make/made/made"},
      {"overthrow", "overthrow/overthrew/overthrown"},
      {"lift", "lift/lifted/lifted"}};
  for (const auto& [word, spec] : kIrregular) {
    if (word == base) return spec;
  }
  return base;
}

}  // namespace

const std::vector<ActionRow>& ActionRows() {
  static const std::vector<ActionRow> rows = ReadRows();
  return rows;
}

PhrasePart PhrasePartOf(std::string_view name) {
  return name == "verb"        ? PhrasePart::kVerb
         : name == "noun"      ? PhrasePart::kNoun
         : name == "adjective" ? PhrasePart::kAdjective
                               : PhrasePart::kWord;
}

std::vector<std::string> ActionFormsOf(std::string_view word, PhrasePart part, bool first, bool last) {
  bool inflected = part == PhrasePart::kVerb && first && word != "be";
  return FormsOf(inflected ? SpecOf(word) : word, part, first, last);
}

namespace {

void AddFormsToLexicon(Lexicon& lexicon, std::string_view word, PhrasePart part, bool first, bool last) {
  std::vector<std::string> forms = ActionFormsOf(word, part, first, last);
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

void AddActionWords(Lexicon& lexicon) {
  for (const ActionRow& row : ActionRows()) {
    if (row.type == kActionSetRow) {
      for (std::string_view word : SplitWords(row.phrase, ' ')) lexicon.Intern(word);
      continue;
    }
    std::vector<std::string_view> words = SplitWords(row.phrase, ' ');
    for (size_t i = 0; i < words.size(); ++i) {
      if (words[i] == "...") continue;
      for (std::string_view word : SplitWords(words[i], '|')) {
        if (word[0] == '@') continue;
        AddFormsToLexicon(lexicon, word, PhrasePartOf(row.part), i == 0, i + 1 == words.size());
      }
    }
    for (std::string_view condition : SplitWords(row.conditions, ' ')) {
      size_t equals = condition.find('=');
      if (equals == std::string_view::npos) continue;
      for (std::string_view word : SplitWords(condition.substr(equals + 1), '|')) {
        if (word[0] != '@' && !condition.starts_with("also=")) lexicon.Intern(word);
      }
    }
  }
}

}  // namespace dossier::indexer
