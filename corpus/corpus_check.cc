// `check`: every row against its digest, every stored gzip member against the catalogue, every byte of every archive
// file accounted for. Bytes only: nothing is decompressed, so it runs at the speed of SHA-256 over compressed data.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <set>

#include "corpus/archive/warc.h"
#include "corpus/base/file.h"
#include "corpus/catalogue/hash_chain.h"
#include "corpus/corpus_impl.h"
#include "corpus/frontier.h"
#include "corpus/name_decisions.h"

namespace dossier::corpus {
namespace {

constexpr size_t kReadAhead = 4 << 20;
constexpr size_t kMostDamage = 10000;  // a list longer than this helps nobody; the counts go on

// Reads one file mostly forwards, in large pieces.
class SequentialFile {
 public:
  SequentialFile() = default;
  ~SequentialFile() { Close(); }
  SequentialFile(const SequentialFile&) = delete;
  SequentialFile& operator=(const SequentialFile&) = delete;

  bool Open(const std::string& path) {
    Close();
    fd_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd_ >= 0) posix_fadvise(fd_, 0, 0, POSIX_FADV_SEQUENTIAL);
    return fd_ >= 0;
  }
  // The bytes there; shorter at the end of the file or when reading fails.
  std::string_view Read(uint64_t offset, size_t length) {
    if (offset < start_ || offset + length > start_ + buffer_.size()) Fill(offset, length);
    if (offset < start_ || offset >= start_ + buffer_.size()) return {};
    return std::string_view(buffer_).substr(offset - start_, length);
  }

 private:
  void Close() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
    buffer_.clear();
    start_ = 0;
  }
  void Fill(uint64_t offset, size_t length) {
    buffer_.resize(std::max(length, kReadAhead));
    start_ = offset;
    size_t got = 0;
    while (fd_ >= 0 && got < buffer_.size()) {
      const ssize_t read = pread(fd_, buffer_.data() + got, buffer_.size() - got, static_cast<off_t>(offset + got));
      if (read < 0 && errno == EINTR) continue;
      if (read <= 0) break;
      got += static_cast<size_t>(read);
    }
    buffer_.resize(got);
  }
  int fd_ = -1;
  uint64_t start_ = 0;
  std::string buffer_;
};

// One archive file as the catalogue has it, and how far its members have been compared.
struct FileState {
  std::string name;
  uint64_t committed = 0;
  std::string head;
  bool closed = false;
  uint64_t next = 0;        // where the next member must begin
  bool referenced = false;  // a file of others: only the records that captures refer to count
  bool missing = false;
};

class Checker {
 public:
  Checker(const Corpus::Impl& impl, CheckReport& report, const std::function<void(uint64_t, uint64_t)>& progress)
      : impl_(impl), report_(report), progress_(progress) {}

  Status Run() {
    DOSSIER_CHECK(CheckStructure());
    DOSSIER_TRY_ASSIGN(schema_, SchemaOf(*impl_.database));
    DOSSIER_CHECK(LoadFiles());
    for (const DigestedTable& table : DigestedTables()) DOSSIER_CHECK(CheckTable(table));
    for (const auto& [id, file] : files_) CheckEnd(file);
    DOSSIER_TRY_ASSIGN(const FrontierDamage frontier, CheckFrontierRows(*impl_.database));
    report_.rows += frontier.rows;
    for (const std::string& row : frontier.damaged)
      Add("corpus.db, table frontier, row " + row, "the address is not the one that was written");
    return CheckUnknownFiles();
  }

 private:
  void Add(std::string where, std::string what) {
    if (report_.damage.size() < kMostDamage) report_.damage.push_back({std::move(where), std::move(what)});
  }

  // SQLite's own view: pages, indexes, freelist.
  Status CheckStructure() {
    DOSSIER_TRY_ASSIGN(Query query, impl_.database->Select("PRAGMA integrity_check(100)"));
    while (true) {
      Result<bool> row = query.Next();
      if (!row) {
        if (row.error().code != ErrorCode::kCorrupt) return Fail(row.error());
        Add("corpus.db", row.error().message);
        return Ok();
      }
      if (!*row) return Ok();
      if (query.Text(0) != "ok") Add("corpus.db", std::string(query.Text(0)));
    }
  }

  Status LoadFiles() {
    DOSSIER_TRY_ASSIGN(
        Query query, impl_.database->Select("SELECT id, name, committed_bytes, head, closed, role FROM archive_files"));
    while (true) {
      DOSSIER_TRY_ASSIGN(const bool row, query.Next());
      if (!row) break;
      FileState state{std::string(query.Text(1)),
                      static_cast<uint64_t>(query.Integer(2)),
                      std::string(query.BlobAt(3)),
                      query.Integer(4) != 0,
                      0,
                      query.Integer(5) == static_cast<int64_t>(ArchiveRole::kReferenced)};
      all_bytes_ += state.committed;
      files_.emplace(query.Integer(0), std::move(state));
    }
    for (auto& [id, file] : files_) {
      if (file.committed > 0) CompareMembers(id, 0, file.head);
    }
    return Ok();
  }

  Status CheckTable(const DigestedTable& table) {
    const bool captures = table.table == "captures";
    const bool texts = table.table == "texts";
    ChainLink chain;
    bool chain_holds = true;
    if (table.table == "index_parts" && schema_ < 3) return Ok();
    DOSSIER_TRY_ASSIGN(Query row, impl_.database->Select(table.select));
    while (true) {
      Result<bool> next = row.Next();
      if (!next) {  // a damaged page ends the walk over this table, not the check
        if (next.error().code != ErrorCode::kCorrupt) return Fail(next.error());
        Add(fmt::format("corpus.db, table {}", table.table), next.error().message);
        return Ok();
      }
      if (!*next) return Ok();
      ++report_.rows;
      if (!RowIsIntact(row, table.table)) {
        Add(fmt::format("corpus.db, table {}, row {}", table.table, row.Text(table.name_column)),
            "the row is not the one that was written");
      }
      if (captures) {
        CompareMembers(row.Integer(10), static_cast<uint64_t>(row.Integer(11)), row.BlobAt(14));
        chain = NextLink(chain, LinkFieldsOf(row));
        if (chain_holds && row.BlobAt(18) != ViewOf(chain.value)) {
          chain_holds = false;
          Add(fmt::format("corpus.db, table captures, row {}", row.Integer(0)), "the hash chain breaks here");
        }
      } else if (texts) {
        CompareMembers(row.Integer(5), static_cast<uint64_t>(row.Integer(6)), row.BlobAt(9));
      }
    }
  }

  static LinkFields LinkFieldsOf(const Query& row) {
    LinkFields fields;
    fields.record_id = RecordIdFromBytes(row.BlobAt(15));
    fields.url = row.Text(2);
    fields.fetched = UtcTime{row.Integer(3)};
    fields.body = DigestFrom(row.BlobAt(8));
    if (auto members = UnpackMembers(row.BlobAt(14))) {
      uint64_t at = static_cast<uint64_t>(row.Integer(11));
      for (const MemberInfo& member : *members) {
        if (at == static_cast<uint64_t>(row.Integer(12))) fields.member = member.sha256;
        at += member.length;
      }
    }
    return fields;
  }

  // Compares the members of one row with the file, and that they follow the ones before without a gap.
  void CompareMembers(int64_t file_id, uint64_t offset, std::string_view packed) {
    const auto found = files_.find(file_id);
    const auto members = UnpackMembers(packed);
    if (found == files_.end() || !members) return;  // the row's digest has told already
    FileState& file = found->second;
    if (file.missing) return;
    if (offset != file.next && !file.referenced) {
      Add(fmt::format("archive/{} at {}", file.name, std::min(offset, file.next)),
          fmt::format("the catalogue has no record for the bytes up to {}", std::max(offset, file.next)));
    }
    if (opened_ != file_id) {
      opened_ = file_id;
      if (!current_.Open(impl_.PathOf(file.name))) {
        file.missing = file.referenced;
        Add(WhereOf(file),
            fmt::format("cannot be read: {}{}", std::strerror(errno),
                        file.referenced ? "; captures refer to it, bring it back or import it again" : ""));
        if (file.missing) return;
      }
    }
    for (const MemberInfo& member : *members) {
      const std::string_view bytes = current_.Read(offset, member.length);
      ++report_.records;
      if (bytes.size() != member.length) {
        Add(fmt::format("{} at {}", WhereOf(file), offset),
            fmt::format("{} record: {} of its {} bytes are missing", RecordTypeName(member.type),
                        member.length - bytes.size(), member.length));
      } else if (Sha256(bytes) != member.sha256) {
        Add(fmt::format("{} at {}", WhereOf(file), offset),
            fmt::format("{} record of {} bytes: not the bytes that were written", RecordTypeName(member.type),
                        member.length));
      } else {
        report_.bytes += ContentSize(bytes);
      }
      offset += member.length;
      done_bytes_ += member.length;
    }
    file.next = offset;
    if (progress_) progress_(done_bytes_, all_bytes_);
  }

  // ISIZE, the last four bytes of an intact member: what it holds.
  static uint64_t ContentSize(std::string_view member) {
    uint64_t size = 0;
    for (size_t i = 1; i <= 4 && i <= member.size(); ++i) {
      size = size << 8 | static_cast<uint8_t>(member[member.size() - i]);
    }
    return size;
  }

  static std::string WhereOf(const FileState& file) { return (file.referenced ? "" : "archive/") + file.name; }

  void CheckEnd(const FileState& file) {
    if (file.referenced) return;
    if (file.next != file.committed) {
      Add(fmt::format("archive/{} at {}", file.name, file.next),
          fmt::format("the catalogue has no record for the bytes up to {}", file.committed));
    }
    struct stat status {};
    if (stat(impl_.PathOf(file.name).c_str(), &status) != 0) {
      if (file.committed > 0) Add("archive/" + file.name, "the file is missing");
    } else if (file.closed && static_cast<uint64_t>(status.st_size) > file.committed) {
      // An open file may hold a group that is being written just now; a closed one may not.
      Add(fmt::format("archive/{} at {}", file.name, file.committed),
          fmt::format("{} bytes that the catalogue does not know",
                      static_cast<uint64_t>(status.st_size) - file.committed));
    }
  }

  Status CheckUnknownFiles() {
    std::set<std::string> known;
    for (const auto& [id, file] : files_) known.insert(impl_.PathOf(file.name));
    DOSSIER_TRY_ASSIGN(const std::vector<std::string> present, ListFiles(impl_.directory + "/archive"));
    for (const std::string& path : present) {
      if (known.contains(path)) continue;
      // It may have come while this check was running.
      DOSSIER_TRY_ASSIGN(const int64_t since, impl_.database->Number("SELECT 1 FROM archive_files WHERE name = ?1",
                                                                     path.substr(path.rfind('/') + 1)));
      if (since == 0 && !InFlight(path)) {
        Add(path.substr(impl_.directory.size() + 1), "a file that the catalogue does not know");
      }
    }
    return Ok();
  }

  // A file younger than the snapshot belongs to a writer that is at work.
  bool InFlight(const std::string& path) const {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return true;  // gone again: the writer of it cleaned up
    return std::chrono::system_clock::from_time_t(status.st_mtim.tv_sec + 1) >= started_;
  }

  const Corpus::Impl& impl_;
  CheckReport& report_;
  const std::function<void(uint64_t, uint64_t)>& progress_;
  std::map<int64_t, FileState> files_;
  uint64_t all_bytes_ = 0, done_bytes_ = 0;
  int64_t opened_ = 0;
  int64_t schema_ = 0;
  SequentialFile current_;
  std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
};

}  // namespace

Result<CheckReport> Corpus::Check(const std::function<void(uint64_t, uint64_t)>& progress) const {
  DOSSIER_CHECK(impl_->Flush());
  CheckReport report;
  // One snapshot for rows and file sizes, so that a writer at work is no damage.
  DOSSIER_CHECK(impl_->database->Run("BEGIN"));
  const Status checked = Checker(*impl_, report, progress).Run();
  const Status ended = impl_->database->Run("COMMIT");
  if (!checked) return Fail(checked.error());
  if (!ended) return Fail(ended.error());
  const auto decisions = ReadNameDecisions(impl_->directory);
  if (decisions)
    report.rows += decisions->size();
  else
    report.damage.push_back({"names.jsonl", decisions.error().message});
  return report;
}

}  // namespace dossier::corpus
