#include "corpus/forms/zip_member.h"

#include <zip.h>

#include <memory>

namespace dossier::corpus {
namespace {

constexpr zip_int64_t kMostMembers = 10'000;

struct ZipCloser {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct MemberCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using OpenZip = std::unique_ptr<zip_t, ZipCloser>;

// The bytes are borrowed: they outlive the handle in both callers.
Result<OpenZip> OpenZipIn(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  OpenZip zip(source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error));
  if (!zip && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (!zip) return Fail(ErrorCode::kParse, "the zip container does not open");
  return zip;
}

}  // namespace

Result<std::string> ReadZipMember(std::string_view bytes, const std::string& member, uint64_t most) {
  DOSSIER_TRY_ASSIGN(const OpenZip zip, OpenZipIn(bytes));
  zip_stat_t status;
  if (zip_stat(zip.get(), member.c_str(), 0, &status) != 0) return Fail(ErrorCode::kParse, "holds no " + member);
  if (status.size > most) return Fail(ErrorCode::kLimit, member + " is larger than " + std::to_string(most) + " bytes");
  const std::unique_ptr<zip_file_t, MemberCloser> file(zip_fopen(zip.get(), member.c_str(), 0));
  if (!file) return Fail(ErrorCode::kParse, "cannot read " + member);
  std::string out;
  char buffer[1 << 16];
  zip_int64_t got = 0;
  while ((got = zip_fread(file.get(), buffer, sizeof buffer)) > 0) {
    out.append(buffer, static_cast<size_t>(got));
    if (out.size() > most) return Fail(ErrorCode::kLimit, member + " is larger than it says");
  }
  if (got < 0 || out.size() != status.size) return Fail(ErrorCode::kParse, member + " is damaged");
  return out;
}

Result<std::vector<std::string>> ListZipMembers(std::string_view bytes) {
  DOSSIER_TRY_ASSIGN(const OpenZip zip, OpenZipIn(bytes));
  const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  if (count > kMostMembers) return Fail(ErrorCode::kLimit, "more than 10,000 files in the zip");
  std::vector<std::string> names;
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(zip.get(), static_cast<zip_uint64_t>(i), 0);
    if (name != nullptr && *name != '\0' && !std::string_view(name).ends_with('/')) names.emplace_back(name);
  }
  return names;
}

}  // namespace dossier::corpus
