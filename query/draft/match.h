// Whether a quotation stands in a text as the rules of quoting allow: character by character, but for its setting, or
// with omissions and insertions that are marked (Chicago 17, 12.51-12.69 and 13.7; Bluebook rule 5). Nothing is
// accepted on likeness: every word that is not marked as changed must stand, in order.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/draft/tokens.h"

namespace dossier::query {

enum class MatchKind {
  kNone,
  kAbridged,    // marked omissions or insertions, a changed first letter, turned inner marks, moved punctuation
  kNormalised,  // but for quotation marks, dashes, white space, and the comma or full stop before the closing mark
  kExact,
};

struct QuotationMatch {
  MatchKind kind = MatchKind::kNone;
  size_t begin = 0, end = 0;          // bytes of the text
  std::vector<std::string> omitted;   // words that ellipses or brackets stand for, as the text has them
  std::vector<std::string> customs;   // what was changed, in words: "an omission is marked"
  std::vector<std::string> warnings;  // what the omission drops, or how far the parts stand apart
  bool good() const { return kind != MatchKind::kNone; }
};

// A quotation made ready once, to be looked for in many texts. Thread safe when const.
class QuotationPattern {
 public:
  explicit QuotationPattern(std::string_view quotation);

  // The best place in a text of one paragraph, or of several that "\n\n" divides; parts that stand in different
  // paragraphs are warned of. Time: the length of the text times that of the quotation, at most 20 million steps;
  // a longer search finds nothing.
  QuotationMatch Find(std::string_view text) const;

  // Runs of words that must stand together, longest first: what an index is asked for.
  const std::vector<std::string>& runs() const { return runs_; }

  // One thing that the text must have, may have or may be passed over, in order.
  struct Element {
    enum class Kind {
      kToken,      // the token, as it is
      kMayMark,    // a mark of the draft's own: the text may have it or not
      kAnything,   // an omission: any number of tokens
      kAnyOne,     // one token of the words that a bracket may stand for, or none
      kBeginning,  // a word that begins with these letters: its ending was changed
      kEnding,     // a word that ends with these letters: its beginning was changed
    };
    Kind kind = Kind::kToken;
    Token token = {};
    bool first_letter = false;  // a difference in the case of the first letter is allowed
    size_t bracket = 0;         // kAnyOne: which bracket, from 1
  };

 private:
  void FindRuns();

  std::string exact_;  // white space collapsed
  std::vector<Element> elements_;
  std::vector<std::string> runs_;
  std::vector<std::string> customs_;
  std::vector<std::string> inserted_;  // in brackets
};

}  // namespace dossier::query
