// The order of a document's texts: by when they were seen, and of one day by what they state.
#include "indexer/pipeline/revision_order.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dossier::indexer {
namespace {

SeenRevision Seen(int number, const char* when, const char* version = "", const char* day = "") {
  const UtcTime time = *ParseRfc3339(when);
  return {time, time, number, version, day};
}

// The numbers of the revisions in the order of time, whatever the order in which they are given.
std::vector<int> Order(std::vector<SeenRevision> revisions) {
  std::sort(revisions.begin(), revisions.end(),
            [](const SeenRevision& a, const SeenRevision& b) { return a.number < b.number; });
  std::vector<int> first;
  do {
    std::vector<SeenRevision> ordered = revisions;
    OrderSeen(ordered);
    std::vector<int> numbers;
    for (const SeenRevision& one : ordered) numbers.push_back(one.number);
    if (first.empty()) first = numbers;
    EXPECT_EQ(numbers, first) << "depends on the order in which they are given";
  } while (std::next_permutation(revisions.begin(), revisions.end(),
                                 [](const SeenRevision& a, const SeenRevision& b) { return a.number < b.number; }));
  return first;
}

using Numbers = std::vector<int>;

TEST(RevisionOrder, WhenSeenOnDifferentDays_ThenTheLaterIsTheNewer) {
  EXPECT_EQ(Order({Seen(1, "2020-01-02T00:00:00Z"), Seen(2, "2018-01-02T00:00:00Z"), Seen(3, "2019-01-02T00:00:00Z")}),
            (Numbers{2, 3, 1}));
  EXPECT_EQ(
      Order({Seen(1, "2020-01-02T00:00:00Z", "1", "2018-01-01"), Seen(2, "2018-01-02T00:00:00Z", "2", "2019-01-01")}),
      (Numbers{2, 1}))
      << "what is stated does not overrule what was seen";
}

TEST(RevisionOrder, WhenSeenOnOneDay_ThenStatedVersionsDecideAndNumbersAreNumbers) {
  EXPECT_EQ(Order({Seen(1, "2020-01-02T01:00:00Z", "1.10", "2019-01-01"),
                   Seen(2, "2020-01-02T02:00:00Z", "1.9", "2019-01-01"),
                   Seen(3, "2020-01-02T03:00:00Z", "1.2", "2019-05-01")}),
            (Numbers{3, 2, 1}));
}

TEST(RevisionOrder, WhenVersionsAreWords_ThenStatedDaysDecide) {
  EXPECT_EQ(Order({Seen(1, "2020-01-02T01:00:00Z", "reported in senate", "2019-07-09"),
                   Seen(2, "2020-01-02T02:00:00Z", "introduced in senate", "2019-03-28"),
                   Seen(3, "2020-01-02T03:00:00Z", "engrossed in senate", "2019-09-01")}),
            (Numbers{2, 1, 3}));
}

TEST(RevisionOrder, WhenSomeStateNothing_ThenTheTimeDecidesAndTheOrderIsStillOne) {
  EXPECT_EQ(Order({Seen(1, "2020-01-02T01:00:00Z", "3", "2019-09-01"), Seen(2, "2020-01-02T02:00:00Z"),
                   Seen(3, "2020-01-02T03:00:00Z", "1", "2019-01-01")}),
            (Numbers{1, 2, 3}));
}

TEST(RevisionOrder, WhenAllIsTheSame_ThenTheOrderOfArrivalHolds) {
  EXPECT_EQ(
      Order({Seen(2, "2020-01-02T01:00:00Z", "1", "2019-01-01"), Seen(1, "2020-01-02T01:00:00Z", "1", "2019-01-01")}),
      (Numbers{1, 2}));
  EXPECT_EQ(Order({}), Numbers{});
}

TEST(RevisionOrder, WhenVersionsAreCompared_ThenPartByPart) {
  EXPECT_TRUE(VersionBefore("1.2", "1.10"));
  EXPECT_TRUE(VersionBefore("1", "1.0"));
  EXPECT_FALSE(VersionBefore("2", "2"));
  EXPECT_FALSE(VersionBefore("2", "1.9"));
}

}  // namespace
}  // namespace dossier::indexer
