// A view of a paragraph's tokens with the questions that the grammar's rules ask.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "indexer/dates/expression.h"
#include "indexer/dates/tokens.h"

namespace dossier::indexer::dates {

// Borrows text, tokens and options for the time of one paragraph. Made so that a rule may look around without asking
// where the paragraph ends: positions outside give a token of no kind.
class Cursor {
 public:
  Cursor(std::string_view text, const std::vector<Token>& tokens, const GrammarOptions& options)
      : text_(text), tokens_(tokens), options_(options) {}

  size_t size() const { return tokens_.size(); }
  const GrammarOptions& options() const { return options_; }
  // The token at `i`; a token of type kPunct and value 0 outside the paragraph.
  const Token& At(size_t i) const { return i < tokens_.size() ? tokens_[i] : kNothing; }
  // The token before `i`.
  const Token& Before(size_t i, size_t back = 1) const { return i >= back ? At(i - back) : kNothing; }
  // Whether token `i` exists and no line break stands before it.
  bool Continues(size_t i) const { return i < tokens_.size() && !At(i).Has(kLineStart); }
  bool IsGlued(size_t i) const { return i < tokens_.size() && At(i).Has(kGlued); }

  std::string_view Text(size_t i) const {
    const Token& token = At(i);
    return text_.substr(token.begin, token.end - token.begin);
  }
  // ASCII case-insensitive comparison with a lower-case word.
  bool IsWord(size_t i, std::string_view lower_case) const {
    const std::string_view word = Text(i);
    return word.size() == lower_case.size() && i < tokens_.size() &&
           std::equal(word.begin(), word.end(), lower_case.begin(),
                      [](char a, char b) { return (a | 0x20) == (b | 0x20); });
  }
  bool IsPrep(size_t i, Prep prep) const { return At(i).Is(Type::kPreposition, static_cast<int>(prep)); }
  bool IsUnit(size_t i, Unit unit) const { return At(i).Is(Type::kUnit, static_cast<int>(unit)); }
  bool IsThe(size_t i) const { return At(i).Is(Type::kDeterminer, 0); }
  bool IsArticleA(size_t i) const { return At(i).Is(Type::kDeterminer, 1); }
  // Whether a sentence ends before token `i`.
  bool StartsSentence(size_t i) const {
    if (i == 0 || At(i).Has(kLineStart)) return true;
    const Token& before = At(i - 1);
    return before.type == Type::kPunct && (before.value == '.' || before.value == '!' || before.value == '?') &&
           !At(i).Has(kGlued);
  }
  // A lower-case plural noun, as in "2,018 phones": what a number before it counts.
  bool IsCounted(size_t i) const;

 private:
  static const Token kNothing;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  const GrammarOptions& options_;
};

// What the words around token `i` say about its time: kPast, kFuture, or kNone when nothing is said.
// Looks thirty tokens to either side within the sentence; the verb before counts before the one behind.
Direction TenseAround(const Cursor& cursor, size_t begin, size_t end);

}  // namespace dossier::indexer::dates
