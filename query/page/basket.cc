// /basket: what a person picked, in order, with notes, and what can be made of it.
#include <fmt/format.h>

#include "corpus/base/cli/table.h"
#include "query/brief/brief.h"
#include "query/page/cards.h"
#include "query/page/pages.h"
#include "query/proof/picked_evidence.h"
#include "query/proof/row_verification.h"
#include "query/tasks/baskets.h"
#include "query/tasks/citing.h"

namespace dossier::query {
namespace {

constexpr size_t kMostItemsShown = 60;

std::string BasketPath(const std::string& name) { return PathOf("basket", name); }

// A form of one button that does a task to one item.
Html TaskButton(const Visit& visit, const std::string& basket, const std::string& id, const char* task,
                const char* label) {
  return PostForm(visit, "/basket", "inline",
                  Hidden("task", task) + Hidden("name", basket) + Hidden("id", id) +
                      Hidden("back", BasketPath(basket) + "#" + id) +
                      Tag("button", {Attr("aria-label", std::string(label) + " " + id)}, label));
}

Html NoteForm(const Visit& visit, const std::string& basket, const BasketItem& item) {
  const std::string field = "note-" + item.id;
  return PostForm(visit, "/basket", "note inline",
                  Hidden("task", "note") + Hidden("name", basket) + Hidden("id", item.id) +
                      Hidden("back", BasketPath(basket) + "#" + item.id) + Tag("label", {Attr("for", field)}, "Note") +
                      Tag("input", {Id(field), Attr("name", "note"), Attr("value", item.note), Attr("size", 40),
                                    Attr("maxlength", 2000)}) +
                      Button("Keep note"));
}

Html Item(const Visit& visit, const Engine& engine, Verifier& verifier, const std::string& basket,
          const BasketItem& item) {
  Html tools = NoteForm(visit, basket, item) +
               Tag("div", {Class("tools")},
                   TaskButton(visit, basket, item.id, "up", "Up") + TaskButton(visit, basket, item.id, "down", "Down") +
                       TaskButton(visit, basket, item.id, "remove", "Take out"));
  auto row = FindEvidenceOrCertificate(item.id, &engine, visit.desk.archive());
  if (!row)
    return Tag("article", {Class("card"), Id(item.id)},
               Tag("p", {Class("withheld")}, item.id + ": " + row.error().message + ".") + tools);
  VerifyRow(verifier, *row);
  return EvidenceCard(visit, engine, *row, {.unsupporting = false, .more = tools});
}

Html Exports(const std::string& name) {
  std::vector<Html> links;
  for (const char* form : {"docx", "html", "md", "csl", "bibtex", "ris"})
    links.push_back(Tag("a", {Href(BasketPath(name) + "/export." + form)}, form));
  return Tag("p", Html("Export, each quotation verified again: ") + JoinedHtml(links, " \xC2\xB7 "));
}

Html Others(const Visit& visit, const std::vector<std::string>& names, const std::string& shown) {
  Html items;
  for (const std::string& name : names)
    items += Tag("li", name == shown ? Tag("strong", name) : Link(BasketPath(name), name));
  const Html choose = PostForm(visit, "/basket", "inline",
                               Hidden("task", "choose") +
                                   Tag("label", {Attr("for", "basket-name")},
                                       "\xE2\x80\x9C"
                                       "Add to basket\xE2\x80\x9D puts into") +
                                   Tag("input", {Id("basket-name"), Attr("name", "name"), Attr("value", visit.basket()),
                                                 Attr("size", 16), Attr("maxlength", 64), Flag("required")}) +
                                   Button("Choose"));
  return (items.empty() ? Html() : Tag("ul", {Class("inline-list")}, items)) + choose;
}

PageResult ShowBasket(const Visit& visit, const std::string& name) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, visit.desk.Asked());
  DOSSIER_TRY_ASSIGN(const auto names, BasketNames(visit.desk.directory()));
  PageFrame frame;
  frame.title = "Basket " + name;
  frame.active = "/basket";
  Html main = Tag("h1", frame.title) + Others(visit, names, name);
  const auto basket = LoadBasket(visit.desk.directory(), name);
  if (!basket && basket.error().code != ErrorCode::kNotFound) return Fail(basket.error());
  if (!basket || basket->items.empty()) {
    main += Tag("p", {Class("lead")}, "Nothing is in it. Every card of an answer has a button that puts it here.");
    return MakePage(visit, frame, main);
  }
  Verifier verifier(visit.desk.archive());
  Html cards;
  for (size_t i = 0; i < basket->items.size() && i < kMostItemsShown; ++i)
    cards += Item(visit, *engine, verifier, name, basket->items[i]);
  main += Tag("p", {Class("soft")},
              Plural(basket->items.size(), "piece") + " of evidence" +
                  (basket->items.size() > kMostItemsShown ? fmt::format("; the first {} are shown", kMostItemsShown)
                                                          : "")) +
          Exports(name) + cards;
  main += PostForm(visit, "/basket", "inline",
                   Hidden("task", "delete") + Hidden("name", name) + Button("Delete this basket"));
  return MakePage(visit, frame, main);
}

Result<std::string> CitationsAs(const Visit& visit, const std::vector<std::string>& ids, const std::string& style) {
  DOSSIER_TRY_ASSIGN(const auto cited, CiteAll(ids, visit.desk.engine(), visit.desk.archive()));
  const std::vector<CitationRecord> records = RecordsOf(cited);
  if (style == "csl-json") {
    Json items = Json::array();
    for (const CitationRecord& record : records) items.push_back(CslJson(record, Archived::kShort));
    return DumpJson(items, 2) + "\n";
  }
  DOSSIER_TRY_ASSIGN(const auto citations, RenderCitations(records, {.style = style}));
  std::string text;
  for (const Citation& citation : citations) text += citation.entry + "\n";
  return text;
}

struct ExportForm {
  const char* name;
  const char* type;
  const char* style;  // of citations; "" for a briefing
};
constexpr ExportForm kForms[] = {
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ""},
    {"html", "text/html; charset=utf-8", ""},
    {"md", "text/markdown; charset=utf-8", ""},
    {"csl", "application/vnd.citationstyles.csl+json", "csl-json"},
    {"bibtex", "application/x-bibtex; charset=utf-8", "bibtex"},
    {"ris", "application/x-research-info-systems; charset=utf-8", "ris"}};

Result<std::string> ExportBytes(const Visit& visit, const std::string& name, const ExportForm& form) {
  DOSSIER_TRY_ASSIGN(const BriefSubject subject, SubjectOfBasket(visit.desk.directory(), name, ""));
  if (*form.style) return CitationsAs(visit, subject.evidence_ids, form.style);
  DOSSIER_TRY_ASSIGN(const Engine* engine, visit.desk.Asked());
  BriefRequest request;
  request.title = "Basket " + name;
  request.subjects = {subject};
  request.style = visit.style();
  DOSSIER_TRY_ASSIGN(const Brief brief, MakeBrief(*engine, visit.desk.archive(), request));
  if (std::string_view(form.name) == "docx") return BriefDocx(brief);
  return std::string_view(form.name) == "html" ? BriefHtml(brief) : BriefMarkdown(brief);
}

PageResult Export(const Visit& visit, const std::string& name, const std::string& wanted) {
  for (const ExportForm& form : kForms) {
    if (wanted != form.name) continue;
    WebResponse response;
    DOSSIER_TRY_ASSIGN(response.body, ExportBytes(visit, name, form));
    response.type = form.type;
    const std::string ending = wanted == "csl" ? "json" : wanted == "bibtex" ? "bib" : wanted;
    response.Set("Content-Disposition", "attachment; filename=\"" + name + "." + ending + "\"");
    return response;
  }
  return Fail(ErrorCode::kNotFound, "there is no export '" + wanted + "'", "docx, html, md, csl, bibtex, ris");
}

Status Change(const Visit& visit, const std::string& task, const std::string& name) {
  const std::string& directory = visit.desk.directory();
  const std::string id = visit.request.Posted("id");
  if (task == "add") {
    DOSSIER_CHECK(AddToBasket(name, {id}, visit.desk.engine(), visit.desk.archive()));
    return Ok();
  }
  if (task == "note") return SetBasketNote(directory, name, id, visit.request.Posted("note").substr(0, 4000));
  if (task == "up" || task == "down")
    return MoveInBasket(directory, name, id, task == "up" ? BasketMove::kUp : BasketMove::kDown);
  if (task == "remove") {
    DOSSIER_CHECK(RemoveFromBasket(directory, name, {id}));
    return Ok();
  }
  if (task == "delete") return DeleteBasket(directory, name);
  if (task == "choose") return CheckBasketName(name);
  return Fail(ErrorCode::kUsage, "no such task: " + task);
}

}  // namespace

PageResult BasketPage(const Visit& visit) { return ShowBasket(visit, visit.basket()); }

PageResult NamedBasketPage(const Visit& visit, const std::string& path) {
  const size_t slash = path.find('/');
  const std::string name = path.substr(0, slash);
  DOSSIER_CHECK(CheckBasketName(name));
  if (slash == std::string::npos) return ShowBasket(visit, name);
  const std::string rest = path.substr(slash + 1);
  return Export(visit, name, rest.starts_with("export.") ? rest.substr(7) : rest);
}

PageResult ChangeBasket(const Visit& visit) {
  const std::string task = visit.request.Posted("task"), name = visit.request.Posted("name");
  DOSSIER_CHECK(CheckBasketName(name));
  DOSSIER_CHECK(Change(visit, task, name));
  const std::string back = visit.request.Posted("back");
  WebResponse response = SeeOther(task == "delete" ? "/basket" : back.empty() ? BasketPath(name) : LocalPath(back));
  if (task == "choose") SetCookie(response, "basket", name);
  return response;
}

}  // namespace dossier::query
