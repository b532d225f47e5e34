#include <gtest/gtest.h>

#include "query/question/question.h"

namespace dossier::query {
namespace {

using indexer::FieldId;

TEST(QueryParser, ReadsEveryKindOfPart) {
  auto query =
      ParseQuery("vendor:\"Huawei Technologies\" action:ban,warning \"exact phrase\" chip NEAR/3 export -phone OR");
  ASSERT_FALSE(query);  // ends after OR
  query = ParseQuery("vendor:\"Huawei Technologies\" action:ban,warning \"exact phrase\" chip NEAR/3 export -phone");
  ASSERT_TRUE(query);
  ASSERT_EQ(query->parts.size(), 5u);
  EXPECT_EQ(query->parts[0].field, FieldId::kVendor);
  EXPECT_EQ(query->parts[0].values, std::vector<std::string>{"Huawei Technologies"});
  EXPECT_EQ(query->parts[1].values, (std::vector<std::string>{"ban", "warning"}));
  EXPECT_EQ(query->parts[2].kind, QueryPart::Kind::kPhrase);
  EXPECT_EQ(query->parts[3].kind, QueryPart::Kind::kNear);
  EXPECT_EQ(query->parts[3].window, 3u);
  EXPECT_EQ(query->parts[3].values, (std::vector<std::string>{"chip", "export"}));
  EXPECT_TRUE(query->parts[4].negated);
}

TEST(QueryParser, UnknownFieldNamesTheNearest) {
  const auto query = ParseQuery("vndor:zte");
  ASSERT_FALSE(query);
  EXPECT_EQ(query.error().code, ErrorCode::kUsage);
  EXPECT_NE((query.error().message + query.error().hint).find("vendor"), std::string::npos);
}

TEST(QueryParser, AnAddressIsAWordAndNotAField) {
  const auto query = ParseQuery("https://example.org/a");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->parts[0].kind, QueryPart::Kind::kWord);
}

TEST(QueryParser, UnclosedQuotationAndEmptyValueAreErrors) {
  EXPECT_FALSE(ParseQuery("\"open"));
  EXPECT_FALSE(ParseQuery("vendor:"));
  EXPECT_TRUE(ParseQuery("")->parts.empty());
}

TEST(QueryParser, TypographicQuotesMakePhrases) {
  const auto query = ParseQuery("\xE2\x80\x9Cunacceptable risk\xE2\x80\x9D");
  ASSERT_TRUE(query);
  ASSERT_EQ(query->parts.size(), 1u);
  EXPECT_EQ(query->parts[0].kind, QueryPart::Kind::kPhrase);
  EXPECT_EQ(query->parts[0].values[0], "unacceptable risk");
}

TEST(QueryParser, OrJoinsAlternatives) {
  const auto query = ParseQuery("router OR switch firmware");
  ASSERT_TRUE(query);
  ASSERT_EQ(query->parts.size(), 2u);
  EXPECT_EQ(query->parts[0].kind, QueryPart::Kind::kEither);
  EXPECT_EQ(query->parts[0].parts.size(), 2u);
}

TEST(QueryParser, WhenAFieldHasTheNameOfAnOption_ThenTheHintHasItsValue) {
  const auto hint = [](const char* text) { return ParseQuery(text).error().hint; };
  EXPECT_NE(hint("since:2018").find("published:2018.."), std::string::npos);
  EXPECT_NE(hint("until:2018-04").find("published:..2018-04"), std::string::npos);
  EXPECT_NE(hint("date:2018-04-16").find("published:2018-04-16"), std::string::npos);
  EXPECT_EQ(hint("tga:x"), "did you mean tag?");
  EXPECT_EQ(hint("bye:fbi"), "did you mean by?");
}

TEST(QueryParser, WhenATagIsAskedFor_ThenItsValuesAreAlternatives) {
  const auto query = ParseQuery("-tag:To-Check,later zte");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->parts[0].kind, QueryPart::Kind::kTag);
  EXPECT_TRUE(query->parts[0].negated);
  EXPECT_EQ(query->parts[0].values, (std::vector<std::string>{"To-Check", "later"}));
  EXPECT_FALSE(ParseQuery("tag:"));
}

std::string Shown(std::string_view text) {
  const auto range = ParseDateRange(text);
  if (!range) return "error";
  return (range->first ? FormatDay(*range->first) : "") + ".." + (range->last ? FormatDay(*range->last) : "");
}

TEST(DateRange, ReadsValuesRangesAndWords) {
  setenv("DOSSIER_NOW", "2026-09-20T12:00:00Z", 1);  // a Sunday
  EXPECT_EQ(Shown("2018"), "2018-01-01..2018-12-31");
  EXPECT_EQ(Shown("2018-02"), "2018-02-01..2018-02-28");
  EXPECT_EQ(Shown("2018-01..2018-08"), "2018-01-01..2018-08-31");
  EXPECT_EQ(Shown("2018.."), "2018-01-01..");
  EXPECT_EQ(Shown("..2018-04-16"), "..2018-04-16");
  EXPECT_EQ(Shown("last week"), "2026-09-07..2026-09-13");
  EXPECT_EQ(Shown("yesterday"), "2026-09-19..2026-09-19");
  EXPECT_EQ(Shown("3 days ago"), "2026-09-17..2026-09-20");
  EXPECT_EQ(Shown("last month"), "2026-08-01..2026-08-31");
  EXPECT_EQ(Shown("2019..2018"), "error");
  EXPECT_EQ(Shown("soon"), "error");
  EXPECT_EQ(Shown(".."), "error");
  unsetenv("DOSSIER_NOW");
}

}  // namespace
}  // namespace dossier::query
