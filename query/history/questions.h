// Saved questions, and up to where each was answered: questions.json in the corpus directory, changed under a lock
// (questions.lock). Errors: kUsage (name), kNotFound, kCorrupt, kBusy, kIo; the file is then unchanged.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier::query {

// Up to which capture of the corpus somebody was told, and when.
struct Told {
  int64_t capture = 0;
  UtcTime time;
};

struct SavedQuestion {
  std::string name;
  std::vector<std::string> words;  // as for `evidence`
  UtcTime saved;
  std::optional<Told> told;
};

struct Questions {
  std::vector<SavedQuestion> list;  // in the order saved
  std::optional<Told> told;         // of news without a question

  SavedQuestion* Find(std::string_view name);
};

// Letters, digits, '.', '_' and '-', at most 64, not starting with a dot.
Status CheckQuestionName(std::string_view name);
// None when there is no file.
Result<Questions> LoadQuestions(const std::string& corpus_directory);
Status EditQuestions(const std::string& corpus_directory, const std::function<Status(Questions&)>& change);
Error NoQuestion(const Questions& questions, const std::string& name);

}  // namespace dossier::query
