#include "corpus/base/file_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

#include "corpus/base/time.h"

namespace dossier {
namespace {

// "verb crawl\npid 12\nsince ...\n" as words for a person.
std::string OwnerOf(int fd) {
  char buffer[256];
  const ssize_t got = pread(fd, buffer, sizeof(buffer) - 1, 0);
  if (got <= 0) return "another process";
  buffer[got] = '\0';
  const auto value = [&](const char* key) -> std::string {
    const char* at = std::strstr(buffer, key);
    if (at == nullptr) return "?";
    at += std::strlen(key);
    return std::string(at, std::strcspn(at, "\n"));
  };
  return fmt::format("dossier {} (pid {}, since {})", value("verb "), value("pid "), value("since "));
}

}  // namespace

Result<FileLock> FileLock::Acquire(const std::string& path, std::string_view what, std::string_view verb) {
  return Wait(path, what, verb, std::chrono::milliseconds(0));
}

Result<FileLock> FileLock::Wait(const std::string& path, std::string_view what, std::string_view verb,
                                std::chrono::milliseconds patience) {
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) {
    return Fail(ErrorCode::kIo, fmt::format("{}: cannot open the lock file: {}", path, std::strerror(errno)),
                "the corpus must be writable for this");
  }
  FileLock lock(fd);
  const auto end = std::chrono::steady_clock::now() + patience;
  // Asked again and again, since a flock that blocks cannot be given an end without a signal.
  while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
    const auto left = end - std::chrono::steady_clock::now();
    if (left <= std::chrono::nanoseconds(0)) {
      return Fail(ErrorCode::kBusy, fmt::format("{}: {} is in use by {}; nothing was changed", path, what, OwnerOf(fd)),
                  "wait for it to end, or stop it");
    }
    std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, std::chrono::milliseconds(5)));
  }
  const std::string owner = fmt::format("verb {}\npid {}\nsince {}\n", verb, getpid(), FormatRfc3339(Now()));
  // The text only informs; the lock holds without it (on a full disk, say).
  if (ftruncate(fd, 0) != 0 || pwrite(fd, owner.data(), owner.size(), 0) < 0) return lock;
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
FileLock::~FileLock() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace dossier
