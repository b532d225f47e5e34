#include "corpus/archive/archive_input.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "corpus/base/compress.h"

namespace dossier::corpus {
namespace {

using std::string_view_literals::operator""sv;

constexpr size_t kChunk = 256 << 10;
constexpr std::string_view kZstdFrame = "\x28\xB5\x2F\xFD"sv;
constexpr std::string_view kDictionaryFrame = "\x5D\x2A\x4D\x18"sv;
constexpr size_t kMostDictionary = 32 << 20;
constexpr uint64_t kMostReread = 16 << 20;  // bytes in and out of broken members, and 16 for each byte before them

uint32_t LittleEndian32(std::string_view bytes) {
  uint32_t value = 0;
  for (size_t i = 4; i-- > 0;) value = value << 8 | static_cast<uint8_t>(bytes[i]);
  return value;
}

// Skippable frames: 0x184D2A50 to 0x184D2A5F (RFC 8878, section 3.1.2).
bool IsSkippableFrame(std::string_view bytes) {
  return bytes.size() >= 4 && (static_cast<uint8_t>(bytes[0]) & 0xF0) == 0x50 && bytes.substr(1, 3) == "\x2A\x4D\x18"sv;
}

}  // namespace

ArchiveInput::~ArchiveInput() {
  if (inflating_) inflateEnd(&gzip_);
  ZSTD_freeDCtx(zstd_);
  if (fd_ >= 0) close(fd_);
}

Status ArchiveInput::Start() {
  DOSSIER_CHECK(FillRaw());
  const std::string_view raw = raw_;
  if (raw.starts_with("\x1f\x8b")) packing_ = Packing::kGzip;
  if (raw.starts_with(kZstdFrame) || IsSkippableFrame(raw)) packing_ = Packing::kZstd;
  if (packing_ == Packing::kZstd) {
    zstd_ = ZSTD_createDCtx();
    DOSSIER_CHECK(TakeDictionary());
  }
  if (compressed()) StartMember();
  return Ok();
}

// The dictionary of all frames stands in a skippable frame before them, itself compressed or not.
Status ArchiveInput::TakeDictionary() {
  DOSSIER_CHECK(EnsureRaw(8));
  const std::string_view head = raw_;
  if (!head.starts_with(kDictionaryFrame) || head.size() < 8) return Ok();
  const size_t size = LittleEndian32(head.substr(4));
  if (size > kMostDictionary) return Ok();  // then its frames cannot be decoded, which shows
  DOSSIER_CHECK(EnsureRaw(8 + size));
  if (raw_.size() < 8 + size) return Ok();
  std::string dictionary = raw_.substr(8, size);
  if (dictionary.starts_with(kZstdFrame)) dictionary = DecodeContent(dictionary, "zstd", {kMostDictionary, 1000}).bytes;
  ZSTD_DCtx_loadDictionary(zstd_, dictionary.data(), dictionary.size());
  raw_used_ = 8 + size;
  return Ok();
}

Result<bool> ArchiveInput::Need(size_t count) {
  while (available().size() < count) {
    DOSSIER_TRY_ASSIGN(const bool more, Decode());
    if (!more) return false;
  }
  return true;
}

bool ArchiveInput::StartsMember(std::string_view raw) const {
  return packing_ == Packing::kGzip ? raw.starts_with("\x1f\x8b\x08") : raw.starts_with(kZstdFrame);
}

Result<bool> ArchiveInput::NextMember(uint64_t* skipped) {
  *skipped = 0;
  if (!compressed()) return false;
  out_.clear();
  out_used_ = 0;
  // Look for the next one inside what was taken for this one. Beginnings that are none may stand everywhere, each of
  // them with all that follows for its content: once they have cost enough, what a broken one took is passed over.
  if (member_broken_) {
    const bool again = reread_ <= kMostReread + 16 * member_offset_;
    reread_ += RawPosition() - member_offset_ + decoded_;
    if (again) DOSSIER_CHECK(RewindTo(member_offset_ + 1));
  }
  while (true) {
    DOSSIER_CHECK(EnsureRaw(8));
    const std::string_view raw = std::string_view(raw_).substr(raw_used_);
    if (raw.empty()) return false;
    if (StartsMember(raw)) break;
    if (packing_ == Packing::kZstd && IsSkippableFrame(raw) && raw.size() >= 8 && !member_broken_) {
      const size_t size = 8 + size_t{LittleEndian32(raw.substr(4))};
      if (size <= kMostDictionary) {
        DOSSIER_CHECK(EnsureRaw(size));
        raw_used_ += std::min(size, raw_.size() - raw_used_);
        continue;
      }
    }
    const size_t next = raw.find(packing_ == Packing::kGzip ? '\x1f' : '\x28', 1);
    const size_t step = next == std::string_view::npos ? raw.size() : next;
    raw_used_ += step;
    *skipped += step;
  }
  StartMember();
  return true;
}

void ArchiveInput::StartMember() {
  if (packing_ == Packing::kGzip) {
    if (inflating_) inflateEnd(&gzip_);
    gzip_ = {};
    inflateInit2(&gzip_, 15 + 16);
    inflating_ = true;
  } else {
    ZSTD_DCtx_reset(zstd_, ZSTD_reset_session_only);
  }
  member_ended_ = member_broken_ = false;
  member_offset_ = raw_offset_ + raw_used_;
  taken_ = decoded_ = 0;
}

// raw_ holds bytes of the file from raw_offset_ on; raw_used_ of them are done with. (Of a plain file nothing stays in
// raw_: raw_offset_ counts what was moved to out_.)
Status ArchiveInput::FillRaw() {
  if (raw_ended_) return Ok();
  if (raw_used_ > 0) {
    raw_.erase(0, raw_used_);
    raw_offset_ += raw_used_;
    raw_used_ = 0;
  }
  const size_t before = raw_.size();
  raw_.resize(before + kChunk);
  ssize_t got = 0;
  do {
    got = pread(fd_, raw_.data() + before, kChunk, static_cast<off_t>(raw_offset_ + before));
  } while (got < 0 && errno == EINTR);
  raw_.resize(before + static_cast<size_t>(std::max<ssize_t>(got, 0)));
  if (got < 0)
    return Fail(ErrorCode::kIo, fmt::format("reading stopped at {}: {}", raw_offset_ + before, std::strerror(errno)));
  raw_ended_ = got == 0;
  return Ok();
}

Status ArchiveInput::EnsureRaw(size_t count) {
  while (raw_.size() - raw_used_ < count && !raw_ended_) DOSSIER_CHECK(FillRaw());
  return Ok();
}

Status ArchiveInput::RewindTo(uint64_t offset) {
  if (offset >= raw_offset_) {
    raw_used_ = offset - raw_offset_;
    return Ok();
  }
  raw_.clear();
  raw_used_ = 0;
  raw_offset_ = offset;
  raw_ended_ = false;
  return FillRaw();
}

// Decodes some more bytes: false at the end (of the member, of the file, or at damage).
Result<bool> ArchiveInput::Decode() {
  if (out_used_ > kChunk || out_used_ == out_.size()) {
    out_.erase(0, out_used_);
    out_used_ = 0;
  }
  if (!compressed()) {
    if (raw_.empty()) DOSSIER_CHECK(FillRaw());
    if (raw_.empty()) return false;
    out_.append(raw_);
    raw_offset_ += raw_.size();
    raw_.clear();
    return true;
  }
  if (member_ended_ || member_broken_) return false;
  DOSSIER_CHECK(EnsureRaw(1));
  const size_t before = out_.size();
  out_.resize(before + kChunk);
  const size_t got =
      packing_ == Packing::kGzip ? DecodeGzipStep(out_.data() + before) : DecodeZstdStep(out_.data() + before);
  out_.resize(before + got);
  decoded_ += got;
  return got > 0 || (!member_ended_ && !member_broken_);
}

size_t ArchiveInput::DecodeGzipStep(char* out) {
  gzip_.next_in = reinterpret_cast<Bytef*>(raw_.data() + raw_used_);
  gzip_.avail_in = static_cast<uInt>(raw_.size() - raw_used_);
  gzip_.next_out = reinterpret_cast<Bytef*>(out);
  gzip_.avail_out = kChunk;
  const size_t offered = gzip_.avail_in;
  const int code = inflate(&gzip_, Z_NO_FLUSH);
  raw_used_ += offered - gzip_.avail_in;
  const size_t got = kChunk - gzip_.avail_out;
  if (code == Z_STREAM_END) {
    member_ended_ = true;
  } else if ((code != Z_OK && code != Z_BUF_ERROR) || (offered == 0 && got == 0)) {
    member_broken_ = true;
  }
  return got;
}

size_t ArchiveInput::DecodeZstdStep(char* out) {
  ZSTD_inBuffer input{raw_.data() + raw_used_, raw_.size() - raw_used_, 0};
  ZSTD_outBuffer output{out, kChunk, 0};
  const size_t code = ZSTD_decompressStream(zstd_, &output, &input);
  raw_used_ += input.pos;
  if (ZSTD_isError(code) != 0U || (input.size == 0 && output.pos == 0)) {
    member_broken_ = true;
  } else if (code == 0) {
    member_ended_ = true;
  }
  return output.pos;
}

}  // namespace dossier::corpus
