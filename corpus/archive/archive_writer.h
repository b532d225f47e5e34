// One WARC file that this process appends to: whole gzip members, made durable by Sync, taken back by CutBackTo.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/digest.h"
#include "corpus/base/result.h"

namespace dossier::corpus {

// What a member holds. The values are written to disk: never change one.
enum class RecordType : char {
  kWarcinfo = 'i',
  kRequest = 'q',
  kResponse = 'r',
  kResource = 's',
  kRevisit = 'v',
  kMetadata = 'm',
  kConversion = 'c',
};
std::string_view RecordTypeName(RecordType type);  // "response"

// A record as it will stand in the file: one gzip member.
struct Member {
  RecordType type = RecordType::kMetadata;
  std::string bytes;
  Digest sha256;  // of bytes
};
// Compresses a serialised record. `level` as in GzipMember.
Member MakeMember(RecordType type, std::string_view record, int level);

// What the catalogue keeps of a member, 37 bytes each: type, length (4 bytes, little endian), SHA-256.
struct MemberInfo {
  RecordType type = RecordType::kMetadata;
  uint32_t length = 0;
  Digest sha256;
};
std::string PackMembers(const std::vector<Member>& members);
Result<std::vector<MemberInfo>> UnpackMembers(std::string_view packed);

class ArchiveWriter {
 public:
  // Creates the file, which must not exist. Errors: kIo.
  static Result<ArchiveWriter> Create(const std::string& path);
  ArchiveWriter(ArchiveWriter&& other) noexcept;
  ArchiveWriter& operator=(ArchiveWriter&& other) noexcept;
  ~ArchiveWriter();

  Status Append(std::string_view bytes);
  Status Sync();
  // Takes back what was appended after `size`.
  Status CutBackTo(uint64_t size);
  uint64_t size() const { return size_; }
  const std::string& path() const { return path_; }

 private:
  ArchiveWriter(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}
  Error ErrorOf(std::string_view what) const;
  std::string path_;
  int fd_ = -1;
  uint64_t size_ = 0;
};

}  // namespace dossier::corpus
