#include "corpus/archive/archive_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "corpus/base/compress.h"
#include "corpus/base/file.h"

namespace dossier::corpus {
namespace {

constexpr size_t kMemberInfoBytes = 1 + 4 + 32;

}  // namespace

std::string_view RecordTypeName(RecordType type) {
  switch (type) {
    case RecordType::kWarcinfo:
      return "warcinfo";
    case RecordType::kRequest:
      return "request";
    case RecordType::kResponse:
      return "response";
    case RecordType::kResource:
      return "resource";
    case RecordType::kRevisit:
      return "revisit";
    case RecordType::kMetadata:
      return "metadata";
    case RecordType::kConversion:
      return "conversion";
  }
  return "unknown";
}

Member MakeMember(RecordType type, std::string_view record, int level) {
  Member member{type, GzipMember(record, level), {}};
  member.sha256 = Sha256(member.bytes);
  return member;
}

std::string PackMembers(const std::vector<Member>& members) {
  std::string packed;
  packed.reserve(members.size() * kMemberInfoBytes);
  for (const Member& member : members) {
    packed += static_cast<char>(member.type);
    for (int i = 0; i < 4; ++i) packed += static_cast<char>(member.bytes.size() >> (8 * i));
    packed.append(ViewOf(member.sha256));
  }
  return packed;
}

Result<std::vector<MemberInfo>> UnpackMembers(std::string_view packed) {
  if (packed.size() % kMemberInfoBytes != 0) {
    return Fail(ErrorCode::kCorrupt, "the catalogue's list of gzip members is damaged", "dossier check tells where");
  }
  std::vector<MemberInfo> members;
  for (; !packed.empty(); packed.remove_prefix(kMemberInfoBytes)) {
    MemberInfo member;
    member.type = static_cast<RecordType>(packed[0]);
    for (size_t i = 4; i >= 1; --i) member.length = member.length << 8 | static_cast<uint8_t>(packed[i]);
    member.sha256 = DigestFrom(packed.substr(5, 32));
    members.push_back(member);
  }
  return members;
}

Result<ArchiveWriter> ArchiveWriter::Create(const std::string& path) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (fd < 0) {
    return Fail(ErrorCode::kIo, fmt::format("{}: cannot create: {}", path, std::strerror(errno)),
                "check free space and permissions");
  }
  ArchiveWriter writer(path, fd);
  DOSSIER_CHECK(SyncDirectory(path.substr(0, path.rfind('/'))));
  return writer;
}

ArchiveWriter::ArchiveWriter(ArchiveWriter&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), size_(other.size_) {}
ArchiveWriter& ArchiveWriter::operator=(ArchiveWriter&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(fd_, other.fd_);
  std::swap(size_, other.size_);
  return *this;
}
ArchiveWriter::~ArchiveWriter() {
  if (fd_ >= 0) close(fd_);
}

Error ArchiveWriter::ErrorOf(std::string_view what) const {
  return {ErrorCode::kIo,
          fmt::format("{}: cannot {}: {}; what was stored before is unchanged", path_, what, std::strerror(errno)),
          "free some space and run the command again: it goes on where it stopped"};
}

Status ArchiveWriter::Append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Fail(ErrorOf("write"));
    size_ += static_cast<uint64_t>(written);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return Ok();
}

Status ArchiveWriter::Sync() {
  if (fdatasync(fd_) != 0) return Fail(ErrorOf("sync"));
  return Ok();
}

Status ArchiveWriter::CutBackTo(uint64_t size) {
  if (ftruncate(fd_, static_cast<off_t>(size)) != 0) return Fail(ErrorOf("cut back"));
  size_ = size;
  return Ok();
}

}  // namespace dossier::corpus
