// Instants and calendar dates, kept apart.
//
// Our own times (fetched, indexed) are instants in UTC: UtcTime. What a publisher states is a Date: a day,
// month, quarter, week or year with the granularity it was stated in, never filled up with guesses
// ("In April" is 2018-04, not 2018-04-01).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

// An instant: milliseconds since 1970-01-01T00:00:00Z, no leap seconds. Plain value, thread safe.
struct UtcTime {
  int64_t milliseconds = 0;
  auto operator<=>(const UtcTime&) const = default;
};

// The present. DOSSIER_NOW (RFC 3339) in the environment, else SOURCE_DATE_EPOCH, fixes it for reproducible runs.
UtcTime Now();

// "2018-08-04T16:49:00Z"; with_milliseconds adds ".123". Years 0000-9999.
std::string FormatRfc3339(UtcTime time, bool with_milliseconds = false);
// RFC 3339 date-time ("2018-08-04T12:49:00-04:00", also with a space for the T) to the instant. Errors: kParse.
Result<UtcTime> ParseRfc3339(std::string_view text);

// IMF-fixdate of RFC 9110 section 5.6.7 ("Sat, 04 Aug 2018 16:49:00 GMT") and back; the parser also takes the
// two obsolete forms that the section obliges recipients to accept. Errors: kParse.
std::string FormatHttpDate(UtcTime time);
Result<UtcTime> ParseHttpDate(std::string_view text);

// A calendar day in the proleptic Gregorian calendar. Not every triple is a day: see IsValid.
struct Day {
  int year = 0;
  int month = 0;  // 1-12
  int day = 0;    // 1-31
  auto operator<=>(const Day&) const = default;
};
bool IsValid(Day day);
int64_t DaysSinceEpoch(Day day);  // 1970-01-01 is 0
Day DayFromEpoch(int64_t days);
int WeekdayOf(Day day);          // ISO 8601: Monday 1 ... Sunday 7
std::string FormatDay(Day day);  // "2018-08-04"
// A strict "YYYY-MM-DD". Errors: kParse.
Result<Day> ParseDay(std::string_view text);
UtcTime StartOfDay(Day day);  // 00:00:00Z of that day
Day UtcDayOf(UtcTime time);

// The first and last day that an ISO 8601 / TIMEX3 date value covers: "2018", "2018-08", "2018-08-04",
// "2018-W31", "2018-Q3", "2018-H1", "2018-08-04T12:49Z", and ranges "A/B" with open ends ("2018-04/..").
// nullopt when the value names no calendar range ("P2Y", "PRESENT_REF").
struct DayRange {
  std::optional<Day> first;  // nullopt: open
  std::optional<Day> last;
};
std::optional<DayRange> RangeOfDateValue(std::string_view value);

}  // namespace dossier
