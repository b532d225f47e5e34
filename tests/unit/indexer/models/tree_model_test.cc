#include "indexer/models/tree_model.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace dossier::indexer {
namespace {

TEST(TreeModel, FollowsItsTrees) {
  const Result<TreeModel> model = TreeModel::Parse("features 2 a b\nbias 0\n0:1.5:1:2 =-2 1:0:3:4 =0 =3\n", {"a", "b"});
  ASSERT_TRUE(model) << model.error().message;
  const float low[] = {1, 9}, high[] = {2, 1}, middle[] = {2, 0};
  EXPECT_NEAR(model->Probability(low), 0.119f, 0.001f);
  EXPECT_NEAR(model->Probability(high), 0.953f, 0.001f);
  EXPECT_NEAR(model->Probability(middle), 0.5f, 0.001f);
}

TEST(TreeModel, WeightsSayWhatMovedTheScore) {
  const Result<TreeModel> model =
      TreeModel::Parse("features 3 a b c\nbias 0\n0:1.5:1:2 =-2 1:0:3:4 =0 =4\n1:5:1:2 =1 =3\n", {"a", "b", "c"});
  ASSERT_TRUE(model) << model.error().message;
  const float row[] = {2, 1, 7};
  // The first tree's mean is 0, then 2 behind a > 1.5, then 4; the second's is 2, then 1.
  EXPECT_EQ(model->Weights(row, 3), (std::vector<float>{2, 1, 0}));
  const float low[] = {1, 9, 0};
  EXPECT_EQ(model->Weights(low, 3), (std::vector<float>{-2, 1, 0}));
}

TEST(TreeModel, RowsOfUnlikePathsWalkTogether) {
  // The second tree's nodes stand in another order than they are reached, and its leaves lie one to three steps deep.
  const Result<TreeModel> model = TreeModel::Parse(
      "features 2 a b\nbias 0.5\n0:1.5:1:2 =-2 1:0:3:4 =0 =3\n1:5:4:1 0:3:3:2 =8 =4 0:2:6:5 =2 =1\n", {"a", "b"});
  ASSERT_TRUE(model) << model.error().message;
  const std::vector<float> rows = {1, 9, 2, 1, 2, 0, 4, 9, 3, 5, 2, 5.5f, 0, 0};
  const std::vector<float> scores = {2.5f, 4.5f, 1.5f, 11.5f, 5.5f, 7.5f, -0.5f};
  const std::vector<float> quick = model->QuickProbabilities(rows, 2);
  ASSERT_EQ(quick.size(), scores.size());
  for (size_t i = 0; i < scores.size(); ++i) {
    EXPECT_FLOAT_EQ(model->Score(rows.data() + i * 2), scores[i]) << i;
    EXPECT_EQ(quick[i], model->Probability(rows.data() + i * 2)) << i;
  }
}

// A tree whose nodes split at random places, written depth first.
void AppendTree(std::mt19937& random, int leaves, std::vector<std::string>& nodes) {
  const size_t at = nodes.size();
  nodes.emplace_back();
  if (leaves == 1) {
    nodes[at] = "=" + std::to_string(static_cast<double>(random() % 1000) / 50000);
    return;
  }
  const int low = 1 + static_cast<int>(random() % static_cast<unsigned>(leaves - 1));
  const size_t left = nodes.size();
  AppendTree(random, low, nodes);
  const size_t right = nodes.size();
  AppendTree(random, leaves - low, nodes);
  nodes[at] = std::to_string(random() % 3) + ":" + std::to_string(random() % 10) + ":" + std::to_string(left) + ":" +
              std::to_string(right);
}

TEST(TreeModel, RowsTogetherScoreAsEachAlone) {
  std::mt19937 random(7);
  std::string file = "features 3 a b c\nbias -1\n";
  for (int leaves = 1; leaves <= 70; ++leaves) {  // those of more than 32 are walked row by row
    std::vector<std::string> nodes;
    AppendTree(random, leaves, nodes);
    for (size_t i = 0; i < nodes.size(); ++i) file += (i == 0 ? "" : " ") + nodes[i];
    file += "\n";
  }
  const Result<TreeModel> model = TreeModel::Parse(file, {"a", "b", "c"});
  ASSERT_TRUE(model) << model.error().message;
  for (size_t count = 1; count <= 2500; count += count <= 40 ? 1 : 820) {
    std::vector<float> rows;
    for (size_t i = 0; i < count * 3; ++i) rows.push_back(static_cast<float>(random() % 21) / 2);
    const std::vector<float> quick = model->QuickProbabilities(rows, 3);
    ASSERT_EQ(quick.size(), count);
    for (size_t i = 0; i < count; ++i)
      EXPECT_EQ(quick[i], model->Probability(rows.data() + i * 3)) << i << " of " << count;
  }
}

TEST(TreeModel, TheQuickLookStopsAtASureNoOnly) {
  const Result<TreeModel> model =
      TreeModel::Parse("features 1 a\nbias 0\n0:1:1:2 =-2 =2\n0:1:1:2 =-1 =1\n0:1:1:2 =9 =1\n", {"a"});
  ASSERT_TRUE(model) << model.error().message;
  const float low[] = {0}, high[] = {2};
  EXPECT_GT(model->Probability(low), 0.9f);
  const std::vector<float> quick = model->QuickProbabilities({0, 2, 0, 0, 2, 2, 0}, 1);
  ASSERT_EQ(quick.size(), 7u);
  for (const size_t i : {0, 2, 3, 6}) EXPECT_LT(quick[i], 0.1f) << i;  // the last tree is not asked
  for (const size_t i : {1, 4, 5}) EXPECT_EQ(quick[i], model->Probability(high)) << i;
  EXPECT_TRUE(model->QuickProbabilities({}, 1).empty());
}

TEST(TreeModel, RefusesBrokenFiles) {
  for (const char* file : {"features 2 b a\n", "features 3 a b c\n", "bias x\n", "0:1:1\n", "7:1:1:2 =1 =2\n",
                           "0:1:0:2 =1 =2\n", "0:1:1:9 =1 =2\n"}) {
    EXPECT_FALSE(TreeModel::Parse(file, {"a", "b"})) << file;
  }
}

}  // namespace
}  // namespace dossier::indexer
