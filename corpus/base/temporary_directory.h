// A directory that is gone when its owner is.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "corpus/base/result.h"

namespace dossier {

class TemporaryDirectory {
 public:
  // Makes "dossier-<what>-XXXXXX" below the system's directory for temporary files (TMPDIR), for the user alone.
  // Errors: kIo.
  static Result<TemporaryDirectory> Make(std::string_view what);
  TemporaryDirectory(TemporaryDirectory&& other) noexcept;
  TemporaryDirectory& operator=(TemporaryDirectory&&) = delete;
  ~TemporaryDirectory();  // removes it with all it holds; what cannot be removed stays, silently

  const std::string& path() const { return path_; }

 private:
  explicit TemporaryDirectory(std::string path) : path_(std::move(path)) {}
  std::string path_;  // empty when moved from
};

}  // namespace dossier
