// Saved questions and what is new for them, by verbs, pages and API alike.
#pragma once

#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "query/answer/engine.h"
#include "query/history/news.h"
#include "query/history/questions.h"

namespace dossier::query {

struct NewsAsked {
  std::string name;            // of a saved question; "" asks for everything
  std::string since = "last";  // what was not told yet, a date, or an instant
  size_t limit = 200;          // rows
  bool keep = false;           // do not note that it was told
};
// The rows verified. Errors: kNotFound (no such question), kUsage (no date), kIo, kCorrupt.
Result<News> GatherNews(const corpus::Corpus& corpus, const Engine& engine, const NewsAsked& options);
// From now on these are told.
Status KeepTold(const std::string& corpus_directory, const News& news);

// `words` as for `evidence`; replaces a question of the same name. Errors: kUsage, kNotFound (a name that is unknown;
// not looked at without `engine`), as of EditQuestions.
Status SaveQuestion(const std::string& corpus_directory, const std::string& name, const std::vector<std::string>& words,
                    const Engine* engine);
Status RemoveQuestion(const std::string& corpus_directory, const std::string& name);
// dossier.questions/1 (OUTPUT.md).
Json QuestionsJson(const Questions& questions);

}  // namespace dossier::query
