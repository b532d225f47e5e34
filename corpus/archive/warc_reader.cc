#include "corpus/archive/warc_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "corpus/archive/arc.h"
#include "corpus/archive/archive_input.h"
#include "corpus/archive/warc.h"
#include "corpus/base/digest.h"

namespace dossier::corpus {
namespace {

constexpr size_t kMostHeadBytes = 1 << 20;

}  // namespace

WarcReader::WarcReader(std::unique_ptr<ArchiveInput> input, const WarcReadOptions& options)
    : input_(std::move(input)), options_(options) {}
WarcReader::WarcReader(WarcReader&&) noexcept = default;
WarcReader& WarcReader::operator=(WarcReader&&) noexcept = default;
WarcReader::~WarcReader() = default;
const std::vector<std::string>& WarcReader::damage() const { return damage_; }
uint64_t WarcReader::position() const { return input_->RawPosition(); }

Result<WarcReader> WarcReader::OpenFile(const std::string& path, const WarcReadOptions& options) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return Fail(ErrorCode::kIo, fmt::format("{}: cannot open: {}", path, std::strerror(errno)));
  struct stat status {};
  if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(fd);
    return Fail(ErrorCode::kIo, fmt::format("{}: not a regular file", path));
  }
  WarcReader reader(std::make_unique<ArchiveInput>(fd), options);
  if (auto started = reader.input_->Start(); !started) {
    return Fail(ErrorCode::kIo, fmt::format("{}: {}", path, started.error().message));
  }
  return reader;
}

bool WarcReader::Recognizes(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  ArchiveInput input(fd);
  if (!input.Start() || !input.Need(kArcBeginning.size())) return false;
  return input.available().starts_with("WARC/") || input.available().starts_with(kArcBeginning);
}

WarcReader WarcReader::FromBytes(std::string bytes, const WarcReadOptions& options) {
  WarcReader reader(std::make_unique<ArchiveInput>(std::move(bytes)), options);
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
    sharing_members_ += shares_member_;
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
        Note(input_->RecordOffset(), fmt::format("the {} is damaged or cut short", input_->member_name()));
        if (stopped_) return Step::kEnd;
      }
      uint64_t skipped = 0;
      const uint64_t from = input_->RawPosition();
      const bool broken = input_->MemberBroken();
      DOSSIER_TRY_ASSIGN(const bool next, input_->NextMember(&skipped));
      if (skipped > 0 && !broken) Note(from, fmt::format("{} bytes that are no {}", skipped, input_->member_name()));
      if (!next || stopped_) return Step::kEnd;
      after_record_ = false;
      continue;
    }
    const char first = input_->available()[0];
    if (first != '\r' && first != '\n') return Step::kRecord;
    input_->Take(1);
  }
}

// A block longer than its Content-Length leaves a line of it here; what follows that line may be a record.
Result<WarcReader::Step> WarcReader::SkipStray() {
  const uint64_t offset = input_->RecordOffset();
  size_t line_end = std::string_view::npos;
  for (size_t wanted = 4096; line_end == std::string_view::npos; wanted *= 2) {
    DOSSIER_TRY_ASSIGN(const bool more, input_->Need(wanted));
    line_end = input_->available().find('\n');
    if (!more || wanted > kMostHeadBytes) break;
  }
  const bool first_stray = after_record_;
  after_record_ = false;
  if (!in_stray_) damage_.push_back(fmt::format("at {}: no {} record starts here", offset, arc_ ? "ARC" : "WARC"));
  in_stray_ = true;
  if (options_.strict && !first_stray) stopped_ = true;
  input_->Take(line_end == std::string_view::npos ? input_->available().size() : line_end + 1);
  return stopped_ ? Step::kEnd : Step::kAgain;
}

// The line of an ARC record; other lines are noted and skipped.
Result<WarcReader::Step> WarcReader::ReadArcHead(WarcEntry& entry) {
  size_t line_end = std::string_view::npos;
  for (size_t wanted = 512; line_end == std::string_view::npos && wanted <= kMostHeadBytes; wanted *= 2) {
    DOSSIER_TRY_ASSIGN(const bool more, input_->Need(wanted));
    line_end = input_->available().find('\n');
    if (!more) break;
  }
  if (line_end == std::string_view::npos) return SkipStray();
  std::optional<Headers> fields = FieldsOfArcLine(input_->available().substr(0, line_end));
  if (!fields) return SkipStray();
  in_stray_ = false;
  entry.version = "ARC";
  entry.fields = *std::move(fields);
  input_->Take(line_end + 1);
  return Step::kRecord;
}

// Reads the version line and the fields. Bytes that are no record are noted and skipped.
Result<WarcReader::Step> WarcReader::ReadHead(WarcEntry& entry) {
  entry = {};
  DOSSIER_TRY_ASSIGN(const bool enough, input_->Need(kArcBeginning.size()));
  if (enough && input_->available().starts_with(kArcBeginning)) arc_ = true;
  if (!arc_ && !input_->available().starts_with("WARC/")) return SkipStray();
  entry.offset = input_->RecordOffset();
  shares_member_ = input_->compressed() && !input_->AtMemberStart() && after_record_;
  if (shares_member_ && options_.strict) {
    in_stray_ = false;
    Note(entry.offset, fmt::format("several records in one {}", input_->member_name()));
    return Step::kEnd;
  }
  if (arc_) return ReadArcHead(entry);
  in_stray_ = false;
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
  if (!more && input_->MemberEnded() && !shares_member_) entry.length = input_->RawPosition() - entry.offset;
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
