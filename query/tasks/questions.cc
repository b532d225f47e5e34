#include "query/tasks/questions.h"

#include <algorithm>

#include "query/proof/row_verification.h"
#include "query/question/asked.h"
#include "query/tasks/named.h"

namespace dossier::query {
namespace {

Result<Query> QueryOf(const std::vector<std::string>& words, const std::string& corpus_directory) {
  Asked asked;
  asked.words = words;
  DOSSIER_TRY_ASSIGN(Query query, QueryAsked(asked, corpus_directory));
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

}  // namespace

Result<News> GatherNews(const corpus::Corpus& corpus, const Engine& engine, const NewsAsked& options) {
  DOSSIER_TRY_ASSIGN(Questions questions, LoadQuestions(corpus.directory()));
  std::optional<Query> query;
  std::optional<Told> told = questions.told;
  if (!options.name.empty()) {
    const SavedQuestion* saved = questions.Find(options.name);
    if (!saved) return Fail(NoQuestion(questions, options.name));
    DOSSIER_TRY_ASSIGN(query, QueryOf(saved->words, corpus.directory()));
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

Status KeepTold(const std::string& corpus_directory, const News& news) {
  const Told told{static_cast<int64_t>(news.until), Now()};
  return EditQuestions(corpus_directory, [&](Questions& questions) -> Status {
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

Status SaveQuestion(const std::string& corpus_directory, const std::string& name, const std::vector<std::string>& words,
                    const Engine* engine) {
  DOSSIER_CHECK(CheckQuestionName(name));
  DOSSIER_TRY_ASSIGN(const Query query, QueryOf(words, corpus_directory));
  if (engine) DOSSIER_CHECK(engine->Resolve(query));
  return EditQuestions(corpus_directory, [&](Questions& questions) -> Status {
    SavedQuestion question{name, words, Now(), {}};
    if (SavedQuestion* old = questions.Find(name))
      *old = std::move(question);
    else
      questions.list.push_back(std::move(question));
    return Ok();
  });
}

Status RemoveQuestion(const std::string& corpus_directory, const std::string& name) {
  DOSSIER_CHECK(CheckQuestionName(name));
  return EditQuestions(corpus_directory, [&](Questions& questions) -> Status {
    if (!questions.Find(name)) return Fail(NoQuestion(questions, name));
    std::erase_if(questions.list, [&](const SavedQuestion& one) { return one.name == name; });
    return Ok();
  });
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

}  // namespace dossier::query
