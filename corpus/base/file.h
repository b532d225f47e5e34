// Files, durably. Errors name the path and say what stayed unchanged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier {

// The whole file. Refuses more than max_bytes (kLimit) instead of filling memory. Errors: kIo, kLimit.
Result<std::string> ReadFile(const std::string& path, uint64_t max_bytes = uint64_t{1} << 30);

// Bytes [offset, offset + length) of the file; shorter only at its end. Errors: kIo.
Result<std::string> ReadFileRange(const std::string& path, uint64_t offset, uint64_t length);

// Replaces the file or leaves the old one: writes a temporary beside it, fsync, rename, fsync of the directory.
// What it replaces is lost: a file that is read, changed and written back goes through EditFile (edit_file.h).
Status WriteFileAtomically(const std::string& path, std::string_view bytes);

// A secret in a new file, readable by its owner only. A file that is there stays as it is: false, nothing written.
Result<bool> WriteNewSecret(const std::string& path, std::string_view bytes);

// Creates the directory and its parents. An existing directory is success.
Status MakeDirectories(const std::string& path);
Status SyncDirectory(const std::string& path);

// Regular files below `path` (or `path` itself), sorted by name so that runs are reproducible; symbolic links
// to directories are not followed. Errors: kIo when `path` does not exist.
Result<std::vector<std::string>> ListFiles(const std::string& path);

}  // namespace dossier
