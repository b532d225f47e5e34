// The inside of Corpus, for the files of corpus/ that share its connection and its group commit.
//
// Everything that writes goes through Enqueue: records for this process's WARC file and a change of the catalogue
// that belongs to them. Flush writes the records of all queued items, syncs the file, then runs all changes, in
// order, in one transaction. So a change may rely on its records being durable, and both happen or neither.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/archive/archive_writer.h"
#include "corpus/base/file_lock.h"
#include "corpus/catalogue/background_worker.h"
#include "corpus/catalogue/catalogue.h"
#include "corpus/catalogue/database.h"
#include "corpus/catalogue/hash_chain.h"
#include "corpus/catalogue/log_sync.h"
#include "corpus/corpus.h"

namespace dossier::corpus {

// Where the records of a queued item came to stand.
struct Place {
  int64_t file = 0;     // archive_files.id
  uint64_t offset = 0;  // of the item's first member
};
using CatalogueChange = std::function<Status(Database&, const Place&)>;

class Corpus::Impl {
 public:
  std::string directory;
  Access access = Access::kRead;
  std::string verb;
  std::unique_ptr<Database> database;
  std::vector<std::string> repairs;

  // --- Group commit (corpus_group.cc) ---
  // Queues records (perhaps none) and a change of the catalogue; flushes when the group is full or 200 ms old.
  Status Enqueue(std::vector<Member> members, CatalogueChange change);
  // The same with records that are made on the background thread. `bytes` is about how large they will be.
  Status EnqueueTask(BackgroundWorker::Task make, size_t bytes, CatalogueChange change);
  // Queues a change without records: it is committed with the captures queued before it.
  Status EnqueueChange(std::function<Status(Database&)> change);
  Status Flush();
  // Commits what is ready and sends off what has waited for its time.
  Status FlushOld();
  bool HasQueued() const { return !queue_.empty() || flying_; }
  // Which group a change queued now would belong to; grows when a group is sent off.
  uint64_t group_number() const { return group_number_; }
  void CloseArchiveFile();

  // --- Opening (corpus_open.cc) ---
  Status TakeLock();
  Status RepairArchive();  // cuts off what a killed process of this role had not committed
  Status LoadCounters();
  // Files of others that captures refer to are known by their absolute path.
  std::string PathOf(std::string_view archive_file) const {
    return archive_file.starts_with('/') ? std::string(archive_file)
                                         : directory + "/archive/" + std::string(archive_file);
  }
  // The database for a short write of any access: the own one when it can write, else one opened for the purpose.
  Status WithWritableDatabase(const std::function<Status(Database&)>& change);

  // Corpus::Append for a caller that knows the digest of the body; empty: it is made here.
  Result<CaptureId> Append(const Corpus& corpus, NewCapture capture, const Digest& body_sha256);

  // A capture whose record stays in a file of others.
  struct Reference {
    std::string path;  // absolute
    uint64_t offset = 0;
    std::string_view member;  // the record's gzip member, as it is there now
  };
  Result<CaptureId> Refer(NewCapture capture, const std::string& record_id, const Reference& reference);
  Result<int64_t> ReferencedFile(const std::string& path);

  // A capture of another corpus, with its records as they are; `original`: what a revisit repeats, here.
  Result<CaptureId> Adopt(const Capture& theirs, std::vector<Member> members, CaptureId original);

  // --- Sources (corpus_captures.cc) ---
  Result<int64_t> SourceRow(const Source& source);

  // --- Records ---
  // The uncompressed record at that place after its digest was checked. Errors name file and offset.
  Result<std::string> ReadMember(const std::string& file, uint64_t offset, const MemberInfo& member) const;

  // The text to compare another one of `reader` with: that reader's text of the capture, else `otherwise`.
  Result<StoredText> TextForComparison(CaptureId capture, const std::string& reader, TextId otherwise) const;

  // What was handed out or queued since the last commit.
  struct Pending {
    std::unordered_map<std::string, DocumentId> keys;  // document keys, aliases and URLs
    std::unordered_map<int64_t, Document> documents;
    std::unordered_map<int64_t, std::vector<Revision>> revisions;  // by document
    std::unordered_map<int64_t, StoredText> texts;                 // by text id, places not filled in
    std::map<std::pair<int64_t, std::string>, int64_t> text_of;    // capture, reader
  };
  Pending pending;
  int64_t next_capture = 1;
  int64_t next_text = 1;
  int64_t next_document = 1;
  UtcTime last_stored;
  ChainLink chain;  // of the last committed capture

  // Rotation and group limits; tests make them small.
  uint64_t rotate_bytes = uint64_t{1} << 30;
  size_t group_items = 100;
  size_t group_bytes = 16 << 20;
  std::chrono::milliseconds group_age{200};
  int compression_level = 1;
  // With a slow disk a group grows up to this, beyond its size, before the caller has to wait.
  size_t stretched_items = 200;
  size_t stretched_bytes = 4 << 20;

 private:
  struct Item {
    std::future<std::vector<Member>> coming;  // valid when the members are made elsewhere
    std::vector<Member> members;
    CatalogueChange change;
  };
  Status EnqueueItem(Item item, size_t bytes);
  Status OpenArchiveFile();
  Member MakeWarcinfo() const;
  Status CutTornTail(const std::string& path, const std::string& name, bool exists, uint64_t size, uint64_t committed);
  // A group that is on its way to the disk: its records are written and synced on a thread of their own.
  struct Flight {
    std::vector<Item> items;
    std::vector<uint64_t> offsets;
    std::string head;  // packed warcinfo member, when the group begins a file
    bool records = false;
    std::future<Status> written;  // valid when there are records
  };
  Status GroupIsFull();
  Status Launch();
  static Status WriteRecords(Flight& flight, ArchiveWriter& writer, uint64_t at, Member warcinfo);
  // Adds the rows of the group in flight when its records are on disk; `wait`: for that.
  Status Land(bool wait);
  Status Commit(Flight& flight);
  Status SyncCatalogue();
  void SyncCatalogueLater();
  Status DropGroup(const Error& why);

  std::optional<FileLock> lock_;
  std::vector<Item> queue_;
  std::unique_ptr<Flight> flying_;
  uint64_t group_number_ = 1;
  size_t queued_bytes_ = 0;
  std::chrono::steady_clock::time_point first_queued_;

  std::optional<ArchiveWriter> writer_;
  int64_t file_id_ = 0;
  std::string file_name_;
  UtcTime file_created_;
  std::string file_head_;  // packed members of the warcinfo record
  uint64_t committed_bytes_ = 0;
  int file_sequence_ = 0;

  std::map<std::string, int64_t> source_rows_;
  std::unique_ptr<LogSync> log_;              // of the catalogue's write-ahead log
  std::future<Status> synced_;                // its latest sync
  std::unique_ptr<BackgroundWorker> worker_;  // makes records
  std::unique_ptr<BackgroundWorker> syncer_;  // writes and syncs files; ends first, for it uses what is above
  friend class Corpus;
};

// The gzip members of a capture as they stand in the archive, each compared with its digest. Errors: kCorrupt, kIo.
Result<std::vector<Member>> RawMembersOf(const Corpus& corpus, const Capture& capture);

// Role names in archive_files.role.
enum class ArchiveRole { kCaptures = 0, kTexts = 1, kReferenced = 2 };
inline ArchiveRole RoleOf(Access access) {
  return access == Access::kIndex ? ArchiveRole::kTexts : ArchiveRole::kCaptures;
}

}  // namespace dossier::corpus
