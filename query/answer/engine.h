// The answers: a question about a vendor becomes rows of evidence, each with its quotation, provenance and reason.
//
//   DOSSIER_TRY_ASSIGN(Engine engine, Engine::Open(corpus_dir));
//   DOSSIER_TRY_ASSIGN(Query query, ParseQuery("vendor:zte agency:fbi"));
//   DOSSIER_TRY_ASSIGN(EvidenceAnswer answer, engine.Evidence(query, options));
//
// The index answers alone; the corpus is opened only to verify. Not thread safe: one Engine a thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/index/reader.h"
#include "query/answer/rows.h"
#include "query/question/question.h"

namespace dossier::query {

class NameBook;

class Engine {
 public:
  // Errors: kNoCorpus, kVersion, kCorrupt.
  static Result<Engine> Open(const std::string& corpus_directory);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  // Errors: kNotFound for an unknown name ("did you mean"), kUsage for an ambiguous one (lists the candidates).
  Result<ResolvedQuery> Resolve(const Query& query) const;
  Result<EvidenceAnswer> Evidence(const Query& query, const EvidenceOptions& options) const;
  Result<SearchAnswer> Search(const Query& query, size_t limit, size_t offset = 0) const;
  Result<std::vector<NameCount>> Names(indexer::EntityType type, size_t limit) const;
  Result<std::vector<CoMention>> CoMentions(const Query& query, size_t limit) const;
  // The same of rows that were found already.
  std::vector<CoMention> CoMentionsIn(const std::vector<EvidenceRow>& rows, size_t limit) const;

  // The row of an evidence id, or of an unambiguous beginning of one. Errors: kNotFound, kUsage (ambiguous).
  // With `as_of` the newest revision of that time; kNotFound says when it was first captured.
  Result<EvidenceRow> FindEvidence(std::string_view id, const std::optional<AsOf>& as_of = {}) const;
  // The passages of a document id, document key or URL, newest revision (of the time), in text order. Errors:
  // kNotFound.
  Result<std::vector<indexer::Passage>> FindDocument(std::string_view id, const std::optional<AsOf>& as_of = {}) const;

  // The expression that the index is asked, in its own words.
  Result<std::string> Explain(const Query& query) const;
  Result<Coverage> Searched(const std::optional<AsOf>& as_of = {}) const;
  std::string NameOf(std::string_view id) const;
  // A passage of the index as the names of the corpus have it: every row comes from here.
  Result<indexer::Passage> Fetch(uint32_t id) const;

  const indexer::IndexReader& index() const;
  const indexer::Gazetteer& gazetteer() const;
  const NameBook& names() const;

 private:
  Result<SearchAnswer> SearchThen(const Query& query, const ResolvedQuery& resolved, SearchAnswer answer, size_t limit,
                                  size_t offset) const;
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dossier::query
