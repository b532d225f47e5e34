// Questions of grammar about the clause around a token, which the scope of an action asks: which verb a subject has,
// whether a predicate calls it false. Positions are tokens.
#pragma once

#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// The word at `at` follows a copula: "would be wrong".
bool IsPredicate(const Sentence& s, int at);
// A finite verb follows in the same clause, within twenty tokens.
bool HasFiniteVerbAfter(const Sentence& s, int at);
// "Reports that ... are false": a predicate after `from` says that it is not so.
bool CalledFalse(const Sentence& s, int from);
// "It is not true that", "it is false that".
bool SaidFalse(const Sentence& s, int at);
// "regardless of whether they were told to", "whether or not": nothing is said about the deed.
bool EitherWay(const Sentence& s, int condition);
// A noun for what somebody says: "denied claims that", "rejected reports that".
bool IsContentNoun(const Sentence& s, int at);
// "accused of", "suspected of".
bool IsAccusation(const Sentence& s, int verb);
// The last noun of the compound that `head` stands in: "ban proposal".
int CompoundEnd(const Sentence& s, int head);
// The main verb of the predicate that follows a subject ending at `end`, past prepositional parts; 0 for none.
int PredicateVerb(const Sentence& s, int end);
// "on hold", "on ice" stands at `at`: what is put there does not happen for now.
bool OnHold(const Sentence& s, int at);
// The noun phrase that starts at `start` has no definite article.
bool Indefinite(const Sentence& s, int start);

}  // namespace dossier::indexer
