#include "corpus/exchange/exporter.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <set>

#include "corpus/archive/warc.h"
#include "corpus/base/ascii.h"
#include "corpus/base/file.h"
#include "corpus/corpus_impl.h"
#include "corpus/text/charset.h"

namespace dossier::corpus {
namespace {

// A capture with where it stands in the file that is exported.
struct Exported {
  Capture capture;
  std::string file;
  uint64_t offset = 0;
};

bool Matches(const ExportSelection& selection, const Capture& capture) {
  if (selection.since && capture.fetched < *selection.since) return false;
  if (!selection.source.empty() && capture.source.id != selection.source) return false;
  if (selection.url.empty()) return true;
  if (selection.url.ends_with('*')) return capture.url.starts_with(selection.url.substr(0, selection.url.size() - 1));
  return capture.url == selection.url;
}

// The chosen captures in the order stored, the originals of revisits among them.
Result<std::vector<Capture>> Select(const Corpus& corpus, const ExportSelection& selection) {
  std::set<CaptureId> there, originals;
  std::vector<Capture> chosen;
  DOSSIER_CHECK(corpus.ForEachCapture([&](const Capture& capture) {
    if (Matches(selection, capture)) {
      there.insert(capture.id);
      if (capture.payload_of != CaptureId::kNone) originals.insert(capture.payload_of);
      chosen.push_back(capture);
    }
    return Ok();
  }));
  for (const CaptureId id : originals) {
    if (there.contains(id)) continue;
    DOSSIER_TRY_ASSIGN(Capture original, corpus.FindCapture(id));
    chosen.push_back(std::move(original));
  }
  std::sort(chosen.begin(), chosen.end(), [](const Capture& a, const Capture& b) { return a.id < b.id; });
  return chosen;
}

// A file that appears under its name only when it is complete.
class NewFile {
 public:
  static Result<NewFile> Create(const std::string& path) {
    NewFile file;
    file.path_ = path;
    file.part_ = path + ".part";
    file.fd_ = open(file.part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file.fd_ < 0) return Fail(ErrorCode::kIo, fmt::format("{}: cannot create: {}", path, std::strerror(errno)));
    return file;
  }
  NewFile(NewFile&& other) noexcept
      : path_(std::move(other.path_)),
        part_(std::move(other.part_)),
        fd_(std::exchange(other.fd_, -1)),
        size_(other.size_) {}
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile() {
    if (fd_ < 0) return;
    close(fd_);
    unlink(part_.c_str());
  }
  uint64_t size() const { return size_; }
  Status Write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = write(fd_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return Fail(ErrorCode::kIo, fmt::format("{}: cannot write: {}", path_, std::strerror(errno)));
      bytes.remove_prefix(static_cast<size_t>(written));
      size_ += static_cast<uint64_t>(written);
    }
    return Ok();
  }
  Status Finish() {
    const bool done = fsync(fd_) == 0 && rename(part_.c_str(), path_.c_str()) == 0;
    const int reason = errno;
    if (!done) return Fail(ErrorCode::kIo, fmt::format("{}: cannot finish: {}", path_, std::strerror(reason)));
    close(std::exchange(fd_, -1));
    return Ok();
  }

 private:
  NewFile() = default;
  std::string path_, part_;
  int fd_ = -1;
  uint64_t size_ = 0;
};

Member Warcinfo(const std::string& name) {
  const std::string fields = fmt::format(
      "software: dossier/{}\r\nformat: WARC File Format 1.1\r\ndescription: exported from a dossier corpus\r\n",
      DOSSIER_VERSION);
  WarcDraft draft;
  draft.type = "warcinfo";
  draft.fields = {{"WARC-Record-ID", NewRecordId()},
                  {"WARC-Date", FormatWarcDate(Now())},
                  {"WARC-Filename", name},
                  {"Content-Type", "application/warc-fields"}};
  draft.block_body = fields;
  return MakeMember(RecordType::kWarcinfo, SerializeWarc(draft), 6);
}

// Copies the members of one capture after comparing each with its digest; gives the new offset of its main record.
Result<uint64_t> CopyCapture(const Corpus& corpus, const Capture& capture, NewFile& out) {
  auto members = RawMembersOf(corpus, capture);
  if (!members) {
    Error error = members.error();
    if (error.code == ErrorCode::kCorrupt) error.message += "; nothing was exported";
    return Fail(std::move(error));
  }
  uint64_t main = out.size();
  for (const Member& member : *members) {
    if (member.type == RecordType::kRequest) main = out.size() + member.bytes.size();
    DOSSIER_CHECK(out.Write(member.bytes));
  }
  return main;
}

Result<std::vector<Exported>> WriteWarc(const Corpus& corpus, const std::vector<Capture>& chosen,
                                        const std::string& name, NewFile& out) {
  DOSSIER_CHECK(out.Write(Warcinfo(name).bytes));
  std::vector<Exported> exported;
  exported.reserve(chosen.size());
  for (const Capture& capture : chosen) {
    DOSSIER_TRY_ASSIGN(const uint64_t offset, CopyCapture(corpus, capture, out));
    exported.push_back({capture, name, offset});
  }
  return exported;
}

std::string BaseName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// "20180804164900"
std::string Timestamp(UtcTime time) {
  std::string digits;
  for (const char c : FormatRfc3339(time)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

std::string CdxjOf(const std::vector<Exported>& exported) {
  std::vector<std::string> lines;
  lines.reserve(exported.size());
  for (const Exported& one : exported) {
    const Capture& capture = one.capture;
    const Json json = {
        {"url", UrlForHeader(capture.url)},
        {"mime", capture.kind == CaptureKind::kRevisit ? "warc/revisit" : MediaTypeOf(capture.content_type)},
        {"status", std::to_string(capture.http_status == 0 ? 200 : capture.http_status)},
        {"digest", "sha256:" + capture.sha256.hex()},
        {"length", std::to_string(capture.warc_length)},
        {"offset", std::to_string(one.offset)},
        {"filename", one.file}};
    lines.push_back(fmt::format("{} {} {}\n", Surt(capture.url), Timestamp(capture.fetched), DumpJson(json)));
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::string PagesOf(const std::vector<Exported>& exported) {
  std::string text = DumpJson(Json{{"format", "json-pages-1.0"}, {"id", "pages"}, {"title", "All pages"}}) + "\n";
  for (const Exported& one : exported) {
    const std::string type = MediaTypeOf(one.capture.content_type);
    if (one.capture.kind == CaptureKind::kRevisit || (type != "text/html" && type != "application/xhtml+xml")) continue;
    if (one.capture.http_status != 0 && one.capture.http_status != 200) continue;
    text += DumpJson(Json{{"id", one.capture.record_id},
                          {"url", UrlForHeader(one.capture.url)},
                          {"ts", FormatRfc3339(one.capture.fetched)}}) +
            "\n";
  }
  return text;
}

Json Resource(const std::string& path, const Digest& digest, uint64_t bytes) {
  return Json{{"name", BaseName(path)}, {"path", path}, {"hash", "sha256:" + digest.hex()}, {"bytes", bytes}};
}

Result<Digest> DigestOfFile(const std::string& path) {
  Sha256Stream digest;
  constexpr uint64_t kStep = 4 << 20;
  for (uint64_t offset = 0;; offset += kStep) {
    DOSSIER_TRY_ASSIGN(const std::string bytes, ReadFileRange(path, offset, kStep));
    digest.Add(bytes);
    if (bytes.size() < kStep) return digest.Finish();
  }
}

struct ZipDiscard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};

// A zip whose entries are stored, not deflated, as WACZ asks so that records can be reached by range.
Status WriteZip(const std::string& path, const std::string& warc_path, const std::string& warc_name,
                const std::vector<std::pair<std::string, std::string>>& texts) {
  int code = 0;
  std::unique_ptr<zip_t, ZipDiscard> zip(zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
  const auto fail = [&] {
    return Fail(ErrorCode::kIo, fmt::format("{}: cannot write the package: {}", path,
                                            zip ? zip_strerror(zip.get()) : "the file cannot be created"));
  };
  if (!zip) return fail();
  const auto add = [&](const std::string& name, zip_source_t* source) {
    if (source == nullptr) return false;
    const zip_int64_t index = zip_file_add(zip.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) zip_source_free(source);
    return index >= 0 && zip_set_file_compression(zip.get(), static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) == 0;
  };
  if (!add(warc_name, zip_source_file(zip.get(), warc_path.c_str(), 0, -1))) return fail();
  for (const auto& [name, text] : texts) {
    if (!add(name, zip_source_buffer(zip.get(), text.data(), text.size(), 0))) return fail();
  }
  if (zip_close(zip.get()) != 0) return fail();
  static_cast<void>(zip.release());  // closed
  return Ok();
}

}  // namespace

std::string Surt(std::string_view url) {
  std::string lowered;
  for (const char c : url) lowered += AsciiLower(c);
  std::string_view rest = std::string_view(lowered).substr(0, lowered.find('#'));
  const size_t scheme_end = rest.find("://");
  if (scheme_end == std::string_view::npos) return UrlForHeader(rest);
  const std::string_view scheme = rest.substr(0, scheme_end);
  rest.remove_prefix(scheme_end + 3);
  const size_t host_end = std::min(rest.find_first_of("/?"), rest.size());
  std::string_view host = rest.substr(0, host_end);
  std::string tail(rest.substr(host_end));
  if (const size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (host.starts_with("www.")) host.remove_prefix(4);
  std::string_view port;
  const size_t colon = host.rfind(':');
  if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
    port = host.substr(colon + 1);
    host = host.substr(0, colon);
    if ((scheme == "http" && port == "80") || (scheme == "https" && port == "443")) port = {};
  }
  std::string reversed;
  const bool number = host.find_first_not_of("0123456789.") == std::string_view::npos || host.starts_with('[');
  if (number) {
    reversed = host;
  } else {
    while (!host.empty()) {
      const size_t dot = host.rfind('.');
      reversed.append(reversed.empty() ? "" : ",").append(host.substr(dot == std::string_view::npos ? 0 : dot + 1));
      host = host.substr(0, dot == std::string_view::npos ? 0 : dot);
    }
  }
  if (!port.empty()) reversed.append(":").append(port);
  if (tail.empty() || tail[0] == '?') tail.insert(0, "/");
  return UrlForHeader(reversed + ")" + tail);
}

Result<ExportReport> ExportWarc(const Corpus& corpus, const ExportSelection& selection, const std::string& file) {
  DOSSIER_TRY_ASSIGN(const std::vector<Capture> chosen, Select(corpus, selection));
  DOSSIER_TRY_ASSIGN(NewFile out, NewFile::Create(file));
  DOSSIER_TRY_ASSIGN(const std::vector<Exported> exported, WriteWarc(corpus, chosen, BaseName(file), out));
  DOSSIER_CHECK(out.Finish());
  return ExportReport{exported.size(), out.size()};
}

Result<ExportReport> ExportCdxj(const Corpus& corpus, const ExportSelection& selection, const std::string& file) {
  DOSSIER_TRY_ASSIGN(const std::vector<Capture> chosen, Select(corpus, selection));
  std::vector<Exported> listed;
  listed.reserve(chosen.size());
  for (const Capture& capture : chosen) listed.push_back({capture, capture.warc_file, capture.warc_offset});
  const std::string text = CdxjOf(listed);
  DOSSIER_CHECK(WriteFileAtomically(file, text));
  return ExportReport{listed.size(), text.size()};
}

Result<ExportReport> ExportWacz(const Corpus& corpus, const ExportSelection& selection, const std::string& file) {
  DOSSIER_TRY_ASSIGN(const std::vector<Capture> chosen, Select(corpus, selection));
  const std::string warc_path = file + ".warc.part";
  const std::string warc_name = "data.warc.gz";
  struct Remove {
    std::string path;
    ~Remove() { unlink(path.c_str()); }
  } remove_warc{warc_path}, remove_part{file + ".part"};
  DOSSIER_TRY_ASSIGN(NewFile warc, NewFile::Create(warc_path));
  DOSSIER_TRY_ASSIGN(const std::vector<Exported> exported, WriteWarc(corpus, chosen, warc_name, warc));
  DOSSIER_CHECK(warc.Finish());
  DOSSIER_TRY_ASSIGN(const Digest warc_digest, DigestOfFile(warc_path));

  const std::string cdxj = CdxjOf(exported), pages = PagesOf(exported);
  const Json package = {{"profile", "data-package"},
                        {"wacz_version", "1.1.1"},
                        {"title", "Captures from a dossier corpus"},
                        {"software", fmt::format("dossier/{}", DOSSIER_VERSION)},
                        {"created", FormatRfc3339(Now())},
                        {"resources",
                         {Resource("archive/" + warc_name, warc_digest, warc.size()),
                          Resource("indexes/index.cdxj", Sha256(cdxj), cdxj.size()),
                          Resource("pages/pages.jsonl", Sha256(pages), pages.size())}}};
  const std::string description = DumpJson(package, 2) + "\n";
  const std::string digest =
      DumpJson(Json{{"path", "datapackage.json"}, {"hash", "sha256:" + Sha256(description).hex()}}, 2);
  DOSSIER_CHECK(WriteZip(remove_part.path, warc_path, "archive/" + warc_name,
                         {{"indexes/index.cdxj", cdxj},
                          {"pages/pages.jsonl", pages},
                          {"datapackage.json", description},
                          {"datapackage-digest.json", digest}}));
  if (rename(remove_part.path.c_str(), file.c_str()) != 0) {
    return Fail(ErrorCode::kIo, fmt::format("{}: cannot finish: {}", file, std::strerror(errno)));
  }
  return ExportReport{exported.size(), warc.size() + cdxj.size() + pages.size()};
}

}  // namespace dossier::corpus
