// Scope: what stands over a word that names an action. A ban that is lifted, considered, denied or only commented on
// is no asserted ban. The walk goes from the word up through its noun phrase, verb group and governing words.
#pragma once

#include "indexer/statements/action_vocabulary.h"
#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// The parts are independent: "would not have been lifted" is proposed, negated and reversed. The weakest modality on
// the way wins (considered over proposed over alleged over ordered over done), two negations leave the matter open, and
// what an ordinary verb takes for granted ("failed to patch the flaw") is touched by no operator but denial and
// allegation.

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

// Looks through at most eight governors and thirty tokens to the left, so that a sentence without end costs no more
// than a long one. `sentence` must be tagged; 0 <= first <= last < size. Pure, thread safe, never fails: where the
// grammar finds no governor the deed is done, asserted, as the plain sentence says.

// The scope of the action word or phrase on tokens [first, last]; `verbal` when its first token is its verb, else its
// last token is a noun.
Scope ScopeOf(const Sentence& sentence, int first, int last, bool verbal);

}  // namespace dossier::indexer
