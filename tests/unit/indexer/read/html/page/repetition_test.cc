#include "indexer/read/html/page/repetition.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dossier::indexer {
namespace {

std::vector<HtmlBlock> Blocks(const std::vector<std::string>& texts) {
  std::vector<HtmlBlock> blocks(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) blocks[i].text = texts[i];
  return blocks;
}

TEST(HtmlRepetition, FindsCopiesBothWays) {
  const auto blocks =
      Blocks({"the ministry ordered all towns to remove the cameras", "nothing of it stands anywhere else here",
              "The ministry ordered all towns to remove the cameras, he said"});
  const auto echoes = EchoesOf(blocks, {1, 1, 1}, "", "");
  EXPECT_EQ(echoes[0].copied_before, 0);
  EXPECT_EQ(echoes[0].copied_after, 1);
  EXPECT_EQ(echoes[1].copied_before + echoes[1].copied_after, 0);
  EXPECT_GT(echoes[2].copied_before, 0.6f);
  EXPECT_LT(echoes[2].copied_before, 1);
}

TEST(HtmlRepetition, SharedWordsAreThoseOfTheMainText) {
  const auto blocks = Blocks({"The cameras of Example Vision were removed", "towns removed cameras",
                              "Yesterday Example Vision answered", "a recipe for pancakes with berries"});
  const auto echoes = EchoesOf(blocks, {1, 1, 0, 0}, "Cameras removed", "berries and pancakes");
  EXPECT_NEAR(echoes[0].shared_words, 0.5f,
              0.01f);  // cameras, removed; not Example, Vision: they stand in no other main block
  EXPECT_EQ(echoes[2].shared_names, 1);
  EXPECT_EQ(echoes[3].shared_words, 0);
  EXPECT_EQ(echoes[1].title_words, 1);
  EXPECT_EQ(echoes[3].summary_words, 1);
}

TEST(HtmlRepetition, RowsAreLikeSiblings) {
  const auto tree =
      HtmlTree::Parse(ScanHtml("<div class=list><div class=card>a</div><div class=card>b</div><div class=card>c</div>"
                               "<div class=other>d</div></div>"));
  ASSERT_TRUE(tree);
  const HtmlRows rows = FindRows(*tree);
  std::vector<uint32_t> of;
  for (const HtmlText& text : tree->texts()) of.push_back(text.element);
  ASSERT_EQ(of.size(), 4u);
  EXPECT_EQ(rows.of[of[0]].element, of[0]);
  EXPECT_EQ(rows.of[of[2]].place, 2u);
  EXPECT_EQ(rows.of[of[0]].group, rows.of[of[1]].group);
  EXPECT_EQ(rows.group_size[rows.of[of[0]].group], 3u);
  EXPECT_EQ(rows.of[of[3]].element, 0u);
}

}  // namespace
}  // namespace dossier::indexer
