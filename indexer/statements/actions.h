// Typed actions of a sentence, with polarity, modality, who acts and on whom.
#pragma once

#include <vector>

#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// The actions that the sentence tells, in text order, each triple of type, polarity and modality once. The sentence
// must be tagged. Pure; thread safe.
std::vector<Action> FindActions(const Sentence& sentence);

}  // namespace dossier::indexer
