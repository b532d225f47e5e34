// Reading the index: passages with what they say, found by terms, words and dates.
//
//   DOSSIER_TRY_ASSIGN(IndexReader index, IndexReader::Open(corpus_dir + "/index"));
//   DOSSIER_TRY_ASSIGN(Hits hits, index.Find(Expression::Term(kVendorPrefix, "huawei"), options));
//
// One Xapian document is one passage; its data answers alone (Passage). An IndexReader sees the segments that were
// published when it was opened. Not thread safe: one object a thread. No Xapian type is shown here; its exceptions
// (which are not std::exceptions) become errors.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "indexer/index/expression.h"
#include "indexer/index/origin.h"
#include "indexer/index/passage.h"
#include "indexer/names/learned_name.h"

namespace dossier::indexer {

enum class HitOrder { kRelevance, kPreference, kOldest, kNewest };

struct FindOptions {
  HitOrder order = HitOrder::kRelevance;
  // kPreference: passages are ordered by the sum of the factors of these that match (see Expression::Scale).
  std::vector<Expression> preferences;
  size_t offset = 0;
  size_t limit = 20;
  bool one_per_document = false;  // the best passage of each document
  // kRelevance: a question that this many passages answer (0: never) is answered by first passages of documents first,
  // each part ranked by its words. Weights of words that stand everywhere tell little, and comparing all of them a lot.
  size_t leads_from = 0;
};
inline constexpr size_t kUnselective = 50000;

struct Hit {
  uint32_t id = 0;  // passage number in this opened index
  double weight = 0;
  size_t collapsed = 0;  // further passages of the same document, a lower bound
};

struct Hits {
  std::vector<Hit> hits;
  size_t at_least = 0;  // bounds of the number of matches
  size_t estimated = 0;
};

struct TermCount {
  std::string value;  // without the prefix
  size_t passages = 0;
};

struct IndexSummary {
  uint64_t passages = 0;
  uint64_t documents = 0;  // document revisions
  uint64_t segments = 0;
  std::optional<UtcTime> first_capture, last_capture;
  std::vector<std::pair<std::string, uint64_t>> sources;  // publisher or source id, documents
  uint64_t origins = 0;                                   // documents with their copies folded
};

class IndexReader {
 public:
  // Errors: kNoCorpus (no index yet; the hint names `dossier index`), kVersion, kCorrupt, kIo.
  static Result<IndexReader> Open(const std::string& index_directory);
  ~IndexReader();
  IndexReader(IndexReader&&) noexcept;
  IndexReader& operator=(IndexReader&&) noexcept;

  Result<Hits> Find(const Expression& expression, const FindOptions& options) const;
  // The number of passages that match, exactly.
  Result<size_t> Count(const Expression& expression) const;
  Result<Passage> Fetch(uint32_t id) const;

  // Terms with this prefix whose value begins so, with the number of passages, in term order.
  Result<std::vector<TermCount>> Terms(std::string_view prefix, std::string_view beginning = {},
                                       size_t limit = SIZE_MAX) const;
  Result<size_t> PassagesWith(std::string_view prefix, std::string_view value) const;

  Result<DocumentFacts> FactsOf(std::string_view document_id) const;
  Result<std::optional<Origin>> FindOrigin(std::string_view origin_id) const;
  // What the corpus says of organisations that the gazetteer does not list, by provisional id.
  Result<std::optional<LearnedName>> FindLearned(std::string_view id) const;
  // Those of them that answer by themselves (LearnedName::provisional).
  Result<std::vector<std::string>> ProvisionalIds() const;
  // All of them, best supported first.
  Result<std::vector<LearnedName>> LearnedNames() const;
  Result<IndexSummary> Summary() const;

  // The expression in Xapian's own words, for `dossier explain`.
  std::string Describe(const Expression& expression) const;

 private:
  struct Impl;
  explicit IndexReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The words of a text as they are indexed (folded, stemmed), with their bytes; for highlighting and checks.
struct IndexedWord {
  std::string stem;
  size_t begin = 0;
  size_t end = 0;
};
std::vector<IndexedWord> WordsOf(std::string_view text);

}  // namespace dossier::indexer
