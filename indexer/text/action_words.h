// The words of actions.tsv, as words: rows of the table and the forms that a word of a phrase takes. What a row means
// (which action, which operator) is known to statements/action_vocabulary.h only; the lexicon takes the words from
// here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/lexicon.h"

namespace dossier::indexer {

// The table stands in this room and not with the statements because the lexicon must know its words before a sentence
// is read; so the two cannot come apart. Everything here is made once, never changes, and serves all threads.

enum class PhrasePart : uint8_t { kVerb, kNoun, kAdjective, kWord };
// "verb", "noun", "adjective"; everything else is kWord.
PhrasePart PhrasePartOf(std::string_view name);

// The type of rows that name a set of words instead of a phrase.
inline constexpr std::string_view kActionSetRow = "(set)";

// One row of the table; views into the embedded bytes, valid for the life of the program.
struct ActionRow {
  std::string_view type, part, phrase, conditions;
};
// All rows, read on first use; the build's tests read them, so a broken table is a defect.
const std::vector<ActionRow>& ActionRows();

// The parts of a cell between separators; empty parts are left out.
// Views of `text`, in order. No quoting: no word of the table holds a separator.
std::vector<std::string_view> SplitWords(std::string_view text, char separator);

// The forms that a word of a phrase may take at its place: the first word of a verb phrase is inflected, the last one
// of a noun phrase has its plural.
// For verbs that are doubled in British spelling both are given (canceled, cancelled). Forms may repeat; the word
// itself is always among them.
std::vector<std::string> ActionFormsOf(std::string_view word, PhrasePart part, bool first, bool last);

// Enters the table's words into a lexicon that is being made.
// Called once, while the lexicon is made. It only adds: classes and forms of words that are there already stay.
void AddActionWords(Lexicon& lexicon);

}  // namespace dossier::indexer
