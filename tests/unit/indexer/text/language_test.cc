#include "indexer/text/language.h"

#include <gtest/gtest.h>

namespace dossier::indexer {
namespace {

TEST(Language, EnglishNewsIsEnglish) {
  Language found =
      DetectLanguage("The Commerce Department imposed a ban on companies dealing with the supplier in April.");
  EXPECT_EQ(found.code, "en");
  EXPECT_TRUE(found.reliable);
}

TEST(Language, GermanAndChineseAreTold) {
  EXPECT_EQ(DetectLanguage("Das Bundesamt warnt vor dem Einsatz der Software und empfiehlt, sie zu ersetzen.").code,
            "de");
  EXPECT_EQ(DetectLanguage("美国商务部宣布对该公司实施出口禁令，禁止美国企业向其出售零部件。").code, "zh");
}

TEST(Language, NothingToReadIsUnknown) {
  EXPECT_EQ(DetectLanguage("").code, "");
  EXPECT_EQ(DetectLanguage("12 34").code, "");
}

TEST(Language, InvalidBytesDoNotHideWhatPrecedesThem) {
  std::string text = "The agency warned that customers should apply the update as soon as possible. ";
  EXPECT_EQ(DetectLanguage(text + "\xff\xfe\x80").code, "en");
}

TEST(Language, PrimarySubtag) {
  EXPECT_EQ(PrimaryLanguage("EN-us"), "en");
  EXPECT_EQ(PrimaryLanguage("zh_Hant"), "zh");
  EXPECT_EQ(PrimaryLanguage(""), "");
}

}  // namespace
}  // namespace dossier::indexer
