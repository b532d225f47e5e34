// Tokens of a text as the date grammar sees them: numbers, words of the date vocabulary, everything else.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dossier::indexer::dates {

// A third cut of the text beside tokens.h and tagger_tokens.h of indexer/text: here digits and letters part ("5pm" is
// two), and a word is what the date vocabulary makes of it.

enum class Type : uint8_t {
  kOther,        // a word without meaning for dates
  kNumber,       // a run of digits; value = number (at most 9 digits), digits = its length
  kPunct,        // value = the character; dashes of any kind are '-', curly quotes '\''  and '"'
  kMonth,        // value 1-12
  kWeekday,      // value 1-7, Monday first
  kUnit,         // value = Unit
  kCardinal,     // value 0-90 and 100, 1000, 1000000
  kOrdinal,      // value 1-100
  kSeason,       // value = 'P' 'S' 'F' 'W' (spring summer fall winter)
  kDayPart,      // value = DayPart
  kRelative,     // value = Relative
  kEdge,         // value = Edge: early, late, mid, beginning, end...
  kShift,        // value = Shift: ago, earlier, later...
  kDeictic,      // value = Deictic: today, yesterday, now...
  kApprox,       // value = Approx: about, nearly, more...
  kEra,          // value -1 for BC, 1 for AD
  kMeridiem,     // value 0 am, 12 pm
  kZone,         // EST, GMT...
  kDecade,       // twenties... value 20-90
  kEvery,        // every, each, per
  kFrequency,    // daily, weekly...: value = Unit
  kQuantity,     // several, few, many...
  kPreposition,  // value = Prep; also the connectors and, or
  kDeterminer,
  kHoliday,  // first word of a holiday name; value = index into the holiday table
  kSuffix,   // st nd rd th
  kFiscal,   // fiscal, calendar, FY, Q, H
};

enum class Unit : uint8_t {
  kSecond,
  kMinute,
  kHour,
  kDay,
  kNight,
  kWeekend,
  kWeek,
  kFortnight,
  kMonth,
  kQuarter,
  kSeasonUnit,
  kHalf,
  kYear,
  kDecade,
  kCentury,
  kMillennium,
};
enum class DayPart : uint8_t { kMorning, kMidday, kAfternoon, kEvening, kNight, kDaytime, kNoon, kMidnight };
enum class Relative : uint8_t {
  kThis,
  kLast,
  kPast,
  kPrevious,
  kNext,
  kFollowing,
  kComing,
  kThat,
  kSame,
  kCurrent,
  kRecent
};
enum class Edge : uint8_t { kEarly, kMid, kLate, kEarlier, kLater, kStart, kMiddle, kEnd, kRest };
enum class Shift : uint8_t { kAgo, kEarlier, kLater, kBefore, kAfter, kHence };
enum class Deictic : uint8_t { kToday, kYesterday, kTomorrow, kTonight, kOvernight, kPresent, kPast, kFuture };
enum class Prep : uint8_t {
  kIn,
  kOn,
  kAt,
  kBy,
  kSince,
  kUntil,
  kFrom,
  kDuring,
  kOf,
  kThrough,
  kTo,
  kBetween,
  kWithin,
  kFor,
  kAnd,
  kOr,
  kThroughout,
};
enum class Approx : uint8_t { kAbout, kNearly, kOver, kUnder, kAtLeast, kUpTo };

enum Flag : uint8_t {
  kGlued = 1,        // no space before it
  kCapital = 2,      // starts with an upper-case letter
  kAbbreviated = 4,  // "Aug", "Tue", "yr"
  kRisky = 8,        // also an everyday word or a name: May, March, Sun, second
  kPlural = 16,      // weeks, mornings
  kForeign = 32,     // a word of another language
  kLineStart = 64,   // a line break before it
  kAllCaps = 128,
};

// kModal is a future that also rules the participle after it: "will be released".
enum class Verb : uint8_t { kNone, kPast, kFuture, kModal, kPresent };  // what a word says about the sentence's tense

// Sixteen bytes. `value` is of the enumeration that `type` names; offsets are bytes of the whole text.
struct Token {
  uint32_t begin = 0;
  uint32_t end = 0;
  int32_t value = 0;
  Type type = Type::kOther;
  uint8_t flags = 0;
  uint8_t digits = 0;
  Verb verb = Verb::kNone;

  bool Is(Type wanted) const { return type == wanted; }
  bool Is(Type wanted, int wanted_value) const { return type == wanted && value == wanted_value; }
  bool IsPunct(char c) const { return type == Type::kPunct && value == static_cast<int32_t>(c); }
  bool Has(Flag flag) const { return (flags & flag) != 0; }
};

// What the word table knows of a lower-case word.
struct WordInfo {
  std::string_view word;
  Type type = Type::kOther;
  int value = 0;
  uint8_t flags = 0;
  Verb verb = Verb::kNone;
};
// nullptr when the word means nothing to dates.
// The table lives as long as the program.
const WordInfo* FindWord(std::string_view lower_case);

// One or two digits that may be a day of a month.
inline bool IsDayNumber(const Token& token) {
  return token.type == Type::kNumber && token.digits <= 2 && token.value >= 1 && token.value <= 31;
}

// The tokens of text[begin, end), appended to `tokens`. Returns whether any token can start an expression.
// The result spares the grammar the paragraphs without any date word or digit, which are most. Linear, thread safe.
bool Tokenize(std::string_view text, size_t begin, size_t end, std::vector<Token>& tokens);

}  // namespace dossier::indexer::dates
