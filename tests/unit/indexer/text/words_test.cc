// Words as the index and the queries know them: both must cut alike, or what is written is not found.
#include "indexer/text/words.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace dossier::indexer {
namespace {

std::string Words(std::string_view text) {
  std::string out;
  ForEachWord(text, [&](const RawWord& word) { out += (out.empty() ? "" : " ") + word.folded; });
  return out;
}

TEST(ForEachWord, WhenTextIsCut_ThenWordsAreFoldedAndMarksAreNone) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"...", ""},
      {"The BAN", "the ban"},
      {"don't", "don't"},
      {"don’t", "don’t"},
      {"DNC's ban", "dnc ban"},
      {"DNC’s ban", "dnc ban"},
      {"states' ban", "states ban"},
      {"'quoted'", "quoted"},
      {"zero-day", "zero day"},
      {"AT&T", "at t"},
      {"v1.2", "v1 2"},
      {"Straße ÉTÉ", "straße été"},
      {"Москва", "москва"},
      {"中国芯", "中 国 芯"},
      {"禁止5G", "禁 止 5g"},
      {"한국", "한국"},
      {"Hua\u00ADwei\u00AD Hik\u200Bvi\u2060sion's", "huawei hikvision"},
  };
  for (const auto& [text, words] : cases) EXPECT_EQ(Words(text), words) << text;
}

TEST(ForEachWord, WhenAWordIsVisited_ThenItsBytesAreThoseOfTheText) {
  const std::string text = "Élan, DNC's 中 end";
  std::string out;
  ForEachWord(text, [&](const RawWord& word) { out += "[" + text.substr(word.begin, word.end - word.begin) + "]"; });
  EXPECT_EQ(out, "[Élan][DNC's][中][end]");
}

TEST(ForEachWord, WhenAWordHasNoEnd_ThenOnlyItsBeginningIsKept) {
  std::string folded;
  size_t count = 0;
  ForEachWord(std::string(100000, 'a'), [&](const RawWord& word) {
    folded = word.folded;
    ++count;
  });
  EXPECT_EQ(count, 1u);
  EXPECT_EQ(folded, std::string(64, 'a'));
  std::string wide;
  for (int i = 0; i < 63; ++i) wide += 'a';
  wide += "éé";
  ForEachWord(wide, [&](const RawWord& word) { folded = word.folded; });
  EXPECT_EQ(folded, std::string(63, 'a')) << "no character is cut in two";
}

TEST(ForEachWord, WhenBytesAreHostile_ThenWordsStayInOrderAndInside) {
  for (const std::string& text : {std::string("\xFF\xFE"), std::string("a\xE2\x80"), std::string("a\0b", 3),
                                  std::string("'''"), std::string("a'"), std::string("a''b"), std::string("\xC3")}) {
    size_t at = 0;
    ForEachWord(text, [&](const RawWord& word) {
      EXPECT_LE(at, word.begin);
      EXPECT_LT(word.begin, word.end);
      EXPECT_LE(word.end, text.size());
      EXPECT_FALSE(word.folded.empty());
      at = word.end;
    });
  }
}

TEST(ForEachWord, WhenTextGrows_ThenTimeGrowsWithIt) {
  auto seconds = [](size_t size) {
    std::string text;
    while (text.size() < size) text += "it's'a'中文 don’t ";
    const auto begin = std::clock();
    ForEachWord(text, [](const RawWord&) {});
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  const double once = std::max(seconds(100000), 1e-3);
  EXPECT_LT(seconds(800000), 24 * once);
}

}  // namespace
}  // namespace dossier::indexer
