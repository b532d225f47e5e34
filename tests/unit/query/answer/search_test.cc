// Documents by words: snippets, highlights, and that what is excluded stays out.
#include <algorithm>

#include "corpus/base/utf8.h"
#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using testing::AnswersTest;
using testing::ArticleHtml;
using testing::kThreeSentences;

class SearchTest : public AnswersTest {
 protected:
  void SetUp() override {
    AddPage("https://example.org/1", ArticleHtml("Commerce bans sales to ZTE", "2018-04-16", kThreeSentences));
    std::string lengthy;
    for (int i = 0; i < 40; ++i)
      lengthy += "Caf\xC3\xA9s \xE2\x80\x93 and n\xC3\xA4rby hotels \xE2\x80\x93 were full again. ";
    AddPage("https://example.org/2",
            ArticleHtml(
                "Routers in hotels", "2019-01-02",
                {lengthy + "Then a Hikvision camera was found in the lobby, and nobody knew who owned it. " + lengthy,
                 "The police said that they would look at every camera of the house within the next two weeks.",
                 "Guests had asked for such a search in a letter that was sent to the owners last summer."}));
    Index();
  }
  std::vector<std::string> Urls(const std::string& text) {
    const Engine engine = OpenEngine();
    const auto answer = engine.Search(*ParseQuery(text), 10);
    EXPECT_TRUE(answer) << answer.error().message;
    std::vector<std::string> urls;
    for (const SearchRow& row : answer->rows) urls.push_back(row.document.url.substr(row.document.url.rfind('/')));
    std::sort(urls.begin(), urls.end());
    return urls;
  }
};

TEST_F(SearchTest, WhenWordsMatch_ThenEachDocumentIsOneRow) {
  EXPECT_EQ(Urls("camera"), std::vector<std::string>{"/2"});
  EXPECT_EQ(Urls("hotels"), (std::vector<std::string>{"/1", "/2"}));
  EXPECT_TRUE(Urls("submarine").empty());
}

TEST_F(SearchTest, WhenAVendorOrAgencyIsExcluded_ThenItsPassagesAreNotShown) {
  EXPECT_EQ(Urls("parts"), std::vector<std::string>{"/1"});
  EXPECT_TRUE(Urls("parts -vendor:zte").empty());
  EXPECT_TRUE(Urls("spy -agency:fbi").empty());
  EXPECT_EQ(Urls("parts -vendor:huawei"), std::vector<std::string>{"/1"});
}

TEST_F(SearchTest, WhenNoPassageHasAllWords_ThenSomeWordsAreSaidToBeEnough) {
  const Engine engine = OpenEngine();
  const auto answer = engine.Search(*ParseQuery("camera submarine"), 10);
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->any_word);
  EXPECT_EQ(answer->rows.size(), 1u);
  EXPECT_FALSE(engine.Search(*ParseQuery("camera lobby"), 10)->any_word);
}

TEST_F(SearchTest, WhenThePassageIsLong_ThenTheSnippetShowsTheWordsAndCutsNoCharacter) {
  const Engine engine = OpenEngine();
  const auto answer = engine.Search(*ParseQuery("hikvision"), 10);
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->rows.size(), 1u);
  const SearchRow& row = answer->rows[0];
  EXPECT_LT(row.snippet.size(), 340u);
  EXPECT_EQ(RepairUtf8(row.snippet), row.snippet);
  ASSERT_FALSE(row.highlights.empty());
  for (const auto& [begin, end] : row.highlights) EXPECT_EQ(row.snippet.substr(begin, end - begin), "Hikvision");
}

}  // namespace
}  // namespace dossier::query
