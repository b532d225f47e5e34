// The one way to change a small file that several programs read, change and write back (baskets, sources): read, change
// and replacement happen under one lock, so that none of two changes made at once is lost.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "corpus/base/result.h"

namespace dossier {

struct EditedFile {
  std::string path;
  std::string lock;                         // a file beside it; stays
  std::string what;                         // for people: "the sources"
  std::string verb;                         // who changes it
  uint64_t max_bytes = uint64_t{64} << 20;  // a larger file is refused
};

// The new bytes for the old ones (nullopt: there is no file); nullopt leaves the file as it is.
using FileChange = std::function<Result<std::optional<std::string>>(const std::optional<std::string>& old)>;

// Waits for others (FileLock::Wait). Nothing was changed when it fails: kBusy, kIo, kLimit, or what `change` says.
Status EditFile(const EditedFile& file, const FileChange& change);

}  // namespace dossier
