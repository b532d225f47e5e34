// The rules of quoting: what may differ between a quotation and its source, and what may not.
#include "query/draft/match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dossier::query {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kSource =
    "The harbour board did not ban Norvex cameras in May, but it proposed limits on \xE2\x80\x9Clarge "
    "sites\xE2\x80\x9D "
    "of the maker. Its chair said that all 1,200 cameras work as they should.";

QuotationMatch Find(const std::string& quotation, const std::string& text = kSource) {
  return QuotationPattern(quotation).Find(text);
}

TEST(QuotationPattern, WhenWordsStandAsTheyAre_ThenTheyAreExact) {
  const auto match = Find("proposed limits on \xE2\x80\x9Clarge sites\xE2\x80\x9D of the maker");
  EXPECT_EQ(match.kind, MatchKind::kExact);
  EXPECT_EQ(std::string(kSource).substr(match.begin, 8), "proposed");
}

TEST(QuotationPattern, WhenOnlyTheSettingDiffers_ThenTheyAreNormalised) {
  EXPECT_EQ(Find("limits on \"large  sites\" of the maker,").kind, MatchKind::kNormalised);
  EXPECT_EQ(Find("a board\xE2\x80\x93run port", "It is a board-run port.").kind, MatchKind::kNormalised);
}

TEST(QuotationPattern, WhenAnOmissionIsMarkedInAnyForm_ThenItIsAbridgedAndShown) {
  for (const char* dots :
       {"...", "\xE2\x80\xA6", ". . .", "....", ". . . .", "[...]", "[\xE2\x80\xA6]", "(...)", "[. . .]", " * * * "}) {
    const auto match = Find("Its chair said that " + std::string(dots) + " cameras work as they should.");
    EXPECT_EQ(match.kind, MatchKind::kAbridged) << dots;
    EXPECT_THAT(match.omitted, ElementsAre("all 1,200")) << dots;
    EXPECT_THAT(match.warnings, IsEmpty());
  }
  EXPECT_EQ(Find("\xE2\x80\xA6 all 1,200 cameras work\xE2\x80\xA6").kind, MatchKind::kAbridged);
}

TEST(QuotationPattern, WhenBracketsMarkAChange_ThenItIsAbridged) {
  EXPECT_EQ(Find("[t]he harbour board did not ban Norvex cameras").kind, MatchKind::kAbridged);
  EXPECT_EQ(Find("[I]ts chair said that all").kind, MatchKind::kAbridged);
  EXPECT_EQ(Find("it propose[s] limits on").kind, MatchKind::kAbridged);
  EXPECT_EQ(Find("all 1,200 camera[s] work").kind, MatchKind::kAbridged);
  EXPECT_THAT(Find("[the agency] did not ban Norvex cameras").omitted, ElementsAre("The harbour board"));
  const auto replaced = Find("but [the board] proposed limits");
  EXPECT_EQ(replaced.kind, MatchKind::kAbridged);
  EXPECT_THAT(replaced.omitted, ElementsAre("it"));
  EXPECT_EQ(Find("Norvex cameras [sic] in May").kind, MatchKind::kAbridged);
}

TEST(QuotationPattern, WhenTheFirstLetterOrInnerMarksAreTurned_ThenItIsAbridgedAndSaysSo) {
  const auto letter = Find("its chair said that all 1,200 cameras work");
  EXPECT_EQ(letter.kind, MatchKind::kAbridged);
  EXPECT_THAT(letter.customs, ElementsAre(HasSubstr("first letter")));
  EXPECT_THAT(Find("limits on \xE2\x80\x98large sites\xE2\x80\x99 of the maker").customs,
              ElementsAre(HasSubstr("inner quotation marks")));
  EXPECT_EQ(Find("limits on \xE2\x80\x98large sites,\xE2\x80\x99").kind, MatchKind::kAbridged);
}

TEST(QuotationPattern, WhenAnOmissionTurnsTheMeaning_ThenItWarns) {
  EXPECT_THAT(Find("The harbour board did ... ban Norvex cameras").warnings, Contains(HasSubstr("'not'")));
  EXPECT_THAT(Find("but it ... limits on").warnings, Contains(HasSubstr("'proposed'")));
  EXPECT_THAT(Find("all 1,200 cameras [do not] work").warnings, Contains(HasSubstr("'not'")));
}

TEST(QuotationPattern, WhenPartsStandInDifferentParagraphs_ThenItWarns) {
  const std::string text =
      "Norvex sold the cameras to the port.\n\nA ferry burned in the north.\n\nThe port was fined.";
  const auto match = Find("Norvex sold the cameras ... was fined", text);
  EXPECT_EQ(match.kind, MatchKind::kAbridged);
  EXPECT_THAT(match.warnings, Contains(HasSubstr("3 paragraphs")));
}

TEST(QuotationPattern, WhenAWordDiffersOrIsLeftOutUnmarked_ThenNothingIsFound) {
  for (const char* wrong :
       {"The harbour board did ban Norvex cameras", "all 1,300 cameras work", "all 12 cameras work",
        "limits ... the harbour board", "the maker ... did not ban", "cameras works as they", "Norvex Cameras in May",
        "arbour board did not", "", "...", "[the board]", "\xE2\x80\xA6 \xE2\x80\xA6"})
    EXPECT_EQ(Find(wrong).kind, MatchKind::kNone) << wrong;
}

TEST(QuotationPattern, WhenLettersAreComposedOrHideSoftHyphens_ThenTheyAreTheSame) {
  EXPECT_TRUE(Find("the cafe\xCC\x81 burned down", "Then the caf\xC3\xA9 burned down.").good());
  EXPECT_TRUE(Find("the harbour burned",
                   "Then the har\xC2\xAD"
                   "bour burned.")
                  .good());
}

TEST(QuotationPattern, WhenTheQuotationIsMadeToCostMuch_ThenItEndsAllTheSame) {
  std::string quotation, text;
  for (int i = 0; i < 300; ++i) quotation += "a ... [b] ", text += "a b a c ";
  EXPECT_FALSE(Find(quotation + "z", text).good());
}

TEST(QuotationPattern, WhenItIsAskedForRuns_ThenTheyHoldNoChangedWords) {
  const QuotationPattern pattern("[T]he board fined [the maker] for late filings ... in all regions");
  EXPECT_THAT(pattern.runs(), ElementsAre("for late filings", "The board fined", "in all regions"));
}

}  // namespace
}  // namespace dossier::query
