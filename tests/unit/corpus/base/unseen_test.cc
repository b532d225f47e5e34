// Characters that are not seen: taken out, and the way back.
#include "corpus/base/unseen.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier {
namespace {

TEST(Unseen, WhenWordsHoldThem_ThenTheyReadAsPeopleSeeThem) {
  EXPECT_EQ(WithoutUnseen("Com\u00ADmis\u00ADsion"), "Commission");
  EXPECT_EQ(WithoutUnseen("\uFEFFa\u200Bb\u200Cc\u200Dd\u2060e"), "abcde");
  EXPECT_EQ(WithoutUnseen("caf\u00E9 \u2019s \u3000"), "caf\u00E9 \u2019s \u3000");
  EXPECT_FALSE(HoldsUnseen("caf\u00E9 \u2014 \u200A"));
  EXPECT_TRUE(HoldsUnseen("a\u00AD"));
  for (const char32_t c : {0xAD, 0x200B, 0x200D, 0x2060, 0xFEFF}) EXPECT_TRUE(IsUnseen(c));
  EXPECT_FALSE(IsUnseen(' '));
}

TEST(Unseen, WhenAStretchIsTakenBack_ThenTheSourceHasTheSameWords) {
  const std::string source = "\u00ADFed\u00ADeral\u200B Com\u00AD\u00ADmission\u00AD";
  const SeenText seen(source);
  ASSERT_EQ(seen.text(), "Federal Commission");
  for (size_t begin = 0; begin < seen.text().size(); ++begin) {
    for (size_t end = begin + 1; end <= seen.text().size(); ++end) {
      const size_t from = seen.BeginInSource(begin), to = seen.EndInSource(end);
      ASSERT_LT(from, to);
      const std::string part = source.substr(from, to - from);
      EXPECT_EQ(WithoutUnseen(part), seen.text().substr(begin, end - begin));
      EXPECT_FALSE(part.starts_with("\u00AD") || part.ends_with("\u00AD") || part.ends_with("\u200B")) << part;
      EXPECT_EQ(seen.FromSource(from), begin);
      EXPECT_EQ(seen.FromSource(to), end);
    }
  }
  EXPECT_EQ(seen.FromSource(source.size()), seen.text().size());
  EXPECT_EQ(seen.FromSource(0), 0u);
}

TEST(Unseen, WhenBytesAreNoUtf8OrCut_ThenTheyStay) {
  for (const std::string bytes : {"\xC2", "\xE2\x80", "\xEF\xBB", "a\xC2\xC2\xAD"}) {
    const std::string out = WithoutUnseen(bytes);
    EXPECT_LE(out.size(), bytes.size());
  }
  EXPECT_EQ(WithoutUnseen("\xE2\x80"), "\xE2\x80");
}

}  // namespace
}  // namespace dossier
