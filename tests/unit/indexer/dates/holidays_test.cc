// Days of holidays: fixed, by weekday, and by Easter.
#include "indexer/dates/holidays.h"

#include <gtest/gtest.h>

namespace dossier::indexer::dates {
namespace {

TEST(Holidays, WhenTheyMoveWithEaster_ThenTheDayIsThatOfTheYear) {
  struct Case {
    Holiday holiday;
    int year;
    const char* day;
  };
  const Case cases[] = {{Holiday::kEaster, 2018, "2018-04-01"},
                        {Holiday::kEaster, 2019, "2019-04-21"},
                        {Holiday::kEaster, 2008, "2008-03-23"},
                        {Holiday::kEaster, 2038, "2038-04-25"},
                        {Holiday::kEaster, 1818, "1818-03-22"},
                        {Holiday::kGoodFriday, 2018, "2018-03-30"},
                        {Holiday::kEasterMonday, 2018, "2018-04-02"},
                        {Holiday::kAshWednesday, 2018, "2018-02-14"},
                        {Holiday::kAscension, 2018, "2018-05-10"},
                        {Holiday::kPentecost, 2018, "2018-05-20"},
                        {Holiday::kThanksgiving, 2018, "2018-11-22"},
                        {Holiday::kThanksgiving, 2019, "2019-11-28"},
                        {Holiday::kBlackFriday, 2018, "2018-11-23"},
                        {Holiday::kCyberMonday, 2018, "2018-11-26"},
                        {Holiday::kLaborDay, 2018, "2018-09-03"},
                        {Holiday::kMemorialDay, 2018, "2018-05-28"},
                        {Holiday::kMothersDay, 2018, "2018-05-13"},
                        {Holiday::kFathersDay, 2018, "2018-06-17"},
                        {Holiday::kPresidentsDay, 2018, "2018-02-19"},
                        {Holiday::kColumbusDay, 2018, "2018-10-08"},
                        {Holiday::kMartinLutherKingDay, 2018, "2018-01-15"},
                        {Holiday::kChristmas, 2018, "2018-12-25"},
                        {Holiday::kBoxingDay, 2018, "2018-12-26"},
                        {Holiday::kIndependenceDay, 2018, "2018-07-04"},
                        {Holiday::kAnzacDay, 2018, "2018-04-25"}};
  for (const Case& c : cases) EXPECT_EQ(FormatDay(DayOfHoliday(c.holiday, c.year)), c.day);
}

TEST(Holidays, WhenEasterIsReckoned_ThenItIsASundayBetweenItsLimits) {
  for (int year = 1600; year <= 2400; ++year) {
    const Day easter = DayOfHoliday(Holiday::kEaster, year);
    EXPECT_EQ(WeekdayOf(easter), 7) << year;
    EXPECT_GE(FormatDay(easter).substr(5), "03-22") << year;
    EXPECT_LE(FormatDay(easter).substr(5), "04-25") << year;
  }
}

TEST(Holidays, WhenEveryHolidayIsAsked_ThenItLiesInItsYear) {
  for (int h = 0; h <= static_cast<int>(Holiday::kAustraliaDay); ++h)
    for (int year : {1900, 2000, 2018, 2024}) EXPECT_EQ(DayOfHoliday(static_cast<Holiday>(h), year).year, year) << h;
}

TEST(Holidays, WhenAWeekdayIsCounted_ThenItIsTheNthOfTheMonth) {
  EXPECT_EQ(FormatDay(NthWeekday(2018, 8, 3, 1)), "2018-08-01") << "the first is the first of the month";
  EXPECT_EQ(FormatDay(NthWeekday(2018, 8, 2, 1)), "2018-08-07");
  EXPECT_EQ(FormatDay(NthWeekday(2018, 8, 5, 5)), "2018-08-31");
  EXPECT_EQ(FormatDay(NthWeekday(2018, 12, 1, -1)), "2018-12-31") << "the last day of a year";
  EXPECT_EQ(FormatDay(NthWeekday(2024, 2, 4, -1)), "2024-02-29") << "a leap day";
}

}  // namespace
}  // namespace dossier::indexer::dates
