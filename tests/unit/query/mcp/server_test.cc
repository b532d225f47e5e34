#include "query/mcp/server.h"

#include <gmock/gmock.h>

#include <random>

#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Mcp : public testing::AnswersTest {
 protected:
  void SetUp() override {
    AddPage("https://example.org/ban", testing::ArticleHtml("Ban of ZTE", "2018-04-16", testing::kThreeSentences));
    Index();
    auto desk = Desk::Open(dir_);
    ASSERT_TRUE(desk) << desk.error().message;
    desk_ = std::move(*desk);
    server_ = std::make_unique<McpServer>(*desk_, "1");
  }
  Json Answer(const std::string& line) {
    const auto answer = server_->Handle(line);
    if (!answer) return nullptr;
    EXPECT_EQ(answer->find('\n'), std::string::npos);
    auto json = ParseJson(*answer, "the answer");
    EXPECT_TRUE(json) << *answer;
    return json ? *json : Json();
  }
  Json Call(const std::string& method, const Json& parameters) {
    return Answer(DumpJson(Json{{"jsonrpc", "2.0"}, {"id", 7}, {"method", method}, {"params", parameters}}));
  }
  Json Tool(const std::string& name, const Json& arguments) {
    Call("initialize", {{"protocolVersion", "2025-06-18"}});
    return Call("tools/call", {{"name", name}, {"arguments", arguments}})["result"];
  }

  std::unique_ptr<Desk> desk_;
  std::unique_ptr<McpServer> server_;
};

TEST_F(Mcp, WhenAVersionIsAsked_ThenTheSameOrOursIsAnswered) {
  EXPECT_EQ(Call("initialize", {{"protocolVersion", "2024-11-05"}})["result"]["protocolVersion"], "2024-11-05");
  EXPECT_EQ(Call("initialize", {{"protocolVersion", "1999-01-01"}})["result"]["protocolVersion"], kMcpVersions[0]);
}

TEST_F(Mcp, WhenNothingWasNegotiated_ThenNothingIsAnswered) {
  EXPECT_TRUE(Call("tools/list", nullptr).contains("error"));
  EXPECT_TRUE(Call("ping", nullptr).contains("result"));
}

TEST_F(Mcp, WhenANotificationComes_ThenThereIsNoAnswer) {
  EXPECT_FALSE(server_->Handle(R"({"jsonrpc":"2.0","method":"notifications/initialized"})"));
  EXPECT_FALSE(server_->Handle(R"({"jsonrpc":"2.0","id":3,"result":{}})"));
  EXPECT_FALSE(server_->Handle(""));
}

TEST_F(Mcp, WhenEvidenceIsAsked_ThenEachRowHasItsCertificate) {
  const Json result = Tool("evidence", {{"vendors", {"ZTE", "Huawei"}}, {"query", "action:ban"}});
  const Json none = Tool("evidence", {{"vendors", {"Huawai"}}});
  EXPECT_EQ(none["isError"], true);
  EXPECT_THAT(none["content"][0]["text"].get<std::string>(), HasSubstr("did you mean"));
  const Json one = Tool("evidence", {{"vendors", Json::array({"ZTE"})}, {"limit", 5}})["structuredContent"];
  ASSERT_GE(one["rows"].size(), 1u);
  for (const Json& row : one["rows"]) {
    EXPECT_EQ(row["certificate"]["schema"], "dossier.certificate/1");
    EXPECT_EQ(row["certificate"]["quotation"], row["quotation"]);
  }
  EXPECT_FALSE(result.is_null());
}

TEST_F(Mcp, WhenADraftMisquotes_ThenItIsRefusedWithTheReasons) {
  const Json good =
      Tool("verify_draft", {{"text", "It \"banned American companies from selling parts to ZTE\", officials said."}});
  EXPECT_FALSE(good.contains("isError")) << DumpJson(good);
  const Json bad =
      Tool("verify_draft", {{"text", "It \"banned American companies from buying parts of ZTE\", officials said."}});
  EXPECT_EQ(bad["isError"], true);
  EXPECT_THAT(bad["content"][0]["text"].get<std::string>(), HasSubstr("refused"));
  EXPECT_FALSE(bad.contains("structuredContent"));
}

TEST_F(Mcp, WhenADocumentIsRead_ThenItsTextIsVerified) {
  const std::string id = Ask("vendor:zte").at(0).passage.from.document_id;
  const Json document = Tool("document", {{"id", id}})["structuredContent"];
  ASSERT_GE(document["passages"].size(), 3u);
  EXPECT_EQ(document["withheld"], 0);
  const Json read = Call("resources/read", {{"uri", "dossier://document/" + id}})["result"];
  EXPECT_THAT(read["contents"][0]["text"].get<std::string>(), HasSubstr("banned American companies"));
  EXPECT_EQ(Call("resources/list", nullptr)["result"]["resources"].size(), 1u);
}

TEST_F(Mcp, WhenSearchAnswers_ThenNoWordsComeWithoutACertificate) {
  const Json result = Tool("search", {{"query", "companies"}});
  EXPECT_EQ(result["structuredContent"]["rows"].size(), 1u);
  EXPECT_THAT(DumpJson(result), Not(HasSubstr("banned American")));
}

// Whatever is wrong with a message is an answer, and the server goes on.
TEST_F(Mcp, WhenMessagesAreNonsense_ThenEachIsAnswered) {
  for (const char* line :
       {"{", "[]", "null", "1", "\"x\"", "{}", R"({"jsonrpc":"2.0"})", R"({"jsonrpc":"1.0","id":1,"method":"ping"})",
        R"({"jsonrpc":"2.0","id":{},"method":"ping"})", R"({"jsonrpc":"2.0","id":1,"method":7})",
        R"({"jsonrpc":"2.0","id":1,"method":"nothing"})", "\xff\xfe{"}) {
    const Json answer = Answer(line);
    EXPECT_TRUE(answer.contains("error")) << line;
  }
  EXPECT_TRUE(Answer(std::string(100000, '[')).contains("error"));
  EXPECT_TRUE(Call("ping", nullptr).contains("result"));
}

TEST_F(Mcp, WhenArgumentsAreOfAnyKind_ThenNoneEndsTheServer) {
  Call("initialize", {{"protocolVersion", "2025-06-18"}});
  const std::vector<Json> values = {nullptr,
                                    true,
                                    -1,
                                    0,
                                    1,
                                    51,
                                    1.5,
                                    1e300,
                                    UINT64_MAX,
                                    INT64_MIN,
                                    "",
                                    "zte",
                                    "\xff",
                                    std::string(5000, 'a'),
                                    "\"",
                                    "vendor:",
                                    "a NEAR/3",
                                    Json::array(),
                                    Json::array({1}),
                                    Json::array({"ZTE"}),
                                    Json::array({"zte", nullptr}),
                                    Json::object(),
                                    Json{{"a", 1}},
                                    "dossier://document/",
                                    "e"};
  std::minstd_rand random(7);
  const auto any = [&] { return values[random() % values.size()]; };
  size_t answered = 0;
  for (const char* tool : {"search", "evidence", "timeline", "document", "history", "cite", "verify_draft", "none", ""})
    for (int i = 0; i < 40; ++i) {
      Json arguments = Json::object();
      for (const char* name : {"query", "vendors", "agencies", "actions", "since", "as_of", "limit", "id", "ids",
                               "style", "text", "passage", "odd"})
        if (random() % 3 == 0) arguments[name] = any();
      const Json answer = Call("tools/call", {{"name", tool}, {"arguments", i % 10 == 0 ? any() : arguments}});
      answered += answer.contains("result") || answer.contains("error");
    }
  EXPECT_EQ(answered, 9u * 40u);
  for (const Json& value : values) {
    EXPECT_FALSE(Call("resources/read", {{"uri", value}}).is_null());
    EXPECT_FALSE(Call("tools/call", value).is_null());
    EXPECT_FALSE(Call("resources/list", {{"cursor", value}}).is_null());
  }
}

}  // namespace
}  // namespace dossier::query
