#include "corpus/base/normalization.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "corpus/base/digest.h"
#include "corpus/base/utf8.h"

namespace dossier {
namespace {

TEST(Normalization, WhenTextsAreEquivalent_ThenOneForm) {
  const std::pair<std::u32string, std::u32string> cases[] = {
      {U"A\u030A", U"\u00C5"},
      {U"\u212B", U"\u00C5"},                // the sign for angstrom is the letter
      {U"q\u0307\u0323", U"q\u0323\u0307"},  // marks in the order of their classes
      {U"a\u0323\u0302", U"\u1EAD"},
      {U"a\u0302\u0323", U"\u1EAD"},
      {U"\u1100\u1161\u11A8", U"\uAC01"},  // Hangul
      {U"\uAC00\u11A8", U"\uAC01"},
      {U"\uAC01\u11A8", U"\uAC01\u11A8"},
      {U"\u0958", U"\u0915\u093C"},  // never composed again
      {U"\u0344", U"\u0308\u0301"},
      {U"a\u0301\u05B0", U"\u00E1\u05B0"},   // a mark of a lower class does not block
      {U"a\u0305\u0301", U"a\u0305\u0301"},  // one of the same class does
      {U"\u0CC6\u0CC2\u0CD5", U"\u0CCB"},    // three become one in two steps
      {U"\U0001D15E", U"\U0001D157\U0001D165"},
      {U"\u0301a", U"\u0301a"},  // nothing before the mark
      {U"", U""},
  };
  for (const auto& [text, composed] : cases) {
    EXPECT_EQ(ToNfc(text), composed);
    EXPECT_EQ(ToNfc(composed), composed);
  }
}

// The digest is of what unicodedata2 18.0.0 gives.
TEST(Normalization, WhenEachCodePointStandsAmongMarks_ThenAsInUnicode18) {
  std::string all;
  const auto add = [&](const std::u32string& text) {
    for (const char32_t c : ToNfc(text)) AppendUtf8(all, c);
    all += '\n';
  };
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    add({c, 0x323, 0x301, c, 0x345});
    add({U'A', 0x327, c, 0x302, 0x5B0});
  }
  EXPECT_EQ(Sha256(all).hex(), "afcb3d25a363319534a067d4f7e02bbd91d15d5f4707d982d644b6396da8afc7");
}

TEST(Normalization, WhenMarksGoOnAndOn_ThenTheyAreOrderedAllTheSame) {
  std::u32string text = U"a";
  for (int i = 0; i < 100000; ++i) text += i % 2 == 0 ? U'\u0301' : U'\u0323';
  const std::u32string composed = ToNfc(text);
  EXPECT_EQ(composed.size(), 100000u);
  EXPECT_EQ(composed.substr(0, 2), U"\u1EA1\u0323");
  EXPECT_EQ(composed.back(), U'\u0301');
}

TEST(Normalization, WhenAskedForClasses_ThenThoseOfTheStandard) {
  EXPECT_EQ(CombiningClassOf(U'a'), 0);
  EXPECT_EQ(CombiningClassOf(U'\u0301'), 230);
  EXPECT_EQ(CombiningClassOf(U'\u094D'), 9);
  EXPECT_EQ(CombiningClassOf(0x110000), 0);
}

}  // namespace
}  // namespace dossier
