#include "indexer/index/records.h"

#include <set>

#include "indexer/index/record_data.h"
#include "indexer/index/schema.h"
#include "indexer/index/segments.h"
#include "indexer/index/xapian_fence.h"

namespace dossier::indexer {

struct RecordStore::Impl {
  std::vector<Xapian::Database> segments;
  size_t read = 0;
};

RecordStore::RecordStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RecordStore::~RecordStore() = default;
RecordStore::RecordStore(RecordStore&&) noexcept = default;
RecordStore& RecordStore::operator=(RecordStore&&) noexcept = default;

Result<RecordStore> RecordStore::Open(const std::string& index_directory, const std::vector<std::string>& segments) {
  return Fenced("cannot open the records of the index", [&]() -> Result<RecordStore> {
    auto impl = std::make_unique<Impl>();
    for (const std::string& segment : segments)
      impl->segments.push_back(Xapian::Database(index_directory + "/" + segment));
    return RecordStore(std::move(impl));
  });
}

Result<std::vector<DocumentRecord>> RecordStore::Of(std::string_view document_id) const {
  return Fenced("cannot read the records of the index", [&]() -> Result<std::vector<DocumentRecord>> {
    std::vector<DocumentRecord> records;
    const std::string beginning = kMetaDocument + std::string(document_id) + "|";
    for (const Xapian::Database& segment : impl_->segments)
      for (auto key = segment.metadata_keys_begin(beginning); key != segment.metadata_keys_end(beginning); ++key) {
        DOSSIER_TRY_ASSIGN(DocumentRecord record, ParseRecord(segment.get_metadata(*key)));
        records.push_back(std::move(record));
        ++impl_->read;
      }
    return records;
  });
}

Result<std::vector<std::string>> RecordStore::Naming(std::string_view provisional_id) const {
  return Fenced("cannot read the records of the index", [&]() -> Result<std::vector<std::string>> {
    std::set<std::string> documents;
    const std::string term = MakeTerm(kVendorOfDocumentPrefix, provisional_id);
    for (const Xapian::Database& segment : impl_->segments)
      for (auto it = segment.postlist_begin(term); it != segment.postlist_end(term); ++it)
        documents.insert(segment.get_document(*it, Xapian::DOC_ASSUME_VALID).get_value(kDocumentSlot));
    return std::vector<std::string>(documents.begin(), documents.end());
  });
}

size_t RecordStore::read() const { return impl_->read; }

}  // namespace dossier::indexer
