#include "query/page/site.h"

#include "corpus/base/embedded.h"
#include "query/page/pages.h"
#include "query/page/visit.h"
#include "query/tasks/citing.h"

DOSSIER_EMBEDDED(site_css)
DOSSIER_EMBEDDED(site_js)

namespace dossier::query {
namespace {

// The part behind "/folder/"; "" when the path is none of that folder.
std::string Below(const std::string& path, std::string_view folder) {
  return path.starts_with(folder) && path.size() > folder.size() ? path.substr(folder.size()) : "";
}

struct Folder {
  const char* path;
  PageResult (*page)(const Visit&, const std::string&);
};
constexpr Folder kFolders[] = {{"/vendor/", VendorPage},     {"/agency/", AgencyPage},     {"/cve/", CvePage},
                               {"/document/", DocumentPage}, {"/archived/", ArchivedPage}, {"/evidence/", EvidencePage},
                               {"/basket/", NamedBasketPage}};

struct Single {
  const char* path;
  PageResult (*page)(const Visit&);
};
constexpr Single kSingles[] = {
    {"/", SearchPage},
    {"/status", StatusPage},
    {"/help", HelpPage},
    {"/compare", ComparePage},
    {"/basket", BasketPage},
    {"/questions", QuestionsPage},
    {"/news", NewsPage},
    {"/check", CheckPage},
    {"/vendors", [](const Visit& visit) { return NamesPage(visit, indexer::EntityType::kVendor); }},
    {"/agencies", [](const Visit& visit) { return NamesPage(visit, indexer::EntityType::kAgency); }}};

PageResult Settings(const Visit& visit) {
  WebResponse response = SeeOther(LocalPath(visit.request.Posted("back")));
  for (const std::string& style : FootnoteStyles())
    if (style == visit.request.Posted("style")) SetCookie(response, "style", style);
  SetCookie(response, "keys", visit.request.Posted("keys") == "on" ? "on" : "off");
  return response;
}

constexpr Single kForms[] = {{"/settings", Settings},
                             {"/basket", ChangeBasket},
                             {"/questions", ChangeQuestions},
                             {"/news", ToldNews},
                             {"/check", CheckedPage}};

PageResult Route(const Visit& visit) {
  const std::string& path = visit.request.path;
  if (visit.request.method == "POST") {
    for (const Single& form : kForms)
      if (path == form.path) return form.page(visit);
    return Fail(ErrorCode::kNotFound, "nothing can be sent to " + path);
  }
  for (const Single& single : kSingles)
    if (path == single.path) return single.page(visit);
  for (const Folder& folder : kFolders)
    if (const std::string name = Below(path, folder.path); !name.empty()) return folder.page(visit, name);
  return Fail(ErrorCode::kNotFound, "there is no page " + path);
}

}  // namespace

WebResponse AnswerPage(const WebRequest& request, Desk& desk, const Site& site) {
  const Visit visit{request, desk, site};
  auto page = Route(visit);
  WebResponse response = page ? std::move(*page) : ErrorPage(visit, page.error());
  AddGuardHeaders(response);
  return response;
}

bool IsAsset(const std::string& path) { return path == "/site.css" || path == "/site.js" || path == "/favicon.ico"; }

WebResponse AnswerAsset(const std::string& path) {
  WebResponse response;
  if (path == "/site.css") {
    response.type = "text/css; charset=utf-8";
    response.body = Embedded_site_css();
  } else if (path == "/site.js") {
    response.type = "text/javascript; charset=utf-8";
    response.body = Embedded_site_js();
  } else {
    response.status = path == "/favicon.ico" ? 204 : 404;
  }
  AddGuardHeaders(response);
  response.Set("Cache-Control", "no-cache");
  return response;
}

WebResponse AnswerLogin(const WebRequest& request, const Site& site) {
  WebResponse response;
  if (request.method == "POST" && SameSecret(request.Posted("token"), site.rules.token)) {
    response = SeeOther("/");
    SetCookie(response, std::string(kTokenCookie), site.rules.token);
  } else {
    const bool wrong = request.method == "POST";
    if (wrong) response.status = 401;
    const Html form = Tag("form", {Attr("method", "post"), Action("/login")},
                          Tag("label", {Attr("for", "token")}, "Token") +
                              Tag("input", {Attr("type", "password"), Attr("name", "token"), Id("token"),
                                            Flag("required"), Attr("autocomplete", "current-password")}) +
                              Button("Open"));
    response.body = HtmlDocument(
        {"Token \xC2\xB7 dossier", "/site.css", ""}, {},
        Tag("main", {Id("main")},
            Tag("h1", "A token is needed") +
                Tag("p", wrong ? "That was not the token." : "It was chosen where the server was started.") + form));
  }
  AddGuardHeaders(response);
  return response;
}

}  // namespace dossier::query
