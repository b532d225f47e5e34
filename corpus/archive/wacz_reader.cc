#include "corpus/archive/wacz_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

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

bool IsWarcName(std::string_view name) {
  return name.starts_with("archive/") && (name.ends_with(".warc.gz") || name.ends_with(".warc"));
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

bool IsWacz(const std::string& path) {
  const auto head = ReadFileRange(path, 0, 4);
  if (!head || !head->starts_with("PK")) return false;
  const auto package = WaczReader::Open(path);
  return package && !package->warcs().empty();
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
    if (zip_stat_index(reader.zip_->handle, i, 0, &status) != 0 || status.name == nullptr || !IsWarcName(status.name))
      continue;
    reader.warcs_.push_back({status.name, i, status.size, std::nullopt});
  }
  std::sort(reader.warcs_.begin(), reader.warcs_.end(), [](const Part& a, const Part& b) { return a.name < b.name; });
  reader.ReadDescription();
  return reader;
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
    const Result<Digest> digest = ParseDigest(StringAt(resource, "hash"));
    if (!digest) continue;
    auto part = std::lower_bound(warcs_.begin(), warcs_.end(), path,
                                 [](const Part& each, const std::string& name) { return each.name < name; });
    for (; part != warcs_.end() && part->name == path; ++part) part->stated_digest = *digest;
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
