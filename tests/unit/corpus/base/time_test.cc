#include "corpus/base/time.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace dossier {
namespace {

TEST(Rfc3339, WhenOffsetsAndFractions_ThenOneInstant) {
  const auto zulu = ParseRfc3339("2018-08-04T16:49:00Z");
  ASSERT_TRUE(zulu);
  EXPECT_EQ(zulu->milliseconds, 1533401340000);
  for (const char* same :
       {"2018-08-04T12:49:00-04:00", "2018-08-04 18:49:00+02:00", "2018-08-04t16:49:00z", "2018-08-04T16:49:00.000Z"}) {
    const auto other = ParseRfc3339(same);
    ASSERT_TRUE(other) << same;
    EXPECT_EQ(*other, *zulu) << same;
  }
  EXPECT_EQ(ParseRfc3339("2018-08-04T16:49:00.123456Z")->milliseconds, 1533401340123);
}

TEST(Rfc3339, WhenMalformed_ThenAnError) {
  for (const char* bad : {"", "2018-08-04", "2018-13-04T00:00:00Z", "2018-02-30T00:00:00Z", "2018-08-04T24:01:00Z",
                          "2018-08-04T16:49:00", "2018-08-04T16:49:00Zx", "2018-8-4T16:49:00Z"}) {
    EXPECT_FALSE(ParseRfc3339(bad)) << bad;
  }
}

TEST(Rfc3339, WhenFormatted_ThenItParsesAgain) {
  for (int64_t milliseconds :
       {int64_t{0}, int64_t{-1}, int64_t{951782400123}, int64_t{-62135596800000}, int64_t{253402300799999}}) {
    const UtcTime time{milliseconds};
    const auto again = ParseRfc3339(FormatRfc3339(time, true));
    ASSERT_TRUE(again) << milliseconds;
    EXPECT_EQ(again->milliseconds, milliseconds);
  }
  EXPECT_EQ(FormatRfc3339({1533401340123}), "2018-08-04T16:49:00Z");
}

TEST(HttpDate, WhenEachOfTheThreeForms_ThenOneInstant) {
  const UtcTime expected{784111777000};  // the example of RFC 9110 section 5.6.7
  for (const char* text :
       {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"}) {
    const auto time = ParseHttpDate(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(*time, expected) << text;
  }
  EXPECT_EQ(FormatHttpDate(expected), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_FALSE(ParseHttpDate("yesterday"));
  EXPECT_FALSE(ParseHttpDate("Sun, 31 Feb 1994 08:49:37 GMT"));
}

TEST(DayTest, WhenLeapYears_ThenValidity) {
  EXPECT_TRUE(IsValid({2000, 2, 29}));
  EXPECT_FALSE(IsValid({1900, 2, 29}));
  EXPECT_FALSE(IsValid({2021, 4, 31}));
  EXPECT_FALSE(IsValid({2021, 0, 1}));
}

TEST(DayTest, WhenCountedBackAndForth_ThenTheSameDay) {
  for (int64_t days = -719000; days < 2900000; days += 997) {
    const Day day = DayFromEpoch(days);
    EXPECT_TRUE(IsValid(day));
    EXPECT_EQ(DaysSinceEpoch(day), days);
  }
  EXPECT_EQ(DaysSinceEpoch({1970, 1, 1}), 0);
  EXPECT_EQ(WeekdayOf({2018, 8, 4}), 6);
  EXPECT_EQ(WeekdayOf({2026, 11, 22}), 7);
  EXPECT_EQ(FormatDay(UtcDayOf({-1})), "1969-12-31");
}

TEST(DayTest, WhenParsed_ThenStrict) {
  EXPECT_EQ(*ParseDay("2018-08-04"), (Day{2018, 8, 4}));
  for (const char* bad : {"2018-8-4", "2018-08-32", "18-08-04", "2018-08-04T", " 2018-08-04", ""})
    EXPECT_FALSE(ParseDay(bad)) << bad;
}

std::string Range(std::string_view value) {
  const auto range = RangeOfDateValue(value);
  if (!range) return "none";
  return (range->first ? FormatDay(*range->first) : "") + ".." + (range->last ? FormatDay(*range->last) : "");
}

TEST(DateValue, WhenAnyGranularity_ThenTheDaysItCovers) {
  EXPECT_EQ(Range("2018"), "2018-01-01..2018-12-31");
  EXPECT_EQ(Range("2018-02"), "2018-02-01..2018-02-28");
  EXPECT_EQ(Range("2018-08-04"), "2018-08-04..2018-08-04");
  EXPECT_EQ(Range("2018-08-04T12:49Z"), "2018-08-04..2018-08-04");
  EXPECT_EQ(Range("2018-Q3"), "2018-07-01..2018-09-30");
  EXPECT_EQ(Range("2018-H1"), "2018-01-01..2018-06-30");
  EXPECT_EQ(Range("2018-W31"), "2018-07-30..2018-08-05");
  EXPECT_EQ(Range("2018-04/2018-06"), "2018-04-01..2018-06-30");
  EXPECT_EQ(Range("2018-04/.."), "2018-04-01..");
  EXPECT_EQ(Range("../2018-04"), "..2018-04-30");
}

TEST(DateValue, WhenItNamesNoDays_ThenNone) {
  for (const char* value : {"P2Y", "PRESENT_REF", "", "2018-13", "2018-Q5", "soon"})
    EXPECT_EQ(Range(value), "none") << value;
}

TEST(NowTest, WhenTheEnvironmentFixesIt_ThenThatTime) {
  setenv("DOSSIER_NOW", "2026-01-02T03:04:05Z", 1);
  EXPECT_EQ(FormatRfc3339(Now()), "2026-01-02T03:04:05Z");
  unsetenv("DOSSIER_NOW");
  EXPECT_GT(Now().milliseconds, 1700000000000);
}

}  // namespace
}  // namespace dossier
