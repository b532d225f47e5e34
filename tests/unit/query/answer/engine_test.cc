#include "query/answer/engine.h"

#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using testing::AnswersTest;
using testing::ArticleHtml;
using testing::kThreeSentences;

class EngineTest : public AnswersTest {
 protected:
  void SetUp() override {
    AddPage("https://example.org/1", ArticleHtml("Commerce bans sales to ZTE", "2018-04-16", kThreeSentences));
    Index();
  }
  Error Refused(const std::string& text) {
    const Engine engine = OpenEngine();
    const auto query = ParseQuery(text);
    EXPECT_TRUE(query) << text;
    const auto resolved = engine.Resolve(*query);
    EXPECT_FALSE(resolved) << text;
    return resolved ? Error{} : resolved.error();
  }
};

TEST_F(EngineTest, WhenThereIsNoIndex_ThenItSaysSo) { EXPECT_FALSE(Engine::Open(temp_ / "none")); }

TEST_F(EngineTest, WhenAnIdIsGiven_ThenItsBeginningIsEnoughAndOthersAreNot) {
  const std::string id = Ask("vendor:zte").at(0).said().id;
  const Engine engine = OpenEngine();
  ASSERT_EQ(id.size(), 13u);
  const auto found = engine.FindEvidence(id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->quotation(), kThreeSentences[1]);
  EXPECT_EQ(engine.FindEvidence(id.substr(0, 6))->said().id, id);
  std::string upper = id;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  EXPECT_EQ(engine.FindEvidence(upper)->said().id, id);
  for (const std::string& none : {std::string(), std::string("e"), id.substr(0, 3), id + "0", "d" + id.substr(1),
                                  std::string("e000000000000"), std::string(5000, 'e'), id + " "})
    EXPECT_EQ(engine.FindEvidence(none).error().code, ErrorCode::kNotFound) << none.substr(0, 20);
}

TEST_F(EngineTest, WhenADocumentIsAskedFor_ThenItsNewestRevisionComesInTextOrder) {
  auto changed = kThreeSentences;
  changed[1] = "The Commerce Department said on Tuesday that its order on ZTE would be read again within a month.";
  AddPage("https://example.org/1", ArticleHtml("Commerce bans sales to ZTE", "2018-04-16", changed));
  Index();
  const Engine engine = OpenEngine();
  const auto by_url = engine.FindDocument("https://example.org/1");
  ASSERT_TRUE(by_url) << by_url.error().message;
  std::string text;
  int last = -1;
  for (const indexer::Passage& passage : *by_url) {
    EXPECT_EQ(passage.from.revision, 2);
    EXPECT_GT(passage.block, last);
    last = passage.block;
    text += passage.text + "\n";
  }
  EXPECT_NE(text.find(changed[1]), std::string::npos);
  EXPECT_EQ(text.find(kThreeSentences[1]), std::string::npos);
  EXPECT_EQ(engine.FindDocument(by_url->at(0).from.document_id)->size(), by_url->size());
  EXPECT_EQ(engine.FindDocument("https://example.org/2").error().code, ErrorCode::kNotFound);
}

// A field of statements cannot be half of an OR: the passage would be found and the statement not be checked.
TEST_F(EngineTest, WhenAStatementsFieldStandsBesideOrOrBehindMinus_ThenItIsRefusedNotIgnored) {
  EXPECT_EQ(Refused("vendor:zte OR vendor:huawei").code, ErrorCode::kUsage);
  EXPECT_EQ(Refused("published:2018 OR kind:news").code, ErrorCode::kUsage);
  EXPECT_EQ(Refused("-published:2018").code, ErrorCode::kUsage);
  EXPECT_EQ(Refused("-event:2018").code, ErrorCode::kUsage);
  EXPECT_EQ(Refused("-speaker:wray").code, ErrorCode::kUsage);
  EXPECT_EQ(Refused("action:banana").code, ErrorCode::kUsage);
  EXPECT_EQ(Refused("vendor:huawie").code, ErrorCode::kNotFound);
  EXPECT_EQ(Refused("published:yesteryear").code, ErrorCode::kUsage);
}

TEST_F(EngineTest, WhenAskedWhatWasSearched_ThenItCountsTheCorpus) {
  const Engine engine = OpenEngine();
  const auto coverage = engine.Searched();
  ASSERT_TRUE(coverage);
  EXPECT_EQ(coverage->documents, 1u);
  EXPECT_EQ(coverage->sources, 1u);
  ASSERT_EQ(coverage->by_source.size(), 1u);
  EXPECT_EQ(coverage->by_source[0].first, "Example Times");
  EXPECT_EQ(engine.NameOf("zte"), "ZTE");
  EXPECT_EQ(engine.NameOf("no-such-id"), "no-such-id");
}

}  // namespace
}  // namespace dossier::query
