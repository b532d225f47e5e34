// Names of a question to ids: by any alias; a guess is never made, near names are shown.
#include <algorithm>

#include "query/answer/engine_impl.h"
#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using indexer::EntityType;
using testing::AnswersTest;
using testing::ArticleHtml;
using testing::kThreeSentences;

class NameResolver : public AnswersTest {
 protected:
  void SetUp() override {
    AddPage("https://example.org/1", ArticleHtml("Commerce bans sales to ZTE", "2018-04-16", kThreeSentences));
    Index();
  }
  Result<std::vector<Name>> Resolved(const std::string& written, EntityType type = EntityType::kVendor) {
    const Engine engine = OpenEngine();
    return ResolveNames(engine.index(), engine.gazetteer(), engine.names(), type, {written});
  }
};

TEST_F(NameResolver, WhenANameIsWrittenInAnyOfItsWays_ThenItIsOneId) {
  for (const char* written : {"zte", "ZTE", "Zte", "ZTE Corporation"}) {
    const auto names = Resolved(written);
    ASSERT_TRUE(names) << written;
    ASSERT_EQ(names->size(), 1u);
    EXPECT_EQ(names->at(0).id, "zte") << written;
    EXPECT_EQ(names->at(0).written, written);
    EXPECT_FALSE(names->at(0).learned);
  }
  EXPECT_EQ(Resolved("Federal Bureau of Investigation", EntityType::kAgency)->at(0).id, "fbi");
}

TEST_F(NameResolver, WhenANameIsNone_ThenNothingIsGuessed) {
  for (const char* written : {"", " ", "huawie", "zt", "no such maker anywhere", "*", "\xFF\xFE", "zte' OR '1"}) {
    const auto names = Resolved(written);
    ASSERT_FALSE(names) << written;
    EXPECT_EQ(names.error().code, ErrorCode::kNotFound) << written;
    EXPECT_NE(names.error().hint, "") << written;
  }
  EXPECT_NE(Resolved("huawie").error().hint.find("Huawei"), std::string::npos);
  EXPECT_NE(Resolved("parts to ZTE").error().hint.find("--text"), std::string::npos);
}

TEST_F(NameResolver, WhenAGroupOfAgenciesIsAskedFor_ThenItIsThoseOfTheCorpusOnly) {
  const auto any = Resolved("any", EntityType::kAgency);
  ASSERT_TRUE(any);
  std::vector<std::string> ids;
  for (const Name& name : *any) ids.push_back(name.id);
  EXPECT_NE(std::find(ids.begin(), ids.end(), "fbi"), ids.end());
  EXPECT_LE(ids.size(), 3u);  // the page names the FBI and the Commerce Department
  EXPECT_EQ(Resolved("U.S.", EntityType::kAgency)->size(), any->size());
  EXPECT_FALSE(Resolved("fr", EntityType::kAgency));  // no agency of France is in the corpus
  EXPECT_FALSE(Resolved("any"));                      // there is no group of vendors
}

TEST_F(NameResolver, WhenOneOfSeveralIsWrong_ThenTheQuestionIsRefusedNotCutShort) {
  const Engine engine = OpenEngine();
  EXPECT_FALSE(
      ResolveNames(engine.index(), engine.gazetteer(), engine.names(), EntityType::kVendor, {"zte", "huawie"}));
}

}  // namespace
}  // namespace dossier::query
