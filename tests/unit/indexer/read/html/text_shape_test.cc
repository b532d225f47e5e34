// How a text is written, as counts and signs: what the block model was fitted on must not drift.
#include "indexer/read/html/text_shape.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

TEST(TextShape, WhenWordsAreCounted_ThenEachCountIsItsOwn) {
  const TextShape shape = ShapeOf("You and Your board, we said, added 12 rules. Is it so? Yes!");
  EXPECT_EQ(shape.words, 13);
  EXPECT_EQ(shape.capitalised, 4);
  EXPECT_EQ(shape.upper, 4);
  EXPECT_EQ(shape.digits, 2);
  EXPECT_EQ(shape.commas, 2);
  EXPECT_EQ(shape.sentences, 3);
  EXPECT_EQ(shape.you, 2);
  EXPECT_EQ(shape.we, 1);
  EXPECT_EQ(shape.speech, 2);
  EXPECT_TRUE(shape.ends_sentence);
}

TEST(TextShape, WhenATextBegins_ThenItsFirstCharacterHasAKind) {
  const std::pair<const char*, int> cases[] = {{"word", 0},   {"Word", 0}, {"élan", 0}, {"中", 0},   {"5 rules", 1},
                                               {"\"it\"", 2}, {"“it”", 2}, {"- it", 3}, {"— it", 3}, {"(it)", 4},
                                               {"• it", 5},   {"> it", 5}, {"", 6},     {"#it", 6}};
  for (const auto& [text, kind] : cases) EXPECT_EQ(ShapeOf(text).first_kind, kind) << text;
}

TEST(TextShape, WhenATextEnds_ThenQuotationMarksAreLookedThrough) {
  for (const char* text : {"It is.", "It is!", "It is?", "“It is.”", "\"It is.\"", "(It is.)", "。"})
    EXPECT_TRUE(ShapeOf(text).ends_sentence) << text;
  for (const char* text : {"It is", "It is,", "", "It is:", "”"}) EXPECT_FALSE(ShapeOf(text).ends_sentence) << text;
  EXPECT_TRUE(ShapeOf("Read also:").ends_colon);
  EXPECT_TRUE(ShapeOf("Read on…").ends_ellipsis);
  EXPECT_TRUE(ShapeOf("Read on...").ends_ellipsis);
}

TEST(TextShape, WhenSignsStand_ThenTheyAreSeen) {
  EXPECT_TRUE(ShapeOf("Home | News").bar);
  EXPECT_TRUE(ShapeOf("write to roe@example.org").address);
  EXPECT_TRUE(ShapeOf("see https://example.org").address);
  EXPECT_FALSE(ShapeOf("this has no hint").address);
  EXPECT_TRUE(ShapeOf("in 2018").year);
  EXPECT_FALSE(ShapeOf("in 201 8").year);
  EXPECT_FALSE(ShapeOf("in 3018").year);
  EXPECT_TRUE(ShapeOf("© 2018 Roe").copyright);
  EXPECT_TRUE(ShapeOf("lower").starts_lower);
  EXPECT_FALSE(ShapeOf("Upper").starts_lower);
  EXPECT_TRUE(ShapeOf("“Quoted").quote_start);
}

TEST(TextShape, WhenBytesAreHostile_ThenCountsStayWithinTheText) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (const std::string& text : {std::string(), std::string("\xFF"), std::string("\xE2\x80"), all, all + all,
                                  std::string(100000, ','), std::string(100000, 'h')}) {
    const TextShape shape = ShapeOf(text);
    const auto size = static_cast<float>(text.size());
    EXPECT_TRUE(shape.words <= size && shape.commas <= size && shape.digits <= size && shape.upper <= size);
    EXPECT_LE(shape.capitalised, shape.words);
  }
}

}  // namespace
}  // namespace dossier::indexer
