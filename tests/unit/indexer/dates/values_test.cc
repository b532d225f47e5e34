// Calendar values of expressions, given as fields: what the grammar found is not asked here.
#include "indexer/dates/values.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace dossier::indexer::dates {
namespace {

using Fill = std::function<void(Expression&)>;

// The value of one expression in a report of 4 August 2018, a Saturday; "-" when the reading is impossible.
std::string Value(const Fill& fill, std::optional<Day> published = Day{2018, 8, 4}) {
  Resolver resolver(published, false);
  Expression e;
  fill(e);
  const std::optional<DateSpan> span = resolver.Resolve(e);
  return span ? span->value : "-";
}

std::string Shifted(Unit unit, int amount, std::optional<Day> published = Day{2018, 8, 4}) {
  return Value(
      [&](Expression& e) {
        e.anchor = Anchor::kSpeech;
        e.unit = unit;
        e.amount = amount;
      },
      published);
}

TEST(DateValues, WhenTheTextGivesFields_ThenTheValueHasItsGranularity) {
  EXPECT_EQ(Value([](Expression& e) { e.year = 2018; }), "2018");
  EXPECT_EQ(Value([](Expression& e) { e.year = 2018, e.month = 4; }), "2018-04");
  EXPECT_EQ(Value([](Expression& e) { e.year = 2018, e.month = 4, e.day = 9; }), "2018-04-09");
  EXPECT_EQ(Value([](Expression& e) { e.year = 2018, e.quarter = 3; }), "2018-Q3");
  EXPECT_EQ(Value([](Expression& e) { e.year = 2018, e.half = 1; }), "2018-H1");
  EXPECT_EQ(Value([](Expression& e) { e.decade = 199; }), "199");
  EXPECT_EQ(Value([](Expression& e) { e.century = 19; }), "19");
  EXPECT_EQ(Value([](Expression& e) { e.year = 490, e.bc = true; }), "BC0490");
}

TEST(DateValues, WhenTheCalendarHasNoSuchDay_ThenThereIsNoValue) {
  EXPECT_EQ(Value([](Expression& e) { e.year = 2018, e.month = 6, e.day = 31; }), "-");
  EXPECT_EQ(Value([](Expression& e) { e.year = 2018, e.month = 2, e.day = 29; }), "-");
  EXPECT_EQ(Value([](Expression& e) { e.year = 2020, e.month = 2, e.day = 29; }), "2020-02-29");
}

TEST(DateValues, WhenCountedFromTheDayOfWriting_ThenCalendarEdgesAreCrossed) {
  EXPECT_EQ(Shifted(Unit::kDay, 0), "2018-08-04");
  EXPECT_EQ(Shifted(Unit::kDay, -1), "2018-08-03");
  EXPECT_EQ(Shifted(Unit::kDay, -4), "2018-07-31");
  EXPECT_EQ(Shifted(Unit::kDay, 1, Day{2018, 12, 31}), "2019-01-01");
  EXPECT_EQ(Shifted(Unit::kDay, -1, Day{2020, 3, 1}), "2020-02-29");
  EXPECT_EQ(Shifted(Unit::kMonth, -8), "2017-12");
  EXPECT_EQ(Shifted(Unit::kMonth, 5), "2019-01");
  EXPECT_EQ(Shifted(Unit::kYear, -1), "2017");
  EXPECT_EQ(Shifted(Unit::kWeek, -1), "2018-W30");
  EXPECT_EQ(Shifted(Unit::kWeek, 0, Day{2018, 12, 31}), "2019-W01") << "a week is of the year of its Thursday";
}

TEST(DateValues, WhenTheDayOfWritingIsUnknown_ThenRelationsStayOpen) {
  for (Unit unit : {Unit::kDay, Unit::kWeek, Unit::kMonth, Unit::kYear}) {
    const std::string value = Shifted(unit, -1, std::nullopt);
    EXPECT_EQ(value.find("2018"), std::string::npos) << value;
    EXPECT_EQ(value.find("1970"), std::string::npos) << value << ": no day of ours stands in for an unknown one";
  }
}

TEST(DateValues, WhenAmountsAreHuge_ThenAnAnswerComesAllTheSame) {
  for (Unit unit : {Unit::kDay, Unit::kWeek, Unit::kMonth, Unit::kYear, Unit::kDecade, Unit::kCentury})
    for (int amount : {-100000, 100000, -999999999}) Shifted(unit, amount / 1000);
}

TEST(DateValues, WhenExpressionsAreMany_ThenANarrativeIsToldFromNews) {
  EXPECT_FALSE(IsNarrative({}, Day{2018, 8, 4}));
  EXPECT_FALSE(IsAncient({}));
}

}  // namespace
}  // namespace dossier::indexer::dates
