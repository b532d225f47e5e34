// The rules of the date grammar, for its own files. Each looks at the tokens from `i` on, fills the fields of an
// expression and returns the index after its last token; it returns `i` itself, and leaves the expression in an
// unspecified state, when it does not apply.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "indexer/dates/cursor.h"

namespace dossier::indexer::dates {

// The convention that lets rules be tried in any order: no rule reads outside of the paragraph or fails; a
// rule that does not apply costs a look or two. All are pure and thread safe.

// amounts.cc: numbers, durations, and what is counted from another date.
struct Amount {
  int value = 0;
  bool unknown = false;      // several, few
  std::string_view decimal;  // "2.5" as written, when not whole
  std::string_view mod;      // APPROX, MORE_THAN, LESS_THAN
};
size_t ParseAmount(const Cursor& cursor, size_t i, Amount& amount);
// The same, also "two to three", "10-15", "five or six": the last number counts.
size_t ParseAmountRange(const Cursor& cursor, size_t i, Amount& amount);
// "two years", "a few weeks", "nearly three months", also followed by ago, later, earlier...
size_t ParseSpanOfTime(const Cursor& cursor, size_t i, Expression& e);
// "last year", "the following week", "that same day", "the past two years", "recent months"
size_t ParseRelative(const Cursor& cursor, size_t i, Expression& e);
// "every day", "each Monday", "weekly"
size_t ParseFrequency(const Cursor& cursor, size_t i, Expression& e);
// "weeks later", "years ago", "for months"
size_t ParseBareUnits(const Cursor& cursor, size_t i, Expression& e);

// terms.cc: names of the calendar.
size_t ParseYear(const Cursor& cursor, size_t i, Expression& e);         // "2018", "490 BC", "AD 842"; no context asked
size_t ParseMonthTerm(const Cursor& cursor, size_t i, Expression& e);    // "May 5, 2018", "5 May", "in May"
size_t ParseWeekdayTerm(const Cursor& cursor, size_t i, Expression& e);  // "Tuesday", "Tuesday, Sept. 4"
size_t ParseSeasonTerm(const Cursor& cursor, size_t i, Expression& e);
size_t ParseOrdinalTerm(const Cursor& cursor, size_t i, Expression& e);  // "third quarter of 2018", "20th century"
size_t ParseDecade(const Cursor& cursor, size_t i, Expression& e);       // "1990s", "the nineties"
size_t ParseFiscal(const Cursor& cursor, size_t i, Expression& e);       // "fiscal 2018", "FY18", "Q3 2018"
size_t ParseDeictic(const Cursor& cursor, size_t i, Expression& e);      // "yesterday", "now"
size_t ParseHoliday(const Cursor& cursor, size_t i, Expression& e);      // holidays.cc
// "of that year", ", this year", "last year" after a month, season or quarter.
size_t ParseYearTail(const Cursor& cursor, size_t i, Expression& e);

// nth.cc
size_t ParseFirstOfMany(const Cursor& cursor, size_t i, Expression& e);  // "first nine months"
size_t ParseDayOfMonth(const Cursor& cursor, size_t i, Expression& e);   // "on the 18th"
size_t ParseWeekOf(const Cursor& cursor, size_t i, Expression& e);       // "the week of April 8"
size_t ParseNth(const Cursor& cursor, size_t i, Expression& e);          // "the first Monday of May"

// numeric.cc: digits.
size_t ParseNumericDate(const Cursor& cursor, size_t i, Expression& e);  // "2018-08-04T10:00Z", "4.8.2018", "8/4/18"
size_t ParseClock(const Cursor& cursor, size_t i, Expression& e);        // "10:30 a.m. EST", "5pm", "noon"
// Whether the four digits at `i` stand where a year can stand.
bool IsYearInContext(const Cursor& cursor, size_t i);
// "nineteen ninety-six", "two thousand and twenty"; no context asked.
size_t ParseSpelledYear(const Cursor& cursor, size_t i, Expression& e);
// Whether the words before `i` make its number a name, a version or an amount: "section 1999", "Windows 2000".
bool NamesANumber(const Cursor& cursor, size_t i);
// Whether what touches the number at `i` from the left makes it part of an identifier or an amount.
bool IsPartOfIdentifier(const Cursor& cursor, size_t i);

// Tries a rule on a copy, so that a rule that does not apply leaves no traces.
template <class Rule>
size_t Try(Rule rule, const Cursor& cursor, size_t i, Expression& e) {
  Expression attempt = e;
  const size_t next = rule(cursor, i, attempt);
  if (next != i) e = std::move(attempt);
  return next;
}

// grammar.cc: the expression that starts at a token, and any calendar expression without its part of the day.
size_t ParseAt(const Cursor& cursor, size_t i, Expression& e);
size_t ParseCalendar(const Cursor& cursor, size_t i, Expression& e);

}  // namespace dossier::indexer::dates
