// The arbiter on small pages: the article is kept, what stands around it is not, and its reasons can be told.
#include "indexer/read/html/arbiter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "indexer/read/html/explanation.h"
#include "indexer/read/html/features.h"
#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

const std::string kArbiterFirst =
    "The Harbour Board banned the radios of Quellgrid in May, after a review that took more than a year, it said.";
const std::string kArbiterSecond =
    "Operators have until the end of the year to take the radios down, and the board will pay a part of what it costs.";
const std::string kArbiterThird =
    "Quellgrid, which makes masts as well, said that the board had never told it what was wrong with its radios.";

std::string Article() {
  return "<html><head><title>Board bans radios</title></head><body><nav><ul><li><a href=/a>Home</a><li><a "
         "href=/b>World</a>"
         "<li><a href=/c>Tech</a></ul></nav><article><h1>Board bans radios</h1><p>" +
         kArbiterFirst + "</p><p>" + kArbiterSecond + "</p><p>" + kArbiterThird +
         "</p></article><footer><p>© 2018 The Lantern. All rights reserved.</p></footer></body></html>";
}

struct Judged {
  MadePage page;
  HtmlTitle title;
  HtmlCandidates candidates;
  Verdict verdict;
};

Judged JudgeMarkup(const std::string& markup) {
  MadePage page = Page(markup);
  const HtmlTitle title = FindTitle(page.tree, page.blocks, CollectMeta(page.tree), {}, "");
  const HtmlCandidates candidates = FindCandidates(page.tree, page.blocks, title.block);
  const std::vector<std::string> authors;
  Verdict verdict = Judge({page.tree, page.blocks, candidates, title, authors, "", nullptr});
  return {std::move(page), title, candidates, std::move(verdict)};
}

void ExpectWellFormed(const Judged& judged) {
  const size_t count = judged.page.blocks.size();
  ASSERT_EQ(judged.verdict.kept.size(), count);
  ASSERT_EQ(judged.verdict.score.size(), count);
  ASSERT_EQ(judged.verdict.rule.size(), count);
  ASSERT_EQ(judged.verdict.features.size(), count * BlockFeatureNames().size());
  for (float value : judged.verdict.features) ASSERT_TRUE(std::isfinite(value));
  for (float score : judged.verdict.score) EXPECT_TRUE(score >= 0 && score <= 1);
  EXPECT_TRUE(judged.verdict.confidence >= 0 && judged.verdict.confidence <= 1);
}

TEST(Arbiter, WhenAPageHasAnArticle_ThenItsParagraphsAreKeptAndNothingElse) {
  const Judged judged = JudgeMarkup(Article());
  ExpectWellFormed(judged);
  std::string kept;
  for (size_t i = 0; i < judged.page.blocks.size(); ++i)
    if (judged.verdict.kept[i]) kept += judged.page.blocks[i].text + "\n";
  EXPECT_EQ(kept, kArbiterFirst + "\n" + kArbiterSecond + "\n" + kArbiterThird + "\n");
}

TEST(Arbiter, WhenABlockIsTheTitle_ThenARuleSaysSo) {
  const Judged judged = JudgeMarkup(Article());
  ASSERT_LT(judged.title.block, judged.page.blocks.size());
  EXPECT_FALSE(judged.verdict.kept[judged.title.block]);
  EXPECT_EQ(judged.verdict.rule[judged.title.block], "title");
}

TEST(Arbiter, WhenAskedWhy_ThenTheStrongestReasonsComeFirstAndPointOneWay) {
  const Judged judged = JudgeMarkup(Article());
  const uint32_t block = judged.page.Block(kArbiterFirst);
  const std::vector<Reason> reasons = ReasonsOf(judged.verdict, block, 4);
  ASSERT_FALSE(reasons.empty());
  EXPECT_LE(reasons.size(), 4u);
  for (size_t i = 0; i < reasons.size(); ++i) {
    EXPECT_GT(reasons[i].weight, 0) << "the block was kept";
    if (i > 0) {
      EXPECT_GE(std::abs(reasons[i - 1].weight), std::abs(reasons[i].weight));
    }
  }
  EXPECT_TRUE(ReasonsOf(judged.verdict, block, 0).empty());
}

TEST(Arbiter, WhenAPageIsEmptyOrHostile_ThenTheVerdictHasItsShape) {
  for (const std::string& markup : HostileMarkup()) {
    SCOPED_TRACE(markup.substr(0, 40));
    ExpectWellFormed(JudgeMarkup(markup));
  }
}

TEST(BlockFeatures, WhenAPageIsJudgedTwice_ThenTheNumbersAreTheSame) {
  const Judged first = JudgeMarkup(Article()), second = JudgeMarkup(Article());
  EXPECT_EQ(first.verdict.features, second.verdict.features);
  EXPECT_EQ(first.verdict.score, second.verdict.score);
}

TEST(BlockFeatures, WhenNamed_ThenEachNameIsThereOnce) {
  std::vector<std::string> names = BlockFeatureNames();
  ASSERT_GT(names.size(), 10u);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  for (const std::string& name : names)
    EXPECT_EQ(name.find(' '), std::string::npos) << "the model's file parts at blanks";
}

TEST(Explanation, WhenAVerdictIsExplained_ThenEveryBlockIsThere) {
  const Judged judged = JudgeMarkup(Article());
  const Json json = ExplainVerdict(judged.page.tree, judged.page.blocks, judged.candidates, judged.verdict);
  ASSERT_TRUE(json.contains("blocks"));
  EXPECT_EQ(json["blocks"].size(), judged.page.blocks.size());
  EXPECT_EQ(json["feature_names"].size(), BlockFeatureNames().size());
  EXPECT_TRUE(json.contains("candidates"));
  EXPECT_TRUE(json.contains("won"));
}

}  // namespace
}  // namespace dossier::indexer
