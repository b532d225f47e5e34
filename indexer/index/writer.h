// Writing the index: passages into throw-away databases, many of those into one immutable segment.
//
// A growing Xapian database slows down with its size; small ones merged once do not. So each worker fills a
// database of a few hundred documents, and MergeDatabases compacts a batch of them into a segment.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/index/capture_set.h"
#include "indexer/index/record.h"

namespace dossier::indexer {

// Fills one throw-away database. Not thread safe; one object a worker.
class IndexWriter {
 public:
  static Result<IndexWriter> Create(const std::string& path);
  ~IndexWriter();
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;

  // The passages of one document revision; `from` of the passages is not looked at.
  Status Add(const DocumentRecord& record, const std::vector<NewPassage>& passages);
  Status Commit();

 private:
  struct Impl;
  explicit IndexWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// What a new segment says about itself.
struct SegmentFacts {
  std::string readers;
  CaptureSet captures;
  uint64_t refused = 0;
  uint64_t documents = 0;  // revisions
};

// Compacts databases (throw-away ones, or older segments) into a new segment at `path`, durably. The metadata of
// the inputs is united with `facts`.
Status MergeDatabases(const std::vector<std::string>& databases, const std::string& path, const SegmentFacts& facts);

// The metadata of a segment.
Result<SegmentFacts> ReadSegmentFacts(const std::string& path);
Result<uint64_t> PassagesIn(const std::string& path);

}  // namespace dossier::indexer
