#include "indexer/names/context.h"

#include <algorithm>

#include "indexer/gazetteer/name_tokens.h"

namespace dossier::indexer {

bool ContextWord::Is(std::string_view lower_case) const {
  if (text.size() != lower_case.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char folded = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (folded != lower_case[i]) return false;
  }
  return true;
}

NameContext::NameContext(std::string_view text, size_t begin, size_t end) : text_(text), begin_(begin), end_(end) {
  NameToken token;
  size_t long_words = 0, capitals = 0, letters = 0, upper = 0;
  const std::string_view block = text.substr(0, end);
  for (size_t at = begin; NextNameToken(block, at, token); at = token.end) {
    ContextWord word{token.begin, token.end, block.substr(token.begin, token.end - token.begin),
                     StartsWithCapital(block, token.begin)};
    const bool number = word.text[0] >= '0' && word.text[0] <= '9';
    if (!number && !word.Is(WordList::kPreposition) && word.text.size() > 3) {
      ++long_words;
      capitals += word.capital;
    }
    if (!number && word.text.size() > 1) {
      ++letters;
      upper += IsAllCapitals(word.text);
    }
    words_.push_back(word);
  }
  const bool sentence = end > begin && text[end - 1] == '.';  // headlines have no full stop
  headline_ = !sentence && long_words >= 3 && capitals * 10 >= long_words * 8;
  all_capitals_ = letters >= 3 && upper * 10 >= letters * 9;
  headline_ |= all_capitals_;
}

size_t NameContext::IndexAtOrAfter(size_t position) const {
  return static_cast<size_t>(std::lower_bound(words_.begin(), words_.end(), position,
                                              [](const ContextWord& word, size_t at) { return word.begin < at; }) -
                             words_.begin());
}

ContextWord NameContext::Before(size_t position, size_t nth) const {
  const size_t index = IndexAtOrAfter(position);
  return index > nth ? words_[index - 1 - nth] : ContextWord{};
}

ContextWord NameContext::After(size_t position, size_t nth) const {
  size_t index = IndexAtOrAfter(position);
  // A possessive "s" is no word.
  if (index < words_.size() && words_[index].text == "s" &&
      words_[index].begin == position + (text_[position] == '\'' ? 1u : 3u))
    ++index;
  return index + nth < words_.size() ? words_[index + nth] : ContextWord{};
}

bool NameContext::Adjoin(size_t begin, size_t end) const {
  if (end <= begin || end - begin > 2) return false;
  const std::string_view between = text_.substr(begin, end - begin);
  return between == " " || between == "\xC2\xA0" || between == "\n" || between == "  ";
}

bool NameContext::IsSentenceStart(size_t position) const {
  size_t at = position;
  while (at > begin_) {
    const char c = text_[at - 1];
    if (c == ' ' || c == '\n' || c == '\t' || c == '"' || c == '\'' || c == '(' || c == '[' || c == '*' ||
        c == '\xA0' || c == '\xC2') {
      if (c == '\n') {
        // A line of its own inside a block.
        size_t before = at - 1;
        while (before > begin_ && text_[before - 1] == ' ') --before;
        if (before == begin_ || text_[before - 1] == '\n') return true;
      }
      --at;
      continue;
    }
    if (at >= 3 && text_.substr(at - 3, 2) == "\xE2\x80" && (c == '\x9C' || c == '\x98' || c == '\xA2')) {  // “ ‘ •
      at -= 3;
      continue;
    }
    if (c == '!' || c == '?' || c == ':' || c == ';') return c != ';';
    if (c != '.') return false;
    // A full stop: not after an initial ("J. Block") or an abbreviation that goes on.
    const ContextWord word = Before(at);
    if (!word.exists()) return true;
    if (word.text.find('.') != std::string_view::npos) return false;  // "U.S. Block"
    if (word.text.size() == 1 && word.capital) return false;
    return !word.Is(WordList::kTitle) && !word.Is("inc") && !word.Is("corp") && !word.Is("co") && !word.Is("ltd") &&
           !word.Is("no") && !word.Is("st");
  }
  return true;
}

int NameContext::Count(WordList list) const {
  return static_cast<int>(
      std::count_if(words_.begin(), words_.end(), [list](const ContextWord& word) { return word.Is(list); }));
}

bool NameContext::Near(WordList list, size_t begin, size_t end, size_t before, size_t after) const {
  for (size_t i = 0; i < before; ++i) {
    if (Before(begin, i).Is(list)) return true;
  }
  for (size_t i = 0; i < after; ++i) {
    if (After(end, i).Is(list)) return true;
  }
  return false;
}

bool NameContext::NamesCountry(std::string_view code) const {
  return std::any_of(words_.begin(), words_.end(),
                     [code](const ContextWord& word) { return word.capital && CountryOfWord(word.text) == code; });
}

std::string_view NameContext::CountryBefore(size_t position) const {
  ContextWord word = Before(position);
  if (word.text == "s") word = Before(position, 1);  // "Germany's"
  if (!word.exists() || !word.capital) return {};
  const std::string_view between = Between(word.end, position);
  if (between != " " && between != "'s " && between != "\xE2\x80\x99s " && between != "-" &&
      between != "\xE2\x80\x99 " && between != "' ")
    return {};
  return CountryOfWord(word.text);
}

}  // namespace dossier::indexer
