// Scope: what stands over a word that names an action. A ban that is lifted, considered, denied or only commented on
// is no asserted ban. The walk goes from the word up through its noun phrase, verb group and governing words.
#pragma once

#include "indexer/statements/action_vocabulary.h"
#include "indexer/statements/grammar.h"

namespace dossier::indexer {

struct Scope {
  bool mention = false;   // only talked about: no event
  bool reversed = false;  // lifted, dropped, suspended
  bool negated = false;
  bool denied = false;  // somebody says that it is not so
  bool spoken = false;  // what somebody says or fears
  Modality modality = Modality::kDone;
  int begin = 0;  // tokens that the operators took part in
  int end = 0;
  int verb = -1;  // the verb that the action is said with: its own or the governing support verb
};

// The scope of the action word or phrase on tokens [first, last]; `verbal` when its first token is its verb, else its
// last token is a noun.
Scope ScopeOf(const Sentence& sentence, int first, int last, bool verbal);

}  // namespace dossier::indexer
