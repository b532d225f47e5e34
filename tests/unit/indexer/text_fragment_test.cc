#include "indexer/text_fragment.h"

#include <gtest/gtest.h>

namespace dossier::indexer {
namespace {

TEST(TextFragment, EncodesWhatTheDirectiveReads) {
  EXPECT_EQ(EncodeFragment("a-b, c&d"), "a%2Db%2C%20c%26d");
  EXPECT_EQ(EncodeFragment("\xE2\x80\x9C"), "%E2%80%9C");
}

TEST(TextFragment, ASentenceThatStandsOnceIsItsOwnFragment) {
  const PageText page("Menu Home. The agency banned the phones in May. Another sentence stands here.");
  EXPECT_EQ(page.FragmentFor("The agency banned the phones in May.", ""), "#:~:text=The%20agency%20banned%20the%20phones%20in%20May.");
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

TEST(TextFragment, LongSentencesAreRanges) {
  std::string sentence;
  for (int i = 0; i < 80; ++i) sentence += "word" + std::to_string(i) + " ";
  sentence.pop_back();
  const PageText page("Before. " + sentence + " After.");
  EXPECT_EQ(page.FragmentFor(sentence, ""), "#:~:text=word0%20word1%20word2%20word3%20word4%20word5,word74%20word75%20word76%20word77%20word78%20word79");
}

}  // namespace
}  // namespace dossier::indexer
