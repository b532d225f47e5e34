// The write order of the design: WARC records, fsync, then one SQLite transaction. For a crawl the first two happen on
// a thread of their own, and so does the sync of the catalogue's log after the transaction.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "corpus/archive/warc.h"
#include "corpus/corpus_impl.h"

namespace dossier::corpus {
namespace {

// The most that a killed process can leave behind its last commit: one group, whose last item may be large.
constexpr uint64_t kMostTornBytes = uint64_t{512} << 20;

// "20261122T160512Z"
std::string CompactTime(UtcTime time) {
  std::string compact;
  for (const char c : FormatRfc3339(time)) {
    if (c != '-' && c != ':') compact += c;
  }
  return compact;
}

Status WriteFileRow(Database& database, int64_t id, std::string_view name, ArchiveRole role, UtcTime created,
                    uint64_t committed, std::string_view head, bool closed) {
  return WriteRow(database, "archive_files",
                  "REPLACE INTO archive_files(id, name, role, created, committed_bytes, head, closed, digest) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                  id, name, role, created.milliseconds, committed, Blob{head}, closed);
}

}  // namespace

Status Corpus::Impl::EnqueueItem(Item item, size_t bytes) {
  const auto now = std::chrono::steady_clock::now();
  if (queue_.empty()) first_queued_ = now;
  queued_bytes_ += bytes;
  queue_.push_back(std::move(item));
  const bool full = queue_.size() >= group_items || queued_bytes_ >= group_bytes;
  return full || now - first_queued_ >= group_age ? GroupIsFull() : Ok();
}

Status Corpus::Impl::Enqueue(std::vector<Member> members, CatalogueChange change) {
  size_t bytes = 0;
  for (const Member& member : members) bytes += member.bytes.size();
  return EnqueueItem({{}, std::move(members), std::move(change)}, bytes);
}

Status Corpus::Impl::EnqueueTask(BackgroundWorker::Task make, size_t bytes, CatalogueChange change) {
  if (!worker_) worker_ = std::make_unique<BackgroundWorker>();
  return EnqueueItem({worker_->Submit(std::move(make)), {}, std::move(change)}, bytes);
}

Status Corpus::Impl::EnqueueChange(std::function<Status(Database&)> change) {
  // A change alone is small: it waits for the group's captures or its time, but does not fill the group.
  const auto now = std::chrono::steady_clock::now();
  if (queue_.empty()) first_queued_ = now;
  queue_.push_back({{}, {}, [change = std::move(change)](Database& db, const Place&) { return change(db); }});
  return queue_.size() >= group_items * 20 || now - first_queued_ >= group_age ? GroupIsFull() : Ok();
}

// Texts are looked up as soon as they are queued, so that an index's groups go one after the other. Those of a crawl
// overlap: while one is on its way to the disk, the next one fills, beyond its size when the disk is slow.
Status Corpus::Impl::GroupIsFull() {
  if (access == Access::kIndex) return Flush();
  DOSSIER_CHECK(Land(false));
  if (flying_ && queue_.size() < stretched_items && queued_bytes_ < stretched_bytes) return Ok();
  DOSSIER_CHECK(Land(true));
  return Launch();
}

Status Corpus::Impl::FlushOld() {
  DOSSIER_CHECK(Land(false));
  if (flying_ || queue_.empty() || std::chrono::steady_clock::now() - first_queued_ < group_age) return Ok();
  DOSSIER_CHECK(Launch());
  return Land(false);
}

Status Corpus::Impl::Flush() {
  if (!HasQueued()) return synced_.valid() ? SyncCatalogue() : Ok();
  DOSSIER_CHECK(Land(true));
  if (!queue_.empty()) {
    DOSSIER_CHECK(Launch());
    DOSSIER_CHECK(Land(true));
  }
  pending = {};
  return SyncCatalogue();
}

Status Corpus::Impl::SyncCatalogue() {
  if (access == Access::kIndex) return Ok();  // each of its commits was synced
  if (!log_) log_ = std::make_unique<LogSync>(directory + "/corpus.db");
  if (synced_.valid()) DOSSIER_CHECK(synced_.get());
  return log_->Sync();
}

void Corpus::Impl::SyncCatalogueLater() {
  if (!log_) log_ = std::make_unique<LogSync>(directory + "/corpus.db");
  if (!syncer_) syncer_ = std::make_unique<BackgroundWorker>();
  synced_ = syncer_->Submit(BackgroundWorker::WriteTask([log = log_.get()] { return log->Sync(); }));
}

// A group that could not be stored is taken back whole: the file ends where the catalogue says it ends.
Status Corpus::Impl::DropGroup(const Error& why) {
  queue_.clear();
  flying_.reset();
  queued_bytes_ = 0;
  pending = {};
  source_rows_.clear();
  if (writer_) {
    if (auto cut = writer_->CutBackTo(committed_bytes_); !cut) return Fail(cut.error());
  }
  if (auto loaded = LoadCounters(); !loaded) return Fail(loaded.error());
  return Fail(why);
}

Status Corpus::Impl::OpenArchiveFile() {
  if (writer_) {  // rotation: the old file is complete
    DOSSIER_CHECK(WriteFileRow(*database, file_id_, file_name_, RoleOf(access), file_created_, committed_bytes_,
                               file_head_, true));
    writer_.reset();
  }
  file_created_ = Now();
  committed_bytes_ = 0;
  file_head_.clear();
  const char* role = RoleOf(access) == ArchiveRole::kTexts ? "texts" : "captures";
  do {
    file_name_ = fmt::format("{}-{}-{}-{}.warc.gz", role, CompactTime(file_created_), getpid(), ++file_sequence_);
  } while (::access(PathOf(file_name_).c_str(), F_OK) == 0);
  // The row comes first, so that a file of ours is never unknown to the catalogue.
  DOSSIER_TRY_ASSIGN(Transaction transaction, Transaction::Begin(*database));
  DOSSIER_TRY_ASSIGN(const int64_t last, database->Number("SELECT max(id) FROM archive_files"));
  file_id_ = last + 1;
  DOSSIER_CHECK(WriteFileRow(*database, file_id_, file_name_, RoleOf(access), file_created_, 0, {}, false));
  DOSSIER_CHECK(transaction.Commit());
  DOSSIER_CHECK(SyncCatalogue());
  DOSSIER_TRY_ASSIGN(writer_, ArchiveWriter::Create(PathOf(file_name_)));
  return Ok();
}

// The row of a file of others that captures refer to. `committed_bytes` is its size when it was first referred to.
Result<int64_t> Corpus::Impl::ReferencedFile(const std::string& path) {
  DOSSIER_TRY_ASSIGN(const int64_t known, database->Number("SELECT id FROM archive_files WHERE name = ?1", path));
  if (known != 0) return known;
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return Fail(ErrorCode::kIo, fmt::format("{}: {}", path, std::strerror(errno)));
  DOSSIER_TRY_ASSIGN(Transaction transaction, Transaction::Begin(*database));
  DOSSIER_TRY_ASSIGN(const int64_t last, database->Number("SELECT max(id) FROM archive_files"));
  DOSSIER_CHECK(WriteFileRow(*database, last + 1, path, ArchiveRole::kReferenced, Now(),
                             static_cast<uint64_t>(status.st_size), {}, true));
  DOSSIER_CHECK(transaction.Commit());
  return last + 1;
}

// The warcinfo record that starts every file.
Member Corpus::Impl::MakeWarcinfo() const {
  const std::string fields = fmt::format(
      "software: dossier/{}\r\nformat: WARC File Format 1.1\r\n"
      "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
      "description: {} written by dossier {}\r\n",
      DOSSIER_VERSION, access == Access::kIndex ? "canonical texts" : "captures", verb);
  WarcDraft draft;
  draft.type = "warcinfo";
  draft.fields = {{"WARC-Record-ID", NewRecordId()},
                  {"WARC-Date", FormatWarcDate(file_created_)},
                  {"WARC-Filename", file_name_},
                  {"Content-Type", "application/warc-fields"}};
  draft.block_body = fields;
  return MakeMember(RecordType::kWarcinfo, SerializeWarc(draft), compression_level);
}

// Sends the group off: its records are collected, written and synced while the caller goes on.
Status Corpus::Impl::Launch() {
  flying_ = std::make_unique<Flight>();
  Flight& flight = *flying_;
  flight.items.swap(queue_);
  queued_bytes_ = 0;
  ++group_number_;
  flight.offsets.resize(flight.items.size(), 0);
  flight.records = std::any_of(flight.items.begin(), flight.items.end(),
                               [](const Item& item) { return item.coming.valid() || !item.members.empty(); });
  if (!flight.records) return Ok();
  if (!writer_ || committed_bytes_ >= rotate_bytes) {
    if (Status opened = OpenArchiveFile(); !opened) return DropGroup(opened.error());
  }
  Member warcinfo;
  if (committed_bytes_ == 0) warcinfo = MakeWarcinfo();
  if (!syncer_) syncer_ = std::make_unique<BackgroundWorker>();
  flight.written = syncer_->Submit(BackgroundWorker::WriteTask(
      [&flight, writer = &*writer_, at = committed_bytes_, warcinfo = std::move(warcinfo)]() mutable {
        return WriteRecords(flight, *writer, at, std::move(warcinfo));
      }));
  return Ok();
}

// On the syncing thread. Nobody else touches the group or the writer until it is done.
Status Corpus::Impl::WriteRecords(Flight& flight, ArchiveWriter& writer, uint64_t at, Member warcinfo) {
  std::string bytes;
  if (!warcinfo.bytes.empty()) {
    bytes.append(warcinfo.bytes);
    flight.head = PackMembers({warcinfo});
  }
  for (size_t i = 0; i < flight.items.size(); ++i) {
    Item& item = flight.items[i];
    if (item.coming.valid()) item.members = item.coming.get();
    flight.offsets[i] = at + bytes.size();
    for (const Member& member : item.members) bytes.append(member.bytes);
    item.members.clear();
  }
  DOSSIER_CHECK(writer.Append(bytes));
  return writer.Sync();
}

Status Corpus::Impl::Land(bool wait) {
  if (!flying_) return Ok();
  if (!wait && flying_->records && flying_->written.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    return Ok();
  const std::unique_ptr<Flight> flight = std::move(flying_);
  Status written = flight->records ? flight->written.get() : Ok();
  if (written) written = Commit(*flight);
  if (written && synced_.valid()) written = synced_.get();  // of the commit before
  if (!written) return DropGroup(written.error());
  if (access != Access::kIndex) SyncCatalogueLater();
  return Ok();
}

Status Corpus::Impl::Commit(Flight& flight) {
  if (!flight.head.empty()) file_head_ = std::move(flight.head);
  DOSSIER_TRY_ASSIGN(Transaction transaction, Transaction::Begin(*database));
  for (size_t i = 0; i < flight.items.size(); ++i) {
    DOSSIER_CHECK(flight.items[i].change(*database, {file_id_, flight.offsets[i]}));
  }
  if (flight.records) {
    DOSSIER_CHECK(WriteFileRow(*database, file_id_, file_name_, RoleOf(access), file_created_, writer_->size(),
                               file_head_, false));
  }
  DOSSIER_CHECK(transaction.Commit());
  if (flight.records) committed_bytes_ = writer_->size();
  return Ok();
}

// A file that closes in order is marked complete, so that the next Open need not look at it. Nothing depends on it.
void Corpus::Impl::CloseArchiveFile() {
  if (!Land(true)) return;  // a group on its way arrives; a queue that was not flushed is dropped
  if (!writer_ || committed_bytes_ == 0) return;
  if (auto closed = WriteFileRow(*database, file_id_, file_name_, RoleOf(access), file_created_, committed_bytes_,
                                 file_head_, true);
      !closed) {
    return;
  }
}

Status Corpus::Impl::RepairArchive() {
  struct OpenFile {
    int64_t id;
    std::string name;
    UtcTime created;
    uint64_t committed;
    std::string head;
  };
  std::vector<OpenFile> files;
  {
    DOSSIER_TRY_ASSIGN(Query query, database->Select("SELECT id, name, created, committed_bytes, head FROM "
                                                     "archive_files WHERE closed = 0 AND role = ?1",
                                                     RoleOf(access)));
    while (true) {
      DOSSIER_TRY_ASSIGN(const bool row, query.Next());
      if (!row) break;
      files.push_back({query.Integer(0), std::string(query.Text(1)), UtcTime{query.Integer(2)},
                       static_cast<uint64_t>(query.Integer(3)), std::string(query.BlobAt(4))});
    }
  }
  for (const OpenFile& file : files) {
    const std::string path = PathOf(file.name);
    struct stat status {};
    const bool exists = stat(path.c_str(), &status) == 0;
    if (file.committed == 0) {  // nothing of it was ever committed
      if (exists && unlink(path.c_str()) == 0 && status.st_size > 0) {
        repairs.push_back(fmt::format("removed {}: {} bytes, none of them committed", file.name, status.st_size));
      }
      DOSSIER_CHECK(database->Run("DELETE FROM archive_files WHERE id = ?1", file.id));
      continue;
    }
    DOSSIER_CHECK(CutTornTail(path, file.name, exists, static_cast<uint64_t>(status.st_size), file.committed));
    DOSSIER_CHECK(
        WriteFileRow(*database, file.id, file.name, RoleOf(access), file.created, file.committed, file.head, true));
  }
  return Ok();
}

Status Corpus::Impl::CutTornTail(const std::string& path, const std::string& name, bool exists, uint64_t size,
                                 uint64_t committed) {
  if (!exists || size < committed) {
    repairs.push_back(fmt::format("damaged: {} has {} bytes of the {} that the catalogue knows; left as it is", name,
                                  exists ? size : 0, committed));
    return Ok();
  }
  if (size == committed) return Ok();
  // No kill leaves more than one group behind. More than that is a catalogue older than its archive (a restored
  // backup): those records are evidence and stay; `check` names them.
  if (size - committed > kMostTornBytes) {
    repairs.push_back(
        fmt::format("{} holds {} bytes that the catalogue does not know; left as they are", name, size - committed));
    return Ok();
  }
  const int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  const bool cut = fd >= 0 && ftruncate(fd, static_cast<off_t>(committed)) == 0 && fsync(fd) == 0;
  const int reason = errno;
  if (fd >= 0) close(fd);
  if (!cut) {
    return Fail(ErrorCode::kIo, fmt::format("{}: cannot cut off a torn tail: {}", path, std::strerror(reason)),
                "check the permissions of the archive");
  }
  repairs.push_back(fmt::format("cut {} bytes that were not committed off {}", size - committed, name));
  return Ok();
}

}  // namespace dossier::corpus
