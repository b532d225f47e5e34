// The passages of segments, which are stored in groups (record_data.h), with the groups that were read lately.
#pragma once

#include <cstddef>
#include <map>
#include <utility>

#include "corpus/base/result.h"
#include "indexer/index/passage.h"
#include "indexer/index/record_data.h"
#include "indexer/index/xapian_fence.h"

namespace dossier::indexer {

// Not thread safe. What Xapian throws goes through: callers are fenced.
class PassageStore {
 public:
  // The passage that is document `id` of a segment, which the caller numbers. Of `from` it has document id and
  // revision. Precondition: the segment has that document. Errors: kVersion, kCorrupt.
  Result<Passage> Read(const Xapian::Database& segment, size_t number, Xapian::docid id);

 private:
  using Place = std::pair<size_t, Xapian::docid>;  // segment, first passage of the group
  std::map<Place, PassageGroup> kept_;             // emptied when large
  size_t kept_bytes_ = 0;
};

}  // namespace dossier::indexer
