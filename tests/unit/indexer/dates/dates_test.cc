#include "indexer/dates/dates.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/dates/dates_table.h"

namespace dossier::indexer {
namespace {

std::string Found(std::string_view text, const DateContext& context) {
  std::string found;
  for (const DateSpan& span : FindDates(text, context)) {
    if (!found.empty()) found += " | ";
    found += std::string(text.substr(span.begin, span.end - span.begin)) + " = " + span.value;
  }
  return found;
}

template <size_t N>
void CheckRows(const DateRow (&rows)[N]) {
  for (const DateRow& row : rows) {
    const DateContext context{.published = std::string(row.published), .language = std::string(row.language)};
    EXPECT_EQ(Found(row.text, context), row.expected) << "text: " << row.text;
  }
}

TEST(Dates, WhenTheTextGivesThemWhole) { CheckRows(kExplicitRows); }
TEST(Dates, WhenRelativeToThePublicationDay) { CheckRows(kRelativeRows); }
TEST(Dates, WhenPeriodsAndFrequencies) { CheckRows(kPeriodRows); }
TEST(Dates, WhenItOnlyLooksLikeADate) { CheckRows(kTrapRows); }

TEST(Dates, WhenTheTextIsAStory) {
  for (const DateRow& row : kStoryRows) {
    const DateContext context{.published = "2009-12-19", .narrative = true};
    EXPECT_EQ(Found(row.text, context), row.expected) << "text: " << row.text;
  }
}

TEST(Dates, WhenAStoryIsRecognisedByItsYears) {
  const std::string text =
      "He was born in 1901. In 1920 he went to sea, in 1922 he married and in 1925 and 1926 he had sons. He was master "
      "in 1931 "
      "and an admiral in 1942. In June he sank a ship.";
  EXPECT_TRUE(Found(text, {.published = "2009-12-19"}).ends_with("June = 1942-06"));
  EXPECT_EQ(Found("The fleet was sold in 1998. In June a buyer left.", {.published = "2009-12-19"}),
            "1998 = 1998 | June = 2009-06");
}

TEST(Dates, WhenNothingIsKnownOfTheDay_ThenThePartsAreOpen) {
  EXPECT_EQ(Found("They met on April 16.", {}), "April 16 = XXXX-04-16");
  EXPECT_EQ(Found("They met on Tuesday.", {}), "Tuesday = XXXX-WXX-2");
  EXPECT_EQ(Found("They met last year.", {}), "last year = XXXX");
}

TEST(Dates, WhenTheMonthStands_ThenNoDayIsInvented) {
  for (const DateSpan& span : FindDates("In April it came, by early May it went.", {.published = "2018-08-04"})) {
    EXPECT_EQ(span.value.size(), 7u) << span.value;
    EXPECT_FALSE(span.is_explicit);
  }
}

TEST(Dates, WhenModifiersAndZonesStand_ThenTheyAreKept) {
  const auto spans = FindDates("It fell in early 2018 and at 5 p.m. EST on Tuesday for about three days.",
                               {.published = "2018-08-04"});
  ASSERT_EQ(spans.size(), 3u);
  EXPECT_EQ(spans[0].mod, "START");
  EXPECT_TRUE(spans[0].is_explicit);
  EXPECT_EQ(spans[1].zone, "EST");
  EXPECT_EQ(spans[1].kind, DateKind::kTime);
  EXPECT_EQ(spans[2].mod, "APPROX");
  EXPECT_EQ(spans[2].kind, DateKind::kDuration);
}

TEST(Dates, WhenBytesAreNotUtf8_ThenTheRestIsStillRead) {
  const std::string text = "\xFF\xFE\x80 in April 2018 \xC2 and\xE2\x80 2019\xE2";
  for (const DateSpan& span : FindDates(text, {})) EXPECT_LE(span.end, text.size());
  EXPECT_FALSE(FindDates(text, {}).empty());
}

TEST(Dates, WhenWordsRepeatWithoutEnd_ThenTimeStaysLinear) {
  for (const std::string_view word :
       {"the end of the ", "mid-", "early ", "1-", "2018-", "last ", "just ", "a few ", "4, "}) {
    std::string text;
    while (text.size() < 400'000) text += word;
    FindDates(text, {.published = "2018-08-04"});  // the test's own time limit is the check
  }
}

const DateSpan* Choose(std::string_view text, const std::vector<DateSpan>& spans, std::string_view action) {
  const size_t at = text.find(action);
  return DateForAction(text, spans, 0, text.size(), at, at + action.size());
}

TEST(DateForAction, WhenSeveralDatesStand_ThenTheOneOfTheClauseIsTaken) {
  const DateContext context{.published = "2018-08-04"};
  const struct {
    std::string_view text, action, value;
  } rows[] = {
      {"In April, the agency banned exports to the firm.", "banned", "2018-04"},
      {"The agency banned exports on Tuesday, two years after it fined the firm in 2016.", "banned", "2018-07-31"},
      {"The agency banned exports on Tuesday, two years after it fined the firm in 2016.", "fined", "2016"},
      {"The firm, which was fined in 2016, was banned on Tuesday.", "banned", "2018-07-31"},
      {"The firm, which was fined in 2016, was banned on Tuesday.", "fined", "2016"},
      {"Congress passed the law in August and lifted the ban in June.", "lifted", "2018-06"},
      {"The warning of 13 July 2018 now applies.", "warning", "2018-07-13"},
  };
  for (const auto& row : rows) {
    const auto spans = FindDates(row.text, context);
    const DateSpan* chosen = Choose(row.text, spans, row.action);
    ASSERT_NE(chosen, nullptr) << row.text;
    EXPECT_EQ(chosen->value, row.value) << row.text << " / " << row.action;
  }
}

TEST(DateForAction, WhenOnlyPeriodsStand_ThenThereIsNone) {
  const std::string_view text = "The firm is now banned for seven years.";
  const auto spans = FindDates(text, {.published = "2018-08-04"});
  ASSERT_FALSE(spans.empty());
  EXPECT_EQ(Choose(text, spans, "banned"), nullptr);
}

TEST(FindDates, WhenTwoExpressionsSayOneDay_ThenItIsOne) {
  const std::pair<const char*, const char*> cases[] = {
      {"The board fined Halven a week ago Friday.", "2021-03-19"},
      {"The board fined Halven two weeks ago on Tuesday.", "2021-03-09"},
      {"The board fined Halven on Friday a week ago.", "2021-03-19"},
  };
  for (const auto& [text, value] : cases) {
    DateContext context;
    context.published = "2021-03-28";  // a Sunday
    const std::vector<DateSpan> spans = FindDates(text, context);
    ASSERT_EQ(spans.size(), 1u) << text;
    EXPECT_EQ(spans[0].value, value) << text;
  }
}

}  // namespace
}  // namespace dossier::indexer
