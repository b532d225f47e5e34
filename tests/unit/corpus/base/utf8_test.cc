#include "corpus/base/utf8.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

TEST(Utf8, WhenThereIsNoCodePointLeft_ThenItIsTheReplacementAndTheEnd) {
  for (size_t at : {size_t{3}, size_t{4}, SIZE_MAX}) {
    size_t position = at;
    EXPECT_EQ(NextCodePoint("abc", position), U'\uFFFD');
    EXPECT_EQ(position, 3u);
  }
  size_t position = 0;
  EXPECT_EQ(NextCodePoint("", position), U'\uFFFD');
}

TEST(Utf8, WhenIllFormed_ThenInvalid) {
  EXPECT_TRUE(IsValidUtf8("gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80"));
  for (std::string_view bad : {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                               "\xF8\x88\x80\x80\x80", "a\xFFz"}) {
    EXPECT_FALSE(IsValidUtf8(bad));
  }
}

// The WHATWG decoder's maximal subparts, as in Unicode 15 table 3-11.
TEST(Utf8, WhenRepaired_ThenEachMaximalPartIsOneReplacement) {
  EXPECT_EQ(RepairUtf8("a\xF1\x80\x80\xE1\x80\xC2z"), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(RepairUtf8("\xE0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(RepairUtf8("fine \xE2\x82\xAC"), "fine \xE2\x82\xAC");
}

TEST(Utf8, WhenWalked_ThenCodePointsAppendBack) {
  const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
  std::string back;
  for (size_t at = 0; at < text.size();) AppendUtf8(back, NextCodePoint(text, at));
  EXPECT_EQ(back, text);
  EXPECT_EQ(CodePointCount(text), 4U);
}

TEST(Utf8, WhenCut_ThenNoCodePointIsCut) {
  const std::string_view text = "a\xC3\xA9\xE2\x82\xAC";  // a, two bytes, three bytes
  EXPECT_EQ(CutUtf8(text, 0), "");
  EXPECT_EQ(CutUtf8(text, 2), "a");
  EXPECT_EQ(CutUtf8(text, 3), "a\xC3\xA9");
  EXPECT_EQ(CutUtf8(text, 5), "a\xC3\xA9");
  EXPECT_EQ(CutUtf8(text, 6), text);
  EXPECT_EQ(CutUtf8(text, 60), text);
  EXPECT_EQ(CodePointStart(text, 5), 3U);
  EXPECT_EQ(CodePointStart(text, 9), text.size());
  EXPECT_EQ(FirstCodePoints(text, 2), "a\xC3\xA9");
  EXPECT_EQ(LastCodePoints(text, 2), "\xC3\xA9\xE2\x82\xAC");
  EXPECT_EQ(LastCodePoints(text, 9), text);
}

TEST(Utf8, WhenAWordGoesOn_ThenThatIsNoBoundary) {
  const std::string_view text = "caf\xC3\xA9s, no";
  EXPECT_TRUE(IsWordBoundary(text, 0));
  EXPECT_FALSE(IsWordBoundary(text, 3));
  EXPECT_FALSE(IsWordBoundary(text, 5));
  EXPECT_TRUE(IsWordBoundary(text, 6));
  EXPECT_TRUE(IsWordBoundary(text, text.size()));
}

TEST(CodePointMapTest, WhenTextIsLong_ThenBothDirectionsAgree) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += i % 3 == 0 ? "\xE2\x82\xAC" : (i % 3 == 1 ? "\xC3\xA9" : "x");
  const CodePointMap map(text);
  size_t code_point = 0;
  for (size_t at = 0; at < text.size();) {
    EXPECT_EQ(map.ToCodePoint(at), code_point);
    EXPECT_EQ(map.ToByte(code_point), at);
    NextCodePoint(text, at);
    ++code_point;
  }
  EXPECT_EQ(map.ToCodePoint(text.size()), code_point);
  EXPECT_EQ(map.ToByte(code_point), text.size());
}

TEST(WhiteSpace, WhenCollapsed_ThenOneSpaceAndNoEnds) {
  EXPECT_EQ(CollapseWhiteSpace(" \t a\r\n\xC2\xA0 b\xE2\x80\x83\xE3\x80\x80"
                               "c \n"),
            "a b c");
  EXPECT_EQ(CollapseWhiteSpace("\xC2\xA0\n"), "");
  EXPECT_EQ(CollapseWhiteSpace("a\xE2\x80\x8B"
                               "b"),
            "a\xE2\x80\x8B"
            "b")
      << "a zero width space is no White_Space";
}

TEST(Folding, WhenCompared_ThenTypographyAndCaseDoNotCount) {
  EXPECT_EQ(FoldCase("HUAWEI \xC3\x84"), "huawei \xC3\xA4");
  EXPECT_EQ(FoldForComparison("AT&T\xE2\x80\x99s  \xE2\x80\x9CPlan\xE2\x80\x9D \xE2\x80\x93 \xEF\xBC\xA1"),
            FoldForComparison("at&t's \"plan\" - a"));
}

TEST(Classes, WhenLettersOfAnyScript_ThenLetters) {
  EXPECT_TRUE(IsLetter(U'\u00E9'));
  EXPECT_TRUE(IsLetter(U'\u4E2D'));
  EXPECT_FALSE(IsLetter(U'1'));
  EXPECT_TRUE(IsDigit(U'\u0664'));
  EXPECT_TRUE(IsUpper(U'\u00C4'));
  EXPECT_TRUE(IsWordChar(U'_'));
  EXPECT_FALSE(IsWordChar(U'-'));
}

TEST(DisplayWidthTest, WhenWideAndCombining_ThenColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3U);
  EXPECT_EQ(DisplayWidth("\xE5\x8D\x8E\xE4\xB8\xBA"), 4U);
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1U);
}

}  // namespace
}  // namespace dossier
