#include "corpus/newer_corpus.h"

#include <filesystem>

#include "corpus/catalogue/catalogue.h"

namespace dossier::corpus {

Status RefuseNewerCorpus(const std::string& corpus_directory) {
  const std::string catalogue = corpus_directory + "/corpus.db";
  std::error_code none;
  if (!std::filesystem::exists(catalogue, none)) return Ok();
  DOSSIER_TRY_ASSIGN(const auto database, Database::Open(catalogue, Database::Mode::kReadOnly));
  const auto schema = SchemaOf(*database);
  if (!schema && schema.error().code == ErrorCode::kVersion) return Fail(schema.error());
  return Ok();
}

}  // namespace dossier::corpus
