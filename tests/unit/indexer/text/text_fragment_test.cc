#include "indexer/text/text_fragment.h"

#include <gtest/gtest.h>

namespace dossier::indexer {
namespace {

TEST(TextFragment, EncodesWhatTheDirectiveReads) {
  EXPECT_EQ(EncodeFragment("a-b, c&d"), "a%2Db%2C%20c%26d");
  EXPECT_EQ(EncodeFragment("\xE2\x80\x9C"), "%E2%80%9C");
}

TEST(TextFragment, ASentenceThatStandsOnceIsItsOwnFragment) {
  const PageText page("Menu Home. The agency banned the phones in May. Another sentence stands here.");
  EXPECT_EQ(page.FragmentFor("The agency banned the phones in May.", ""),
            "#:~:text=The%20agency%20banned%20the%20phones%20in%20May.");
}

TEST(TextFragment, WhatStandsTwiceNeedsAPrefixOrGivesNone) {
  const PageText page("Teaser: The phones were banned. Long before that day. The phones were banned. The end.");
  EXPECT_EQ(page.FragmentFor("The phones were banned.", ""), "");
  EXPECT_EQ(page.FragmentFor("The phones were banned.", "Long before that day. "),
            "#:~:text=Long%20before%20that%20day.-,The%20phones%20were%20banned.");
}

TEST(TextFragment, WordsAreWholeAndMissingTextGivesNone) {
  const PageText page("Unbanned phones were sold.");
  EXPECT_EQ(page.FragmentFor("banned phones were sold.", ""), "");
  EXPECT_EQ(page.FragmentFor("never said on this page", ""), "");
}

TEST(TextFragment, WhenWordsHoldUnseenCharacters_ThenTheLinkHasTheWordsThatAreSeen) {
  const PageText page("Menu. The agen\u00ADcy banned Quell\u200Bgrid in May. More.");
  EXPECT_EQ(page.FragmentFor("The agen\u00ADcy banned Quell\u200Bgrid in May.", ""),
            "#:~:text=The%20agency%20banned%20Quellgrid%20in%20May.");
}

TEST(TextFragment, LongSentencesAreRanges) {
  std::string sentence;
  for (int i = 0; i < 80; ++i) sentence += "word" + std::to_string(i) + " ";
  sentence.pop_back();
  const PageText page("Before. " + sentence + " After.");
  EXPECT_EQ(
      page.FragmentFor(sentence, ""),
      "#:~:text=word0%20word1%20word2%20word3%20word4%20word5,word74%20word75%20word76%20word77%20word78%20word79");
}

TEST(TextFragment, WhatBeginsItsBlockTwiceIsToldBySuffix) {
  const PageText page(
      "The phones were banned. In March it met. Other text. The phones were banned. In April it met again.");
  EXPECT_EQ(page.FragmentFor("The phones were banned.", "", " In April it met again."),
            "#:~:text=The%20phones%20were%20banned.,-In%20April%20it%20met%20again");
  EXPECT_EQ(page.FragmentFor("The phones were banned.", "", ""), "");
}

TEST(TextFragment, ASentenceOverLinesOrCellsIsARange) {
  const std::string row = "<table><tr><td>ZTE phones were banned</td><td>by the FCC in May</td></tr></table>";
  // As rendered, a tag is a blank and the mark stays.
  const std::string mark = MarkBreaks("<br>").substr(0, 3);
  const PageText lines("The FCC banned" + mark + " phones for good" + mark + " on Monday evening.");
  EXPECT_EQ(lines.FragmentFor("The FCC banned phones for good on Monday evening.", ""),
            "#:~:text=The%20FCC%20banned,on%20Monday%20evening");
  // One word before the break that stands elsewhere too: none rather than a wrong one.
  const PageText twice("ZTE" + mark + " phones were banned in May" + mark + " ZTE");
  EXPECT_EQ(twice.FragmentFor("ZTE phones were banned in May", ""), "");
  EXPECT_EQ(MarkBreaks(row).find("<table>"), 3u);
}

TEST(TextFragment, InlineTagsAndOtherTextAreNotMarked) {
  for (const char* text :
       {"a <b>bold</b> <a href='x'>link</a>", "1 < 2 and <brand> <preface> </spanner>", "<", "</", "plain"})
    EXPECT_EQ(MarkBreaks(text), text);
}

}  // namespace
}  // namespace dossier::indexer
