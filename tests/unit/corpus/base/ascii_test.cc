#include "corpus/base/ascii.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

TEST(Ascii, WhenAnyByteIsLowered_ThenOnlyCapitalsOfAsciiChange) {
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    const bool capital = i >= 'A' && i <= 'Z';
    EXPECT_EQ(AsciiLower(c), capital ? static_cast<char>(i + 32) : c) << i;
  }
}

TEST(Ascii, WhenTextHoldsOtherLettersAndNul_ThenTheyStay) {
  EXPECT_EQ(AsciiLowered(std::string_view("ÄB\0C@[`{", 9)), std::string("Äb\0c@[`{", 9));
  EXPECT_EQ(AsciiLowered(""), "");
}

TEST(Ascii, WhenTextsDifferInCaseOnly_ThenTheyAreEqual) {
  EXPECT_TRUE(EqualIgnoringAsciiCase("Transfer-Encoding", "tRANSFER-eNCODING"));
  EXPECT_FALSE(EqualIgnoringAsciiCase("a", "ab"));
  EXPECT_FALSE(EqualIgnoringAsciiCase("@", "`"));  // 32 apart, but no letters
  EXPECT_FALSE(EqualIgnoringAsciiCase("Ä", "ä"));
}

TEST(Ascii, WhenFormFeed_ThenItIsSpaceInHtmlAndNotInXml) {
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    const bool xml = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    EXPECT_EQ(IsXmlSpace(c), xml) << i;
    EXPECT_EQ(IsHtmlSpace(c), xml || c == '\f') << i;
  }
}

}  // namespace
}  // namespace dossier
