// Dates and times written in digits.
#include <string>

#include "indexer/dates/rules.h"

namespace dossier::indexer::dates {
namespace {

bool IsMonthNumber(const Token& token) {
  return token.type == Type::kNumber && token.digits <= 2 && token.value >= 1 && token.value <= 12;
}
bool IsFullYear(const Token& token) {
  return token.type == Type::kNumber && token.digits == 4 && token.value >= 1000 && token.value < 2200;
}

// What follows a numeric date must not make it longer: "1.2.2018.4", "2018-08-04-17".
bool EndsCleanly(const Cursor& cursor, size_t next) {
  if (!cursor.IsGlued(next)) return true;
  const Token& token = cursor.At(next);
  if (token.type != Type::kPunct) return false;
  if (token.value != '.' && token.value != '-' && token.value != '/' && token.value != ':') return true;
  return !cursor.IsGlued(next + 1) || cursor.At(next + 1).type != Type::kNumber;
}

// "T10:30:00.123Z" or " 10:30" after an ISO date.
size_t ParseIsoTime(const Cursor& cursor, size_t i, Expression& e) {
  size_t k = i;
  if (cursor.IsGlued(k) && cursor.IsWord(k, "t"))
    ++k;
  else if (cursor.IsGlued(k))
    return i;
  const Token& hour = cursor.At(k);
  if (hour.type != Type::kNumber || hour.digits != 2 || hour.value > 24 || !cursor.Continues(k)) return i;
  if (!cursor.At(k + 1).IsPunct(':') || !cursor.IsGlued(k + 1)) return i;
  const Token& minute = cursor.At(k + 2);
  if (minute.type != Type::kNumber || minute.digits != 2 || minute.value > 59) return i;
  e.hour = hour.value;
  e.minute = minute.value;
  k += 3;
  if (cursor.IsGlued(k) && cursor.At(k).IsPunct(':') && cursor.At(k + 1).type == Type::kNumber &&
      cursor.At(k + 1).digits == 2) {
    e.second = cursor.At(k + 1).value;
    k += 2;
    if (cursor.IsGlued(k) && cursor.At(k).IsPunct('.') && cursor.IsGlued(k + 1) &&
        cursor.At(k + 1).type == Type::kNumber)
      k += 2;
  }
  if (cursor.IsGlued(k) && cursor.IsWord(k, "z")) {
    e.utc_offset = "Z";
    return k + 1;
  }
  const bool sign = cursor.At(k).IsPunct('+') || cursor.At(k).IsPunct('-');
  if (cursor.IsGlued(k) && sign && cursor.IsGlued(k + 1) && cursor.At(k + 1).digits == 2 &&
      cursor.At(k + 2).IsPunct(':') && cursor.At(k + 3).digits == 2 && cursor.IsGlued(k + 3)) {
    e.utc_offset =
        std::string(cursor.Text(k)) + std::string(cursor.Text(k + 1)) + ":" + std::string(cursor.Text(k + 3));
    return k + 4;
  }
  return k;
}

// "2018-08-04", "2018/8/4", "2018.08.04", "2018-Aug-04", "2018-08", "2018-W31", "2018-Q3"
size_t ParseYearFirst(const Cursor& cursor, size_t i, Expression& e) {
  const Token& separator = cursor.At(i + 1);
  if (!cursor.IsGlued(i + 1) || !cursor.IsGlued(i + 2)) return i;
  const bool dash = separator.IsPunct('-');
  if (!dash && !separator.IsPunct('/') && !separator.IsPunct('.')) return i;
  const Token& month = cursor.At(i + 2);
  // "2020.2.1" is a version; "2020.02.01" may be a day.
  if (separator.IsPunct('.') && (month.digits != 2 || cursor.At(i + 4).digits != 2)) return i;
  e.year = cursor.At(i).value;
  if (cursor.IsWord(i + 2, "w") || cursor.IsWord(i + 2, "q")) {
    const Token& number = cursor.At(i + 3);
    if (!dash || !cursor.IsGlued(i + 3) || number.type != Type::kNumber || number.digits > 2) return i;
    const bool week = cursor.IsWord(i + 2, "w");
    if (number.value < 1 || number.value > (week ? 53 : 4)) return i;
    (week ? e.week : e.quarter) = number.value;
    return EndsCleanly(cursor, i + 4) ? i + 4 : i;
  }
  if (!IsMonthNumber(month) && month.type != Type::kMonth) return i;
  e.month = month.value;
  if (cursor.IsGlued(i + 3) && cursor.At(i + 3).type == Type::kPunct && cursor.At(i + 3).value == separator.value &&
      cursor.IsGlued(i + 4) && IsDayNumber(cursor.At(i + 4))) {
    e.day = cursor.At(i + 4).value;
    const size_t timed = ParseIsoTime(cursor, i + 5, e);
    if (timed != i + 5) {
      e.kind = DateKind::kTime;
      return timed;
    }
    return EndsCleanly(cursor, i + 5) ? i + 5 : i;
  }
  // "2010-11" is two years unless the second number cannot be the year after.
  const bool year_range = (e.year % 100) + 1 == month.value || month.digits != 2;
  if (!dash || year_range || month.type != Type::kNumber || !EndsCleanly(cursor, i + 3)) return i;
  return i + 3;
}

int FullYear(const Token& token) {
  if (token.digits == 4) return token.value;
  return token.value < 40 ? 2000 + token.value : 1900 + token.value;
}

// "8/4/2018", "4.8.2018", "04-08-18", "4. 8. 2018"
size_t ParseYearLast(const Cursor& cursor, size_t i, Expression& e) {
  const Token& a = cursor.At(i);
  const Token& separator = cursor.At(i + 1);
  const Token& b = cursor.At(i + 2);
  const Token& again = cursor.At(i + 3);
  const Token& year = cursor.At(i + 4);
  if (!IsDayNumber(a) || !IsDayNumber(b) || separator.type != Type::kPunct || again.type != Type::kPunct) return i;
  if (separator.value != again.value || !cursor.IsGlued(i + 1) || !cursor.IsGlued(i + 3)) return i;
  const bool dot = separator.value == '.';
  if (!dot && separator.value != '/' && separator.value != '-') return i;
  if (!dot && (!cursor.IsGlued(i + 2) || !cursor.IsGlued(i + 4))) return i;
  if (dot && cursor.IsGlued(i + 2) != cursor.IsGlued(i + 4)) return i;
  const bool full = IsFullYear(year);
  const bool two_digits = year.type == Type::kNumber && year.digits == 2 && separator.value == '/';
  if ((!full && !two_digits) || !EndsCleanly(cursor, i + 5)) return i;
  const bool day_first = (dot || cursor.options().day_first) ? b.value <= 12 : a.value > 12;
  e.day = day_first ? a.value : b.value;
  e.month = day_first ? b.value : a.value;
  if (e.month > 12) return i;
  e.year = FullYear(year);
  return i + 5;
}

// "4-Aug-2018", "04/Aug/18"
size_t ParseMonthBetween(const Cursor& cursor, size_t i, Expression& e) {
  const Token& separator = cursor.At(i + 1);
  if (!separator.IsPunct('-') && !separator.IsPunct('/')) return i;
  if (!IsDayNumber(cursor.At(i)) || cursor.At(i + 2).type != Type::kMonth) return i;
  if (!cursor.IsGlued(i + 1) || !cursor.IsGlued(i + 2) || !cursor.IsGlued(i + 3) || !cursor.IsGlued(i + 4)) return i;
  const Token& year = cursor.At(i + 4);
  if (cursor.At(i + 3).value != separator.value || !(IsFullYear(year) || year.digits == 2)) return i;
  e.day = cursor.At(i).value;
  e.month = cursor.At(i + 2).value;
  e.year = FullYear(year);
  return i + 5;
}

// "9/11" names one day; "on 8/4" is a month and a day.
size_t ParseSlashPair(const Cursor& cursor, size_t i, Expression& e) {
  const Token& a = cursor.At(i);
  const Token& b = cursor.At(i + 2);
  if (!cursor.IsGlued(i + 1) || !cursor.IsGlued(i + 2) || !cursor.At(i + 1).IsPunct('/') || !EndsCleanly(cursor, i + 3))
    return i;
  if (!IsDayNumber(a) || !IsDayNumber(b)) return i;
  if (a.value == 9 && b.value == 11 && a.digits == 1) {
    e.year = 2001;
    e.month = 9;
    e.day = 11;
    return i + 3;
  }
  const Token& before = cursor.Before(i);
  const bool led =
      before.type == Type::kWeekday ||
      (before.type == Type::kPreposition && (cursor.IsPrep(i - 1, Prep::kOn) || cursor.IsPrep(i - 1, Prep::kSince) ||
                                             cursor.IsPrep(i - 1, Prep::kUntil) || cursor.IsPrep(i - 1, Prep::kBy)));
  if (!led || cursor.IsCounted(i + 3)) return i;
  const bool day_first = cursor.options().day_first ? b.value <= 12 : a.value > 12;
  e.day = day_first ? a.value : b.value;
  e.month = day_first ? b.value : a.value;
  return e.month <= 12 ? i + 3 : i;
}

// "am", "a.m.", "a. m.": the index after it, with `hours` 0 or 12 to add.
size_t ParseMeridiem(const Cursor& cursor, size_t i, int& hours) {
  const Token& token = cursor.At(i);
  if (token.type == Type::kMeridiem && cursor.Continues(i)) {
    hours = token.value;
    return i + 1;
  }
  const bool morning = cursor.IsWord(i, "a") && cursor.At(i).type == Type::kDeterminer;
  if (!cursor.Continues(i) || !(morning || cursor.IsWord(i, "p")) || !cursor.At(i + 1).IsPunct('.') ||
      !cursor.IsGlued(i + 1))
    return i;
  if (!cursor.IsWord(i + 2, "m") || !cursor.Continues(i + 2)) return i;
  hours = morning ? 0 : 12;
  size_t next = i + 3;
  if (cursor.At(next).IsPunct('.') && cursor.IsGlued(next)) ++next;
  return next;
}

size_t ParseZone(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kZone || !token.Has(kAllCaps) || !cursor.Continues(i)) return i;
  e.zone = cursor.Text(i);
  return i + 1;
}

bool LeadsClock(const Cursor& cursor, size_t i) {
  if (i == 0) return true;
  const Token& before = cursor.At(i - 1);
  if (before.type == Type::kPreposition) return !before.Is(Type::kPreposition, static_cast<int>(Prep::kOf));
  return before.type == Type::kApprox || before.type == Type::kShift || before.type == Type::kWeekday ||
         before.IsPunct('(') || before.IsPunct('-') || before.IsPunct(',') || before.type == Type::kDeictic ||
         cursor.At(i).Has(kLineStart);
}

size_t FinishClock(const Cursor& cursor, size_t next, Expression& e, int meridiem) {
  if (meridiem >= 0) {
    if (e.hour > 12) return 0;
    e.hour = e.hour % 12 + meridiem;
  }
  e.kind = DateKind::kTime;
  return ParseZone(cursor, next, e);
}

}  // namespace

bool IsPartOfIdentifier(const Cursor& cursor, size_t i) {
  if (i == 0 || !cursor.IsGlued(i)) return false;
  const Token& before = cursor.At(i - 1);
  if (before.type != Type::kPunct) return true;
  switch (static_cast<char>(before.value)) {
    case '(':
    case '[':
    case '"':
    case '\'':
    case ')':
    case ']':
    case '|':
    case '*':
    case '>':
    case ';':
    case '{':
      return false;
    case '-':
    case '/':
    case ',':
    case ':': {
      if (!before.Has(kGlued) || i < 2) return false;
      // "CVE-2018-1234" and "GHSA-..." are identifiers; "June-August" and "mid-1990s" are not.
      const Token& left = cursor.At(i - 2);
      if (left.type == Type::kNumber) return true;
      if (before.value != '-') return before.value == '/';
      return left.type == Type::kOther && left.Has(kAllCaps);
    }
    default:
      return true;
  }
}

size_t ParseNumericDate(const Cursor& cursor, size_t i, Expression& e) {
  if (IsPartOfIdentifier(cursor, i)) return i;
  const Token& token = cursor.At(i);
  if (NamesANumber(cursor, i)) return i;
  if (IsFullYear(token)) return ParseYearFirst(cursor, i, e);
  if (token.digits > 2) return i;
  for (const auto rule : {ParseYearLast, ParseMonthBetween, ParseSlashPair}) {
    Expression attempt = e;
    const size_t next = rule(cursor, i, attempt);
    if (next != i) {
      e = attempt;
      return next;
    }
  }
  return i;
}

size_t ParseClock(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type == Type::kDayPart && (token.Is(Type::kDayPart, static_cast<int>(DayPart::kNoon)) ||
                                       token.Is(Type::kDayPart, static_cast<int>(DayPart::kMidnight)))) {
    if (token.Has(kCapital) && !cursor.StartsSentence(i)) return i;  // "Midnight Cowboy"
    e.hour = token.Is(Type::kDayPart, static_cast<int>(DayPart::kNoon)) ? 12 : 0;
    e.minute = 0;
    e.kind = DateKind::kTime;
    return ParseZone(cursor, i + 1, e);
  }
  const bool word_number = token.type == Type::kCardinal && token.value >= 1 && token.value <= 12;
  if (token.type != Type::kNumber && !word_number) return i;
  if (IsPartOfIdentifier(cursor, i)) return i;
  int meridiem = -1;
  if (cursor.IsWord(i + 1, "o") && cursor.At(i + 2).IsPunct('\'') && cursor.IsWord(i + 3, "clock")) {
    e.hour = token.value;
    size_t next = ParseMeridiem(cursor, i + 4, meridiem);
    next = FinishClock(cursor, next, e, meridiem);
    return next == 0 ? i : next;
  }
  if (token.type != Type::kNumber) return i;
  if (token.digits == 4 && cursor.At(i + 1).type == Type::kZone && cursor.At(i + 1).Has(kAllCaps) &&
      !cursor.IsGlued(i + 1) && token.value / 100 < 24 && token.value % 100 < 60) {
    e.hour = token.value / 100;
    e.minute = token.value % 100;
    return FinishClock(cursor, i + 1, e, -1);
  }
  if (token.digits > 2 || token.value > 24) return i;
  e.hour = token.value;
  size_t next = i + 1;
  const bool colon = cursor.At(i + 1).IsPunct(':') || cursor.At(i + 1).IsPunct('.');
  const Token& minute = cursor.At(i + 2);
  if (colon && cursor.IsGlued(i + 1) && cursor.IsGlued(i + 2) && minute.type == Type::kNumber && minute.digits == 2 &&
      minute.value < 60) {
    e.minute = minute.value;
    next = i + 3;
    if (cursor.At(next).IsPunct(':') && cursor.IsGlued(next) && cursor.At(next + 1).digits == 2 &&
        cursor.IsGlued(next + 1) && cursor.At(next + 1).value < 60) {
      e.second = cursor.At(next + 1).value;
      next += 2;
    }
  }
  const size_t after = ParseMeridiem(cursor, next, meridiem);
  if (after != next) {
    const size_t finished = FinishClock(cursor, after, e, meridiem);
    return finished == 0 ? i : finished;
  }
  if (e.minute < 0 || cursor.At(i + 1).IsPunct('.') || !EndsCleanly(cursor, next)) return i;
  const bool zoned = cursor.At(next).type == Type::kZone && cursor.At(next).Has(kAllCaps);
  if (!zoned && !LeadsClock(cursor, i)) return i;
  return FinishClock(cursor, next, e, -1);
}

}  // namespace dossier::indexer::dates
