// Stamps in UTC take the day that the page states in local time; nothing else moves them.
#include "indexer/read/html/dates/instants.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

DateCandidate At(const std::string& value, DateSource source) {
  DateCandidate candidate;
  candidate.date.value = value;
  candidate.date.day = {std::stoi(value.substr(0, 4)), std::stoi(value.substr(5, 2)), std::stoi(value.substr(8, 2))};
  candidate.source = source;
  return candidate;
}

// The day and value of the first candidate once all are settled.
std::string Settled(std::vector<DateCandidate> candidates) {
  SettleInstants(candidates);
  return FormatDay(candidates[0].date.day) + " " + candidates[0].date.value;
}

constexpr auto kStamp = DateSource::kJsonLdPublished;

TEST(SettleInstants, WhenALocalClockShowsTheInstant_ThenTheStampTakesItsDay) {
  EXPECT_EQ(Settled({At("2023-12-23T03:22:07Z", kStamp), At("2023-12-22T22:22:00-05:00", DateSource::kTimePublished)}),
            "2023-12-22 2023-12-22T22:22:00-05:00");
  EXPECT_EQ(Settled({At("2023-12-23T03:22:07Z", kStamp), At("2023-12-22T22:22:00", DateSource::kLinePublished)}),
            "2023-12-22 2023-12-22T22:22:00-05:00")
      << "half hours between are the offset";
}

TEST(SettleInstants, WhenTheClocksAreOfOtherInstants_ThenTheStampStays) {
  EXPECT_EQ(Settled({At("2023-12-23T12:22:07Z", kStamp), At("2023-12-22T22:05:00", DateSource::kLineAfter)}),
            "2023-12-23 2023-12-23T12:22:07Z");
  EXPECT_EQ(Settled({At("2023-12-23T12:22:07Z", kStamp), At("2023-12-21T22:22:00-05:00", DateSource::kTimePublished)}),
            "2023-12-23 2023-12-23T12:22:07Z");
}

TEST(SettleInstants, WhenADateLineHasNoClock_ThenEarlyAndLateHoursTakeTheDayBeside) {
  const auto line = [](const char* day) { return At(day, DateSource::kLineNear); };
  EXPECT_EQ(Settled({At("2023-12-23T03:22:07Z", kStamp), line("2023-12-22")}), "2023-12-22 2023-12-22");
  EXPECT_EQ(Settled({At("2023-12-23T22:22:07Z", kStamp), line("2023-12-24")}), "2023-12-24 2023-12-24");
  EXPECT_EQ(Settled({At("2023-12-23T12:22:07Z", kStamp), line("2023-12-22")}), "2023-12-23 2023-12-23T12:22:07Z")
      << "at noon it is one day everywhere";
  EXPECT_EQ(Settled({At("2023-12-23T03:22:07Z", kStamp), line("2023-12-21")}), "2023-12-23 2023-12-23T03:22:07Z");
  EXPECT_EQ(Settled({At("2024-01-01T01:00:00Z", kStamp), line("2023-12-31")}), "2023-12-31 2023-12-31");
}

TEST(SettleInstants, WhenTheArticleShowsTheStampsDay_ThenItStays) {
  EXPECT_EQ(Settled({At("2023-12-23T03:22:07Z", kStamp), At("2023-12-22", DateSource::kLineNear),
                     At("2023-12-23", DateSource::kLineNear)}),
            "2023-12-23 2023-12-23T03:22:07Z");
}

TEST(SettleInstants, WhenDatesAreOfOtherPages_ThenTheyNeitherMoveNorAreMoved) {
  for (DateSource foreign : {DateSource::kTeaser, DateSource::kComment, DateSource::kJsonLdOther, DateSource::kAside}) {
    EXPECT_EQ(Settled({At("2023-12-23T03:22:07Z", kStamp), At("2023-12-22T22:22:00-05:00", foreign)}),
              "2023-12-23 2023-12-23T03:22:07Z");
    EXPECT_EQ(
        Settled({At("2023-12-23T03:22:07Z", foreign), At("2023-12-22T22:22:00-05:00", DateSource::kTimePublished)}),
        "2023-12-23 2023-12-23T03:22:07Z");
  }
  EXPECT_EQ(Settled({At("2023-12-23T03:22:07Z", DateSource::kMetaModified), At("2023-12-22", DateSource::kLineNear)}),
            "2023-12-23 2023-12-23T03:22:07Z")
      << "a line states the day of publication, not that of a change";
}

TEST(SettleInstants, WhenThereIsNothingToSettle_ThenNothingChanges) {
  std::vector<DateCandidate> none;
  SettleInstants(none);
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(Settled({At("2023-12-22", DateSource::kLineNear)}), "2023-12-22 2023-12-22");
}

}  // namespace
}  // namespace dossier::indexer
