#include "corpus/archive/wacz_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <initializer_list>

#include "corpus/base/file.h"
#include "corpus/base/json.h"

namespace dossier::corpus {
namespace {

constexpr uint64_t kMostEntries = 1000000;
constexpr uint64_t kMostDescription = uint64_t{64} << 20;
constexpr uint64_t kFreeBytes = uint64_t{64} << 20;  // unpacked size that needs no look at the ratio
constexpr uint64_t kMostRatio = 200;

struct FileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

bool HasEnding(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view end) { return name.ends_with(end); });
}

WaczReader::Kind KindOf(std::string_view name) {
  if (name.starts_with("archive/") && HasEnding(name, {".warc.gz", ".warc", ".warc.zst", ".arc.gz", ".arc"}))
    return WaczReader::Kind::kWarc;
  return name.ends_with(".wacz") ? WaczReader::Kind::kPackage : WaczReader::Kind::kFile;
}

// Files by which a zip shows that it is a format of its own: Office, OpenDocument and EPUB, programs.
bool IsFormatOfItsOwn(std::string_view name) {
  return name == "[Content_Types].xml" || name == "mimetype" || name == "META-INF/MANIFEST.MF" ||
         name == "AndroidManifest.xml";
}

}  // namespace

struct WaczReader::Zip {
  std::string path;
  zip_t* handle = nullptr;
  ~Zip() {
    if (handle != nullptr) zip_discard(handle);
  }
};

WaczReader::WaczReader(std::unique_ptr<Zip> zip) : zip_(std::move(zip)) {}
WaczReader::WaczReader(WaczReader&&) noexcept = default;
WaczReader::~WaczReader() = default;

bool IsPackage(const std::string& path) {
  const auto head = ReadFileRange(path, 0, 4);
  if (!head || !head->starts_with("PK")) return false;
  const auto package = WaczReader::Open(path);
  return package && (!package->parts().empty() || !package->elsewhere().empty());
}

Result<WaczReader> WaczReader::Open(const std::string& path) {
  auto zip = std::make_unique<Zip>();
  zip->path = path;
  int code = 0;
  zip->handle = zip_open(path.c_str(), ZIP_RDONLY, &code);
  if (zip->handle == nullptr) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    return Fail(ErrorCode::kParse, fmt::format("{}: cannot be read as a package: {}", path, why));
  }
  const zip_int64_t entries = zip_get_num_entries(zip->handle, 0);
  if (entries < 0 || static_cast<uint64_t>(entries) > kMostEntries)
    return Fail(ErrorCode::kLimit, path + ": too many files in the package");
  WaczReader reader(std::move(zip));
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(entries); ++i) {
    zip_stat_t status;
    if (zip_stat_index(reader.zip_->handle, i, 0, &status) != 0 || status.name == nullptr) continue;
    const std::string_view name = status.name;
    if (name.empty() || name.ends_with('/')) continue;
    reader.parts_.push_back({KindOf(name), std::string(name), i, status.size, std::nullopt});
  }
  std::sort(reader.parts_.begin(), reader.parts_.end(), [](const Part& a, const Part& b) { return a.name < b.name; });
  reader.ReadDescription();
  reader.Choose();
  return reader;
}

// Which of the parts are what the package holds.
void WaczReader::Choose() {
  const auto any = [&](Kind kind) {
    return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) { return part.kind == kind; });
  };
  const bool own =
      std::any_of(parts_.begin(), parts_.end(), [](const Part& part) { return IsFormatOfItsOwn(part.name); });
  const Kind kept = any(Kind::kWarc) ? Kind::kWarc : any(Kind::kPackage) ? Kind::kPackage : Kind::kFile;
  is_wacz_ = kept != Kind::kFile || !elsewhere_.empty();
  if (own || (is_wacz_ && kept == Kind::kFile)) {
    parts_.clear();
  } else {
    std::erase_if(parts_, [&](const Part& part) { return part.kind != kept; });
  }
}

// A package whose description cannot be read still has its records, which have digests of their own.
void WaczReader::ReadDescription() {
  const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen(zip_->handle, "datapackage.json", 0));
  if (!file) return;
  std::string text;
  char buffer[1 << 16];
  for (zip_int64_t got = 0; (got = zip_fread(file.get(), buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<size_t>(got));
    if (text.size() > kMostDescription) return;
  }
  const Result<Json> description = ParseJson(text, "datapackage.json");
  if (!description) return;
  const Json& resources = MemberAt(*description, "resources");
  if (!resources.is_array()) return;
  for (const Json& resource : resources) {
    const std::string path = StringAt(resource, "path");
    if (path.starts_with("https://") || path.starts_with("http://")) elsewhere_.push_back(path);
    const Result<Digest> digest = ParseDigest(StringAt(resource, "hash"));
    if (!digest) continue;
    auto part = std::lower_bound(parts_.begin(), parts_.end(), path,
                                 [](const Part& each, const std::string& name) { return each.name < name; });
    for (; part != parts_.end() && part->name == path; ++part) part->stated_digest = *digest;
  }
}

Result<WaczReader::Unpacked> WaczReader::Unpack(const Part& part) const {
  zip_stat_t status;
  if (zip_stat_index(zip_->handle, part.index, 0, &status) != 0)
    return Fail(ErrorCode::kParse, "cannot be found in the package");
  const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(zip_->handle, part.index, 0));
  if (!file) return Fail(ErrorCode::kParse, fmt::format("cannot be read: {}", zip_strerror(zip_->handle)));
  DOSSIER_TRY_ASSIGN(TemporaryDirectory directory, TemporaryDirectory::Make("wacz"));
  const std::string path = directory.path() + "/part.warc";
  const int out = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (out < 0) return Fail(ErrorCode::kIo, fmt::format("cannot create {}: {}", path, std::strerror(errno)));
  Unpacked unpacked{std::move(directory), path, {}};
  Sha256Stream digest;
  uint64_t bytes = 0;
  std::string buffer(size_t{1} << 20, '\0');
  zip_int64_t got = 0;
  Status written = Ok();
  while (written && (got = zip_fread(file.get(), buffer.data(), buffer.size())) > 0) {
    const std::string_view part_bytes(buffer.data(), static_cast<size_t>(got));
    digest.Add(part_bytes);
    bytes += part_bytes.size();
    if (bytes > kFreeBytes && bytes / kMostRatio > status.comp_size)
      written = Fail(ErrorCode::kLimit, "unpacks to far more than it takes in the package");
    for (std::string_view rest = part_bytes; written && !rest.empty();) {
      const ssize_t count = write(out, rest.data(), rest.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0)
        written = Fail(ErrorCode::kIo, fmt::format("cannot unpack to {}: {}", path, std::strerror(errno)));
      else
        rest.remove_prefix(static_cast<size_t>(count));
    }
  }
  close(out);
  DOSSIER_CHECK(written);
  if (got < 0) return Fail(ErrorCode::kParse, fmt::format("its bytes are damaged: {}", zip_file_strerror(file.get())));
  unpacked.sha256 = digest.Finish();
  return unpacked;
}

}  // namespace dossier::corpus
