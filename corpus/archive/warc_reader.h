// Reads WARC files of any origin, and ARC files, plain, gzip or zstd, whole or damaged, in bounded memory.
//
//   DOSSIER_TRY_ASSIGN(WarcReader reader, WarcReader::OpenFile(path));
//   while (true) {
//     DOSSIER_TRY_ASSIGN(std::optional<WarcEntry> entry, reader.Next());
//     if (!entry) break;
//     ...
//   }
//   for (const std::string& damage : reader.damage()) ...
//
// Damage is no error: the records before it are delivered, it is noted with its offset, and reading goes on where
// the next record can be found. Errors of Next are those of the file system (kIo) only. Not thread safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/capture/capture.h"

namespace dossier::corpus {

class ArchiveInput;

// One record; of an ARC file with the fields that a WARC record would have (arc.h). `offset` and `length` are bytes of
// the file: of the gzip member where there is one for each record, else of the record itself (0 length when it shares
// its member with others).
struct WarcEntry {
  uint64_t offset = 0;
  uint64_t length = 0;
  std::string version;
  Headers fields;
  std::string block;
  bool whole = true;  // false: the file, or the gzip member, ended before the block did
};

struct WarcReadOptions {
  uint64_t max_block_bytes = uint64_t{1} << 30;  // longer blocks are cut there, noted as damage
  // Stop at the first damage, and hold several records in one gzip member for damage, as strict readers do.
  bool strict = false;
};

class WarcReader {
 public:
  static Result<WarcReader> OpenFile(const std::string& path, const WarcReadOptions& options = {});
  static WarcReader FromBytes(std::string bytes, const WarcReadOptions& options = {});
  WarcReader(WarcReader&&) noexcept;
  WarcReader& operator=(WarcReader&&) noexcept;
  ~WarcReader();

  Result<std::optional<WarcEntry>> Next();
  // What was found wrong so far: "at 1234: ...".
  const std::vector<std::string>& damage() const;
  // How many records do not begin a member of their own in a compressed file: nothing can find them by their place.
  uint64_t sharing_members() const { return sharing_members_; }
  // Whether the file begins as a WARC or ARC file does, packed or not. false when it cannot be read.
  static bool Recognizes(const std::string& path);
  // Bytes of the file taken so far, for progress.
  uint64_t position() const;

 private:
  WarcReader(std::unique_ptr<ArchiveInput> input, const WarcReadOptions& options);
  enum class Step { kRecord, kEnd, kAgain };
  Result<Step> SkipToRecord();
  Result<Step> ReadHead(WarcEntry& entry);
  Result<Step> ReadArcHead(WarcEntry& entry);
  Result<Step> SkipStray();
  Status ReadBlock(WarcEntry& entry);
  Status FinishMember(WarcEntry& entry);
  void Note(uint64_t offset, std::string_view what);

  std::unique_ptr<ArchiveInput> input_;
  WarcReadOptions options_;
  std::vector<std::string> damage_;
  bool stopped_ = false;
  bool after_record_ = false;
  bool arc_ = false;
  bool shares_member_ = false;  // the record being read, with one before it
  uint64_t sharing_members_ = 0;
  bool in_stray_ = false;  // skipping bytes that are no record, noted already
};

// A record's digests compared with what it holds. `payload` is the part after the HTTP head, or the block.
// nullopt when the record states no digest that can be compared, or is not whole, or is a revisit.
std::optional<bool> DigestsHold(const WarcEntry& entry, std::string_view payload);

// The target URI as the field means it: angle brackets that some writers add taken off, blanks percent-encoded.
std::string TargetUri(const Headers& fields);

}  // namespace dossier::corpus
