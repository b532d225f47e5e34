#include "query/page/visit.h"

#include <algorithm>

#include "query/cite/citation.h"
#include "query/proof/basket.h"
#include "query/tasks/citing.h"

namespace dossier::query {
namespace {

struct Place {
  const char* path;
  const char* name;
};
constexpr Place kPlaces[] = {{"/vendors", "Vendors"},     {"/agencies", "Agencies"}, {"/basket", "Basket"},
                             {"/questions", "Questions"}, {"/news", "News"},         {"/check", "Check a draft"},
                             {"/status", "Status"},       {"/help", "Help"}};

Html Navigation(const PageFrame& frame) {
  Html items;
  for (const Place& place : kPlaces)
    items += Tag(
        "li", Tag("a", {Href(place.path), frame.active == place.path ? Attr("aria-current", "page") : HtmlAttribute()},
                  place.name));
  return Tag("nav", {Attr("aria-label", "Pages")}, Tag("ul", items));
}

Html Head(const Visit& visit, const PageFrame& frame) {
  Html inside = Tag("a", {Class("name"), Href("/")}, "dossier");
  if (frame.active != "/") inside += SearchBox(visit, frame.question, false);
  return Tag("header", {Class("top")}, inside + Navigation(frame));
}

Html Preferences(const Visit& visit) {
  Html choices;
  for (const std::string& style : FootnoteStyles())
    choices += Tag("option", {Attr("value", style), Flag("selected", style == visit.style())}, style);
  Html fields = Hidden("back", visit.Here()) + Tag("label", {Attr("for", "style")}, "Citation style") +
                Tag("select", {Id("style"), Attr("name", "style")}, choices) +
                Tag("label", {Class("tick")},
                    Tag("input", {Attr("type", "checkbox"), Attr("name", "keys"), Attr("value", "on"),
                                  Flag("checked", visit.keys())}) +
                        " Keys / j k c b ?") +
                Button("Keep");
  return PostForm(visit, "/settings", "settings", fields);
}

}  // namespace

std::string Visit::style() const {
  const std::string chosen = request.Cookie("style");
  const auto& styles = FootnoteStyles();
  return std::find(styles.begin(), styles.end(), chosen) != styles.end() ? chosen : "chicago";
}

std::string Visit::basket() const {
  const std::string chosen = request.Cookie("basket");
  return CheckBasketName(chosen) ? chosen : "picked";
}

std::string Visit::With(const Fields& changes) const {
  Fields fields;
  for (const auto& [name, value] : request.query) {
    const bool changed =
        std::any_of(changes.begin(), changes.end(), [&](const auto& one) { return one.first == name; });
    if (!changed && name != "page") fields.emplace_back(name, value);
  }
  fields.insert(fields.end(), changes.begin(), changes.end());
  std::string path;
  for (const char c : request.path) path += c == '/' ? std::string("/") : EncodePart(std::string(1, c));
  return path + QueryString(fields);
}

std::string Visit::Here() const {
  const std::string page = request.Get("page");
  return With({{"page", page}});
}

WebResponse MakePage(const Visit& visit, const PageFrame& frame, const Html& main) {
  WebResponse response;
  response.status = frame.status;
  const Html body =
      Tag("a", {Class("skip"), Href("#main")}, "To the content") + Head(visit, frame) +
      Tag("main", {Id("main"), Attr("tabindex", "-1")}, main) +
      Tag("footer", Preferences(visit) + Tag("p", "dossier " + visit.site.version +
                                                      " \xC2\xB7 every quotation is derived again from the archive "
                                                      "when it is shown; extracts in lists of documents are "
                                                      "the index's"));
  response.body = HtmlDocument({frame.title + " \xC2\xB7 dossier", "/site.css", "/site.js"},
                               {Class(frame.body_class), Attr("data-keys", visit.keys() ? "on" : "off")}, body);
  return response;
}

WebResponse ErrorPage(const Visit& visit, const Error& error) {
  PageFrame frame;
  frame.status = StatusOfError(error.code);
  frame.title = frame.status == 404 ? "Not found" : frame.status < 500 ? "Not understood" : "Not answered";
  frame.question = visit.request.path == "/" ? visit.request.Get("q") : "";
  Html main = Tag("h1", frame.title) + Tag("p", {Class("lead")}, error.message + ".");
  if (!error.hint.empty()) main += Tag("p", {Class("soft")}, error.hint);
  main += Tag("p", Link("/help", "The query language, with examples") + ", or " + Link("/", "start again") + ".");
  return MakePage(visit, frame, main);
}

WebResponse SeeOther(std::string address) {
  WebResponse response;
  response.status = 303;
  response.type = "text/plain; charset=utf-8";
  response.Set("Location", std::move(address));
  return response;
}

void SetCookie(WebResponse& response, const std::string& name, const std::string& value) {
  response.headers.emplace_back("Set-Cookie",
                                name + "=" + value + "; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly");
}

Html Hidden(std::string_view name, std::string_view value) {
  return Tag("input", {Attr("type", "hidden"), Attr("name", name), Attr("value", value)});
}

Html Button(std::string_view label) { return Tag("button", Html(label)); }

Html PostForm(const Visit& visit, std::string_view action, std::string_view css_class, const Html& content) {
  return Tag("form", {Attr("method", "post"), Action(action), Class(css_class)},
             Hidden("secret", visit.site.rules.secret) + content);
}

Html Link(std::string_view address, const Html& content) { return Tag("a", {Href(address)}, content); }

Html OutsideLink(std::string_view address, const Html& content) {
  if (SafeAddress(address).empty() || address.starts_with('/')) return content;
  return Tag("a", {Href(address), Attr("rel", "noopener noreferrer external"), Class("out")}, content);
}

Html JoinedHtml(const std::vector<Html>& parts, const Html& between) {
  Html all;
  for (const Html& part : parts) {
    if (part.empty()) continue;
    if (!all.empty()) all += between;
    all += part;
  }
  return all;
}

Html Section(std::string_view id, std::string_view heading, const Html& content) {
  if (content.empty()) return {};
  const std::string label = std::string(id) + "-h";
  return Tag("section", {Id(id), Attr("aria-labelledby", label)}, Tag("h2", {Id(label)}, heading) + content);
}

Html ScrollTable(const std::string& label, const Html& table) {
  return Tag("div",
             {Class("scroll"), Attr("tabindex", "0"), Attr("role", "region"), Attr("aria-label", label + ", a table")},
             table);
}

std::string LocalPath(std::string_view given) {
  const std::string safe = SafeAddress(given);
  return safe.starts_with('/') ? safe : "/";
}

std::string PathOf(std::string_view folder, std::string_view id) {
  return "/" + std::string(folder) + "/" + EncodePart(id);
}

std::string QueryValue(std::string_view value) {
  std::string plain(value);
  std::replace(plain.begin(), plain.end(), '"', ' ');
  return plain.find_first_of(" ,:\t") == std::string::npos && !plain.empty() ? plain : "\"" + plain + "\"";
}

std::string SearchPath(std::string_view query) { return "/?q=" + EncodePart(query); }

Html SearchBox(const Visit& visit, const std::string& question, bool large) {
  Html options;
  if (const Engine* engine = visit.desk.engine(); engine && large)
    for (const auto type : {indexer::EntityType::kVendor, indexer::EntityType::kAgency})
      if (const auto names = engine->Names(type, 100))
        for (const NameCount& name : *names)
          options +=
              Tag("option",
                  {Attr("value", (type == indexer::EntityType::kVendor ? "vendor:" : "agency:") + QueryValue(name.id))},
                  name.name);
  const Html input =
      Tag("input", {Attr("type", "search"), Attr("name", "q"), Id("q"), Attr("value", question),
                    Attr("autocomplete", "off"), large ? Attr("list", "names") : HtmlAttribute(),
                    Attr("aria-label", "Search the evidence"), Attr("maxlength", 1000),
                    Attr("placeholder", large ? "vendor:zte agency:fbi action:ban \"a phrase\"" : "Search")});
  Html form = input + Button("Search");
  if (!options.empty()) form += Tag("datalist", {Id("names")}, options);
  return Tag("form", {Action("/"), Attr("role", "search"), Class(large ? "search large" : "search")}, form);
}

}  // namespace dossier::query
