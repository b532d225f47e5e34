// /questions and /news: what was saved, and what came since.
#include "query/tasks/questions.h"

#include <fmt/format.h>

#include "corpus/base/cli/table.h"
#include "corpus/base/sinks.h"
#include "query/history/output.h"
#include "query/output/words.h"
#include "query/page/cards.h"
#include "query/page/pages.h"

namespace dossier::query {
namespace {

constexpr size_t kRevisionsListed = 60;

Html Saved(const Visit& visit, const SavedQuestion& one) {
  const std::string words = JoinedNames(one.words, " ");
  return Tag("tr", Tag("th", {Attr("scope", "row")}, Link("/news?name=" + EncodePart(one.name), one.name)) +
                       Tag("td", Link(SearchPath(words), Tag("code", words))) +
                       Tag("td", FormatDay(UtcDayOf(one.saved))) +
                       Tag("td", one.told ? FormatRfc3339(one.told->time).substr(0, 10) : "never") +
                       Tag("td", PostForm(visit, "/questions", "inline",
                                          Hidden("task", "remove") + Hidden("name", one.name) +
                                              Tag("button", {Attr("aria-label", "Remove " + one.name)}, "Remove"))));
}

Html Column(std::initializer_list<const char*> names) {
  Html head;
  for (const char* name : names)
    head += Tag("th", {Attr("scope", "col")}, *name ? Html(name) : Tag("span", {Class("visually-hidden")}, "Remove"));
  return Tag("thead", Tag("tr", head));
}

Html RevisionItem(const NewsRevision& one) {
  const ContentChange* change = one.step.change ? &*one.step.change : nullptr;
  return Tag("li",
             Tag("p", Tag("strong", change ? std::string(ChangeKindName(change->kind)) : "new") + " " +
                          Link(PathOf("document", one.document_id), one.title.empty() ? one.id : one.title) +
                          Tag("span", {Class("soft")},
                              " " + one.publisher + ", seen " + FormatRfc3339(one.step.seen.fetched).substr(0, 10) +
                                  (change ? ": " + ChangedWords(change->changed) : ""))));
}

}  // namespace

PageResult QuestionsPage(const Visit& visit) {
  DOSSIER_TRY_ASSIGN(const Questions questions, LoadQuestions(visit.desk.directory()));
  Html rows;
  for (const SavedQuestion& one : questions.list) rows += Saved(visit, one);
  PageFrame frame;
  frame.title = "Saved questions";
  frame.active = "/questions";
  Html main = Tag("h1", frame.title);
  main += rows.empty()
              ? Tag("p", {Class("lead")}, "None is saved. A question that is asked again and again tells what is new.")
              : ScrollTable("Saved questions",
                            Tag("table", Column({"Name", "Question", "Saved", "Told", ""}) + Tag("tbody", rows)));
  main +=
      Section("save", "Save one",
              PostForm(visit, "/questions", "stacked",
                       Hidden("task", "save") + Tag("label", {Attr("for", "name")}, "Name") +
                           Tag("input", {Id("name"), Attr("name", "name"), Flag("required"), Attr("maxlength", 64)}) +
                           Tag("label", {Attr("for", "words")}, "Question, as in the search box") +
                           Tag("input", {Id("words"), Attr("name", "words"), Flag("required"), Attr("size", 50),
                                         Attr("maxlength", 1000)}) +
                           Button("Save question")));
  return MakePage(visit, frame, main);
}

PageResult ChangeQuestions(const Visit& visit) {
  const std::string task = visit.request.Posted("task"), name = visit.request.Posted("name");
  const std::string& directory = visit.desk.directory();
  if (task == "save") {
    // Words without a field are words of the text, as in the search box: a question's are vendors.
    DOSSIER_TRY_ASSIGN(const Query query, ParseQuery(visit.request.Posted("words")));
    std::vector<std::string> words;
    for (size_t i = 0; i < query.parts.size(); ++i) {
      const size_t begin = query.parts[i].position;
      const size_t end = i + 1 < query.parts.size() ? query.parts[i + 1].position : query.text.size();
      std::string part = query.text.substr(begin, end - begin);
      while (part.ends_with(' ')) part.pop_back();
      words.push_back(query.parts[i].kind == QueryPart::Kind::kWord && !query.parts[i].negated ? "text:" + part : part);
    }
    DOSSIER_CHECK(SaveQuestion(directory, name, words, visit.desk.engine()));
  } else if (task == "remove") {
    DOSSIER_CHECK(RemoveQuestion(directory, name));
  } else {
    return Fail(ErrorCode::kUsage, "no such task: " + task);
  }
  return SeeOther("/questions");
}

PageResult NewsPage(const Visit& visit) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, visit.desk.Asked());
  NewsAsked asked;
  asked.name = visit.request.Get("name");
  if (const std::string since = visit.request.Get("since"); !since.empty()) asked.since = since;
  asked.limit = 15;
  DOSSIER_TRY_ASSIGN(News news, GatherNews(visit.desk.archive(), *engine, asked));
  PageFrame frame;
  frame.title = asked.name.empty() ? "News" : "News of " + asked.name;
  frame.active = "/news";
  const std::string when = news.since_time ? "since " + FormatRfc3339(*news.since_time).substr(0, 16)
                                           : "since the beginning: nothing was told yet";
  Html main =
      Tag("h1", frame.title) +
      Tag("form", {Action("/news"), Class("inline")},
          (asked.name.empty() ? Html() : Hidden("name", asked.name)) + Tag("label", {Attr("for", "since")}, "Since") +
              Tag("input", {Id("since"), Attr("name", "since"), Attr("value", asked.since), Attr("size", 12)}) +
              Button("Show")) +
      Tag("p", {Class("soft")}, fmt::format("{}; {}", when, Plural(news.documents, "new document")));
  if (!news.any()) main += Tag("p", {Class("lead")}, "Nothing is new.");
  Html revisions, gone, names;
  for (size_t i = 0; i < news.revisions.size() && i < kRevisionsListed; ++i)
    revisions += RevisionItem(news.revisions[i]);
  for (const NewsGone& one : news.gone)
    gone += Tag("li", Link(PathOf("document", one.document_id), one.title.empty() ? one.id : one.title) +
                          Tag("span", {Class("soft")},
                              fmt::format(" since {}: {}", FormatDay(UtcDayOf(one.gone.since)), one.gone.status)));
  for (const auto& [id, name] : news.names) names += Tag("li", Link(PathOf("vendor", id), name));
  main += Section("revisions", "Changed documents, silent changes first",
                  revisions.empty() ? Html()
                                    : Tag("ul", {Class("edges")}, revisions) +
                                          (news.revisions.size() > kRevisionsListed
                                               ? Tag("p", {Class("soft")},
                                                     fmt::format("The first {} of {}; dossier news lists all.",
                                                                 kRevisionsListed, news.revisions.size()))
                                               : Html()));
  main += Section("gone", "Gone", gone.empty() ? Html() : Tag("ul", gone));
  main += Section("names", "Names that no older document has",
                  names.empty() ? Html() : Tag("ul", {Class("inline-list")}, names));
  main += Section("rows", "New evidence", EvidenceCards(visit, *engine, news.rows));
  if (news.more) main += Tag("p", {Class("soft")}, "There are further rows: dossier news shows all.");
  main += PostForm(visit, "/news", "inline",
                   Hidden("name", asked.name) + Hidden("until", std::to_string(static_cast<int64_t>(news.until))) +
                       Button("I have seen these: next time tell what comes after"));
  return MakePage(visit, frame, main);
}

PageResult ToldNews(const Visit& visit) {
  News news;
  news.question = visit.request.Posted("name");
  int64_t until = 0;
  const std::string written = visit.request.Posted("until");
  for (const char c : written) {
    if (c < '0' || c > '9' || until > int64_t{1} << 50)
      return Fail(ErrorCode::kUsage, "no number of a capture: " + written);
    until = until * 10 + (c - '0');
  }
  news.until = corpus::CaptureId{until};
  DOSSIER_CHECK(KeepTold(visit.desk.directory(), news));
  return SeeOther("/news" + QueryString({{"name", news.question}}));
}

}  // namespace dossier::query
