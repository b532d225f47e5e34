#include "indexer/dates/holidays.h"

#include <initializer_list>

#include "indexer/dates/rules.h"

namespace dossier::indexer::dates {
namespace {

Day Plus(Day day, int days) { return DayFromEpoch(DaysSinceEpoch(day) + days); }

// Easter Sunday of the Gregorian calendar, by the computus of Meeus, Jones and Butcher.
Day Easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  return {year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1};
}

struct Name {
  std::string_view words;  // lower case; "'" may be missing in the text
  Holiday holiday;
};

constexpr Name kNames[] = {
    {"christmas eve", Holiday::kChristmasEve},
    {"christmas day", Holiday::kChristmas},
    {"christmas", Holiday::kChristmas},
    {"new year ' s eve", Holiday::kNewYearsEve},
    {"new year ' s day", Holiday::kNewYearsDay},
    {"new year ' s", Holiday::kNewYearsDay},
    {"new year eve", Holiday::kNewYearsEve},
    {"new years eve", Holiday::kNewYearsEve},
    {"new years day", Holiday::kNewYearsDay},
    {"thanksgiving day", Holiday::kThanksgiving},
    {"thanksgiving", Holiday::kThanksgiving},
    {"easter sunday", Holiday::kEaster},
    {"easter monday", Holiday::kEasterMonday},
    {"easter day", Holiday::kEaster},
    {"easter", Holiday::kEaster},
    {"good friday", Holiday::kGoodFriday},
    {"halloween", Holiday::kHalloween},
    {"independence day", Holiday::kIndependenceDay},
    {"labor day", Holiday::kLaborDay},
    {"labour day", Holiday::kLaborDay},
    {"memorial day", Holiday::kMemorialDay},
    {"veterans day", Holiday::kVeteransDay},
    {"veterans ' day", Holiday::kVeteransDay},
    {"valentine ' s day", Holiday::kValentinesDay},
    {"valentines day", Holiday::kValentinesDay},
    {"boxing day", Holiday::kBoxingDay},
    {"black friday", Holiday::kBlackFriday},
    {"cyber monday", Holiday::kCyberMonday},
    {"ash wednesday", Holiday::kAshWednesday},
    {"palm sunday", Holiday::kPalmSunday},
    {"pentecost", Holiday::kPentecost},
    {"ascension day", Holiday::kAscension},
    {"bastille day", Holiday::kBastilleDay},
    {"armistice day", Holiday::kArmisticeDay},
    {"remembrance day", Holiday::kArmisticeDay},
    {"columbus day", Holiday::kColumbusDay},
    {"mother ' s day", Holiday::kMothersDay},
    {"mothers day", Holiday::kMothersDay},
    {"mothers ' day", Holiday::kMothersDay},
    {"father ' s day", Holiday::kFathersDay},
    {"fathers day", Holiday::kFathersDay},
    {"presidents day", Holiday::kPresidentsDay},
    {"presidents ' day", Holiday::kPresidentsDay},
    {"president ' s day", Holiday::kPresidentsDay},
    {"martin luther king day", Holiday::kMartinLutherKingDay},
    {"martin luther king jr . day", Holiday::kMartinLutherKingDay},
    {"mlk day", Holiday::kMartinLutherKingDay},
    {"groundhog day", Holiday::kGroundhogDay},
    {"earth day", Holiday::kEarthDay},
    {"juneteenth", Holiday::kJuneteenth},
    {"patrick ' s day", Holiday::kPatricksDay},
    {"anzac day", Holiday::kAnzacDay},
    {"canada day", Holiday::kCanadaDay},
    {"australia day", Holiday::kAustraliaDay},
};

// Matches the words of a name, one token a word; the first must be capitalised. Returns the index after it.
size_t MatchName(const Cursor& cursor, size_t i, std::string_view words) {
  size_t k = i;
  while (!words.empty()) {
    const size_t space = words.find(' ');
    const std::string_view word = words.substr(0, space);
    words = space == std::string_view::npos ? std::string_view() : words.substr(space + 1);
    if (k != i && !cursor.Continues(k)) return i;
    const bool punct = word.size() == 1 && (word[0] == '\'' || word[0] == '.');
    if (punct ? !cursor.At(k).IsPunct(word[0]) : !cursor.IsWord(k, word)) return i;
    ++k;
  }
  return k;
}

}  // namespace

Day NthWeekday(int year, int month, int weekday, int n) {
  if (n > 0) {
    const Day first{year, month, 1};
    return Plus(first, (weekday - WeekdayOf(first) + 7) % 7 + 7 * (n - 1));
  }
  const Day last = Plus(month == 12 ? Day{year + 1, 1, 1} : Day{year, month + 1, 1}, -1);
  return Plus(last, -((WeekdayOf(last) - weekday + 7) % 7));
}

Day DayOfHoliday(Holiday holiday, int year) {
  switch (holiday) {
    case Holiday::kChristmasEve:
      return {year, 12, 24};
    case Holiday::kChristmas:
      return {year, 12, 25};
    case Holiday::kNewYearsEve:
      return {year, 12, 31};
    case Holiday::kNewYearsDay:
      return {year, 1, 1};
    case Holiday::kThanksgiving:
      return NthWeekday(year, 11, 4, 4);
    case Holiday::kEaster:
      return Easter(year);
    case Holiday::kEasterMonday:
      return Plus(Easter(year), 1);
    case Holiday::kGoodFriday:
      return Plus(Easter(year), -2);
    case Holiday::kHalloween:
      return {year, 10, 31};
    case Holiday::kIndependenceDay:
      return {year, 7, 4};
    case Holiday::kLaborDay:
      return NthWeekday(year, 9, 1, 1);
    case Holiday::kMemorialDay:
      return NthWeekday(year, 5, 1, -1);
    case Holiday::kVeteransDay:
    case Holiday::kArmisticeDay:
      return {year, 11, 11};
    case Holiday::kValentinesDay:
      return {year, 2, 14};
    case Holiday::kBoxingDay:
      return {year, 12, 26};
    case Holiday::kBlackFriday:
      return Plus(NthWeekday(year, 11, 4, 4), 1);
    case Holiday::kCyberMonday:
      return Plus(NthWeekday(year, 11, 4, 4), 4);
    case Holiday::kAshWednesday:
      return Plus(Easter(year), -46);
    case Holiday::kPalmSunday:
      return Plus(Easter(year), -7);
    case Holiday::kPentecost:
      return Plus(Easter(year), 49);
    case Holiday::kAscension:
      return Plus(Easter(year), 39);
    case Holiday::kBastilleDay:
      return {year, 7, 14};
    case Holiday::kColumbusDay:
      return NthWeekday(year, 10, 1, 2);
    case Holiday::kMothersDay:
      return NthWeekday(year, 5, 7, 2);
    case Holiday::kFathersDay:
      return NthWeekday(year, 6, 7, 3);
    case Holiday::kPresidentsDay:
      return NthWeekday(year, 2, 1, 3);
    case Holiday::kMartinLutherKingDay:
      return NthWeekday(year, 1, 1, 3);
    case Holiday::kGroundhogDay:
      return {year, 2, 2};
    case Holiday::kEarthDay:
      return {year, 4, 22};
    case Holiday::kJuneteenth:
      return {year, 6, 19};
    case Holiday::kPatricksDay:
      return {year, 3, 17};
    case Holiday::kAnzacDay:
      return {year, 4, 25};
    case Holiday::kCanadaDay:
      return {year, 7, 1};
    case Holiday::kMayDay:
      return {year, 5, 1};
    case Holiday::kAustraliaDay:
      return {year, 1, 26};
  }
  return {year, 1, 1};
}

size_t ParseHoliday(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kHoliday) return i;
  for (const Name& name : kNames) {
    const size_t next = MatchName(cursor, i, name.words);
    if (next == i) continue;
    // "Easter Island", "Christmas Story": a bare name before another name is part of that name.
    const bool bare = name.words.find(' ') == std::string_view::npos;
    // In lower case a bare name needs a year or a relation: "easter 2018", "last christmas".
    const Token& after = cursor.At(next);
    const bool named = token.Has(kCapital) || !bare || after.digits == 4 || cursor.Before(i).type == Type::kRelative ||
                       name.holiday == Holiday::kThanksgiving || name.holiday == Holiday::kChristmas ||
                       name.holiday == Holiday::kHalloween;
    if (!named) return i;
    if (bare && after.type == Type::kOther && after.Has(kCapital) && cursor.Continues(next)) return i;
    if (bare && (cursor.IsWord(next, "egg") || cursor.IsWord(next, "eggs") || cursor.IsWord(next, "tree") ||
                 cursor.IsWord(next, "trees")))
      return i;
    e.holiday = static_cast<int>(name.holiday);
    const size_t with_year = cursor.At(next).digits == 4 && cursor.Continues(next) ? ParseYear(cursor, next, e) : next;
    if (with_year != next) return with_year;
    if (cursor.IsPrep(next, Prep::kOf) || cursor.At(next).IsPunct(',')) {
      const size_t of_year = cursor.At(next + 1).digits == 4 ? ParseYear(cursor, next + 1, e) : next + 1;
      if (of_year != next + 1) return of_year;
    }
    return next;
  }
  return i;
}

}  // namespace dossier::indexer::dates
