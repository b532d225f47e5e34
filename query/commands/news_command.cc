// dossier news, dossier question: what is new since the last time, for a saved question or for all.
#include <algorithm>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "query/commands/commands.h"
#include "query/commands/question_options.h"
#include "query/history/news.h"
#include "query/history/questions.h"
#include "query/output/words.h"
#include "query/proof/row_verification.h"

namespace dossier::query {
namespace {

Result<Query> QueryOf(const std::vector<std::string>& words) {
  QuestionOptions options;
  options.words = words;
  DOSSIER_TRY_ASSIGN(Query query, options.ToQuery());
  if (query.parts.empty())
    return Fail(ErrorCode::kUsage, "the question has no words", "dossier question save zte-bans ZTE action:ban");
  return query;
}

// Behind which capture news begins: --since, or what was told last.
Result<corpus::CaptureId> Beginning(const corpus::Corpus& corpus, const std::string& since,
                                    const std::optional<Told>& told, News& news) {
  if (since == "last") {
    if (!told) return corpus::CaptureId::kNone;
    news.since_time = told->time;
    return corpus::CaptureId{told->capture};
  }
  if (const auto instant = ParseRfc3339(since)) {
    news.since_time = *instant;
  } else {
    DOSSIER_TRY_ASSIGN(const DayRange range, ParseDateRange(since));
    if (!range.first)
      return Fail(ErrorCode::kUsage, "the date " + since + " has no beginning", "for example --since 2018-04-16");
    news.since_time = StartOfDay(*range.first);
  }
  return corpus::LastStoredBefore(corpus, *news.since_time);
}

struct NewsOptions {
  std::string name, since = "last";
  size_t limit = 200;
  bool keep = false;
};

Result<News> Gather(const Invocation& invocation, const NewsOptions& options, const Engine& engine) {
  DOSSIER_TRY_ASSIGN(const corpus::Corpus corpus, corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead));
  DOSSIER_TRY_ASSIGN(Questions questions, LoadQuestions(invocation.corpus_dir));
  std::optional<Query> query;
  std::optional<Told> told = questions.told;
  if (!options.name.empty()) {
    const SavedQuestion* saved = questions.Find(options.name);
    if (!saved) return Fail(NoQuestion(questions, options.name));
    DOSSIER_TRY_ASSIGN(query, QueryOf(saved->words));
    told = saved->told;
  }
  News beginning;
  DOSSIER_TRY_ASSIGN(const corpus::CaptureId since, Beginning(corpus, options.since, told, beginning));
  DOSSIER_TRY_ASSIGN(News news, NewsSince(corpus, engine, query, since, options.limit));
  news.question = options.name;
  news.since_time = beginning.since_time;
  VerifyRows(corpus, news.rows);
  return news;
}

// From now on these are told.
Status KeepTold(const Invocation& invocation, const News& news) {
  const Told told{static_cast<int64_t>(news.until), Now()};
  return EditQuestions(invocation.corpus_dir, [&](Questions& questions) -> Status {
    if (news.question.empty()) {
      questions.told = told;
      return Ok();
    }
    SavedQuestion* saved = questions.Find(news.question);
    if (!saved) return Fail(NoQuestion(questions, news.question));
    saved->told = told;
    return Ok();
  });
}

Table QuestionsTable(const Questions& questions) {
  Table table;
  table.columns = {{"name"}, {"saved"}, {"told"}, {"question", false, true}};
  for (const SavedQuestion& one : questions.list)
    table.rows.push_back({one.name, FormatDay(UtcDayOf(one.saved)), one.told ? FormatRfc3339(one.told->time) : "never",
                          JoinedNames(one.words, " ")});
  return table;
}

Json QuestionsJson(const Questions& questions) {
  Json json;
  json["schema"] = "dossier.questions/1";
  json["rows"] = Json::array();
  for (const SavedQuestion& one : questions.list)
    json["rows"].push_back({{"name", one.name},
                            {"query", one.words},
                            {"saved", FormatRfc3339(one.saved)},
                            {"told", one.told ? Json(FormatRfc3339(one.told->time)) : Json(nullptr)}});
  return json;
}

}  // namespace

int RunNews(const Invocation& given) {
  Invocation invocation = given;
  NewsOptions options;
  CommandLine line("What is new since the last time: revisions (silent ones first), pages gone, evidence, names.",
                   "dossier news");
  line.Add("question", options.name, "a saved question (dossier question save); none: everything");
  line.Add("--since", options.since, "last (what was not told yet), a date, or an instant").ShowDefault();
  line.Add("--limit", options.limit, "rows of evidence (default 200)").Range(1, 10000);
  line.Flag("--keep", options.keep, "with --since last: tell the same again the next time");
  line.Footer("Exit 0 when something is new, 1 when not. --format: text, json, md, atom (a feed).");
  if (auto code = ParseArguments(line, invocation)) return *code;
  const bool atom = invocation.format == "atom";
  if (atom) invocation.format.clear();
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  auto news = Gather(invocation, options, *engine);
  if (!news) return Report(news.error());
  if (atom)
    Print(NewsAtom(*news));
  else if (*format == Format::kJson)
    Print(DumpJson(NewsJson(*news), 2) + "\n");
  else if (*format == Format::kMarkdown)
    Print(NewsMarkdown(*news, *engine));
  else
    Print(NewsText(*news, *engine, TerminalWidth()));
  if (options.since == "last" && !options.keep)
    if (auto kept = KeepTold(invocation, *news); !kept) return Report(kept.error());
  return news->any() ? kExitOk : kExitNothing;
}

int RunQuestion(const Invocation& given) {
  Invocation invocation = given;
  std::string what, name;
  std::vector<std::string> words;
  CommandLine line("Questions that are asked again and again: dossier news NAME tells what is new.",
                   "dossier question");
  line.Add("what", what, "save NAME QUERY..., list, or remove NAME").Required().OneOf({"save", "list", "remove"});
  line.Add("name", name, "letters, digits, '.', '_' and '-'");
  line.Add("query", words, "as for dossier evidence: vendors, field:value, \"a phrase\"");
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (!corpus) return Report(corpus.error());
  if (what == "list") {
    auto questions = LoadQuestions(invocation.corpus_dir);
    if (!questions) return Report(questions.error());
    const Table table = QuestionsTable(*questions);
    if (*format == Format::kJson)
      Print(DumpJson(QuestionsJson(*questions), 2) + "\n");
    else if (*format == Format::kCsv)
      Print(RenderCsv(table));
    else if (*format == Format::kMarkdown)
      Print(RenderMarkdown(table));
    else
      Print(questions->list.empty() ? "no question is saved\n" : RenderText(table, TerminalWidth()));
    return questions->list.empty() ? kExitNothing : kExitOk;
  }
  if (auto good = CheckQuestionName(name); !good) return Report(good.error());
  if (what == "remove") {
    auto removed = EditQuestions(invocation.corpus_dir, [&](Questions& questions) -> Status {
      if (!questions.Find(name)) return Fail(NoQuestion(questions, name));
      std::erase_if(questions.list, [&](const SavedQuestion& one) { return one.name == name; });
      return Ok();
    });
    return removed ? int{kExitOk} : Report(removed.error());
  }
  auto query = QueryOf(words);
  if (!query) return Report(query.error());
  if (auto engine = Engine::Open(invocation.corpus_dir))
    if (auto resolved = engine->Resolve(*query); !resolved) return Report(resolved.error());
  auto saved = EditQuestions(invocation.corpus_dir, [&](Questions& questions) -> Status {
    SavedQuestion question{name, words, Now(), {}};
    if (SavedQuestion* old = questions.Find(name))
      *old = std::move(question);
    else
      questions.list.push_back(std::move(question));
    return Ok();
  });
  if (!saved) return Report(saved.error());
  Note(invocation, "saved; dossier news " + name + " tells what is new, all of it the first time");
  return kExitOk;
}

}  // namespace dossier::query
