// Names of the calendar: months, weekdays, seasons, quarters, decades, centuries.
#include "indexer/dates/rules.h"

namespace dossier::indexer::dates {
namespace {

// After a day's number: "st", "th" (glued, or after a space in careless text).
size_t SkipSuffix(const Cursor& cursor, size_t i) {
  return cursor.At(i).type == Type::kSuffix && cursor.Continues(i) && (cursor.IsGlued(i) || !cursor.At(i).Has(kForeign))
             ? i + 1
             : i;
}

size_t SkipDot(const Cursor& cursor, size_t i, const Token& word) {
  return word.Has(kAbbreviated) && cursor.At(i).IsPunct('.') && cursor.IsGlued(i) ? i + 1 : i;
}

// A four-digit year, optionally with an era. Three digits only before an era.
bool IsYearNumber(const Token& token) {
  return token.type == Type::kNumber && token.digits == 4 && token.value >= 1000 && token.value < 2200;
}

// The year after a month or day: ", 2018", " 2018", " of 2018", " '98", " in 2016".
size_t ParseYearAfter(const Cursor& cursor, size_t i, Expression& e, bool after_day) {
  size_t k = i;
  if (!cursor.Continues(k)) return i;
  if (cursor.At(k).IsPunct(',') && cursor.Continues(k + 1))
    ++k;
  else if (cursor.IsPrep(k, Prep::kOf) && cursor.Continues(k + 1))
    ++k;
  else if (!after_day && cursor.IsPrep(k, Prep::kIn))
    return i;
  if (cursor.IsThe(k) && cursor.IsUnit(k + 1, Unit::kYear)) k += 2;
  if (cursor.IsUnit(k, Unit::kYear)) ++k;
  if (cursor.At(k).IsPunct('\'') && cursor.IsGlued(k + 1) && cursor.At(k + 1).digits == 2 && k == i &&
      !cursor.IsGlued(k)) {
    const int value = cursor.At(k + 1).value;
    e.year = value < 50 ? 2000 + value : 1900 + value;
    return k + 2;
  }
  const Token& token = cursor.At(k);
  if (token.type == Type::kCardinal && cursor.Continues(k)) {
    const size_t spelled = ParseSpelledYear(cursor, k, e);
    return spelled == k || cursor.IsCounted(spelled) ? i : spelled;
  }
  if (token.type != Type::kNumber) return i;
  size_t next = ParseYear(cursor, k, e);
  if (next == k && token.digits == 3 && token.value >= 100 && (after_day || k != i) &&
      !(k > i && cursor.At(k - 1).IsPunct(',')) && cursor.At(k + 1).type == Type::kPunct && !cursor.IsGlued(k + 2)) {
    e.year = token.value;
    ++next;
  }
  if (next == k) return i;
  // "May 5, 2000 people": a count, not a year.
  const bool comma = k > i && cursor.At(k - 1).IsPunct(',');
  if (comma && cursor.IsCounted(next) && !after_day) return i;
  if (cursor.At(next).IsPunct(':') && cursor.IsGlued(next) && cursor.IsGlued(next + 1) &&
      cursor.At(next + 1).digits == 2)
    return i;
  return next;
}

// Whether a month's name that is also a word or a person's name is meant as a month.
bool IsMonthInContext(const Cursor& cursor, size_t i, size_t next) {
  const Token& token = cursor.At(i);
  const Token& before = cursor.Before(i);
  const Token& after = cursor.At(next);
  const bool led =
      (before.type == Type::kPreposition && !cursor.IsPrep(i - 1, Prep::kAt) && !cursor.IsPrep(i - 1, Prep::kFor)) ||
      before.type == Type::kEdge || before.type == Type::kRelative || before.type == Type::kShift ||
      before.type == Type::kApprox || before.IsPunct('-');
  const bool of_part = cursor.IsPrep(i - 1, Prep::kOf) &&
                       (cursor.Before(i, 2).type == Type::kEdge || cursor.Before(i, 2).type == Type::kUnit ||
                        cursor.Before(i, 2).type == Type::kOrdinal || cursor.IsWord(i - 2, "month"));
  if (of_part && token.Has(kCapital) && !token.Has(kForeign)) return true;
  const bool name_follows = after.type == Type::kOther && after.Has(kCapital) && cursor.Continues(next);
  if (token.Has(kForeign)) return cursor.options().foreign && (led || !name_follows);
  if (!token.Has(kCapital)) {
    return !token.Has(kRisky) && !token.Has(kAbbreviated) && token.value != 8;
  }
  if (token.Has(kAllCaps) && token.Has(kAbbreviated)) return false;
  if (token.Has(kAbbreviated)) {
    if (cursor.IsPrep(i - 1, Prep::kOf)) return false;
    return led && !token.Has(kRisky) && !name_follows;
  }
  const bool weak_lead = led && !cursor.IsPrep(i - 1, Prep::kAnd) && !cursor.IsPrep(i - 1, Prep::kOr) &&
                         !before.IsPunct('-') && !cursor.IsPrep(i - 1, Prep::kOf) && !cursor.IsPrep(i - 1, Prep::kBy) &&
                         !cursor.IsPrep(i - 1, Prep::kTo) && !cursor.IsPrep(i - 1, Prep::kFrom);
  switch (token.value) {
    case 3:  // March
      if (cursor.IsPrep(next, Prep::kOn) || cursor.IsWord(next, "against") || cursor.IsPrep(next, Prep::kFor))
        return weak_lead;
      if (led) return true;
      return cursor.IsThe(i - 1) && after.type == Type::kOther && !after.Has(kCapital);
    case 5:                                                                   // May
      if (before.type == Type::kOther && before.Has(kCapital)) return false;  // Theresa May
      if (led) return weak_lead || after.type == Type::kPunct || after.type == Type::kPreposition;
      return cursor.IsThe(i - 1) && after.type == Type::kOther && !after.Has(kCapital);
    case 4:
    case 6:
    case 8:  // April, June, August
      if (name_follows && !weak_lead) return false;
      if (!led && !cursor.IsThe(i - 1) && after.verb != Verb::kNone && cursor.Continues(next))
        return false;  // "June said"
      return !(before.type == Type::kOther && before.Has(kCapital) && !cursor.StartsSentence(i - 1));
    default:
      return true;
  }
}

// "May", "May 5", "May 5th, 2018", "May the 5th", "May 2018"
size_t ParseMonthFirst(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  e.month = token.value;
  size_t k = SkipDot(cursor, i + 1, token);
  if (!cursor.Continues(k)) return IsMonthInContext(cursor, i, k) ? k : i;
  if (cursor.At(k).IsPunct('-') && cursor.IsGlued(k) && IsYearNumber(cursor.At(k + 1)) && cursor.IsGlued(k + 1)) {
    e.year = cursor.At(k + 1).value;
    return k + 2;
  }
  size_t day_at = k;
  if (cursor.IsThe(k)) ++day_at;
  const Token& day = cursor.At(day_at);
  const bool glued_day = cursor.IsGlued(day_at) && day_at == i + 1;
  if (IsDayNumber(day) && cursor.Continues(day_at) && !glued_day && !token.Has(kForeign)) {
    size_t next = SkipSuffix(cursor, day_at + 1);
    const bool suffixed = next != day_at + 1;
    const Token& after = cursor.At(next);
    const bool larger =
        !suffixed && cursor.IsGlued(next) &&
        ((after.IsPunct(',') && cursor.IsGlued(next + 1) && cursor.At(next + 1).digits == 3) ||
         (after.IsPunct('.') && cursor.IsGlued(next + 1) && cursor.At(next + 1).type == Type::kNumber) ||
         after.IsPunct('%') || after.type == Type::kOther || (after.IsPunct(':') && cursor.IsGlued(next + 1)) ||
         after.type == Type::kMeridiem);
    const bool needs_capital = token.Has(kRisky) && !token.Has(kCapital) && !suffixed;
    if (!larger && !(needs_capital && cursor.IsCounted(next)) && (day_at == k || suffixed)) {
      e.day = day.value;
      const size_t dated = ParseYearAfter(cursor, next, e, true);
      return dated == next ? ParseYearTail(cursor, next, e) : dated;
    }
  }
  // "May fifth", "March the eighteenth"
  size_t ordinal_at = day_at;
  int tens = 0;
  if (cursor.At(day_at).type == Type::kCardinal && (cursor.At(day_at).value == 20 || cursor.At(day_at).value == 30)) {
    tens = cursor.At(day_at).value;
    ordinal_at = cursor.At(day_at + 1).IsPunct('-') ? day_at + 2 : day_at + 1;
  }
  const Token& ordinal = cursor.At(ordinal_at);
  if (ordinal.type == Type::kOrdinal && tens + ordinal.value <= 31 && cursor.Continues(ordinal_at) &&
      (token.Has(kCapital) || !token.Has(kRisky)) && cursor.At(ordinal_at + 1).type != Type::kUnit &&
      !token.Has(kForeign)) {
    e.day = tens + ordinal.value;
    return ParseYearAfter(cursor, ordinal_at + 1, e, true);
  }
  const size_t with_year = ParseYearAfter(cursor, k, e, false);
  if (with_year != k) {
    if (token.Has(kRisky) && !token.Has(kCapital) && !cursor.IsPrep(i - 1, Prep::kIn) && token.value != 3) return i;
    return with_year;
  }
  if (!IsMonthInContext(cursor, i, k)) return i;
  const size_t tail = ParseYearTail(cursor, k, e);
  return tail;
}

// "5 May", "5th of May, 2018", "5. Mai 2018", "1er mars 2018", "5 de mayo de 2018"
size_t ParseDayFirst(const Cursor& cursor, size_t i, Expression& e) {
  if (!IsDayNumber(cursor.At(i)) || IsPartOfIdentifier(cursor, i)) return i;
  size_t k = SkipSuffix(cursor, i + 1);
  const bool suffixed = k != i + 1;
  bool dotted = false;
  if (cursor.At(k).IsPunct('.') && cursor.IsGlued(k) && !cursor.IsGlued(k + 1) &&
      cursor.At(k + 1).type == Type::kMonth) {
    dotted = !cursor.At(k + 1).Has(kForeign) && !cursor.options().foreign;
    ++k;
  }
  if (cursor.IsPrep(k, Prep::kOf) && cursor.Continues(k)) ++k;
  if (cursor.IsThe(k) && cursor.IsUnit(k, Unit::kDay)) ++k;
  const Token& month = cursor.At(k);
  if (month.type != Type::kMonth || !cursor.Continues(k)) return i;
  if (cursor.IsGlued(k) && !suffixed) return i;
  // "5 may": a verb, unless a year follows.
  const bool risky = month.Has(kRisky) && !month.Has(kCapital) && !month.Has(kForeign);
  e.day = cursor.At(i).value;
  e.month = month.value;
  size_t next = SkipDot(cursor, k + 1, month);
  const size_t with_year = ParseYearAfter(cursor, next, e, true);
  if (with_year != next) return with_year;
  if ((risky && !suffixed) || dotted) return i;  // "1. January": an item of a list
  if (month.Has(kAbbreviated) && month.Has(kRisky) && !month.Has(kCapital)) return i;
  return ParseYearTail(cursor, next, e);
}

// "the fourth of July", "the third of May 2018"
size_t ParseOrdinalDay(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kOrdinal || token.value > 31 || !cursor.IsPrep(i + 1, Prep::kOf)) return i;
  const Token& month = cursor.At(i + 2);
  if (month.type != Type::kMonth || month.Has(kForeign) || (month.Has(kRisky) && !month.Has(kCapital))) return i;
  e.day = token.value;
  e.month = month.value;
  return ParseYearAfter(cursor, i + 3, e, true);
}

// The number of an ordinal: "third", "20th", "twenty-first".
size_t ParseOrdinal(const Cursor& cursor, size_t i, int& value) {
  const Token& token = cursor.At(i);
  if (token.type == Type::kOrdinal) {
    value = token.value == 100 ? -1 : token.value;
    return i + 1;
  }
  if (token.type == Type::kNumber && token.digits <= 2 && cursor.At(i + 1).type == Type::kSuffix &&
      cursor.IsGlued(i + 1)) {
    value = token.value;
    return i + 2;
  }
  if (token.type == Type::kCardinal && token.value >= 20 && cursor.At(i + 1).IsPunct('-') &&
      cursor.At(i + 2).type == Type::kOrdinal) {
    value = token.value + cursor.At(i + 2).value;
    return i + 3;
  }
  return i;
}

// After a quarter or half: " of 2018", " of the year", ", 2018", " 2018", " of last year", " of fiscal 2018".
size_t ParsePeriodTail(const Cursor& cursor, size_t i, Expression& e) {
  size_t k = i;
  if (!cursor.Continues(k)) return i;
  if (cursor.IsPrep(k, Prep::kOf) || cursor.At(k).IsPunct(',')) ++k;
  const bool of = k != i && cursor.IsPrep(i, Prep::kOf);
  if (cursor.IsThe(k) && of) ++k;
  if (cursor.IsWord(k, "fiscal") || cursor.IsWord(k, "calendar")) {
    e.fiscal = cursor.IsWord(k, "fiscal");
    ++k;
    if (cursor.IsUnit(k, Unit::kYear) && cursor.At(k + 1).digits == 4) ++k;
  }
  if (IsYearNumber(cursor.At(k))) {
    const size_t next = ParseYear(cursor, k, e);
    if (next != k && !(cursor.At(i).IsPunct(',') && cursor.IsCounted(next))) return next;
  }
  if (!of) {
    e.fiscal = false;
    return ParseYearTail(cursor, i, e);
  }
  if (cursor.IsUnit(k, Unit::kYear) && !cursor.At(k).Has(kPlural)) {
    e.anchor = Anchor::kContext;
    e.unit = Unit::kYear;
    return k + 1;
  }
  return ParseYearTail(cursor, i, e);
}

size_t ParseCentury(const Cursor& cursor, size_t i, int number, Expression& e) {
  size_t k = i;
  if (cursor.At(k).IsPunct('-') && cursor.IsGlued(k)) ++k;
  if (!cursor.IsUnit(k, Unit::kCentury) || number < 1 || number > 40) return i;
  e.century = number - 1;
  ++k;
  if (cursor.At(k).type == Type::kEra && cursor.Continues(k)) {
    e.bc = cursor.At(k).value < 0;
    ++k;
  } else if (cursor.IsWord(k, "b") && cursor.At(k + 1).IsPunct('.') && cursor.IsWord(k + 2, "c")) {
    e.bc = true;
    k += 3;
    if (cursor.At(k).IsPunct('.') && cursor.IsGlued(k)) ++k;
  }
  return k;
}

}  // namespace

size_t ParseYear(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type == Type::kEra && cursor.At(i + 1).type == Type::kNumber && cursor.At(i + 1).digits <= 4 &&
      token.Has(kAllCaps) && cursor.Continues(i + 1)) {
    e.year = cursor.At(i + 1).value;
    e.bc = token.value < 0;
    return i + 2;
  }
  if (token.type != Type::kNumber || token.digits > 4) return i;
  size_t k = i + 1;
  const Token& era = cursor.At(k);
  const bool era_word = era.type == Type::kEra && era.Has(kAllCaps) && cursor.Continues(k);
  const bool era_dots = (cursor.IsWord(k, "b") || cursor.IsWord(k, "a")) && cursor.At(k).Has(kCapital) &&
                        cursor.At(k + 1).IsPunct('.') && (cursor.IsWord(k + 2, "c") || cursor.IsWord(k + 2, "d")) &&
                        cursor.IsGlued(k + 1) && cursor.Continues(k + 2);
  if (era_word || era_dots) {
    e.year = token.value;
    e.bc = era_word ? era.value < 0 : cursor.IsWord(k, "b");
    k += era_word ? 1 : 3;
    if (era_dots && cursor.At(k).IsPunct('.') && cursor.IsGlued(k)) ++k;
    return token.value == 0 ? i : k;
  }
  // "499 to 493 BC", "(492-490 BC)": the era stands after the second year.
  const bool pair = cursor.At(k).IsPunct('-') || cursor.IsPrep(k, Prep::kTo) || cursor.IsPrep(k, Prep::kAnd) ||
                    cursor.IsPrep(k, Prep::kOr);
  if (pair && cursor.At(k + 1).type == Type::kNumber && cursor.At(k + 2).type == Type::kEra &&
      cursor.At(k + 2).Has(kAllCaps)) {
    e.year = token.value;
    e.bc = cursor.At(k + 2).value < 0;
    return k;
  }
  if (!IsYearNumber(token)) return i;
  if (cursor.IsGlued(k)) {
    const Token& after = cursor.At(k);
    if (after.type != Type::kPunct) return i;
    const bool number_after = cursor.IsGlued(k + 1) && cursor.At(k + 1).type == Type::kNumber;
    if (number_after && (after.value == ',' || after.value == '.' || after.value == ':')) return i;
    if (after.value == '%' || after.value == '_' || after.value == '=' || after.value == '@') return i;
    const Token& second = cursor.At(k + 1);
    if (after.value == '-' && cursor.IsGlued(k + 1) && second.type == Type::kNumber) {  // "1505-0010", "1994-12345"
      if (second.digits > 4 || (second.digits == 4 && (second.value < token.value || second.value > token.value + 500)))
        return i;
    }
  }
  e.year = token.value;
  return k;
}

size_t ParseYearTail(const Cursor& cursor, size_t i, Expression& e) {
  size_t k = i;
  if (!cursor.Continues(k)) return i;
  if (cursor.IsPrep(k, Prep::kOf) || cursor.At(k).IsPunct(',')) ++k;
  if (cursor.IsThe(k)) ++k;
  if (cursor.At(k).type != Type::kRelative || !cursor.Continues(k)) return i;
  Expression year;
  const size_t next = ParseRelative(cursor, k, year);
  if (next == k || year.form != Form::kCalendar || year.unit != Unit::kYear || year.month >= 0 || year.weekday >= 0 ||
      year.season != 0 || year.anchor == Anchor::kNone) {
    return i;
  }
  e.anchor = year.anchor;
  e.unit = Unit::kYear;
  e.amount = year.amount;
  return next;
}

size_t ParseMonthTerm(const Cursor& cursor, size_t i, Expression& e) {
  if (cursor.At(i).type == Type::kNumber) return ParseDayFirst(cursor, i, e);
  if (cursor.At(i).type == Type::kOrdinal) return ParseOrdinalDay(cursor, i, e);
  if (cursor.At(i).type != Type::kMonth) return i;
  if (cursor.IsGlued(i) && cursor.Before(i).type == Type::kPunct && !cursor.Before(i).IsPunct('(') &&
      !cursor.Before(i).IsPunct('-') && !cursor.Before(i).IsPunct('"') && !cursor.Before(i).IsPunct('/') &&
      !cursor.Before(i).IsPunct('[') && !cursor.Before(i).IsPunct('\'')) {
    return i;
  }
  return ParseMonthFirst(cursor, i, e);
}

size_t ParseWeekdayTerm(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kWeekday) return i;
  e.weekday = token.value;
  if (token.Has(kPlural)) {
    e.form = Form::kVague;
    e.kind = DateKind::kSet;
    e.text = "XXXX-WXX-" + std::to_string(token.value);
    return i + 1;
  }
  size_t k = SkipDot(cursor, i + 1, token);
  size_t date_at = k;
  if (cursor.At(date_at).IsPunct(',') && cursor.Continues(date_at + 1)) ++date_at;
  if (cursor.IsPrep(date_at, Prep::kOn) || cursor.IsThe(date_at)) ++date_at;
  if (cursor.Continues(date_at)) {
    Expression full = e;
    full.weekday = -1;
    size_t next = ParseMonthTerm(cursor, date_at, full);
    if (next == date_at) next = ParseNumericDate(cursor, date_at, full);
    if (next != date_at && full.day >= 0) {
      e = full;
      return next;
    }
    // "Friday the 13th"
    const Token& day = cursor.At(date_at);
    if (IsDayNumber(day) && cursor.At(date_at + 1).type == Type::kSuffix && cursor.IsGlued(date_at + 1) &&
        cursor.At(date_at + 2).type != Type::kUnit && cursor.At(date_at + 2).type != Type::kOther) {
      e.day = day.value;
      return date_at + 2;
    }
  }
  if (token.Has(kAbbreviated)) {
    const Token& after = cursor.At(k);
    const bool led = cursor.IsPrep(i - 1, Prep::kOn) && token.Has(kCapital) && !token.Has(kAllCaps);
    if (!led || after.IsPunct('\'') || (after.type == Type::kOther && after.Has(kCapital))) return i;
  }
  for (const std::string_view paper :
       {"Times", "Telegraph", "Mirror", "Mail", "Express", "Herald", "Post", "Mass", "School", "Star", "World"}) {
    if (cursor.Text(k) == paper) return i;
  }
  if (cursor.IsWord(i - 1, "patch")) return i;  // Patch Tuesday is a custom, not a day named
  const Token& before = cursor.Before(i);
  if (before.type == Type::kOther && before.Has(kCapital) && cursor.Continues(i) && !cursor.StartsSentence(i - 1) &&
      (cursor.IsWord(i - 1, "bloody") || cursor.IsWord(i - 1, "joe") || cursor.IsWord(i - 1, "man") ||
       cursor.IsWord(i - 1, "ruby"))) {
    return i;
  }
  // "Monday last week", "Tuesday of this week"
  size_t week_at = cursor.IsPrep(k, Prep::kOf) ? k + 1 : k;
  if (cursor.At(week_at).type == Type::kRelative && cursor.Continues(week_at)) {
    Expression week;
    const size_t next = ParseRelative(cursor, week_at, week);
    if (next != week_at && week.form == Form::kCalendar && week.unit == Unit::kWeek && week.anchor != Anchor::kNone &&
        !week.weekend) {
      e.anchor = week.anchor;
      e.unit = Unit::kWeek;
      e.amount = week.amount;
      return next;
    }
  }
  return k;
}

size_t ParseSeasonTerm(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kSeason) return i;
  e.season = static_cast<char>(token.value);
  size_t k = i + 1;
  const Token& before = cursor.Before(i);
  const bool glued_left = cursor.IsGlued(i) && !before.IsPunct('(') && !before.IsPunct('-') && !before.IsPunct('"');
  if (glued_left) return i;
  // The year: "of 2018", "2018", ", 2018", "of that year"
  size_t year_at = k;
  if (cursor.IsPrep(year_at, Prep::kOf) || cursor.At(year_at).IsPunct(',') || cursor.IsPrep(year_at, Prep::kIn))
    ++year_at;
  if (cursor.Continues(year_at) && cursor.At(year_at).type == Type::kNumber) {
    const size_t next = ParseYear(cursor, year_at, e);
    if (next != year_at && !(cursor.At(k).IsPunct(',') && cursor.IsCounted(next))) return next;
  }
  const size_t tail = ParseYearTail(cursor, k, e);
  if (tail != k) return tail;
  const Token& after = cursor.At(k);
  // "Winter Olympics", "Prague Spring", "Summer Palace", "spring water", "summer camp"
  if (token.Has(kCapital) && !cursor.StartsSentence(i)) {
    const bool led = before.type == Type::kPreposition || before.type == Type::kRelative || before.type == Type::kEdge;
    if (!led || (after.type == Type::kOther && after.Has(kCapital))) return i;
  }
  const bool article = cursor.IsThe(i - 1);
  const bool led =
      before.type == Type::kPreposition || before.type == Type::kEdge || article || before.type == Type::kShift;
  if (token.value == 'F' && token.Has(kRisky)) {
    const bool in_the_fall =
        article && before.type == Type::kDeterminer &&
        (cursor.IsPrep(i - 2, Prep::kIn) || cursor.IsPrep(i - 2, Prep::kBy) || cursor.IsPrep(i - 2, Prep::kDuring));
    if ((!in_the_fall && before.type != Type::kEdge) || cursor.IsPrep(k, Prep::kOf)) return i;
    return k;
  }
  if (!led || cursor.IsArticleA(i - 1)) return i;
  const bool noun_follows =
      after.type == Type::kOther && !after.Has(kCapital) && after.verb == Verb::kNone && cursor.Continues(k);
  if (!article && noun_follows &&
      (cursor.IsPrep(i - 1, Prep::kOf) || cursor.IsPrep(i - 1, Prep::kFor) || cursor.IsPrep(i - 1, Prep::kAnd)))
    return i;
  if (token.value == 'P' && after.type == Type::kOther && !article && cursor.Continues(k) &&
      before.type != Type::kPreposition)
    return i;
  return k;
}

size_t ParseOrdinalTerm(const Cursor& cursor, size_t i, Expression& e) {
  int number = 0;
  size_t k = ParseOrdinal(cursor, i, number);
  if (k == i || IsPartOfIdentifier(cursor, i)) return i;
  size_t next = ParseCentury(cursor, k, number, e);
  if (next != k) return next;
  // "the 16th and 17th centuries": the first of them
  if (cursor.IsPrep(k, Prep::kAnd) || cursor.IsPrep(k, Prep::kTo) || cursor.IsPrep(k, Prep::kOr) ||
      cursor.At(k).IsPunct('-')) {
    int second = 0;
    const size_t other = ParseOrdinal(cursor, k + 1, second);
    Expression ignored;
    if (other != k + 1 && number > 0 && ParseCentury(cursor, other, second, ignored) != other) {
      e.century = number - 1;
      e.bc = ignored.bc;
      return k;
    }
  }
  size_t head = k;
  if (cursor.At(head).IsPunct('-') && cursor.IsGlued(head)) ++head;
  if (cursor.IsWord(head, "fiscal")) ++head;
  if (!cursor.Continues(head)) return i;
  if (cursor.IsUnit(head, Unit::kQuarter) && !cursor.At(head).Has(kPlural) && (number <= 4)) {
    if (cursor.At(head + 1).IsPunct('-') && cursor.IsGlued(head + 1)) return i;  // "quarter-final"
    e.quarter = number < 0 ? 4 : number;
    next = ParsePeriodTail(cursor, head + 1, e);
    if (e.year < 0 && e.anchor == Anchor::kNone) {
      const Token& before = cursor.Before(i);
      const bool led = before.type == Type::kDeterminer || before.type == Type::kPreposition || head != k ||
                       before.IsPunct('\'') || before.type == Type::kShift;
      if (!led || cursor.IsWord(head + 1, "mile") || cursor.IsWord(head + 1, "final") ||
          cursor.IsWord(head + 1, "back"))
        return i;
    }
    return next;
  }
  if (cursor.IsUnit(head, Unit::kHalf) && number >= 1 && number <= 2) {
    e.half = number;
    next = ParsePeriodTail(cursor, head + 1, e);
    if (next == head + 1 && cursor.IsPrep(next, Prep::kOf)) return i;  // "the first half of the game"
    return e.year >= 0 || e.anchor != Anchor::kNone ? next : i;
  }
  if (cursor.At(head).type == Type::kUnit && (number > 0) && cursor.At(head).Has(kPlural) == false) {
    return i;
  }
  return i;
}

size_t ParseDecade(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type == Type::kDecade) {
    const bool led = cursor.IsThe(i - 1) || cursor.Before(i).type == Type::kEdge || cursor.Before(i).IsPunct('-');
    if (!led) return i;
    e.decade = token.value / 10;
    e.short_decade = true;
    return i + 1;
  }
  if (token.type != Type::kNumber || token.value % 10 != 0 || IsPartOfIdentifier(cursor, i)) return i;
  size_t k = i + 1;
  if (cursor.At(k).IsPunct('\'') && cursor.IsGlued(k)) ++k;
  if (!cursor.IsWord(k, "s") || !cursor.IsGlued(k)) return i;
  if (token.digits == 4 && token.value >= 1000 && token.value < 2100) {
    e.decade = token.value / 10;
  } else if (token.digits == 3 && cursor.At(k + 1).type == Type::kEra) {
    e.decade = token.value / 10;
  } else if (token.digits == 2 && token.value >= 10 &&
             (cursor.Before(i).IsPunct('\'') || cursor.IsThe(i - 1) || cursor.Before(i).type == Type::kEdge ||
              cursor.IsPrep(i - 1, Prep::kAnd) || cursor.Before(i).IsPunct('-'))) {
    e.decade = token.value / 10;
    e.short_decade = true;
  } else {
    return i;
  }
  ++k;
  if (cursor.At(k).type == Type::kEra && cursor.Continues(k) && cursor.At(k).Has(kAllCaps)) {
    e.bc = cursor.At(k).value < 0;
    ++k;
  }
  return k;
}

size_t ParseFiscal(const Cursor& cursor, size_t i, Expression& e) {
  const bool fiscal = cursor.IsWord(i, "fiscal");
  if (fiscal || cursor.IsWord(i, "calendar")) {
    size_t k = i + 1;
    if (cursor.IsUnit(k, Unit::kYear)) ++k;
    e.fiscal = fiscal;
    if (IsYearNumber(cursor.At(k)) && cursor.Continues(k)) return ParseYear(cursor, k, e);
    int number = 0;
    const size_t after = ParseOrdinal(cursor, i + 1, number);
    if (after != i + 1 && number >= 1 && number <= 4) {
      size_t head = after;
      if (cursor.At(head).IsPunct('-')) ++head;
      if (cursor.IsUnit(head, Unit::kQuarter)) {
        e.quarter = number;
        const size_t next = ParsePeriodTail(cursor, head + 1, e);
        e.fiscal = true;
        return next;
      }
    }
    return i;
  }
  // "FY2018", "FY 18", "Q3 2018", "H1 2018"
  const Token& number = cursor.At(i + 1);
  const bool q = cursor.IsWord(i, "q"), h = cursor.IsWord(i, "h"), fy = cursor.IsWord(i, "fy");
  if (!q && !h && !fy) return i;
  if (number.type != Type::kNumber || !cursor.Continues(i + 1)) return i;
  if (fy) {
    e.fiscal = true;
    if (number.digits == 2)
      e.year = 2000 + number.value;
    else if (IsYearNumber(number))
      e.year = number.value;
    else
      return i;
    return i + 2;
  }
  if (!cursor.IsGlued(i + 1) || number.digits != 1 || number.value < 1 || number.value > (q ? 4 : 2)) return i;
  size_t k = i + 2;
  if (cursor.IsPrep(k, Prep::kOf) || cursor.At(k).IsPunct('\'')) ++k;
  if (IsYearNumber(cursor.At(k)) && cursor.Continues(k))
    e.year = cursor.At(k).value;
  else if (cursor.Before(k).IsPunct('\'') && cursor.At(k).digits == 2)
    e.year = 2000 + cursor.At(k).value;
  else if (h || cursor.Before(i).type != Type::kPreposition ||
           (cursor.At(i + 2).Has(kCapital) && cursor.Continues(i + 2)))
    return i;
  (q ? e.quarter : e.half) = number.value;
  return e.year >= 0 ? k + 1 : i + 2;
}

}  // namespace dossier::indexer::dates
