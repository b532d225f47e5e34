#include "query/tasks/named.h"

#include <utility>

#include "indexer/index/passage.h"
#include "query/history/document_name.h"
#include "query/history/history.h"

namespace dossier::query {
namespace {

using indexer::FieldId;

// Ids of the documents that a name stands for; none when it is no such name.
std::vector<std::string> IdsNamed(const std::string& name, const std::string& corpus_directory) {
  std::vector<std::string> ids;
  if (!MayNameDocument(name)) return ids;
  const auto corpus = corpus::Corpus::Open(corpus_directory, corpus::Access::kRead);
  if (!corpus) return ids;
  const auto found = DocumentsNamed(*corpus, name);
  if (!found) return ids;
  for (const auto& [id, key] : *found) ids.push_back(indexer::DocumentIdOf(key));
  return ids;
}

}  // namespace

Result<Query> QueryAsked(const Asked& asked, const std::string& corpus_directory) {
  std::string name;
  for (const std::string& word : asked.words) name += (name.empty() ? "" : " ") + word;
  const bool by_text = name.empty();
  if (by_text) name = asked.text;
  const std::string cve = CveIn(name);
  std::vector<std::string> ids = cve.empty() ? IdsNamed(name, corpus_directory) : std::vector<std::string>{cve};
  if (ids.empty() && !MayNameDocument(name)) return asked.ToQuery();
  Asked rest = asked;
  rest.words.clear();
  if (by_text) rest.text.clear();
  if (ids.empty()) {
    std::string either;
    for (const std::string& spelling : SpellingsOf(name))
      either += (either.empty() ? "\"" : " OR \"") + spelling + "\"";
    rest.text += (rest.text.empty() ? "" : " ") + either;
    return rest.ToQuery();
  }
  DOSSIER_TRY_ASSIGN(Query query, rest.ToQuery());
  query.text = name;
  query.AddField(cve.empty() ? FieldId::kDocument : FieldId::kCve, std::move(ids));
  return query;
}

Result<Query> QueryWritten(const std::string& text, const std::string& corpus_directory) {
  Asked asked;
  asked.text = text;
  return QueryAsked(asked, corpus_directory);
}

Result<std::vector<indexer::Passage>> PassagesNamed(const Engine& engine, const std::string& corpus_directory,
                                                    const std::string& name, const std::optional<AsOf>& as_of) {
  auto passages = engine.FindDocument(name, as_of);
  if (passages || passages.error().code != ErrorCode::kNotFound) return passages;
  if (as_of && engine.FindDocument(name)) return passages;  // it is one, and was not known then
  const auto corpus = corpus::Corpus::Open(corpus_directory, corpus::Access::kRead);
  if (!corpus) return passages;
  const auto document = FindNamed(*corpus, name);
  if (!document) return document.error().code == ErrorCode::kUsage ? Fail(document.error()) : std::move(passages);
  return engine.FindDocument(indexer::DocumentIdOf(document->key), as_of);
}

}  // namespace dossier::query
