#include "corpus/base/temporary_directory.h"

#include <stdlib.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace dossier {

Result<TemporaryDirectory> TemporaryDirectory::Make(std::string_view what) {
  std::error_code error;
  std::string pattern =
      (std::filesystem::temp_directory_path(error) / ("dossier-" + std::string(what) + "-XXXXXX")).string();
  if (error || mkdtemp(pattern.data()) == nullptr) {
    return Fail(ErrorCode::kIo, "cannot make a temporary directory at " + pattern,
                "TMPDIR names where such directories go");
  }
  return TemporaryDirectory(std::move(pattern));
}

TemporaryDirectory::TemporaryDirectory(TemporaryDirectory&& other) noexcept : path_(std::exchange(other.path_, {})) {}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace dossier
