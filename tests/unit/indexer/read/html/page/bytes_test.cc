// What gumbo does to bytes: the scan may leave its work out only where both would say the same.
#include "indexer/read/html/page/bytes.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

TEST(HtmlBytes, WhenAByteIsAsked_ThenItsKindIsThatOfGumbosInput) {
  for (char c : {' ', '\t', '\n', '\f'}) EXPECT_EQ(KindOf(c), ByteKind::kSpace);
  EXPECT_EQ(KindOf('\r'), ByteKind::kReturn);
  for (char c : {'&', '\x7F', '\0', '\x01', '\x0B', '\x1F'}) EXPECT_EQ(KindOf(c), ByteKind::kOdd);
  for (char c : {'\xC2', '\xEF', '\xF0', '\xFF'}) EXPECT_EQ(KindOf(c), ByteKind::kLead);
  for (char c : {'a', '<', '"', '\xC3', '\xE2', '\x80', '\xBF'}) EXPECT_EQ(KindOf(c), ByteKind::kPlain);
}

TEST(HtmlBytes, WhenAValueIsPlain_ThenGumboWouldGiveItBackAsItStands) {
  for (const char* value : {"", "related-posts", "a b\tc\nd", "é", "中文", "a<b>c"})
    EXPECT_TRUE(IsPlainValue(value)) << value;
  for (const std::string& value :
       {std::string("a&amp;b"), std::string("&"), std::string("a\rb"), std::string("a\0b", 3), std::string("\x7F"),
        std::string("\xC2\x85"), std::string("\xEF\xBB\xBF"), std::string("\x01")})
    EXPECT_FALSE(IsPlainValue(value)) << value;
}

TEST(HtmlBytes, WhenControlsAreReplaced_ThenLineEndsAreOneAndTextStays) {
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},
      {"a\r\nb\rc\nd", "a\nb\nc\nd"},
      {"é中\xF0\x9F\x98\x80", "é中\xF0\x9F\x98\x80"},
      {"a\x01"
       "b",
       "a\xEF\xBF\xBD"
       "b"},
      {"a\tb", "a\tb"},
  };
  for (const auto& [text, clean] : cases) EXPECT_EQ(WithoutControls(text), clean) << text;
}

TEST(HtmlBytes, WhenACharacterIsCutOff_ThenNothingBehindTheEndIsRead) {
  for (const char* text : {"\xC2", "\xEF", "\xEF\xBB", "\xF0", "\xF4\x90", "\xFF", "\xEF\xBF"}) {
    IsOddCharacter(text, 0);
    IsPlainValue(text);
    EXPECT_FALSE(WithoutControls(text).empty()) << "bytes are replaced, not lost";
  }
}

TEST(HtmlBytes, WhenCleanedTwice_ThenItIsAsCleanedOnce) {
  std::string all;
  for (int i = 1; i < 256; ++i) all += std::string{static_cast<char>(i)} + "x\xC2" + static_cast<char>(0x80 + i % 64);
  const std::string once = WithoutControls(all);
  EXPECT_EQ(WithoutControls(once), once);
}

}  // namespace
}  // namespace dossier::indexer
