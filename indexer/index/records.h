// The records of document revisions over several segments, by document: what late facts are made from.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/index/record.h"

namespace dossier::indexer {

// Reads what is asked for and keeps nothing. Not thread safe. Errors: kIo, kCorrupt, kVersion.
class RecordStore {
 public:
  // Segments by name, as the stub has them.
  static Result<RecordStore> Open(const std::string& index_directory, const std::vector<std::string>& segments);
  ~RecordStore();
  RecordStore(RecordStore&&) noexcept;
  RecordStore& operator=(RecordStore&&) noexcept;

  // The revisions of a document, by the order of segments and numbers; none when it is not indexed.
  Result<std::vector<DocumentRecord>> Of(std::string_view document_id) const;
  // Documents with a statement that names this unlisted organisation, each once.
  Result<std::vector<std::string>> Naming(std::string_view provisional_id) const;
  // How many records were read so far.
  size_t read() const;

 private:
  struct Impl;
  explicit RecordStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dossier::indexer
