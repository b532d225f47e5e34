// A sentence as the statement rules see it: tokens with parts of speech by rule, the entities on them, and the few
// questions of grammar that actions, speakers and references ask (noun phrases, verb groups, clauses).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/facts/statement.h"
#include "indexer/text/lexicon.h"
#include "indexer/text/sentences.h"
#include "indexer/text/tokens.h"

namespace dossier::indexer {

// No trained tagger: rules over the closed classes of the lexicon and the forms that a word can have, from left to
// right, wrong only in ways that one can read. A word that the lexicon does not know is judged by its ending and its
// place, else it is a noun.

enum class Tag : uint8_t {
  kPunctuation,
  kName,
  kNoun,
  kVerb,
  kParticiple,
  kGerund,
  kAdjective,
  kAdverb,
  kDeterminer,
  kPronoun,
  kPreposition,
  kTo,
  kCoordinator,
  kSubordinator,
  kBe,
  kHave,
  kDo,
  kModal,
  kNegator,
  kPossessive,
  kNumber,
};

// An entity on tokens [first, last]. References to several carry every id.
struct EntitySpan {
  int first = 0;
  int last = 0;
  MentionType type = MentionType::kOrganisation;
  std::vector<std::string> ids;  // empty for one that is not in the gazetteer
  bool reference = false;
};

// One sentence; the text must outlive it. Positions are token indexes; -1 and size() stand for outside.
// Made once and read again and again: the analyzer keeps one object for all sentences of a document, so that its
// vectors keep their memory. tags, entity and quoted have one value a token. One thread at a time while it is made; any
// number once it is.
struct Sentence {
  std::string_view text;
  SentenceRange range;
  std::vector<Token> tokens;
  std::vector<Tag> tags;
  std::vector<int> entity;  // index into entities, -1 for none
  std::vector<EntitySpan> entities;
  std::vector<bool> quoted;  // between quotation marks
  bool headline = false;     // capitals say nothing: title case or all capitals

  // Every question takes positions outside of the sentence, at either side: rules look around without asking where the
  // sentence ends. Only Word, At and Span want a token that exists.
  int size() const { return static_cast<int>(tokens.size()); }
  std::string_view Word(int i) const { return TokenText(text, tokens[static_cast<size_t>(i)]); }
  const Token& At(int i) const { return tokens[static_cast<size_t>(i)]; }
  Tag TagAt(int i) const { return i >= 0 && i < size() ? tags[static_cast<size_t>(i)] : Tag::kPunctuation; }
  char MarkAt(int i) const { return i >= 0 && i < size() ? tokens[static_cast<size_t>(i)].mark : '\0'; }
  bool Is(int i, WordClass c) const {
    return i >= 0 && i < size() && Lexicon::English().Is(tokens[static_cast<size_t>(i)].word, c);
  }
  // The word in ASCII lower case equals `lower`.
  bool IsWord(int i, std::string_view lower) const;
  const EntitySpan* EntityAt(int i) const {
    if (i < 0 || i >= size() || entity[static_cast<size_t>(i)] < 0) return nullptr;
    return &entities[static_cast<size_t>(entity[static_cast<size_t>(i)])];
  }
  // The text from token `first` to token `last`.
  std::string_view Span(int first, int last) const {
    return text.substr(At(first).begin, At(last).end - At(first).begin);
  }
};

// The three steps of making a sentence, in their order; a step that is left out leaves its vectors empty.

// Tokenises the range and looks the words up; no tags yet.
void ReadSentence(std::string_view text, SentenceRange range, Sentence& sentence);
// Puts an entity on the tokens that the bytes cover; false when they cover none or another entity is there.
// Touches nothing when it gives false. An entity that begins inside a token takes none of it: names end where words do.
bool PlaceEntity(Sentence& sentence, size_t begin, size_t end, EntitySpan span);
// Gives every token its part of speech. Entities must have been placed.
// Reads only what stands before a token and the next two, so that its time is linear. Sets `headline` as well.
void TagSentence(Sentence& sentence);

// The questions of phrase: pure, and none reads outside of the sentence. Each gives `head`, `at` or `verb` itself when
// nothing belongs to it.

// Whether the word at `at`, in ASCII lower case, is one of `words`.
bool IsOneOf(const Sentence& sentence, int at, std::span<const std::string_view> words);
// The token that holds the byte of the text, or the first behind it; size() when there is none.
int TokenAt(const Sentence& sentence, size_t byte);
// The first token of the noun phrase whose head stands at `head`.
int NounPhraseStart(const Sentence& sentence, int head);
// The last token of the noun phrase that starts or continues at `at` (no prepositional parts).
int NounPhraseEnd(const Sentence& sentence, int at);
// The first token of the verb group (auxiliaries, adverbs, negators, to) of the verb at `verb`.
int VerbGroupStart(const Sentence& sentence, int verb);
// Whether the participle at `verb` is passive: after a form of be, or without auxiliary and without object.
bool IsPassive(const Sentence& sentence, int verb);
// A place where one clause ends and another begins: semicolon, dash, colon, subordinator, "but", comma before a
// subject.
// Also true outside of the sentence, so that a walk over a clause ends by itself.
bool IsClauseBoundary(const Sentence& sentence, int at);

// Whether a word at or before `at`, within the same phrase, says that an office is held no more: "the former director
// of the FBI", "ex-FBI agent". Who held it does not act or speak for the organisation.
bool IsFormer(const Sentence& sentence, int at);

inline bool IsNominal(Tag tag) {
  return tag == Tag::kName || tag == Tag::kNoun || tag == Tag::kAdjective || tag == Tag::kDeterminer ||
         tag == Tag::kNumber || tag == Tag::kPossessive || tag == Tag::kPronoun;
}
inline bool IsVerbal(Tag tag) { return tag == Tag::kVerb || tag == Tag::kParticiple || tag == Tag::kGerund; }
inline bool IsAuxiliary(Tag tag) {
  return tag == Tag::kBe || tag == Tag::kHave || tag == Tag::kDo || tag == Tag::kModal;
}

}  // namespace dossier::indexer
