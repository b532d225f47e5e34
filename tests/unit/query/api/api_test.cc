#include "query/api/api.h"

#include <gmock/gmock.h>

#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using ::testing::HasSubstr;

class Api : public testing::AnswersTest {
 protected:
  void SetUp() override {
    AddPage("https://example.org/ban", testing::ArticleHtml("Ban of ZTE", "2018-04-16", testing::kThreeSentences));
    Index();
    auto desk = Desk::Open(dir_);
    ASSERT_TRUE(desk) << desk.error().message;
    desk_ = std::move(*desk);
  }
  WebResponse Get(const std::string& target, const std::string& tag = "") {
    WebRequest request;
    EXPECT_TRUE(ParseTarget("/api/v1" + target, request)) << target;
    if (!tag.empty()) request.headers["if-none-match"] = tag;
    return AnswerApi(request, *desk_);
  }
  static Json Parsed(const WebResponse& response) {
    auto json = ParseJson(response.body, "the answer");
    EXPECT_TRUE(json) << response.body;
    return json ? *json : Json();
  }

  std::unique_ptr<Desk> desk_;
};

TEST_F(Api, WhenEvidenceIsAsked_ThenTheObjectOfTheVerbComesVerified) {
  const Json json = Parsed(Get("/evidence?vendor=ZTE&action=ban"));
  EXPECT_EQ(StringAt(json, "schema"), "dossier.evidence/1");
  ASSERT_EQ(json["rows"].size(), 1u);
  EXPECT_EQ(json["rows"][0]["verified"], true);
  EXPECT_TRUE(json["next"].is_null());
}

TEST_F(Api, WhenRowsAreReadPageByPage_ThenEachComesOnce) {
  const Json all = Parsed(Get("/evidence?q=vendor:zte,huawei"));
  ASSERT_GE(all["rows"].size(), 2u);
  std::vector<std::string> ids;
  std::string cursor;
  for (size_t pages = 0; pages < 10; ++pages) {
    const Json page =
        Parsed(Get("/evidence?q=vendor:zte,huawei&limit=1" + (cursor.empty() ? "" : "&cursor=" + cursor)));
    for (const Json& row : page["rows"]) ids.push_back(StringAt(row, "id"));
    if (page["next"].is_null()) break;
    cursor = StringAt(page, "next");
  }
  ASSERT_EQ(ids.size(), all["rows"].size());
  for (size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(ids[i], StringAt(all["rows"][i], "id"));
}

// Ranking looks at what stands beside a row: copies, words of many texts. What one page is made of must not depend on
// how far another reads.
TEST_F(Api, WhenManyTextsSayTheSame_ThenPagesNeitherRepeatNorMissARow) {
  for (int i = 0; i < 70; ++i) {
    const std::string n = std::to_string(i);
    AddPage("https://example.org/" + n,
            testing::ArticleHtml("Story " + n, "2018-05-" + std::to_string(10 + i % 20),
                                 {"The harbour of town " + n + " bought cranes of maker " + n + " for quay " + n + ".",
                                  "Town " + n + " wrote that ZTE phones of type " + n + " were sold there.",
                                  "For further questions about products of ZTE write to the office of the editor."}));
  }
  Index();
  auto desk = Desk::Open(dir_);
  ASSERT_TRUE(desk);
  desk_ = std::move(*desk);
  std::vector<std::string> ids;
  std::string cursor;
  for (size_t pages = 0; pages < 40; ++pages) {
    const Json page = Parsed(Get("/evidence?q=vendor:zte&limit=9" + (cursor.empty() ? "" : "&cursor=" + cursor)));
    for (const Json& row : page["rows"]) ids.push_back(StringAt(row, "id"));
    if (page["next"].is_null()) break;
    cursor = StringAt(page, "next");
  }
  EXPECT_GE(ids.size(), 140u);
  const Json all = Parsed(Get("/evidence?q=vendor:zte&limit=200"));
  ASSERT_EQ(all["rows"].size(), ids.size());
  for (size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(ids[i], StringAt(all["rows"][i], "id")) << i;
}

TEST_F(Api, WhenTheArchiveWasChangedMeanwhile_ThenNoWordOfItComes) {
  const EvidenceRow row = Ask("vendor:zte").at(0);
  testing::DamageArchive(dir_);
  for (const std::string& target :
       {std::string("/evidence?vendor=zte"), "/evidence/" + row.said().id, "/documents/" + row.passage.from.document_id,
        std::string("/timeline?vendor=zte")}) {
    const std::string body = Get(target).body;
    EXPECT_EQ(body.find("selling"), std::string::npos) << target << body;
    EXPECT_EQ(body.find("banned"), std::string::npos) << target << body;
  }
}

TEST_F(Api, WhenADraftIsEmptyOrAForm_ThenItIsNotCalledChecked) {
  WebRequest request;
  ASSERT_TRUE(ParseTarget("/api/v1/drafts", request));
  request.method = "POST";
  EXPECT_EQ(AnswerApi(request, *desk_).status, 400);
}

TEST_F(Api, WhenARequestIsWrong_ThenTheProblemSaysSo) {
  for (const char* target :
       {"/evidence", "/evidence?vndor=zte", "/evidence?vendor=zte&limit=0", "/evidence?vendor=zte&limit=x",
        "/evidence?vendor=zte&sort=worst", "/evidence?vendor=zte&all=perhaps", "/evidence?vendor=zte&cursor=1",
        "/evidence?vendor=zte&cursor=1-other", "/evidence?q=vndor:zte", "/evidence?vendor=zte&since=never", "/search",
        "/citations", "/citations?id=e1&style=none"}) {
    const WebResponse response = Get(target);
    EXPECT_EQ(response.status, 400) << target << response.body;
    EXPECT_EQ(response.type, "application/problem+json") << target;
    EXPECT_EQ(IntegerAt(Parsed(response), "status"), 400) << target;
  }
  for (const char* target :
       {"/evidence?vendor=Huawai", "/documents/dzzzzzzzzzzzz", "/evidence/ezzzzzzzzzzzz", "/nowhere", "/baskets/none"})
    EXPECT_EQ(Get(target).status, 404) << target;
  EXPECT_EQ(Get("/drafts").status, 405);
}

TEST_F(Api, WhenTheAnswerIsKnown_ThenItIsNotSentAgain) {
  const WebResponse first = Get("/vendors");
  const std::string tag = first.Header("ETag");
  ASSERT_FALSE(tag.empty());
  const WebResponse again = Get("/vendors", tag);
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
  EXPECT_EQ(Get("/vendors", "\"other\"").status, 200);
}

TEST_F(Api, WhenADraftIsSent_ThenItsQuotationsAreTold) {
  WebRequest request;
  request.method = "POST";
  request.path = "/api/v1/drafts";
  request.headers["content-type"] = "text/plain";
  request.body =
      "It \"banned American companies from selling parts to ZTE\" and \"praised ZTE for its help to the poor\".";
  const Json json = Parsed(AnswerApi(request, *desk_));
  EXPECT_EQ(IntegerAt(json, "quotations"), 2);
  EXPECT_EQ(IntegerAt(json, "verified"), 1);
}

// What the document tells is what the routes do: each path without a name in it answers as it says.
TEST_F(Api, WhenTheDocumentIsRead_ThenEveryPathInItAnswers) {
  const Json document = Parsed(Get("/openapi.json"));
  EXPECT_EQ(StringAt(document, "openapi"), "3.1.0");
  EXPECT_EQ(document["components"]["schemas"]["Problem"]["required"].size(), 4u);
  const std::string id = Ask("vendor:zte").at(0).said().id, named = Ask("vendor:zte").at(0).passage.from.document_id;
  for (const auto& [path, operations] : document["paths"].items()) {
    if (!operations.contains("get")) continue;
    std::string target = path.substr(7);
    if (const size_t hole = target.find("{id}"); hole != std::string::npos)
      target.replace(hole, 4, target.starts_with("/evidence") ? id : target.starts_with("/documents") ? named : "zte");
    if (target.starts_with("/baskets/") || target.ends_with("/diff")) continue;  // there is none
    for (const Json& parameter : operations["get"]["parameters"])
      if (parameter["name"] == "q") target += "?q=vendor:zte";
    if (target == "/citations") target += "?id=" + id;
    const WebResponse response = Get(target);
    EXPECT_EQ(response.status, 200) << target << response.body;
    EXPECT_EQ(
        StringAt(Parsed(response), "schema"),
        StringAt(operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]["properties"]["schema"],
                 "const"))
        << target;
  }
}

}  // namespace
}  // namespace dossier::query
