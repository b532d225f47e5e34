// The question as the index is asked it. It may find too much, which statements then settle; never too little.
#include <gtest/gtest.h>

#include "query/answer/engine_impl.h"

namespace dossier::query {
namespace {

using indexer::ActionType;
using indexer::Expression;

// "and(term(XV:zte) ...)", enough to compare.
std::string Shown(const Expression& expression) {
  using Op = Expression::Op;
  const char* names[] = {"all",  "nothing", "term", "beginning", "words",  "phrase",
                         "near", "range",   "and",  "or",        "andnot", "scale"};
  std::string out = names[static_cast<size_t>(expression.op)];
  if (expression.op == Op::kAll || expression.op == Op::kNothing) return out;
  out += "(";
  if (expression.parts.empty())
    out += expression.prefix + ":" +
           (expression.op == Op::kRange ? expression.low + ".." + expression.high : expression.text);
  for (const Expression& part : expression.parts) out += (&part == &expression.parts[0] ? "" : " ") + Shown(part);
  return out + ")";
}

bool Asks(const ResolvedQuery& query, const std::string& part) {
  const std::string shown = Shown(ExpressionOf(query));
  return shown.find(part) != std::string::npos;
}

TEST(Expression, WhenAVendorHasMembers_ThenEachOfItsIdsIsAsked) {
  ResolvedQuery query;
  query.vendors = {{{"zte", "ZTE", "zte", {"zte", "~zte-parts"}}}};
  EXPECT_TRUE(Asks(query, "term(XV:zte)"));
  EXPECT_TRUE(Asks(query, "term(XV:~zte-parts)"));
  query.actions = {{ActionType::kProhibition}};
  EXPECT_TRUE(Asks(query, "beginning(XVA:~zte-parts|prohibition|"));  // of one statement, asserted or denied
  query.agencies = {{{"fbi", "FBI", "fbi", {"~bureau"}}}};
  EXPECT_TRUE(Asks(query, "term(XVG:zte|~bureau)"));
  EXPECT_TRUE(Asks(query, "term(XPB:fbi)"));  // its own publications are its words
}

TEST(Expression, WhenADayIsTheLast_ThenItsInstantsAreInside) {
  ResolvedQuery query;
  query.published = {*ParseDateRange("2018-04")};
  EXPECT_TRUE(Asks(query, "2018-04-01..2018-04-30~")) << Shown(ExpressionOf(query));
  query.published = {*ParseDateRange("2018..")};
  EXPECT_TRUE(Asks(query, "2018-01-01..")) << Shown(ExpressionOf(query));
  EXPECT_FALSE(Asks(query, "~"));
}

TEST(Expression, WhenAnEventIsARangeOfYears_ThenEveryYearIsAskedAndTheirNumberIsBounded) {
  ResolvedQuery query;
  query.event = {*ParseDateRange("2017-12..2019-01")};
  for (const char* year : {"term(XE:2017)", "term(XE:2018)", "term(XE:2019)"}) EXPECT_TRUE(Asks(query, year)) << year;
  EXPECT_FALSE(Asks(query, "2020"));
  query.event = {*ParseDateRange("0001..9999")};
  EXPECT_LT(Shown(ExpressionOf(query)).size(), 10000u);
  query.event = {*ParseDateRange("2018..")};
  EXPECT_TRUE(Asks(query, "beginning(XE:)"));  // any stated date: the statement decides
}

TEST(Expression, WhenAPartIsNegated_ThenItIsTakenAwayNotAskedFor) {
  ResolvedQuery query;
  query.others = ParseQuery("parts -phones -kind:vendor")->parts;
  const std::string shown = Shown(ExpressionOf(query));
  EXPECT_TRUE(shown.starts_with("andnot(")) << shown;
  EXPECT_LT(shown.find("parts"), shown.find("phones"));
  EXPECT_NE(shown.find("term(XK:vendor)"), std::string::npos);
}

TEST(Expression, WhenAValueEndsInAStar_ThenItsBeginningIsAsked) {
  ResolvedQuery query;
  query.others = ParseQuery("cve:CVE-2018-*")->parts;
  const std::string shown = Shown(ExpressionOf(query));
  EXPECT_NE(shown.find("beginning(XCVE:"), std::string::npos) << shown;
  EXPECT_EQ(shown.find('*'), std::string::npos);
}

TEST(Expression, WhenPreferencesAreMade_ThenTheyOnlyOrder) {
  ResolvedQuery query;
  query.vendors = {{{"zte", "ZTE", "zte"}}};
  for (const Expression& wish : PreferencesOf(query)) {
    EXPECT_EQ(wish.op, Expression::Op::kScale);
    EXPECT_GT(wish.factor, 0);
  }
}

}  // namespace
}  // namespace dossier::query
