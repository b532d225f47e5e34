#include "indexer/text/sentences.h"

#include <algorithm>
#include <array>
#include <string>

#include "corpus/base/ascii.h"
#include "indexer/text/lexicon.h"
#include "indexer/text/tokens.h"

namespace dossier::indexer {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

template <size_t N>
constexpr bool Contains(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// A stop after these never ends a sentence: a name or a number follows.
constexpr auto kBeforeName = std::to_array<std::string_view>(
    {"adm",  "amb",  "art",  "asst", "atty", "avv",  "brig", "capt",   "cf",   "chap", "cmdr",  "col",  "cpl", "det",
     "dipl", "dott", "dr",   "drs",  "e.g",  "eq",   "exh",  "fig",    "figs", "fr",   "gen",   "gens", "gov", "govs",
     "hon",  "hr",   "i.e",  "incl", "insp", "lt",   "maj",  "messrs", "mlle", "mme",  "mmes",  "mr",   "mrs", "ms",
     "msgr", "mt",   "mx",   "no",   "nos",  "nr",   "ofc",  "op",     "p",    "para", "paras", "pfc",  "pp",  "pres",
     "prof", "pvt",  "ref",  "refs", "rep",  "reps", "resp", "rev",    "sec",  "sect", "sen",   "sens", "sgt", "sgts",
     "sig",  "sra",  "srta", "st",   "supt", "tab",  "v",    "viz",    "vs"});
// These may also end one: what follows decides.
constexpr auto kMayEnd = std::to_array<std::string_view>(
    {"a.m",  "al",   "approx", "apr",  "assn", "assoc", "aug",   "ave", "bhd",  "blvd", "bros", "cie", "co",  "corp",
     "cos",  "dec",  "dept",   "dist", "div",  "ed",    "eds",   "esq", "est",  "etc",  "ext",  "feb", "fri", "gmbh",
     "inc",  "intl", "jan",    "jr",   "jul",  "jun",   "llc",   "llp", "lp",   "ltd",  "ltda", "mar", "mfg", "mon",
     "natl", "nov",  "oct",    "oyj",  "p.m",  "ph.d",  "plc",   "pte", "pty",  "rd",   "s.a",  "sat", "sdn", "sep",
     "sept", "sq",   "sr",     "sun",  "tel",  "thu",   "thurs", "tue", "tues", "univ", "usw",  "vol", "wed", "zip"});
// After these a number goes on the sentence.
constexpr auto kBeforeNumber = std::to_array<std::string_view>(
    {"abs",   "approx", "apr", "art", "aug",  "bd",  "ch",   "chap", "dec", "eq",  "ext", "feb",
     "fig",   "figs",   "jan", "jul", "jun",  "mar", "no",   "nos",  "nov", "oct", "p",   "para",
     "paras", "pp",     "ref", "sec", "sect", "sep", "sept", "tab",  "tel", "v",   "ver", "vol"});

// As kMayEnd, but only with a capital letter: small ones are words ("in mass.", "too ill.", "a pub."). States,
// provinces and what laws and courts are cited by.
constexpr auto kMayEndCapital = std::to_array<std::string_view>(
    {"admin", "ala",  "alta", "ariz", "ark",  "calif", "cir", "civ",  "colo", "cong", "conn", "crim", "ct",
     "del",   "fed",  "fla",  "ft",   "ga",   "ill",   "ind", "kan",  "ky",   "la",   "man",  "mass", "md",
     "mich",  "minn", "miss", "mo",   "mont", "neb",   "nev", "okla", "ont",  "ore",  "pa",   "pub",  "que",
     "reg",   "sask", "sess", "stat", "supp", "tenn",  "tex", "va",   "vt",   "wash", "wis",  "wyo"});
// Forms of companies, with or without their stop: what one follows goes on with it ("PTE. LTD.", "Yahoo! Inc.").
constexpr auto kCompanyForms = std::to_array<std::string_view>(
    {"bhd", "co", "company", "corp", "corporation", "cos", "gmbh", "inc", "incorporated", "kg",  "limited", "llc",
     "llp", "lp", "ltd",     "ltda", "oyj",         "plc", "pte",  "pty", "pvt",          "s.a", "sdn"});

static_assert(std::is_sorted(kMayEndCapital.begin(), kMayEndCapital.end()));
static_assert(std::is_sorted(kCompanyForms.begin(), kCompanyForms.end()));
static_assert(std::is_sorted(kBeforeName.begin(), kBeforeName.end()));
static_assert(std::is_sorted(kMayEnd.begin(), kMayEnd.end()));
static_assert(std::is_sorted(kBeforeNumber.begin(), kBeforeNumber.end()));

// Capitalised words that open sentences and no names.
bool OpensSentence(std::string_view word) {
  const Lexicon& lexicon = Lexicon::English();
  uint32_t entry = lexicon.Find(word);
  if (entry == 0) return false;
  constexpr uint64_t kOpeners = ClassBit(WordClass::kDeterminer) | ClassBit(WordClass::kPossessive) |
                                ClassBit(WordClass::kPronoun) | ClassBit(WordClass::kPreposition) |
                                ClassBit(WordClass::kCoordinator) | ClassBit(WordClass::kSubordinator) |
                                ClassBit(WordClass::kAdverb) | ClassBit(WordClass::kNegator);
  return (lexicon.classes(entry) & kOpeners) != 0;
}

bool IsRole(std::string_view word) {
  const Lexicon& lexicon = Lexicon::English();
  uint32_t entry = lexicon.Find(word);
  return entry != 0 && (lexicon.Is(entry, WordClass::kRoleHead) || lexicon.Is(entry, WordClass::kRoleTitle) ||
                        lexicon.Is(entry, WordClass::kRoleModifier));
}

class Splitter {
 public:
  Splitter(std::string_view text, size_t begin, size_t end, std::vector<SentenceRange>& out)
      : text_(text), end_(end), start_(begin), out_(out) {}

  void Run() {
    for (size_t at = start_; at < end_; ++at) {
      char c = text_[at];
      if (c == '.' || c == '!' || c == '?') {
        at = AtStop(at, at + 1, c);
      } else if (static_cast<unsigned char>(c) >= 0xE2) {
        at = AtWideStop(at);
      }
    }
    Emit(end_);
  }

 private:
  size_t AtWideStop(size_t at) {
    std::string_view mark = text_.substr(at, 3);
    if (mark == "\xE2\x80\xA6") return AtStop(at, at + 3, '.');
    if (mark == "\xE3\x80\x82" || mark == "\xEF\xBC\x81" || mark == "\xEF\xBC\x9F") {  // 。！？ need no space
      Emit(at + 3);
      return at + 2;
    }
    return at;
  }

  // A stop at `at`, the next byte at `after`: ends the sentence or not. Returns the last byte that was looked at.
  size_t AtStop(size_t at, size_t after, char stop) {
    bool several = after - at > 1;
    size_t past = after;
    while (past < end_ && (text_[past] == '.' || text_[past] == '!' || text_[past] == '?')) {
      several = true;
      if (text_[past] != '.') stop = text_[past];
      ++past;
    }
    size_t closed = SkipClosers(past);
    if (closed >= end_) return closed - 1;
    if (!IsSpace(text_[closed])) return std::max(at, past - 1);
    size_t next = closed;
    while (next < end_ && IsSpace(text_[next])) ++next;
    if (next < end_ && Ends(at, past, closed, next, stop, several)) Emit(closed);
    return closed;
  }

  // Closing quotation marks and brackets, and marks of footnotes.
  size_t SkipClosers(size_t at) const {
    while (at < end_) {
      char c = text_[at];
      if (size_t note = FootnoteEnd(at); note > at) {
        at = note;
      } else if (c == '"' || c == '\'' || c == ')' || c == ']') {
        ++at;
      } else if (static_cast<unsigned char>(c) >= 0xC2) {
        std::string_view mark = text_.substr(at, 3);
        if (mark != "\xE2\x80\x9D" && mark != "\xE2\x80\x99") break;
        at += 3;
      } else {
        break;
      }
    }
    return at;
  }

  // Past the mark of a footnote at `at`, set close or after one space: [10], [^10], [a], [note 2], superscript digits;
  // `at` when none stands there.
  size_t FootnoteEnd(size_t at) const {
    if (text_[at] == ' ' && at + 1 < end_ && text_[at + 1] == '[') {
      size_t note = BracketedNoteEnd(at + 1);
      bool spaced = note > at + 1 && (note == end_ || IsSpace(text_[note]) || text_[note] == '[');
      return spaced ? note : at;
    }
    if (text_[at] == '[') return BracketedNoteEnd(at);
    size_t past = at;
    while (past < end_ && SuperscriptLength(text_.substr(past, std::min<size_t>(3, end_ - past))) > 0) {
      past += SuperscriptLength(text_.substr(past, std::min<size_t>(3, end_ - past)));
    }
    return past;
  }

  static size_t SuperscriptLength(std::string_view bytes) {
    if (bytes.starts_with("\xC2\xB9") || bytes.starts_with("\xC2\xB2") || bytes.starts_with("\xC2\xB3")) return 2;
    bool digit = bytes.size() == 3 && bytes.starts_with("\xE2\x81") && static_cast<unsigned char>(bytes[2]) >= 0xB0 &&
                 static_cast<unsigned char>(bytes[2]) <= 0xB9;
    return digit ? 3 : 0;
  }

  size_t BracketedNoteEnd(size_t open) const {
    size_t at = open + 1;
    if (at < end_ && text_[at] == '^') ++at;
    for (std::string_view word : {"note ", "fn "}) {
      if (text_.substr(at).starts_with(word)) at += word.size();
    }
    size_t mark = at;
    while (at < end_ && at < mark + 4 && IsDigitAscii(text_[at])) ++at;
    if (at == mark && at < end_ && IsLower(text_[at])) ++at;
    return at > mark && at < end_ && text_[at] == ']' ? at + 1 : open;
  }

  // The word that ends at `at`, lower case, with inner stops ("u.s" of "U.S.").
  std::string WordBefore(size_t at) const {
    size_t begin = at;
    while (begin > start_ && !IsSpace(text_[begin - 1]) && text_[begin - 1] != '(' && text_[begin - 1] != '"' &&
           text_[begin - 1] != '/' && at - begin < 24) {
      --begin;
    }
    while (begin < at && static_cast<unsigned char>(text_[begin]) >= 0x80) ++begin;
    std::string word(text_.substr(begin, at - begin));
    for (char& c : word) c = IsUpperAscii(c) ? static_cast<char>(c - 'A' + 'a') : c;
    return word;
  }

  // The word at `at` without opening marks.
  std::string_view WordAt(size_t at) const {
    size_t begin = at;
    while (begin < end_ && !IsWordByte(static_cast<unsigned char>(text_[begin]))) ++begin;
    while (begin < end_ && WideMarkAt(text_.substr(0, end_), begin).length > 0)
      begin += WideMarkAt(text_, begin).length;
    size_t stop = begin;
    while (stop < end_ && IsWordByte(static_cast<unsigned char>(text_[stop])) &&
           (static_cast<unsigned char>(text_[stop]) < 0x80 || WideMarkAt(text_.substr(0, end_), stop).length == 0)) {
      ++stop;
    }
    return text_.substr(begin, stop - begin);
  }

  bool Ends(size_t at, size_t past, size_t closed, size_t next, char stop, bool several) const {
    std::string_view word = WordAt(next);
    if (!word.empty() && IsLower(word[0]) && !(word.size() > 1 && IsUpperAscii(word[1]))) {
      // A quotation may end with its own stop and the sentence go on after it; else only a new line begins lower.
      return false;
    }
    if (word.empty() && text_[next] == '-') return false;
    if (stop != '.') return closed == past ? !IsCompanyForm(word) : !AttributionFollows(next);
    if (several) return OpensSentence(word) || closed > past;
    return closed > past ? !(IsInitial(at) && !OpensSentence(word)) || text_[closed - 1] == '"'
                         : PlainStopEnds(at, word);
  }

  // One capital letter before the stop: "George W." but not the end of "plan B" (what follows decides).
  bool IsInitial(size_t at) const {
    if (at == start_ || !IsUpperAscii(text_[at - 1])) return false;
    return at - 1 == start_ || IsSpace(text_[at - 2]) || text_[at - 2] == '.' || text_[at - 2] == '(';
  }

  bool PlainStopEnds(size_t at, std::string_view next) const {
    std::string word = WordBefore(at);
    bool number_next = !next.empty() && IsDigitAscii(next[0]);
    if (Contains(kBeforeName, word)) {
      if (word != "no" && word != "art" && word != "p") return false;
      return !number_next && OpensSentence(next);
    }
    if (number_next && Contains(kBeforeNumber, word)) return false;
    if (IsListNumber(at, word)) return false;
    bool dotted = word.size() >= 3 && word.find('.') != std::string::npos && word[1] == '.';
    const bool capital = Contains(kMayEndCapital, word) && IsUpperAscii(text_[at - word.size()]);
    if (!dotted && !IsInitial(at) && !capital && !Contains(kMayEnd, word)) return true;
    if ((next == "No" || next == "Nos") && next.end() != text_.end() && *next.end() == '.')
      return false;  // "Pub. L. No. 5"
    if (OpensSentence(next)) return true;
    if (dotted || capital || IsInitial(at)) return false;
    return !number_next && StartsAfterCompany(word, next);
  }

  // "1." or "a)" at the start of a block counts an item.
  bool IsListNumber(size_t at, const std::string& word) const {
    if (word.empty() || word.size() > 3) return false;
    if (at - word.size() != start_) return CountsAfterColon(at, word);
    return std::all_of(word.begin(), word.end(), IsDigit) || word.size() == 1;
  }

  // "Two steps follow: 1. Patch the router."
  bool CountsAfterColon(size_t at, const std::string& word) const {
    size_t before = at - word.size();
    if (word.size() > 2 || !std::all_of(word.begin(), word.end(), IsDigit)) return false;
    while (before > start_ && IsSpace(text_[before - 1])) --before;
    return before > start_ && (text_[before - 1] == ':' || text_[before - 1] == ';');
  }

  // "ZTE Corp. Huawei said": the next name has a verb of its own near; "Apple Inc. Chief Tim Cook" has a role.
  bool StartsAfterCompany(std::string_view word, std::string_view next) const {
    if (!IsCompanyForm(word) || next.empty() || IsRole(next)) return false;
    if (IsCompanyForm(next) || next == "of" || next == "OF" || next == "Of") return false;
    const Lexicon& lexicon = Lexicon::English();
    size_t at = static_cast<size_t>(next.data() - text_.data()) + next.size();
    for (int words = 0; words < 3 && at < end_; ++words) {
      std::string_view following = WordAt(at);
      if (following.empty()) return false;
      uint32_t entry = lexicon.Find(following);
      constexpr uint64_t kVerbs =
          ClassBit(WordClass::kBe) | ClassBit(WordClass::kHave) | ClassBit(WordClass::kModalWill);
      if (IsLower(following[0])) {
        return entry != 0 &&
               ((lexicon.classes(entry) & kVerbs) != 0 || (lexicon.forms(entry) & (kPast | kThird)) != 0 ||
                (words == 0 && lexicon.Is(entry, WordClass::kCompaniesNoun)));
      }
      if (IsRole(following)) return false;
      at = static_cast<size_t>(following.data() - text_.data()) + following.size();
    }
    return false;
  }

  // "Is it safe?" Wray asked: one to four names, then a verb of speech.
  bool AttributionFollows(size_t next) const {
    const Lexicon& lexicon = Lexicon::English();
    size_t at = next;
    for (int words = 0; words < 5 && at < end_; ++words) {
      if (!IsWordByte(static_cast<unsigned char>(text_[at])) && text_[at] != ' ') return false;
      std::string_view word = WordAt(at);
      if (word.empty()) return false;
      uint32_t entry = lexicon.Find(word);
      if (IsLower(word[0])) {
        return words > 0 && entry != 0 && lexicon.Is(entry, WordClass::kSpeechVerb) &&
               (lexicon.forms(entry) & (kPast | kThird)) != 0;
      }
      at = static_cast<size_t>(word.data() - text_.data()) + word.size();
    }
    return false;
  }

  void Emit(size_t stop) {
    size_t begin = start_;
    size_t end = stop;
    while (begin < end && IsSpace(text_[begin])) ++begin;
    while (end > begin && IsSpace(text_[end - 1])) --end;
    if (begin < end) out_.push_back({begin, end});
    start_ = stop;
    while (start_ < end_ && IsSpace(text_[start_])) ++start_;
  }

  std::string_view text_;
  size_t end_;
  size_t start_;
  std::vector<SentenceRange>& out_;
};

}  // namespace

bool IsCompanyForm(std::string_view word) { return Contains(kCompanyForms, AsciiLowered(word)); }

void FindSentences(std::string_view text, size_t begin, size_t end, std::vector<SentenceRange>& sentences) {
  while (begin < end && IsSpace(text[begin])) ++begin;
  Splitter(text, begin, end, sentences).Run();
}

}  // namespace dossier::indexer
