// A lock file that names its owner. The kernel releases the lock when the process ends, however it ends (flock(2)).
// A lock belongs to one thread; two threads of a process exclude each other like two processes.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

class FileLock {
 public:
  // Takes the lock at once or fails. Errors: kBusy (naming the owner: verb, pid, since), kIo.
  static Result<FileLock> Acquire(const std::string& path, std::string_view what, std::string_view verb);
  // The same for a lock that others hold for moments only: waits for them. Errors: kBusy after `patience`, kIo.
  static Result<FileLock> Wait(const std::string& path, std::string_view what, std::string_view verb,
                               std::chrono::milliseconds patience = std::chrono::seconds(60));
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace dossier
