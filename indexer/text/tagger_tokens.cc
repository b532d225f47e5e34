#include "indexer/text/tagger_tokens.h"

#include <algorithm>
#include <array>
#include <string>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {
namespace {

constexpr std::array<std::string_view, 66> kAbbreviations = {
    "adm",  "apr",  "assn", "assoc", "aug", "ave",    "bros", "capt", "cie", "cmdr", "co",   "col",  "corp", "dec",
    "dept", "dr",   "ed",   "est",   "feb", "fig",    "gen",  "gov",  "hon", "inc",  "intl", "jan",  "jr",   "jul",
    "jun",  "lt",   "ltd",  "maj",   "mar", "messrs", "mfg",  "mr",   "mrs", "ms",   "mt",   "no",   "nov",  "oct",
    "op",   "pp",   "prof", "pres",  "rep", "reps",   "rev",  "sec",  "sen", "sens", "sep",  "sept", "sgt",  "sr",
    "st",   "supt", "univ", "vol",   "vs",  "ft",     "pvt",  "cpl",  "rd",  "blvd"};

struct Character {
  char32_t code_point;
  size_t end;
};

Character At(std::string_view text, size_t position) {
  const auto byte = static_cast<unsigned char>(text[position]);
  if (byte < 0x80) return {byte, position + 1};
  size_t end = position;
  const char32_t c = NextCodePoint(text, end);
  return {c, end};
}

bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The end of "U.S.", "D.C.", "J.P.": single letters each followed by a full stop, at least two of them; else begin.
size_t DottedEnd(std::string_view text, size_t begin) {
  size_t end = begin;
  int letters = 0;
  while (end + 1 < text.size() && IsAsciiLetter(text[end]) && text[end + 1] == '.') {
    end += 2;
    ++letters;
  }
  if (letters < 2) return begin;
  return end;
}

// The end of the word that starts at `begin`: letters and digits, apostrophes inside "O'Brien", "&" inside "AT&T",
// full stops inside numbers and version-like names ("3.5", "No.1").
size_t WordEnd(std::string_view text, size_t begin) {
  if (const size_t dotted = DottedEnd(text, begin); dotted != begin) return dotted;
  size_t end = begin;
  while (end < text.size()) {
    const Character c = At(text, end);
    if (IsWordChar(c.code_point)) {
      end = c.end;
      continue;
    }
    if (c.end >= text.size()) break;
    const Character next = At(text, c.end);
    const bool inner_apostrophe = IsApostrophe(c.code_point) && end == begin + 1 && IsUpper(next.code_point);
    const bool inner_ampersand = c.code_point == '&' && IsUpper(next.code_point);
    const bool inner_number = (c.code_point == '.' || c.code_point == ',') && IsDigit(next.code_point) &&
                              text[end - 1] >= '0' && text[end - 1] <= '9';
    if (!inner_apostrophe && !inner_ampersand && !inner_number) break;
    end = next.end;
  }
  return end;
}

// "'s" after a word is a token of its own.
size_t PossessiveEnd(std::string_view text, size_t begin) {
  const Character c = At(text, begin);
  if (!IsApostrophe(c.code_point) || c.end >= text.size() || (text[c.end] != 's' && text[c.end] != 'S')) return begin;
  const size_t end = c.end + 1;
  if (end < text.size() && IsWordChar(At(text, end).code_point)) return begin;
  return end;
}

bool EndsSentence(std::string_view text, const std::vector<TaggerToken>& tokens) {
  const TaggerToken& stop = tokens.back();
  if (stop.end - stop.begin != 1) return false;
  const char mark = text[stop.begin];
  if (mark == '!' || mark == '?') return true;
  if (mark != '.') return false;
  if (tokens.size() < 2 || !stop.glued) return true;
  const TaggerToken& word = tokens[tokens.size() - 2];
  return !(word.end - word.begin == 1 && word.upper);  // an initial: "J. Smith"
}

}  // namespace

bool IsAbbreviation(std::string_view lower) {
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), lower) != kAbbreviations.end();
}

std::vector<TaggerToken> TokenizeForTagger(std::string_view text) {
  std::vector<TaggerToken> tokens;
  tokens.reserve(text.size() / 5);
  bool starts_sentence = true, glued = false;
  for (size_t i = 0; i < text.size();) {
    const Character c = At(text, i);
    if (IsWhiteSpace(c.code_point)) {
      if (c.code_point == '\n') starts_sentence = true;
      glued = false;
      i = c.end;
      continue;
    }
    if (!glued && !tokens.empty() && EndsSentence(text, tokens)) starts_sentence = true;
    TaggerToken token;
    token.begin = static_cast<uint32_t>(i);
    token.glued = glued;
    token.starts_sentence = starts_sentence;
    token.word = IsWordChar(c.code_point);
    token.upper = IsUpper(c.code_point);
    size_t end = c.end;
    if (token.word) {
      end = WordEnd(text, i);
      if (end < text.size() && text[end] == '.' && end - i <= 6) {
        if (IsAbbreviation(FoldCase(text.substr(i, end - i))) && !(end + 1 >= text.size() || text[end + 1] == '\n'))
          ++end;
      }
    } else if (glued) {
      if (const size_t possessive = PossessiveEnd(text, i); possessive != i) end = possessive;
    }
    token.end = static_cast<uint32_t>(end);
    tokens.push_back(token);
    // Opening quotes and brackets leave the sentence start to the word behind them.
    if (token.word || !starts_sentence) starts_sentence = false;
    glued = true;
    i = end;
  }
  return tokens;
}

}  // namespace dossier::indexer
