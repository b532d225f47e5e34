#include "corpus/base/json.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

TEST(JsonTest, WhenParsed_ThenKeysKeepTheirOrder) {
  const auto value = ParseJson("\xEF\xBB\xBF{\"b\": 1, \"a\": [true, null]}", "x");
  ASSERT_TRUE(value);
  EXPECT_EQ(DumpJson(*value), R"({"b":1,"a":[true,null]})");
}

TEST(JsonTest, WhenBroken_ThenTheErrorNamesTheInput) {
  const auto value = ParseJson("{\"a\": ", "feed.json");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, ErrorCode::kParse);
  EXPECT_NE(value.error().message.find("feed.json"), std::string::npos);
}

TEST(JsonTest, WhenTooDeep_ThenRefusedBeforeRecursing) {
  const std::string deep = std::string(1'000'000, '[');
  EXPECT_EQ(ParseJson(deep, "x").error().code, ErrorCode::kLimit);
  EXPECT_TRUE(ParseJson("\"[[[[[[[[\"", "x", 2));
  EXPECT_TRUE(ParseJson("[[\"\\\"[[[\"]]", "x", 2));
  EXPECT_FALSE(ParseJson("[[[]]]", "x", 2));
}

TEST(JsonTest, WhenStringsAreInvalidUtf8_ThenDumpedWithReplacements) {
  EXPECT_EQ(DumpJson(Json(std::string("a\xFF"))), "\"a\xEF\xBF\xBD\"");
}

TEST(JsonTest, WhenMembersAreAbsentOrOfOtherTypes_ThenFallbacks) {
  const Json value = *ParseJson(R"({"s": "text", "n": 7, "o": {}})", "x");
  EXPECT_EQ(StringAt(value, "s"), "text");
  EXPECT_EQ(StringAt(value, "n", "none"), "none");
  EXPECT_EQ(StringAt(Json(3), "s", "none"), "none");
  EXPECT_EQ(IntegerAt(value, "n"), 7);
  EXPECT_EQ(IntegerAt(value, "s", -1), -1);
  EXPECT_TRUE(MemberAt(value, "x").is_null());
  EXPECT_TRUE(MemberAt(Json::array(), "x").is_null());
}

}  // namespace
}  // namespace dossier
