#include "indexer/tree_model.h"

#include <gtest/gtest.h>

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

TEST(TreeModel, TheQuickLookStopsAtASureNoOnly) {
  const Result<TreeModel> model =
      TreeModel::Parse("features 1 a\nbias 0\n0:1:1:2 =-2 =2\n0:1:1:2 =-1 =1\n0:1:1:2 =9 =1\n", {"a"});
  ASSERT_TRUE(model) << model.error().message;
  const float low[] = {0}, high[] = {2};
  EXPECT_GT(model->Probability(low), 0.9f);
  EXPECT_LT(model->QuickProbability(low), 0.1f);   // the last tree is not asked
  EXPECT_FLOAT_EQ(model->QuickProbability(high), model->Probability(high));
}

TEST(TreeModel, RefusesBrokenFiles) {
  for (const char* file : {"features 2 b a\n", "features 3 a b c\n", "bias x\n", "0:1:1\n", "7:1:1:2 =1 =2\n", "0:1:0:2 =1 =2\n", "0:1:1:9 =1 =2\n"}) {
    EXPECT_FALSE(TreeModel::Parse(file, {"a", "b"})) << file;
  }
}

}  // namespace
}  // namespace dossier::indexer
