#include "indexer/index/passage_store.h"

namespace dossier::indexer {
namespace {

constexpr size_t kMostBytesKept = 1 << 20;

std::string DataOf(const Xapian::Database& segment, Xapian::docid id) {
  return segment.get_document(id, Xapian::DOC_ASSUME_VALID).get_data();
}

}  // namespace

Result<Passage> PassageStore::Read(const Xapian::Database& segment, size_t number, Xapian::docid id) {
  auto after = kept_.upper_bound({number, id});
  if (after != kept_.begin()) {
    const auto& [place, group] = *std::prev(after);
    if (place.first == number && id - place.second < group.passages.size()) return PassageOf(group, id - place.second);
  }
  std::string data = DataOf(segment, id);
  DOSSIER_TRY_ASSIGN(const uint64_t distance, DistanceToGroup(data));
  if (distance >= id) return Fail(ErrorCode::kCorrupt, "a passage of the index is damaged", kRebuildHint);
  const auto first = static_cast<Xapian::docid>(id - distance);
  if (distance > 0) data = DataOf(segment, first);
  DOSSIER_TRY_ASSIGN(PassageGroup group, ParseGroup(data));
  if (kept_bytes_ > kMostBytesKept) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += data.size();
  return PassageOf(kept_.insert_or_assign({number, first}, std::move(group)).first->second, distance);
}

}  // namespace dossier::indexer
