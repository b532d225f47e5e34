#include "query/forms/zip_bytes.h"

#include <zip.h>

#include <memory>

namespace dossier::query {
namespace {

struct SourceFree {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct ZipDiscard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};

Error Failed(const char* what) {
  return {ErrorCode::kInternal, std::string("the zip container cannot be made: ") + what, ""};
}

Status AddEntry(zip_t* zip, const std::string& name, const std::string& bytes, time_t modified) {
  zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
  if (!source) return Fail(Failed(zip_strerror(zip)));
  const zip_int64_t index = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return Fail(Failed(zip_strerror(zip)));
  }
  if (zip_file_set_mtime(zip, static_cast<zip_uint64_t>(index), modified, 0) != 0)
    return Fail(Failed(zip_strerror(zip)));
  return Ok();
}

Result<std::string> ReadBack(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return Fail(Failed("reading back"));
  std::string bytes(stat.size, '\0');
  const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (got != static_cast<zip_int64_t>(stat.size)) return Fail(Failed("reading back"));
  return bytes;
}

}  // namespace

Result<std::string> ZipBytes(const std::vector<std::pair<std::string, std::string>>& entries, UtcTime modified) {
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_source_t, SourceFree> buffer(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!buffer) return Fail(Failed("no memory"));
  std::unique_ptr<zip_t, ZipDiscard> zip(zip_open_from_source(buffer.get(), ZIP_TRUNCATE, &error));
  if (!zip) return Fail(Failed(zip_error_strerror(&error)));
  zip_source_keep(buffer.get());  // the archive gives up its own reference when it closes
  for (const auto& [name, bytes] : entries)
    DOSSIER_CHECK(AddEntry(zip.get(), name, bytes, static_cast<time_t>(modified.milliseconds / 1000)));
  if (zip_close(zip.get()) != 0) return Fail(Failed(zip_strerror(zip.get())));
  static_cast<void>(zip.release());
  return ReadBack(buffer.get());
}

}  // namespace dossier::query
