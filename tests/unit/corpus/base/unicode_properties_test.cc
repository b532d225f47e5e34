#include "corpus/base/unicode_properties.h"

#include <gtest/gtest.h>

#include <string>

#include "corpus/base/digest.h"
#include "corpus/base/utf8.h"

namespace dossier {
namespace {

TEST(UnicodeProperties, WhenCharactersAreAsked_ThenTheirProperties) {
  EXPECT_EQ(CategoryOf(U'a'), GeneralCategory::kLl);
  EXPECT_EQ(CategoryOf(U'\u01C5'), GeneralCategory::kLt);
  EXPECT_EQ(CategoryOf(U'\uE000'), GeneralCategory::kCo);
  EXPECT_EQ(CategoryOf(0x10FFFF), GeneralCategory::kCn);
  EXPECT_EQ(CategoryOf(0x110000), GeneralCategory::kCn);
  EXPECT_EQ(PropertiesOf(U'\u0628').bidi, BidiClass::kAL);
  EXPECT_EQ(PropertiesOf(U'\u0628').joining, JoiningType::kDual);
  EXPECT_EQ(PropertiesOf(U'\u0627').joining, JoiningType::kRight);
  EXPECT_EQ(PropertiesOf(U'\u0301').joining, JoiningType::kTransparent);
  EXPECT_EQ(PropertiesOf(U'\u0661').bidi, BidiClass::kAN);
  EXPECT_TRUE(PropertiesOf(U'\u4E00').wide);
  EXPECT_TRUE(PropertiesOf(U'\uFF21').wide);
  EXPECT_FALSE(PropertiesOf(U'\u00E4').wide);
  EXPECT_TRUE(IsOfCategory(U'\u0661', GeneralCategory::kLu, GeneralCategory::kNd));
  EXPECT_FALSE(IsOfCategory(U'\u0661', GeneralCategory::kLu));
}

// The digest is of what unicodedata2 18.0.0 and the ArabicShaping.txt of Unicode 18.0 say.
TEST(UnicodeProperties, WhenEachCodePointIsAsked_ThenAsInUnicode18) {
  std::string all;
  for (char32_t c = 0; c < 0x110000; ++c) {
    const CharacterProperties p = PropertiesOf(c);
    all += static_cast<char>('0' + static_cast<int>(p.category));
    all += static_cast<char>('0' + static_cast<int>(p.bidi));
    all += static_cast<char>('0' + static_cast<int>(p.joining));
    all += p.wide ? 'W' : '-';
  }
  EXPECT_EQ(Sha256(all).hex(), "60f73f323a1b6b3a53495c70b9e73cc4150b3ec31fa284228d04b784b63fc98c");
}

TEST(UnicodeProperties, WhenAllCodePointsAreAsked_ThenTwentyFiveAreWhiteSpace) {
  std::u32string spaces;
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (IsWhiteSpace(c)) spaces += c;
  }
  EXPECT_EQ(spaces,
            U"\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A"
            U"\u2028\u2029\u202F\u205F\u3000");
}

}  // namespace
}  // namespace dossier
