// Data that is not ours: $DOSSIER_SHARED, else ../shared beside the source tree. Tests skip when it is absent.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/paths.h"

namespace dossier::testing {

// The path of a file or directory of the shared data, or "" when it is not there.
inline std::string SharedPath(const std::string& relative) {
  const char* set = std::getenv("DOSSIER_SHARED");
  const std::filesystem::path root = set && *set ? set : SourceDirectory() + "/../shared";
  std::error_code error;
  const std::filesystem::path path = root / relative;
  return std::filesystem::exists(path, error) ? path.string() : std::string();
}

}  // namespace dossier::testing

// Sets `path`, or skips the test and says why.
#define DOSSIER_SHARED_OR_SKIP(path, relative)                       \
  const std::string path = ::dossier::testing::SharedPath(relative); \
  if (path.empty()) GTEST_SKIP() << "no shared data: " << (relative) << " (set DOSSIER_SHARED)"
