// Sentences made for tests of the statement rules: tagged, with the names that the test puts on them, so that no
// gazetteer and no tagger stands between a rule and its test.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// A name that stands on every occurrence of its words.
struct Named {
  std::string_view words;
  MentionType type = MentionType::kVendor;
  std::string id;  // "" for one that no table knows
};

// The names that most tests use: three vendors, three agencies.
inline const std::vector<Named>& SomeNames() {
  static const std::vector<Named> names = {{"Quellgrid", MentionType::kVendor, "quellgrid"},
                                           {"Marrowby", MentionType::kVendor, "marrowby"},
                                           {"Tindral", MentionType::kVendor, "tindral"},
                                           {"Harbour Board", MentionType::kAgency, "harbour-board"},
                                           {"Signal Commission", MentionType::kAgency, "signal-commission"},
                                           {"Signal Office", MentionType::kAgency, "signal-office"}};
  return names;
}

inline void PlaceNames(const std::vector<Named>& names, Sentence& sentence) {
  for (const Named& name : names) {
    for (size_t at = sentence.text.find(name.words); at != std::string_view::npos;
         at = sentence.text.find(name.words, at + 1)) {
      EntitySpan span;
      span.type = name.type;
      if (!name.id.empty()) span.ids = {name.id};
      PlaceEntity(sentence, at, at + name.words.size(), std::move(span));
    }
  }
}

// The whole text as one tagged sentence; the text must outlive it.
inline Sentence Made(std::string_view text, const std::vector<Named>& names = SomeNames()) {
  Sentence sentence;
  ReadSentence(text, {0, text.size()}, sentence);
  PlaceNames(names, sentence);
  TagSentence(sentence);
  return sentence;
}

// An event whose words are `words` of the text; without words the model found it alone.
inline Action EventAt(const std::string& text, const std::string& words, ActionType type) {
  Action event;
  event.type = type;
  event.begin = words.empty() ? 0 : text.find(words);
  event.end = words.empty() ? 0 : event.begin + words.size();
  return event;
}

// The token of a word (in lower case) of the sentence, the first unless told otherwise.
inline int TokenOf(const Sentence& sentence, std::string_view lower, int nth = 0) {
  for (int i = 0; i < sentence.size(); ++i) {
    if (sentence.IsWord(i, lower) && nth-- == 0) return i;
  }
  ADD_FAILURE() << "no '" << lower << "' in: " << sentence.text;
  return 0;
}

// Texts that no writer meant as a sentence; every rule must come out of them alive and in bounds.
inline const std::vector<std::string>& HostileSentences() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> out = {"",
                                    " ",
                                    "a",
                                    "\xFF",
                                    "\xE2\x80",
                                    "ban",
                                    "to to to to",
                                    "not not not not ban not",
                                    "that that that that that ban that",
                                    "\"\"\"\"\"",
                                    "'s 's 's",
                                    ", , , said , , ,",
                                    "said said said said",
                                    "by by by banned by by",
                                    "banned",
                                    "has been being been",
                                    "said Mr. Mr. Mr. Mr.",
                                    std::string("ban\0ban", 7),
                                    "\xC3\x28 banned \xF0\x9F",
                                    "According to according to according to"};
    std::string run;
    for (int i = 0; i < 400; ++i) run += "said the ban that was not lifted, ";
    out.push_back(run);
    out.push_back(std::string(4000, '('));
    out.push_back(std::string(4000, 'A'));
    return out;
  }();
  return texts;
}

}  // namespace dossier::indexer
