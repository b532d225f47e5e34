#include "indexer/read/metadata/stated_date.h"

#include <gtest/gtest.h>

namespace dossier::indexer {
namespace {

struct Case {
  const char* text;
  const char* value;  // "" when there is no date
};

std::string First(std::string_view text, SlashOrder order = SlashOrder::kUnknown) {
  const auto dates = FindStatedDates(text, order);
  return dates.empty() ? "" : dates[0].value;
}

TEST(StatedDate, ATimeBelongsToTheDateBeforeIt) {
  const std::vector<StatedDate> dates =
      FindStatedDates("Posted 4 August 2018 9:05, 5 August 2018", SlashOrder::kUnknown);
  ASSERT_EQ(dates.size(), 2u);
  EXPECT_EQ(dates[0].value, "2018-08-04T09:05:00");
  EXPECT_EQ(dates[1].value, "2018-08-05");
}

TEST(StatedDate, ReadsTheFormsOfManyLanguages) {
  const Case cases[] = {
      {"2018-08-04T16:49:00Z", "2018-08-04T16:49:00Z"},
      {"2018-08-04T23:30:00.123-04:00", "2018-08-04T23:30:00-04:00"},
      {"2018-08-04 09:05:00 +0200", "2018-08-04T09:05:00+02:00"},
      {"Sat, 04 Aug 2018 16:49:00 GMT", "2018-08-04T16:49:00Z"},
      {"August 4, 2018, 4:49 PM UTC", "2018-08-04T16:49:00Z"},
      {"Published Aug. 4th, 2018", "2018-08-04"},
      {"4 August 2018", "2018-08-04"},
      {"4. August 2018", "2018-08-04"},
      {"Stand: 04.08.2018, 12:15 Uhr", "2018-08-04T12:15:00"},
      {"Published 8:05 PM EST, Sat August 4, 2018", "2018-08-04T20:05:00"},
      {"12:15 | 4 August 2018", "2018-08-04T12:15:00"},
      {"Chapter 12:15 begins on 4 August 2018", "2018-08-04"},
      {"4 août 2018", "2018-08-04"},
      {"4 de agosto de 2018", "2018-08-04"},
      {"4 sierpnia 2018", "2018-08-04"},
      {"4 августа 2018", "2018-08-04"},
      {"4 Ağustos 2018", "2018-08-04"},
      {"2018年8月4日", "2018-08-04"},
      {"2018년 8월 4일", "2018-08-04"},
      {"2018/8/4", "2018-08-04"},
      {"中華民國109年12月18日", "2020-12-18"},
      {"民國 109 年 12 月 18 日", "2020-12-18"},
      {"發布日期：109-12-18", "2020-12-18"},
      {"令和6年2月8日", "2024-02-08"},
      {"平成30年8月4日", "2018-08-04"},
      {"extension 109-12-18", ""},
      {"電話 109-12-1888", ""},
      {"第109年12月18日", ""},
      {"31/12/2018", "2018-12-31"},
      {"12/31/2018", "2018-12-31"},
      {"04-Aug-2018", "2018-08-04"},
      {"August 2018", ""},
      {"30 February 2018", ""},
      {"version 1.2.2018.4", ""},
      {"Orion 2020.2.1 HF1", ""},
      {"call 555-0142", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(First(c.text), c.value) << c.text;
}

TEST(StatedDate, SlashesFollowTheOrder) {
  EXPECT_EQ(First("4/8/2018", SlashOrder::kDayFirst), "2018-08-04");
  EXPECT_EQ(First("4/8/2018", SlashOrder::kMonthFirst), "2018-04-08");
  EXPECT_EQ(SlashOrderOf("en-US"), SlashOrder::kMonthFirst);
  EXPECT_EQ(SlashOrderOf("de"), SlashOrder::kDayFirst);
}

TEST(StatedDate, StampsTakeNumbersToo) {
  EXPECT_EQ(ParseStamp("20180804", SlashOrder::kUnknown)->value, "2018-08-04");
  EXPECT_EQ(ParseStamp("1533401340", SlashOrder::kUnknown)->value, "2018-08-04T16:49:00Z");
  EXPECT_EQ(ParseStamp("1533401340000", SlashOrder::kUnknown)->value, "2018-08-04T16:49:00Z");
  EXPECT_FALSE(ParseStamp("12345", SlashOrder::kUnknown));
}

TEST(StatedDate, FindsDaysInUrls) {
  EXPECT_EQ(DayInUrl("https://a.example/2018/08/04/story"), (Day{2018, 8, 4}));
  EXPECT_EQ(DayInUrl("https://a.example/story-20180804"), (Day{2018, 8, 4}));
  EXPECT_EQ(DayInUrl("https://a.example/2018/08/story"), std::nullopt);
  EXPECT_EQ(DayInUrl("https://2018-08-04.example/"), std::nullopt);
}

TEST(StatedDate, MonthsInUrlsMayBeNames) {
  EXPECT_EQ(DayInUrl("https://a.example/blog/2023/october/03/story"), (Day{2023, 10, 3}));
  EXPECT_EQ(DayInUrl("https://a.example/world/2023/dec/21/story"), (Day{2023, 12, 21}));
  EXPECT_EQ(DayInUrl("https://a.example/2023/may-be-tomorrow/4"), std::nullopt);
  EXPECT_EQ(MonthInUrl("https://a.example/2018/08/story"), (Day{2018, 8, 1}));
  EXPECT_EQ(MonthInUrl("https://a.example/2018/08/04/story"), std::nullopt);
  EXPECT_EQ(MonthInUrl("https://a.example/1200/08/story"), std::nullopt);
}

TEST(StatedDate, SaysWhenTheOrderCouldBeAnother) {
  EXPECT_TRUE(FindStatedDates("4/8/2018", SlashOrder::kMonthFirst).at(0).swappable);
  EXPECT_FALSE(FindStatedDates("4/4/2018", SlashOrder::kMonthFirst).at(0).swappable);
  EXPECT_FALSE(FindStatedDates("4/18/2018", SlashOrder::kMonthFirst).at(0).swappable);
  EXPECT_FALSE(FindStatedDates("4 August 2018", SlashOrder::kMonthFirst).at(0).swappable);
}

}  // namespace
}  // namespace dossier::indexer
