// Signs of pages that stand in place of an article.
#include "indexer/read/metadata/page_kind_signs.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

TEST(SignCounter, WhenATitleRefuses_ThenItsKindHasPoints) {
  SignCounter signs;
  signs.AddTitle("Access Denied", true);
  EXPECT_EQ(signs.points(PageKind::kBlockPage), 2);
  EXPECT_TRUE(signs.titled(PageKind::kBlockPage));
  EXPECT_EQ(signs.Best(), PageKind::kBlockPage);
  EXPECT_EQ(signs.Why(PageKind::kBlockPage), "access denied");
}

TEST(SignCounter, WhenAnArticleSpeaksOfARefusal_ThenItsTitleIsNoSign) {
  SignCounter signs;
  signs.AddTitle("Access denied: how the board keeps foreign radios out of its harbours and what comes next", true);
  EXPECT_EQ(signs.points(PageKind::kBlockPage), 0);
  signs.AddTitle(std::string(100000, 'x') + " access denied", false);
  EXPECT_EQ(signs.points(PageKind::kBlockPage), 0);
}

TEST(SignCounter, WhenARowWasCounted_ThenItCountsNoMore) {
  SignCounter signs;
  signs.AddTitle("Access denied", true);
  signs.AddTitle("Access denied", true);
  EXPECT_EQ(signs.points(PageKind::kBlockPage), 2);
  signs.AddBlock("Please show that you are human.");
  EXPECT_EQ(signs.points(PageKind::kBlockPage), 4);
}

TEST(SignCounter, WhenAGroupIsMissing_ThenThePhraseAloneSaysNothing) {
  SignCounter alone;
  alone.AddBlock("We have seen unusual traffic on the motorway.");
  EXPECT_EQ(alone.points(PageKind::kBlockPage), 0);
  SignCounter both;
  both.AddBlock("We have seen unusual traffic from your network.");
  EXPECT_GT(both.points(PageKind::kBlockPage), 0);
}

TEST(SignCounter, WhenAWordOnlyEndsAlike_ThenItIsNoSign) {
  SignCounter signs;
  signs.AddTitle("Unforbidden", true);
  EXPECT_EQ(signs.points(PageKind::kBlockPage), 0);
}

TEST(SignCounter, WhenTextIsEmptyHugeOrBroken_ThenNothingIsCounted) {
  SignCounter signs;
  for (const std::string& text :
       {std::string(), std::string("\xFF\xFE"), std::string("   "), std::string(1000000, 'a'), std::string("\0", 1)}) {
    signs.AddTitle(text, false);
    signs.AddBlock(text);
  }
  for (int kind = 0; kind <= static_cast<int>(PageKind::kEmpty); ++kind)
    EXPECT_EQ(signs.points(static_cast<PageKind>(kind)), 0);
  EXPECT_EQ(signs.Why(PageKind::kBlockPage), "");
}

}  // namespace
}  // namespace dossier::indexer
