// The decoded bytes of an archive file: plain, gzip (RFC 1952) or Zstandard (RFC 8878; "WARC/zstd" of the IIPC, with
// the dictionary in a skippable frame at the file's beginning).
//
// Of a compressed file one member (gzip) or frame (zstd) at a time: at its end no more bytes come until NextMember is
// called. Offsets are bytes of the file. Bounded memory; not thread safe. Errors are those of the file system (kIo);
// damage is a state (MemberBroken).
#pragma once

#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier::corpus {

class ArchiveInput {
 public:
  explicit ArchiveInput(int fd) : fd_(fd) {}  // owns the descriptor
  explicit ArchiveInput(std::string bytes) : raw_(std::move(bytes)), raw_ended_(true) {}
  ~ArchiveInput();
  ArchiveInput(const ArchiveInput&) = delete;
  ArchiveInput& operator=(const ArchiveInput&) = delete;

  // Looks at the first bytes and gets ready. Call once.
  Status Start();

  bool compressed() const { return packing_ != Packing::kPlain; }
  std::string_view available() const { return std::string_view(out_).substr(out_used_); }
  void Take(size_t count) {
    out_used_ += count;
    taken_ += count;
  }
  // Makes at least `count` decoded bytes available if there are so many; false when there are not.
  Result<bool> Need(size_t count);
  // Where in the file the current member begins, or the next decoded byte when the file is plain.
  uint64_t RecordOffset() const { return compressed() ? member_offset_ : raw_offset_ - available().size(); }
  // Bytes of the file behind the decoded position: exact at a member's end.
  uint64_t RawPosition() const { return compressed() ? raw_offset_ + raw_used_ : raw_offset_ - available().size(); }
  std::string_view member_name() const { return packing_ == Packing::kZstd ? "zstd frame" : "gzip member"; }
  bool AtMemberStart() const { return taken_ == 0; }
  bool MemberEnded() const { return compressed() && member_ended_; }
  bool MemberBroken() const { return member_broken_; }

  // Moves to the next member: false at the end of the file. What stands between is skipped; `skipped` says how many
  // bytes that was.
  Result<bool> NextMember(uint64_t* skipped);

 private:
  enum class Packing { kPlain, kGzip, kZstd };

  void StartMember();
  Status FillRaw();
  Status EnsureRaw(size_t count);
  Status RewindTo(uint64_t offset);
  Status TakeDictionary();
  Result<bool> Decode();
  bool StartsMember(std::string_view raw) const;
  // Decodes what is in raw_ to the end of out_; both say how many bytes of output came.
  size_t DecodeGzipStep(char* out);
  size_t DecodeZstdStep(char* out);

  int fd_ = -1;
  std::string raw_;
  size_t raw_used_ = 0;
  uint64_t raw_offset_ = 0;
  bool raw_ended_ = false;
  Packing packing_ = Packing::kPlain;
  z_stream gzip_{};
  bool inflating_ = false;
  ZSTD_DCtx* zstd_ = nullptr;
  bool member_ended_ = false;
  bool member_broken_ = false;
  uint64_t member_offset_ = 0;
  uint64_t taken_ = 0;    // decoded bytes taken of this member
  uint64_t decoded_ = 0;  // decoded bytes of this member
  uint64_t reread_ = 0;   // bytes in and out of members that were broken
  std::string out_;
  size_t out_used_ = 0;
};

}  // namespace dossier::corpus
