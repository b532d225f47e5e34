#include "indexer/index/capture_set.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace dossier::indexer {
namespace {

TEST(CaptureSet, WhenNumbersComeInAnyOrder_ThenItIsTheSetOfThem) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    CaptureSet set;
    std::set<int64_t> plain;
    for (int i = 0; i < 40; ++i) {
      const auto id = static_cast<int64_t>(random() % 50 + 1);
      set.Add(id);
      plain.insert(id);
    }
    EXPECT_EQ(set.size(), plain.size());
    const CaptureSet again = CaptureSet::Parse(set.Text());
    EXPECT_EQ(again.Text(), set.Text());
    for (int64_t id = 0; id < 55; ++id) {
      EXPECT_EQ(set.Holds(id), plain.count(id) == 1);
      int64_t end = id;
      while (plain.count(end + 1)) ++end;
      EXPECT_EQ(set.EndOfRunAfter(id), end);
    }
  }
}

TEST(CaptureSet, WhenRunsMeet_ThenTheyAreOneRun) {
  CaptureSet set = CaptureSet::Parse("1-3,7,5-6");
  EXPECT_EQ(set.Text(), "1-3,5-7");
  set.AddAll(CaptureSet::Parse("4,9-1000000000000"));
  EXPECT_EQ(set.Text(), "1-7,9-1000000000000");
}

TEST(CaptureSet, WhenTheTextIsDamaged_ThenWhatIsNoRunIsPassedOver) {
  EXPECT_EQ(CaptureSet::Parse("x,,-5,3-,9-2,0,8").Text(), "3,8");
  EXPECT_TRUE(CaptureSet::Parse("99999999999999999999").empty());
}

}  // namespace
}  // namespace dossier::indexer
