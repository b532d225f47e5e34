// Typed actions of a sentence, with polarity, modality, who acts and on whom.
#pragma once

#include <vector>

#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// How an action is found: a phrase of the vocabulary whose first word stands in the sentence and whose conditions hold
// (action_vocabulary.h), weighed by what stands over it (scope.h), with the entities of the sentence told apart into
// who acts and who is acted on. Precision goes first: a word of everyday speech counts only in the company that its row
// asks for, and a weak action only where the sentence says nothing stronger.
//
// One phrase takes its words: "fine" inside "pay a fine" is no second sanction. Actors and targets are ids of vendors
// and agencies; an organisation that no table knows is neither. Empty lists mean that the sentence does not say.
//
// The order of the result is that of the text but for weak and derived actions, which follow what they hang on. Never
// fails; a sentence without words that the lexicon knows has none. Time is bounded by the length of a sentence times
// the phrases at one word; the analyzer bounds the sentence.

// The actions that the sentence tells, in text order, each triple of type, polarity and modality once. The sentence
// must be tagged. Pure; thread safe.
std::vector<Action> FindActions(const Sentence& sentence);

}  // namespace dossier::indexer
