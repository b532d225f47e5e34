#include "corpus/base/edit_file.h"

#include <filesystem>

#include "corpus/base/file.h"
#include "corpus/base/file_lock.h"

namespace dossier {

Status EditFile(const EditedFile& file, const FileChange& change) {
  DOSSIER_TRY_ASSIGN(const FileLock lock, FileLock::Wait(file.lock, file.what, file.verb));
  std::optional<std::string> old;
  std::error_code none;
  if (std::filesystem::exists(file.path, none)) {
    DOSSIER_TRY_ASSIGN(old, ReadFile(file.path, file.max_bytes));
  }
  DOSSIER_TRY_ASSIGN(const std::optional<std::string> changed, change(old));
  if (!changed || changed == old) return Ok();
  return WriteFileAtomically(file.path, *changed);
}

}  // namespace dossier
