// Questions of grammar about the clause around a token, which the scope of an action asks: which verb a subject has,
// whether a predicate calls it false. Positions are tokens.
#pragma once

#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// All of them are pure and thread safe; all but CalledFalse look at most some twenty tokens along the sentence. They
// want a tagged sentence (TagSentence) and a token of it. They ask of form only; what the answer means for an action is
// scope.h's.

// The word at `at` follows a copula: "would be wrong".
bool IsPredicate(const Sentence& s, int at);
// A finite verb follows in the same clause, within twenty tokens.
bool HasFiniteVerbAfter(const Sentence& s, int at);
// "Reports that ... are false": a predicate after `from` says that it is not so.
// Does not stop at clause ends: the predicate of a long subject comes late.
bool CalledFalse(const Sentence& s, int from);
// "It is not true that", "it is false that".
// `at` is the last word before "that".
bool SaidFalse(const Sentence& s, int at);
// "regardless of whether they were told to", "whether or not": nothing is said about the deed.
bool EitherWay(const Sentence& s, int condition);
// A noun for what somebody says: "denied claims that", "rejected reports that".
bool IsContentNoun(const Sentence& s, int at);
// "accused of", "suspected of".
bool IsAccusation(const Sentence& s, int verb);
// The last noun of the compound that `head` stands in: "ban proposal".
// The last one names the thing: a ban proposal is a proposal. An entity ends the compound.
int CompoundEnd(const Sentence& s, int head);
// The main verb of the predicate that follows a subject ending at `end`, past prepositional parts; 0 for none.
// Its auxiliaries are passed over; without a main verb ("the ban is possible") it is the last auxiliary.
int PredicateVerb(const Sentence& s, int end);
// "on hold", "on ice" stands at `at`: what is put there does not happen for now.
bool OnHold(const Sentence& s, int at);
// The noun phrase that starts at `start` has no definite article.
// What is new in the text and may not exist: "a ban would hurt" says of none that it stands.
bool Indefinite(const Sentence& s, int start);

// Tokens [from, to), at least one, only part the names of a list: commas, "and", articles.
bool PartsNames(const Sentence& s, int from, int to);
// The token before the noun phrase of the name that begins at `first`: past its determiner, its adjectives, names that
// adjoin, and its owner ("Intel's SGX").
int BeforeName(const Sentence& s, int first);
// The first verb of the predicate whose subject ends at `end`, past auxiliaries and adverbs; -1 for none.
int VerbOfSubject(const Sentence& s, int end);
// The word at `verb` says that somebody says something, in any tense: "said", "reports", "explains".
bool IsSaying(const Sentence& s, int verb);
// The token is one of the event's words.
bool IsInWords(const Sentence& s, int token, const Action& event);

}  // namespace dossier::indexer
