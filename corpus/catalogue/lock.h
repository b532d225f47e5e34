// A lock file that names its owner. The kernel releases the lock when the process ends, however it ends.
#pragma once

#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier::corpus {

class FileLock {
 public:
  // Takes the lock at once or fails. Errors: kBusy (naming the owner: verb, pid, since), kIo.
  static Result<FileLock> Acquire(const std::string& path, std::string_view what, std::string_view verb);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace dossier::corpus
