// What stands around a name inside one block of text: words, sentence starts, headlines, countries.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/names/words.h"

namespace dossier::indexer {

// A word as rules see it: a view of the text. One that does not exist compares unequal to everything.
struct ContextWord {
  size_t begin = 0;
  size_t end = 0;
  std::string_view text;
  bool capital = false;

  bool exists() const { return end > begin; }
  bool Is(WordList list) const { return InList(list, text); }
  bool Is(std::string_view lower_case) const;  // compared without case
};

// Made once a block, read by every rule of every name in it; immutable, so threads may share it. Offsets are bytes of
// the whole text, never of the block. Questions about words are logarithmic in the block, `NamesCountry` and `Count`
// linear.
class NameContext {
 public:
  // Words of bytes [begin, end) of `text`, which must outlive this object.
  NameContext(std::string_view text, size_t begin, size_t end);

  // The nth word before or after a position (0 is the nearest); one that does not exist when the block ends.
  // `position` is where a name begins (Before) or ends (After). A possessive ending is passed over: behind "Roe's"
  // comes the next word.
  ContextWord Before(size_t position, size_t nth = 0) const;
  ContextWord After(size_t position, size_t nth = 0) const;
  // What separates two positions.
  std::string_view Between(size_t begin, size_t end) const { return text_.substr(begin, end - begin); }
  // Whether only blanks (no mark) separate them.
  bool Adjoin(size_t begin, size_t end) const;

  // Whether a sentence, a quotation or a list item begins here, so that a capital proves nothing.
  // Looks left only as far as marks reach, so that a name costs no more in a long block.
  bool IsSentenceStart(size_t position) const;
  bool headline() const { return headline_; }  // most words have capitals
  bool all_capitals() const { return all_capitals_; }

  // Words of the list within the block, and within `reach` words of [begin, end).
  int Count(WordList list) const;
  bool Near(WordList list, size_t begin, size_t end, size_t before, size_t after) const;
  // Whether a word of the block stands for the country; `adjacent` looks only at the three words before `position`.
  bool NamesCountry(std::string_view code) const;
  std::string_view CountryBefore(size_t position) const;

  const std::vector<ContextWord>& words() const { return words_; }
  std::string_view text() const { return text_; }
  size_t begin() const { return begin_; }
  size_t end() const { return end_; }

 private:
  size_t IndexAtOrAfter(size_t position) const;

  std::string_view text_;
  size_t begin_;
  size_t end_;
  std::vector<ContextWord> words_;
  bool headline_ = false;
  bool all_capitals_ = false;
};

}  // namespace dossier::indexer
