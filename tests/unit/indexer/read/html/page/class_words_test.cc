#include "indexer/read/html/page/class_words.h"

#include <gtest/gtest.h>

namespace dossier::indexer {
namespace {

TEST(HtmlWords, ReadsWordsBetweenSeparatorsAndCaseChanges) {
  const ClassWords words = ClassWordsOf("articleBody js-share_bar");
  EXPECT_TRUE(Has(words, ClassWord::kArticle));
  EXPECT_TRUE(Has(words, ClassWord::kBody));
  EXPECT_TRUE(Has(words, ClassWord::kShare));
  EXPECT_FALSE(Has(words, ClassWord::kComment));
}

TEST(HtmlWords, TakesCompoundsApart) {
  EXPECT_TRUE(Has(ClassWordsOf("articlefooter"), ClassWord::kFooter));
  EXPECT_TRUE(Has(ClassWordsOf("newslettersignup"), ClassWord::kPromo));
  EXPECT_TRUE(Has(ClassWordsOf("relatedvideos"), ClassWord::kRelated));
  EXPECT_EQ(ClassWordsOf("commentator"), ClassWords{0}) << "a known word with a rest is another word";
  EXPECT_EQ(ClassWordsOf("xyzzyplugh"), ClassWords{0});
}

}  // namespace
}  // namespace dossier::indexer
