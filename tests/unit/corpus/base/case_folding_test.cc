#include "corpus/base/case_folding.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "corpus/base/digest.h"
#include "corpus/base/utf8.h"

namespace dossier {
namespace {

TEST(CaseFolding, WhenLettersHaveCases_ThenOneForOne) {
  const std::pair<char32_t, char32_t> cases[] = {{U'A', U'a'},           {U'a', U'a'},           {U'\u00DF', U'\u00DF'},
                                                 {U'\u1E9E', U'\u00DF'}, {U'\u03A3', U'\u03C3'}, {U'\u03C2', U'\u03C3'},
                                                 {U'\u0130', U'\u0130'}, {U'\u13A0', U'\u13A0'}, {U'\uAB70', U'\u13A0'},
                                                 {U'\u10A0', U'\u2D00'}, {0x10400, 0x10428},     {0x110000, 0x110000}};
  for (const auto& [letter, folded] : cases) EXPECT_EQ(FoldedCase(letter), folded) << std::hex << uint32_t{letter};
}

TEST(CaseFolding, WhenFormsDifferOnlyInCompatibility_ThenOneText) {
  const std::pair<const char*, std::u32string> cases[] = {{"STRASSE", U"strasse"},
                                                          {"Stra\u00DFe", U"strasse"},
                                                          {"\uFF21\uFF42\u00B2", U"ab2"},
                                                          {"\uFB03", U"ffi"},
                                                          {"a\u00ADb", U"ab"},
                                                          {"\u2167", U"viii"},
                                                          {"E\u0301", U"\u00E9"},
                                                          {"\u0130", U"i\u0307"},
                                                          {"\u1E9E", U"ss"},
                                                          {"\u3392", U"mhz"},
                                                          {"\uD55C\u1100\u1161", U"\uD55C\uAC00"},
                                                          {"\u0345", U"\u03B9"},
                                                          {"\u1F80\u0345", U"\u1F00\u03B9\u03B9"},
                                                          {"\xFF", U"\uFFFD"},
                                                          {"", U""}};
  for (const auto& [text, folded] : cases) EXPECT_EQ(ToNfkcCasefold(text), folded) << text;
}

// The digests are of what CaseFolding.txt and DerivedNormalizationProps.txt of Unicode 18.0 say, by another program.
TEST(CaseFolding, WhenEachCodePointIsFolded_ThenAsInUnicode18) {
  std::string simple, nfkc;
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    AppendUtf8(simple, FoldedCase(c));
    std::string text;
    AppendUtf8(text, c);
    for (const char32_t folded : ToNfkcCasefold(text)) AppendUtf8(nfkc, folded);
    nfkc += '\n';
  }
  EXPECT_EQ(Sha256(simple).hex(), "878929d343408c4b42a605994030e60388597b4cbfdc87e19bc6e34cacce1fb8");
  EXPECT_EQ(Sha256(nfkc).hex(), "0114d909439b623a8d59f71764907827f077f0d53035c04254197120bda16d25");
}

TEST(CaseFolding, WhenADocumentKeyIsMade_ThenItsLettersAreFoldedByTheseTables) {
  EXPECT_EQ(FoldForComparison("\uFF33\uFF49\uFF45\uFF4D\uFF45\uFF4E\uFF53 \u2013 \u201CC\u00ADERT\u201D"),
            "siemens - \"cert\"");
}

}  // namespace
}  // namespace dossier
