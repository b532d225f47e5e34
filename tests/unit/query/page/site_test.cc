#include "query/page/site.h"

#include <gmock/gmock.h>

#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SitePages : public testing::AnswersTest {
 protected:
  void SetUp() override {
    AddPage("https://example.org/ban",
            testing::ArticleHtml("Ban <b>of</b> ZTE", "2018-04-16", testing::kThreeSentences));
    Index();
    auto desk = Desk::Open(dir_);
    ASSERT_TRUE(desk) << desk.error().message;
    desk_ = std::move(*desk);
    site_.rules.secret = "s3cret";
  }
  WebResponse Get(const std::string& target) {
    WebRequest request;
    EXPECT_TRUE(ParseTarget(target, request)) << target;
    request.headers["cookie"] = cookies_;
    return AnswerPage(request, *desk_, site_);
  }
  WebResponse Post(const std::string& path, Fields form) {
    WebRequest request;
    request.method = "POST";
    request.path = path;
    request.form = std::move(form);
    return AnswerPage(request, *desk_, site_);
  }
  std::string EvidenceId() { return Ask("vendor:zte action:ban").at(0).said().id; }

  std::unique_ptr<Desk> desk_;
  Site site_;
  std::string cookies_;
};

TEST_F(SitePages, WhenAnyPageIsAsked_ThenItHasThePolicyAndOneHeading) {
  const std::string id = EvidenceId(), document = Ask("vendor:zte").at(0).passage.from.document_id;
  for (const std::string& path :
       {std::string("/"), std::string("/?q=vendor:zte"), std::string("/?q=zte&view=documents"),
        std::string("/vendor/zte"), std::string("/agency/fbi"), std::string("/vendors"), std::string("/agencies"),
        "/document/" + document, "/evidence/" + id, std::string("/status"), std::string("/help"),
        std::string("/compare?a=zte&b=huawei"), std::string("/basket"), std::string("/questions"), std::string("/news"),
        std::string("/check")}) {
    const WebResponse response = Get(path);
    EXPECT_EQ(response.status, 200) << path << response.body.substr(0, 2000);
    EXPECT_EQ(response.Header("Content-Security-Policy"), kPagePolicy) << path;
    EXPECT_EQ(response.body.find("<h1"), response.body.rfind("<h1")) << path;
    EXPECT_THAT(response.body, HasSubstr("<h1")) << path;
    EXPECT_THAT(response.body, Not(HasSubstr(" style="))) << path;
    EXPECT_LT(response.body.size(), 150'000u) << path;
  }
}

TEST_F(SitePages, WhenAnAnswerIsShown_ThenQuotationsVerifyNowAndNamesAreEscaped) {
  const std::string body = Get("/?q=vendor:zte+action:ban").body;
  EXPECT_THAT(body, HasSubstr("banned American companies from selling parts to ZTE"));
  EXPECT_THAT(body, HasSubstr("verified now"));
  EXPECT_THAT(body, HasSubstr("Department of Commerce"));
  EXPECT_THAT(body, Not(HasSubstr("<b>of</b>")));
}

// What a page quotes is derived from the archive when it is shown, not when it was indexed.
TEST_F(SitePages, WhenTheArchiveWasChangedMeanwhile_ThenTheQuotationIsWithheld) {
  ASSERT_THAT(Get("/?q=vendor:zte").body, HasSubstr("verified now"));
  testing::DamageArchive(dir_);
  const std::string body = Get("/?q=vendor:zte").body;
  EXPECT_THAT(body, Not(HasSubstr("verified now")));
  EXPECT_THAT(body, HasSubstr("withheld"));
  EXPECT_THAT(body, Not(HasSubstr("<q ")));
  const EvidenceRow row = Ask("vendor:zte").at(0);
  for (const std::string& path : {std::string("/?q=vendor:zte"), "/evidence/" + row.said().id,
                                  std::string("/vendor/zte"), "/document/" + row.passage.from.document_id}) {
    const std::string page = Get(path).body;
    EXPECT_THAT(page, Not(HasSubstr("selling parts"))) << path;
    EXPECT_THAT(page, Not(HasSubstr("selling%20parts"))) << path;
    EXPECT_THAT(page, Not(HasSubstr("Federal Bureau of Investigation warned"))) << path;
  }
  const std::string checked = Post("/check", {{"secret", "s3cret"},
                                              {"text",
                                               "He said \"The Commerce Department barred firms from parts for "
                                               "ZTE on Monday, officials said.\""}})
                                  .body;
  EXPECT_THAT(checked, Not(HasSubstr("selling parts")));
}

TEST_F(SitePages, WhenAPageBehindTheLastIsAsked_ThenNothingIsSaidToBeMissing) {
  const std::string body = Get("/?q=vendor:zte&page=9").body;
  EXPECT_THAT(body, HasSubstr("There are fewer pages than that."));
  EXPECT_THAT(body, Not(HasSubstr("No evidence was found")));
}

TEST_F(SitePages, WhenTheQuestionIsWrong_ThenThePageSaysWhatToDo) {
  EXPECT_EQ(Get("/?q=vndor:zte").status, 400);
  EXPECT_THAT(Get("/?q=vndor:zte").body, HasSubstr("did you mean vendor"));
  EXPECT_EQ(Get("/vendor/Huawai").status, 404);
  EXPECT_EQ(Get("/document/dzzzzzzzzzzzz").status, 404);
  EXPECT_EQ(Get("/nowhere").status, 404);
  EXPECT_EQ(Get("/archived/xyz").status, 400);
}

TEST_F(SitePages, WhenTheArchivedPageIsShown_ThenItHasNoRights) {
  AddPage(
      "https://example.org/hostile",
      "<html><head><LINK rel=preconnect href=https://evil.example><meta http-equiv=refresh "
      "content='0;url=https://evil.example'>"
      "<base href=https://evil.example><script src=//evil.example></script></head><body><p>words</p></body></html>");
  ASSERT_TRUE(desk_->Current());
  const auto capture = desk_->archive().LatestCaptureOf("https://example.org/hostile");
  ASSERT_TRUE(capture && *capture);
  const WebResponse response = Get("/archived/" + (*capture)->sha256.hex());
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.Header("Content-Security-Policy"), ::testing::StartsWith("sandbox; default-src 'none'"));
  EXPECT_THAT(response.body, HasSubstr("<p>words</p>"));
  for (const char* element : {"<LINK", "<meta", "<base", "<script"})
    EXPECT_THAT(response.body, Not(HasSubstr(element)));
}

TEST_F(SitePages, WhenADocumentIsShownBesideItsPage_ThenTheFrameHasNoRightsAndIsOfThisSite) {
  const std::string document = Ask("vendor:zte").at(0).passage.from.document_id;
  EXPECT_THAT(Get("/document/" + document).body, Not(HasSubstr("<iframe")));
  const WebResponse both = Get("/document/" + document + "?view=both");
  EXPECT_THAT(both.body, HasSubstr("<iframe src=\"/archived/"));
  EXPECT_THAT(both.body, HasSubstr("sandbox=\"\""));
  EXPECT_EQ(both.Header("Content-Security-Policy"), std::string(kPagePolicy) + "; frame-src 'self'");
}

TEST_F(SitePages, WhenEvidenceIsPutIntoABasket_ThenItIsThereAndIsExported) {
  const std::string id = EvidenceId();
  const WebResponse added = Post("/basket", {{"task", "add"}, {"name", "b"}, {"id", id}, {"back", "/?q=vendor:zte"}});
  EXPECT_EQ(added.status, 303);
  EXPECT_EQ(added.Header("Location"), "/?q=vendor:zte");
  EXPECT_EQ(Post("/basket", {{"task", "note"}, {"name", "b"}, {"id", id}, {"note", "the <first> ban"}}).status, 303);
  const std::string body = Get("/basket/b").body;
  EXPECT_THAT(body, HasSubstr("the &lt;first&gt; ban"));
  EXPECT_THAT(body, HasSubstr("verified now"));
  for (const char* form : {"docx", "html", "md", "csl", "bibtex", "ris"}) {
    const WebResponse file = Get(std::string("/basket/b/export.") + form);
    EXPECT_EQ(file.status, 200) << form << file.body.substr(0, 500);
    EXPECT_THAT(file.Header("Content-Disposition"), HasSubstr("attachment")) << form;
  }
  EXPECT_EQ(Get("/basket/b/export.exe").status, 404);
}

TEST_F(SitePages, WhenAFormNamesAnotherSiteAsItsWayBack_ThenItLeadsNowhereElse) {
  for (const char* back : {"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"})
    EXPECT_EQ(Post("/settings", {{"back", back}, {"style", "apa"}}).Header("Location"), "/") << back;
}

TEST_F(SitePages, WhenADraftIsChecked_ThenTrueAndFalseQuotationsAreTold) {
  const WebResponse response =
      Post("/check", {{"text",
                       "Officials said \"banned American companies from selling parts to ZTE\" and \"gave ZTE a "
                       "medal for its service to science\"."}});
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("1 of 2 quotations verified"));
  EXPECT_THAT(response.body, HasSubstr("not-found"));
}

TEST_F(SitePages, WhenAQuestionIsSaved_ThenNewsTellsOfItUntilItWasSeen) {
  EXPECT_EQ(Post("/questions", {{"task", "save"}, {"name", "zte"}, {"words", "vendor:zte action:ban"}}).status, 303);
  EXPECT_THAT(Get("/questions").body, HasSubstr("vendor:zte action:ban"));
  const std::string body = Get("/news?name=zte").body;
  EXPECT_THAT(body, HasSubstr("banned American companies"));
  const size_t at = body.find("name=\"until\" value=\"") + 20;
  EXPECT_EQ(Post("/news", {{"name", "zte"}, {"until", body.substr(at, body.find('"', at) - at)}}).status, 303);
  EXPECT_THAT(Get("/news?name=zte").body, HasSubstr("Nothing is new"));
}

TEST_F(SitePages, WhenAStyleWasChosen_ThenCitationsHaveIt) {
  const std::string chicago = Get("/?q=vendor:zte").body;
  cookies_ = "style=apa";
  EXPECT_NE(Get("/?q=vendor:zte").body, chicago);
  EXPECT_THAT(Get("/?q=vendor:zte").body, HasSubstr("(2018, April 16)"));
}

TEST(SiteAssets, WhenStyleAndScriptAreAsked_ThenTheyAreSmall) {
  EXPECT_LE(AnswerAsset("/site.css").body.size() + AnswerAsset("/site.js").body.size(), 30'000u);
}

}  // namespace
}  // namespace dossier::query
