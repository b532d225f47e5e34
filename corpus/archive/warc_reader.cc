#include "corpus/archive/warc_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "corpus/archive/warc.h"
#include "corpus/base/digest.h"

namespace dossier::corpus {
namespace {

constexpr size_t kChunk = 256 << 10;
constexpr size_t kMostHeadBytes = 1 << 20;

}  // namespace

// The decoded bytes of the file. Of a gzip file one member at a time: at its end no more bytes come until
// NextMember is called.
class WarcReader::Input {
 public:
  explicit Input(int fd) : fd_(fd) {}
  explicit Input(std::string bytes) : raw_(std::move(bytes)), raw_ended_(true) {}
  ~Input() {
    if (inflating_) inflateEnd(&stream_);
    if (fd_ >= 0) close(fd_);
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // Looks at the first bytes and gets ready. Call once.
  Status Start() {
    DOSSIER_CHECK(FillRaw());
    compressed_ = raw_.size() >= 2 && raw_[0] == '\x1f' && raw_[1] == '\x8b';
    if (compressed_) StartMember();
    return Ok();
  }

  bool compressed() const { return compressed_; }
  std::string_view available() const { return std::string_view(out_).substr(out_used_); }
  void Take(size_t count) {
    out_used_ += count;
    taken_ += count;
  }
  // Makes at least `count` decoded bytes available if there are so many; false when there are not.
  Result<bool> Need(size_t count) {
    while (available().size() < count) {
      DOSSIER_TRY_ASSIGN(const bool more, Decode());
      if (!more) return false;
    }
    return true;
  }
  // Where in the file the current member begins, or the next decoded byte when the file is plain.
  uint64_t RecordOffset() const { return compressed_ ? member_offset_ : raw_offset_ - available().size(); }
  // Bytes of the file behind the decoded position: exact at a member's end.
  uint64_t RawPosition() const { return compressed_ ? raw_offset_ + raw_used_ : raw_offset_ - available().size(); }
  bool AtMemberStart() const { return taken_ == 0; }
  bool MemberEnded() const { return compressed_ && member_ended_; }
  bool MemberBroken() const { return member_broken_; }

  // Moves to the next gzip member: false at the end of the file. What stands between is skipped; `skipped` says
  // how many bytes that was.
  Result<bool> NextMember(uint64_t* skipped) {
    *skipped = 0;
    if (!compressed_) return false;
    out_.clear();
    out_used_ = 0;
    if (member_broken_) {  // look for the next one inside what was taken for this one
      DOSSIER_CHECK(RewindTo(member_offset_ + 1));
    }
    while (true) {
      DOSSIER_CHECK(EnsureRaw(3));
      const std::string_view raw = std::string_view(raw_).substr(raw_used_);
      if (raw.empty()) return false;
      if (raw.starts_with("\x1f\x8b\x08")) break;
      const size_t next = raw.find('\x1f', 1);
      const size_t step = next == std::string_view::npos ? raw.size() : next;
      raw_used_ += step;
      *skipped += step;
    }
    StartMember();
    return true;
  }

 private:
  void StartMember() {
    if (inflating_) inflateEnd(&stream_);
    stream_ = {};
    inflateInit2(&stream_, 15 + 16);
    inflating_ = true;
    member_ended_ = member_broken_ = false;
    member_offset_ = raw_offset_ + raw_used_;
    taken_ = 0;
  }

  // raw_ holds bytes of the file from raw_offset_ on; raw_used_ of them are done with. (Of a plain file nothing
  // stays in raw_: raw_offset_ counts what was moved to out_.)
  Status FillRaw() {
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
  Status EnsureRaw(size_t count) {
    while (raw_.size() - raw_used_ < count && !raw_ended_) DOSSIER_CHECK(FillRaw());
    return Ok();
  }
  Status RewindTo(uint64_t offset) {
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
  Result<bool> Decode() {
    if (out_used_ > kChunk || out_used_ == out_.size()) {
      out_.erase(0, out_used_);
      out_used_ = 0;
    }
    if (!compressed_) {
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
    stream_.next_in = reinterpret_cast<Bytef*>(raw_.data() + raw_used_);
    stream_.avail_in = static_cast<uInt>(raw_.size() - raw_used_);
    stream_.next_out = reinterpret_cast<Bytef*>(out_.data() + before);
    stream_.avail_out = kChunk;
    const size_t offered = stream_.avail_in;
    const int code = inflate(&stream_, Z_NO_FLUSH);
    raw_used_ += offered - stream_.avail_in;
    const size_t got = kChunk - stream_.avail_out;
    out_.resize(before + got);
    if (code == Z_STREAM_END) {
      member_ended_ = true;
    } else if ((code != Z_OK && code != Z_BUF_ERROR) || (offered == 0 && got == 0)) {
      member_broken_ = true;
    }
    return got > 0 || (!member_ended_ && !member_broken_);
  }

  int fd_ = -1;
  std::string raw_;
  size_t raw_used_ = 0;
  uint64_t raw_offset_ = 0;
  bool raw_ended_ = false;
  bool compressed_ = false;
  z_stream stream_{};
  bool inflating_ = false;
  bool member_ended_ = false;
  bool member_broken_ = false;
  uint64_t member_offset_ = 0;
  uint64_t taken_ = 0;  // decoded bytes taken of this member
  std::string out_;
  size_t out_used_ = 0;
};

WarcReader::WarcReader(std::unique_ptr<Input> input, const WarcReadOptions& options)
    : input_(std::move(input)), options_(options) {}
WarcReader::WarcReader(WarcReader&&) noexcept = default;
WarcReader& WarcReader::operator=(WarcReader&&) noexcept = default;
WarcReader::~WarcReader() = default;
const std::vector<std::string>& WarcReader::damage() const { return damage_; }
uint64_t WarcReader::position() const { return input_->RawPosition(); }

Result<WarcReader> WarcReader::OpenFile(const std::string& path, const WarcReadOptions& options) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return Fail(ErrorCode::kIo, fmt::format("{}: cannot open: {}", path, std::strerror(errno)));
  WarcReader reader(std::make_unique<Input>(fd), options);
  if (auto started = reader.input_->Start(); !started) {
    return Fail(ErrorCode::kIo, fmt::format("{}: {}", path, started.error().message));
  }
  return reader;
}

WarcReader WarcReader::FromBytes(std::string bytes, const WarcReadOptions& options) {
  WarcReader reader(std::make_unique<Input>(std::move(bytes)), options);
  if (auto started = reader.input_->Start(); !started) reader.stopped_ = true;  // memory cannot fail to be read
  return reader;
}

void WarcReader::Note(uint64_t offset, std::string_view what) {
  damage_.push_back(fmt::format("at {}: {}", offset, what));
  if (options_.strict) stopped_ = true;
}

Result<std::optional<WarcEntry>> WarcReader::Next() {
  WarcEntry entry;
  while (!stopped_) {
    DOSSIER_TRY_ASSIGN(Step step, SkipToRecord());
    if (step == Step::kRecord) {
      DOSSIER_TRY_ASSIGN(step, ReadHead(entry));
    }
    if (step == Step::kEnd) break;
    if (step == Step::kAgain) continue;
    DOSSIER_CHECK(ReadBlock(entry));
    after_record_ = true;
    return std::optional<WarcEntry>(std::move(entry));
  }
  stopped_ = true;
  return std::optional<WarcEntry>{};
}

// Goes past blank lines to the next record, into the next gzip member where this one is done.
Result<WarcReader::Step> WarcReader::SkipToRecord() {
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool any, input_->Need(1));
    if (!any) {
      if (input_->MemberBroken()) {
        Note(input_->RecordOffset(), "the gzip member is damaged or cut short");
        if (stopped_) return Step::kEnd;
      }
      uint64_t skipped = 0;
      const uint64_t from = input_->RawPosition();
      const bool broken = input_->MemberBroken();
      DOSSIER_TRY_ASSIGN(const bool next, input_->NextMember(&skipped));
      if (skipped > 0 && !broken) Note(from, fmt::format("{} bytes that are no gzip member", skipped));
      if (!next || stopped_) return Step::kEnd;
      after_record_ = false;
      continue;
    }
    const char first = input_->available()[0];
    if (first != '\r' && first != '\n') return Step::kRecord;
    input_->Take(1);
  }
}

// Reads the version line and the fields. Bytes that are no record are noted and skipped.
Result<WarcReader::Step> WarcReader::ReadHead(WarcEntry& entry) {
  entry = {};
  DOSSIER_TRY_ASSIGN(const bool enough, input_->Need(5));
  if (!enough || !input_->available().starts_with("WARC/")) {
    const uint64_t offset = input_->RecordOffset();
    // A block longer than its Content-Length leaves a line of it here; what follows that line may be a record.
    size_t line_end = std::string_view::npos;
    for (size_t wanted = 4096; line_end == std::string_view::npos; wanted *= 2) {
      DOSSIER_TRY_ASSIGN(const bool more, input_->Need(wanted));
      line_end = input_->available().find('\n');
      if (!more || wanted > kMostHeadBytes) break;
    }
    const bool first_stray = after_record_;
    after_record_ = false;
    if (!in_stray_) damage_.push_back(fmt::format("at {}: no WARC record starts here", offset));
    in_stray_ = true;
    if (options_.strict && !first_stray) stopped_ = true;
    input_->Take(line_end == std::string_view::npos ? input_->available().size() : line_end + 1);
    return stopped_ ? Step::kEnd : Step::kAgain;
  }
  in_stray_ = false;
  entry.offset = input_->RecordOffset();
  if (input_->compressed() && !input_->AtMemberStart() && after_record_ && options_.strict) {
    Note(entry.offset, "several records in one gzip member");
    return Step::kEnd;
  }
  for (size_t wanted = 4096;; wanted *= 2) {
    DOSSIER_TRY_ASSIGN(const bool more, input_->Need(wanted));
    entry.fields.clear();
    const size_t taken = ParseHeaderBlock(input_->available(), &entry.version, entry.fields);
    if (taken != std::string_view::npos) {
      input_->Take(taken);
      return Step::kRecord;
    }
    if (!more || wanted > kMostHeadBytes) break;
  }
  Note(entry.offset, "the record's header has no end");
  input_->Take(input_->available().size());
  return stopped_ ? Step::kEnd : Step::kAgain;
}

Status WarcReader::ReadBlock(WarcEntry& entry) {
  const std::string length_text = HeaderValue(entry.fields, "Content-Length");
  uint64_t length = 0;
  const auto [end, code] = std::from_chars(length_text.data(), length_text.data() + length_text.size(), length);
  if (code != std::errc{} || end != length_text.data() + length_text.size()) {
    Note(entry.offset, "the record has no usable Content-Length");
    length = 0;
    entry.whole = false;
  }
  uint64_t left = length;
  while (left > 0) {
    DOSSIER_TRY_ASSIGN(const bool any, input_->Need(1));
    if (!any) break;
    const size_t part = std::min<uint64_t>(left, input_->available().size());
    const size_t keep = std::min<uint64_t>(part, options_.max_block_bytes - entry.block.size());
    entry.block.append(input_->available().substr(0, keep));
    input_->Take(part);
    left -= part;
  }
  if (left > 0) {
    entry.whole = false;
    Note(entry.offset, fmt::format("the record's block ends after {} of {} bytes", length - left, length));
  } else if (entry.block.size() < length) {
    entry.whole = false;
    Note(entry.offset,
         fmt::format("the record's block of {} bytes is longer than the {} allowed", length, options_.max_block_bytes));
  }
  return FinishMember(entry);
}

// Reads the blank lines that end a record, so that its length is known.
Status WarcReader::FinishMember(WarcEntry& entry) {
  const uint64_t plain_end = input_->RawPosition();
  for (int i = 0; i < 4; ++i) {
    DOSSIER_TRY_ASSIGN(const bool any, input_->Need(1));
    if (!any || (input_->available()[0] != '\r' && input_->available()[0] != '\n')) break;
    input_->Take(1);
  }
  if (!input_->compressed()) {
    entry.length = plain_end - entry.offset;
    return Ok();
  }
  DOSSIER_TRY_ASSIGN(const bool more, input_->Need(1));
  if (!more && input_->MemberEnded()) entry.length = input_->RawPosition() - entry.offset;
  return Ok();
}

std::optional<bool> DigestsHold(const WarcEntry& entry, std::string_view payload) {
  if (!entry.whole || HeaderValue(entry.fields, "WARC-Type") == "revisit") return std::nullopt;
  std::optional<bool> holds;
  const auto compare = [&](std::string_view field, std::string_view bytes) {
    const std::string stated = HeaderValue(entry.fields, field);
    if (stated.empty()) return;
    const std::optional<bool> one = DigestHolds(stated, bytes);
    holds = one.value_or(false) && holds.value_or(true);
  };
  compare("WARC-Block-Digest", entry.block);
  // A segment's payload digest is that of the whole (WARC/1.1 section 7).
  if (HeaderValue(entry.fields, "WARC-Segment-Number").empty()) compare("WARC-Payload-Digest", payload);
  return holds;
}

std::string TargetUri(const Headers& fields) {
  std::string uri = HeaderValue(fields, "WARC-Target-URI");
  if (uri.size() >= 2 && uri.front() == '<' && uri.back() == '>') uri = uri.substr(1, uri.size() - 2);
  std::string out;
  for (const char c : uri) {
    if (c == ' ') {
      out += "%20";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace dossier::corpus
