// A walk over the passages of an index in its own order: for whoever looks at all of them, or at all that match,
// however many there are (verification, counts). One pass, nothing ranked, nothing kept.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "corpus/base/result.h"
#include "indexer/index/expression.h"
#include "indexer/index/passage.h"

namespace dossier::indexer {

// Sees the segments that were published when it was opened. Not thread safe.
class IndexWalk {
 public:
  // Gets each passage once, with its provenance and the rank of its revision, as IndexReader::Fetch gives it. The
  // passages of a document revision come together, in the order of its text. False ends the walk.
  using Visit = std::function<Result<bool>(Passage& passage)>;

  // Errors: kNoCorpus, kVersion, kCorrupt, kIo.
  static Result<IndexWalk> Open(const std::string& index_directory);
  ~IndexWalk();
  IndexWalk(IndexWalk&&) noexcept;
  IndexWalk& operator=(IndexWalk&&) noexcept;

  Status All(const Visit& visit) const { return Matching(Expression::All(), visit); }
  Status Matching(const Expression& expression, const Visit& visit) const;

 private:
  struct Impl;
  explicit IndexWalk(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dossier::indexer
