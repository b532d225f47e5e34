#include "corpus/exchange/importer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include "corpus/archive/warc.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/catalogue/catalogue.h"
#include "corpus/gate/saved_page.h"

namespace dossier::corpus {
namespace {

constexpr uint64_t kMostFileBytes = uint64_t{1} << 30;

std::string FileName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// "file:" URL of the file's real path (RFC 8089), percent-encoded.
std::string FileUrl(const std::string& path) {
  std::unique_ptr<char, decltype(&free)> real(realpath(path.c_str(), nullptr), free);
  std::string url = "file://";
  for (const char c : std::string_view(real ? real.get() : path.c_str())) {
    if (c == '%' || c == '?' || c == '#') {
      url += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      url += c;
    }
  }
  return UrlForHeader(url);
}

// Undoes gzip when the content is gzip; the member that is decoded first tells what is inside.
struct Unpacked {
  std::string bytes;
  bool was_gzip = false;
  std::string problem;
};
Unpacked Unpack(std::string bytes) {
  if (!bytes.starts_with("\x1f\x8b")) return {std::move(bytes), false, ""};
  Decoded decoded = DecodeContent(bytes, "gzip", {kMostFileBytes, 2000});
  return {std::move(decoded.bytes), true, std::move(decoded.problem)};
}

// What a saved page states of its origin goes into its metadata, marked as that.
void NoteOrigin(const std::optional<StatedOrigin>& origin, Json& metadata) {
  if (!origin) return;
  Json& stated = metadata["stated_by_file"];
  stated["by"] = origin->by;
  stated["url"] = origin->url;
  if (origin->saved) stated["saved"] = FormatRfc3339(*origin->saved);
}

// Whether a file below a folder is a link to something elsewhere. Who packs a folder for others must not reach what
// only its reader may read.
bool LeadsOutOf(const std::string& folder, const std::string& file) {
  std::error_code error;
  const std::string real = std::filesystem::canonical(file, error).string();
  if (error) return false;  // told when it is read
  std::string within = std::filesystem::canonical(folder, error).string();
  if (!within.ends_with('/')) within += '/';
  return !real.starts_with(within);
}

bool StartsAsArchive(const std::string& path) {
  const auto head = ReadFileRange(path, 0, 11);
  if (!head) return false;
  if (head->starts_with("WARC/") || *head == "filedesc://") return true;
  const bool packed = head->starts_with("\x1f\x8b") || head->starts_with("\x28\xB5\x2F\xFD") ||
                      (head->size() > 4 && head->substr(1, 3) == "\x2A\x4D\x18");
  return packed && WarcReader::Recognizes(path);
}

}  // namespace

Importer::Importer(Corpus& corpus, ImportOptions options) : corpus_(corpus), options_(std::move(options)) {
  if (options_.source.id.empty())
    options_.source.id = options_.source.publisher.empty() ? "import" : options_.source.publisher;
}

bool Importer::Progress(const std::string& path) {
  if (progress_ && !progress_(path, report_)) stopped_ = true;
  return !stopped_;
}

Status Importer::Import(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (stopped_) break;
    DOSSIER_CHECK(ImportPath(path));
  }
  return FinishRevisits();
}

Status Importer::Import(const Manifest& manifest) {
  const ImportOptions given = options_;
  report_.problems.insert(report_.problems.end(), manifest.problems.begin(), manifest.problems.end());
  report_.notes.insert(report_.notes.end(), manifest.notes.begin(), manifest.notes.end());
  for (const ManifestEntry& entry : manifest.entries) {
    if (stopped_) break;
    options_ = given;
    options_.url = entry.url;
    options_.url_is_prefix = false;
    if (entry.fetched) options_.fetched = entry.fetched;
    if (!entry.publisher.empty()) options_.source.publisher = entry.publisher;
    if (!entry.kind.empty()) options_.source.kind = entry.kind;
    if (!entry.language.empty()) options_.source.language = entry.language;
    if (!entry.source.empty()) options_.source.id = entry.source;
    if (entry.source.empty() && !entry.publisher.empty()) options_.source.id = entry.publisher;
    DOSSIER_CHECK(ImportPath(entry.file));
  }
  options_ = given;
  return FinishRevisits();
}

Status Importer::ImportPath(const std::string& path) {
  auto files = ListFiles(path);
  if (!files) {
    ++report_.files;
    Problem(files.error().message);
    return Ok();
  }
  std::error_code ignored;
  const bool directory = std::filesystem::is_directory(path, ignored);
  if (directory) TellUnreadable(path);
  for (const std::string& file : *files) {
    if (directory && LeadsOutOf(path, file)) {
      ++report_.files;
      Problem(fmt::format("{}: a link that leads out of the folder; not imported unless it is named itself", file));
      continue;
    }
    std::string url = options_.url;
    if (!url.empty() && !directory && options_.url_is_prefix) {
      url += UrlForHeader(FileName(file));
    } else if (!url.empty() && directory) {
      if (!url.ends_with('/')) url += '/';
      std::string_view below = std::string_view(file).substr(path.size());
      while (below.starts_with('/')) below.remove_prefix(1);
      url += UrlForHeader(below);
    }
    DOSSIER_CHECK(ImportFile({file, file, FileName(file), url, FileUrl(file), !directory}));
    if (!Progress(file)) break;
  }
  return Ok();
}

// A folder that may not be entered is passed over by the listing: what lies in it is not imported, and that is said.
void Importer::TellUnreadable(const std::string& directory) {
  namespace fs = std::filesystem;
  const auto tell = [&](const std::string& path) {
    if (faccessat(AT_FDCWD, path.c_str(), R_OK | X_OK, AT_EACCESS) == 0) return;
    Problem(fmt::format("cannot enter {}: {}; nothing below it was imported", path, std::strerror(errno)));
  };
  std::error_code error;
  tell(directory);
  fs::recursive_directory_iterator entry(directory, fs::directory_options::skip_permission_denied, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) tell(entry->path().string());
  }
}

Status Importer::ImportFile(const Item& item) {
  ++report_.files;
  if (StartsAsArchive(item.path)) return ImportWarc(item.path, item.shown);
  if (IsPackage(item.path)) return ImportPackage(item);
  auto read = ReadFile(item.path, kMostFileBytes);
  if (!read) {
    Problem(read.error().message);
    return Ok();
  }
  Json metadata = Json::object();
  metadata["file"] = item.name;
  const Digest file_digest = Sha256(*read);
  DOSSIER_CHECK(CheckSums(item.path, *read, metadata));
  Unpacked unpacked = Unpack(*std::move(read));
  std::string inner_name = item.name;
  if (unpacked.was_gzip) {
    metadata["container"] = Json{{"coding", "gzip"}, {"sha256", file_digest.hex()}};
    if (inner_name.ends_with(".gz")) inner_name.resize(inner_name.size() - 3);
    if (!unpacked.problem.empty()) {
      Problem(fmt::format("{}: {}; nothing of it was imported", item.shown, unpacked.problem));
      return Ok();
    }
  }
  const FileType type = TypeOfFile(unpacked.bytes, inner_name, item.named);
  if (!type.store) {
    ++report_.left_out[type.label];
    return Ok();
  }
  if (type.form->id == "mhtml") return ImportMhtml(item, type, unpacked.bytes, std::move(metadata));
  if (type.form->id == "mbox") return ImportMailBox(item, unpacked.bytes, metadata);
  if (type.form->id == "email") return ImportMessage(item, type, std::move(unpacked.bytes), std::move(metadata));
  if (type.form->id == "html" && item.url.empty()) NoteOrigin(OriginStatedIn(unpacked.bytes), metadata);
  return ImportDocument(item, type, std::move(unpacked.bytes), std::move(metadata));
}

// The page inside is what is stored, as of a gzip file; the digest of the whole file stands in the metadata.
Status Importer::ImportMhtml(const Item& item, FileType type, std::string_view bytes, Json metadata) {
  auto page = ReadMhtml(bytes);
  if (!page) {
    Problem(fmt::format("{}: {}; nothing of it was imported", item.shown, page.error().message));
    return Ok();
  }
  metadata["container"] = Json{{"coding", "mhtml"}, {"sha256", Sha256(bytes).hex()}};
  if (item.url.empty()) NoteOrigin(page->origin, metadata);
  type.media_type = std::move(page->content_type);
  return ImportDocument(item, type, std::move(page->html), std::move(metadata));
}

Status Importer::ImportDocument(const Item& item, const FileType& type, std::string body, Json metadata) {
  NewCapture capture;
  capture.kind = CaptureKind::kResource;
  const Json stated = MemberAt(metadata, "stated_by_file");
  const std::string origin = StringAt(stated, "url");
  capture.url = !item.url.empty() ? item.url : origin.empty() ? item.place : origin;
  const auto saved = ParseRfc3339(StringAt(stated, "saved"));
  capture.fetched = options_.fetched.value_or(saved ? *saved : Now());
  capture.content_type = type.media_type;
  capture.body = std::move(body);
  capture.metadata = std::move(metadata);
  capture.source = options_.source;
  return Store(std::move(capture), type.label);
}

// A checksum file beside the file ("x.json.sha512"): its first word is the digest in hexadecimal.
Status Importer::CheckSums(const std::string& path, std::string_view bytes, Json& metadata) {
  for (const char* algorithm : {"sha512", "sha256"}) {
    const std::string beside = path + "." + algorithm;
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(beside, ignored)) continue;
    auto text = ReadFile(beside, 1 << 16);
    if (!text) {
      Problem(text.error().message);
      continue;
    }
    ++report_.checksums;
    const std::string stated = text->substr(0, text->find_first_of(" \t\r\n*"));
    const bool holds = DigestHolds(fmt::format("{}:{}", algorithm, stated), bytes).value_or(false);
    metadata["published_checksum"] = Json{{"algorithm", algorithm}, {"value", stated}, {"holds", holds}};
    if (!holds)
      Problem(fmt::format("{}: does not match its published {} ({}); imported, and marked", path, algorithm, beside));
  }
  return Ok();
}

Status Importer::Store(NewCapture capture, const std::string& type) {
  const Digest digest = Sha256(capture.body);
  const std::string key(ViewOf(digest));
  // The same bytes from the same URL are no news; the same bytes under another name need not be stored again.
  auto latest = url_digest_.find(capture.url);
  if (latest == url_digest_.end()) {
    DOSSIER_TRY_ASSIGN(const std::optional<Capture> stored, corpus_.LatestCaptureOf(capture.url));
    if (stored) latest = url_digest_.emplace(capture.url, std::string(ViewOf(stored->sha256))).first;
  }
  if (latest != url_digest_.end() && latest->second == key) {
    ++report_.unchanged;
    return Ok();
  }
  auto same = by_digest_.find(key);
  if (same == by_digest_.end()) {
    DOSSIER_TRY_ASSIGN(const std::optional<Capture> stored, corpus_.FindCaptureByDigest(digest));
    if (stored && stored->kind == CaptureKind::kResource) same = by_digest_.emplace(key, stored->id).first;
  }
  if (same != by_digest_.end()) {
    capture.kind = CaptureKind::kRevisit;
    capture.same_as = same->second;
    capture.body.clear();
    ++report_.revisits;
  }
  url_digest_[capture.url] = key;
  const bool resource = capture.kind == CaptureKind::kResource;
  DOSSIER_TRY_ASSIGN(const CaptureId id, corpus_.Append(std::move(capture)));
  if (resource) by_digest_.emplace(key, id);
  ++report_.captures;
  ++report_.by_type[type];
  return Ok();
}

Status Importer::ImportPackage(const Item& item) {
  constexpr int kMostDepth = 3;
  if (item.depth >= kMostDepth) {
    Problem(fmt::format("{}: packages in packages, deeper than is read; nothing of it was imported", item.shown));
    return Ok();
  }
  auto package = WaczReader::Open(item.path);
  if (!package) {
    Problem(package.error().message);
    return Ok();
  }
  for (const std::string& address : package->elsewhere())
    Problem(fmt::format("{}: describes a package that lies elsewhere, which was not read: {}", item.shown, address));
  for (const WaczReader::Part& part : package->parts()) {
    DOSSIER_CHECK(ImportPart(item, *package, part));
    if (stopped_) break;
  }
  return Ok();
}

Status Importer::ImportPart(const Item& item, const WaczReader& package, const WaczReader::Part& part) {
  const std::string shown = item.shown + "#" + part.name;
  auto unpacked = package.Unpack(part);
  if (!unpacked) {
    Problem(fmt::format("{}: {}", shown, unpacked.error().message));
    return Ok();
  }
  if (part.stated_digest.has_value()) {
    ++report_.checksums;
    if (*part.stated_digest != unpacked->sha256) {
      Problem(fmt::format("{}: not the bytes that the package states (SHA-256 {}); imported all the same", shown,
                          part.stated_digest->hex()));
    }
  }
  if (part.kind == WaczReader::Kind::kWarc) return ImportWarc(unpacked->path, shown);
  const std::string below = UrlForHeader(part.name);
  const std::string url = item.url.empty() ? "" : item.url + (item.url.ends_with('/') ? "" : "/") + below;
  return ImportFile({unpacked->path, shown, FileName(part.name), url, item.place + "/" + below, false, item.depth + 1});
}

}  // namespace dossier::corpus
