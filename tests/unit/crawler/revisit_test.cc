#include "crawler/revisit.h"

#include <gtest/gtest.h>

namespace dossier::crawler {
namespace {

constexpr int64_t kHour = 3600000, kDay = 24 * kHour;

TEST(Revisit, WhenNothingIsKnown_ThenListsAreAskedSoonAndWhatIsGoneLate) {
  EXPECT_EQ(NextInterval(VisitOutcome::kNew, 0, true), kHour);
  EXPECT_EQ(NextInterval(VisitOutcome::kNew, 0, false), kDay);
  EXPECT_EQ(NextInterval(VisitOutcome::kFailed, 0, false), kDay);
  EXPECT_EQ(NextInterval(VisitOutcome::kGone, 0, true), 30 * kDay);
}

TEST(Revisit, WhenItGoesOnTheSameWay_ThenTheIntervalStaysInItsBounds) {
  for (const bool lists : {false, true})
    for (const VisitOutcome outcome :
         {VisitOutcome::kNew, VisitOutcome::kUnchanged, VisitOutcome::kGone, VisitOutcome::kFailed}) {
      int64_t interval = 0;
      for (int visit = 0; visit < 200; ++visit) {
        const int64_t next = NextInterval(outcome, interval, lists);
        EXPECT_TRUE(outcome != VisitOutcome::kUnchanged || next >= interval);
        EXPECT_TRUE(outcome != VisitOutcome::kNew || interval == 0 || next <= interval);
        interval = next;
      }
      EXPECT_GE(interval, 600000) << lists;
      EXPECT_LE(interval, 90 * kDay) << lists;
    }
}

// The row is read from the catalogue: it may hold any number.
TEST(Revisit, WhenTheStoredIntervalIsOutOfBounds_ThenTheNextIsNot) {
  for (const int64_t stored : {int64_t{1}, int64_t{-5}, 400 * kDay})
    for (const VisitOutcome outcome :
         {VisitOutcome::kNew, VisitOutcome::kUnchanged, VisitOutcome::kGone, VisitOutcome::kFailed}) {
      EXPECT_GE(NextInterval(outcome, stored, false), 3 * kHour);
      EXPECT_LE(NextInterval(outcome, stored, false), 90 * kDay);
    }
}

TEST(Revisit, WhenAListIsStill_ThenItIsSilentOnlyAfterTwoWeeksAndManyIntervals) {
  EXPECT_FALSE(IsSilent(14 * kDay, 0, 0, kHour));
  EXPECT_TRUE(IsSilent(14 * kDay + 1, 0, 0, kHour));
  EXPECT_FALSE(IsSilent(100 * kDay, 0, 0, 7 * kDay));  // a slow one
  EXPECT_TRUE(IsSilent(141 * kDay, 0, 0, 7 * kDay));
  EXPECT_FALSE(IsSilent(20 * kDay, 0, 10 * kDay, kHour));  // known for ten days only
  EXPECT_FALSE(IsSilent(0, 20 * kDay, 0, kHour));          // the clock went back
}

}  // namespace
}  // namespace dossier::crawler
