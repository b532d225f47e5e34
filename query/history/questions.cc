#include "query/history/questions.h"

#include <algorithm>
#include <filesystem>

#include "corpus/base/edit_file.h"
#include "corpus/base/file.h"
#include "corpus/newer_corpus.h"
#include "corpus/short_name.h"

namespace dossier::query {
namespace {

constexpr uint64_t kLargestFile = uint64_t{16} << 20;

std::string PathOf(const std::string& corpus_directory) { return corpus_directory + "/questions.json"; }

std::optional<Told> ToldOf(const Json& json) {
  const auto time = ParseRfc3339(StringAt(json, "time"));
  if (!time) return std::nullopt;
  return Told{IntegerAt(json, "capture"), *time};
}

Json ToldJson(const std::optional<Told>& told) {
  if (!told) return nullptr;
  return {{"capture", told->capture}, {"time", FormatRfc3339(told->time)}};
}

Result<Questions> Parse(const std::string& bytes, const std::string& path) {
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(bytes, path));
  if (StringAt(json, "schema") != "dossier.questions/1" || !MemberAt(json, "questions").is_array())
    return Fail(ErrorCode::kCorrupt, path + ": holds no saved questions");
  Questions questions;
  questions.told = ToldOf(MemberAt(json, "told"));
  for (const Json& item : MemberAt(json, "questions")) {
    SavedQuestion question;
    question.name = StringAt(item, "name");
    if (!CheckQuestionName(question.name) || !MemberAt(item, "query").is_array())
      return Fail(ErrorCode::kCorrupt, path + ": a question has no name or no words");
    for (const Json& word : MemberAt(item, "query"))
      if (word.is_string()) question.words.push_back(word.get<std::string>());
    if (const auto saved = ParseRfc3339(StringAt(item, "saved"))) question.saved = *saved;
    question.told = ToldOf(MemberAt(item, "told"));
    questions.list.push_back(std::move(question));
  }
  return questions;
}

std::string Serialize(const Questions& questions) {
  Json json;
  json["schema"] = "dossier.questions/1";
  json["told"] = ToldJson(questions.told);
  json["questions"] = Json::array();
  for (const SavedQuestion& question : questions.list)
    json["questions"].push_back({{"name", question.name},
                                 {"query", question.words},
                                 {"saved", FormatRfc3339(question.saved)},
                                 {"told", ToldJson(question.told)}});
  return DumpJson(json, 2) + "\n";
}

}  // namespace

SavedQuestion* Questions::Find(std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.name == name; });
  return found == list.end() ? nullptr : &*found;
}

Status CheckQuestionName(std::string_view name) {
  if (IsShortName(name) && name[0] != '-') return Ok();
  return Fail(ErrorCode::kUsage, "'" + std::string(name) + "' is no name for a question", std::string(kShortNameRule));
}

Error NoQuestion(const Questions& questions, const std::string& name) {
  std::string known;
  for (const SavedQuestion& one : questions.list) known += (known.empty() ? "questions: " : ", ") + one.name;
  return {ErrorCode::kNotFound, "there is no saved question '" + name + "'",
          known.empty() ? "dossier question save " + name + " VENDOR..." : known};
}

Result<Questions> LoadQuestions(const std::string& corpus_directory) {
  std::error_code none;
  const std::string path = PathOf(corpus_directory);
  if (!std::filesystem::exists(path, none)) return Questions();
  DOSSIER_TRY_ASSIGN(const std::string bytes, ReadFile(path, kLargestFile));
  return Parse(bytes, path);
}

Status EditQuestions(const std::string& corpus_directory, const std::function<Status(Questions&)>& change) {
  DOSSIER_CHECK(corpus::RefuseNewerCorpus(corpus_directory));
  const std::string path = PathOf(corpus_directory);
  const EditedFile file{path, corpus_directory + "/questions.lock", "the saved questions", "question", kLargestFile};
  return EditFile(file, [&](const std::optional<std::string>& old) -> Result<std::optional<std::string>> {
    Questions questions;
    if (old) {
      DOSSIER_TRY_ASSIGN(questions, Parse(*old, path));
    }
    DOSSIER_CHECK(change(questions));
    return std::optional(Serialize(questions));
  });
}

}  // namespace dossier::query
