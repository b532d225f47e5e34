// "the first Monday of May", "the last week of July 2018", "the third day of next month".
#include "indexer/dates/rules.h"

namespace dossier::indexer::dates {
namespace {

// What is counted: a weekday, "day" or "week".
bool SetCounted(const Token& token, Expression& e) {
  if (token.Has(kPlural)) return false;
  if (token.type == Type::kWeekday && !(token.Has(kAbbreviated) && token.Has(kRisky) && !token.Has(kCapital))) {
    e.weekday = token.value;
    e.unit = Unit::kDay;
    return true;
  }
  if (token.type != Type::kUnit) return false;
  e.nth_unit = static_cast<Unit>(token.value);
  return e.nth_unit == Unit::kDay || e.nth_unit == Unit::kWeek || e.nth_unit == Unit::kWeekend;
}

// What it is counted in: a month with or without a year, a year, "next month", "the month".
size_t ParseWhole(const Cursor& cursor, size_t i, Expression& e) {
  size_t k = i;
  if (cursor.IsThe(k)) ++k;
  Expression whole;
  const Token& token = cursor.At(k);
  size_t next = k;
  if (token.type == Type::kMonth && (token.Has(kCapital) || !token.Has(kRisky))) {
    next = ParseMonthTerm(cursor, k, whole);
    if (next == k && !token.Has(kForeign) && !token.Has(kAbbreviated)) {
      whole.month = token.value;
      next = k + 1;
    }
  } else if (token.type == Type::kNumber && token.digits == 4) {
    next = ParseYear(cursor, k, whole);
  } else if (token.type == Type::kRelative) {
    next = ParseRelative(cursor, k, whole);
  } else if (cursor.IsThe(i) && (cursor.IsUnit(k, Unit::kMonth) || cursor.IsUnit(k, Unit::kYear))) {
    whole.anchor = Anchor::kContext;
    whole.unit = static_cast<Unit>(token.value);
    next = k + 1;
  }
  const bool month_or_year =
      whole.month >= 0 || whole.year >= 0 || whole.unit == Unit::kMonth || whole.unit == Unit::kYear;
  if (next == k || !month_or_year || whole.form != Form::kCalendar || whole.day >= 0 || whole.kind != DateKind::kDate)
    return i;
  e.month = whole.month;
  e.year = whole.year;
  e.anchor = whole.anchor;
  e.unit = whole.unit;
  e.amount = whole.amount;
  e.direction = whole.direction;
  return next;
}

}  // namespace

size_t ParseFirstOfMany(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kOrdinal || (token.value != 1 && token.value != 100) || !cursor.Continues(i + 1)) return i;
  if (cursor.At(i + 1).type != Type::kNumber && cursor.At(i + 1).type != Type::kCardinal &&
      cursor.At(i + 1).type != Type::kQuantity)
    return i;
  const size_t next = ParseSpanOfTime(cursor, i + 1, e);
  return next == i + 1 || e.kind != DateKind::kDuration ? i : next;
}

size_t ParseDayOfMonth(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kNumber || token.digits > 2 || token.value < 1 || token.value > 31 || !cursor.IsThe(i - 1))
    return i;
  if (cursor.At(i + 1).type != Type::kSuffix || !cursor.IsGlued(i + 1)) return i;
  const bool led =
      cursor.IsPrep(i - 2, Prep::kOn) || cursor.IsPrep(i - 2, Prep::kUntil) || cursor.IsPrep(i - 2, Prep::kSince);
  const Token& after = cursor.At(i + 2);
  const bool closes = after.type == Type::kPunct || after.Has(kLineStart) || after.verb != Verb::kNone ||
                      (after.type == Type::kPreposition && !cursor.IsPrep(i + 2, Prep::kOf) &&
                       !cursor.IsPrep(i + 2, Prep::kAnd) && !cursor.IsPrep(i + 2, Prep::kOr));
  if (!led || !closes || after.IsPunct('-')) return i;
  e.day = token.value;
  return i + 2;
}

size_t ParseWeekOf(const Cursor& cursor, size_t i, Expression& e) {
  const bool weekend = cursor.IsUnit(i, Unit::kWeekend);
  if ((!weekend && !cursor.IsUnit(i, Unit::kWeek)) || !cursor.IsThe(i - 1) || !cursor.IsPrep(i + 1, Prep::kOf))
    return i;
  const size_t next = ParseMonthTerm(cursor, i + 2, e);
  if (next == i + 2 || e.day < 0) return i;
  e.week_of = true;
  e.weekend = weekend;
  return next;
}

size_t ParseNth(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  size_t k = i + 1;
  if (token.type == Type::kOrdinal) {
    e.nth = token.value == 100 ? -1 : token.value;
  } else if (token.Is(Type::kRelative, static_cast<int>(Relative::kLast)) && !token.Has(kRisky)) {
    e.nth = -1;
  } else if (token.type == Type::kNumber && token.digits <= 2 && cursor.At(k).type == Type::kSuffix &&
             cursor.IsGlued(k) && !IsPartOfIdentifier(cursor, i)) {
    e.nth = token.value;
    ++k;
  } else {
    return i;
  }
  if (e.nth == 0 || e.nth > 31 || !cursor.Continues(k) || !SetCounted(cursor.At(k), e)) return i;
  if (e.weekday >= 0 && e.nth > 5) return i;
  if (!cursor.IsPrep(k + 1, Prep::kOf) && !(cursor.IsPrep(k + 1, Prep::kIn) && e.weekday >= 0)) return i;
  const size_t next = ParseWhole(cursor, k + 2, e);
  return next == k + 2 ? i : next;
}

}  // namespace dossier::indexer::dates
