#include "query/proof/recipe.h"

#include <cstdlib>
#include <fstream>

#include "corpus/base/file.h"
#include "query/proof/certificate.h"
#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using testing::AnswersTest;
using testing::ArticleHtml;
using testing::kThreeSentences;

class RecipeTest : public AnswersTest {
 protected:
  void SetUp() override {
    AddPage("https://example.org/1", ArticleHtml("Commerce bans sales to ZTE", "2018-04-16", kThreeSentences));
    Index();
    claim_ = ClaimOf(Ask("vendor:zte").at(0));
  }
  // What the recipe prints, run by sh in the corpus.
  std::string Run(const Claim& claim) {
    const corpus::Corpus corpus = OpenCorpus();
    const auto recipe = RecipeFor(claim, corpus);
    EXPECT_TRUE(recipe) << recipe.error().message;
    if (!recipe) return "";
    std::ofstream(temp_ / "recipe.sh") << *recipe;
    const std::string command = "cd '" + dir_ + "' && sh '" + (temp_ / "recipe.sh") + "' > '" + (temp_ / "out") + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    return *ReadFile(temp_ / "out");
  }
  Claim claim_;
};

TEST_F(RecipeTest, WhenRun_ThenItPrintsBothDigestsAndTheWordsByteForByte) {
  EXPECT_EQ(Run(claim_), claim_.capture_sha256 + "  -\n" + claim_.text_sha256 + "  -\n" + kThreeSentences[1] + "\n");
}

TEST_F(RecipeTest, WhenTheClaimMoved_ThenTheRecipeShowsWhereItStandsNow) {
  claim_.begin = 0;
  EXPECT_TRUE(Run(claim_).ends_with("\n" + kThreeSentences[1] + "\n"));
}

TEST_F(RecipeTest, WhenTheClaimDoesNotHold_ThenThereIsNoRecipe) {
  const corpus::Corpus corpus = OpenCorpus();
  Claim other = claim_;
  other.exact += "!";
  EXPECT_EQ(RecipeFor(other, corpus).error().code, ErrorCode::kCorrupt);
  other = claim_;
  other.capture_sha256 = std::string(64, 'a');
  EXPECT_EQ(RecipeFor(other, corpus).error().code, ErrorCode::kNotFound);
  other.capture_sha256 = "$(id)";
  EXPECT_FALSE(RecipeFor(other, corpus));
}

}  // namespace
}  // namespace dossier::query
