#include "corpus/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace dossier {
namespace {

// A file descriptor that closes itself; close errors matter only for written files, which call Close().
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  bool Close() {
    const int fd = fd_;
    fd_ = -1;
    return fd < 0 || ::close(fd) == 0;
  }

 private:
  int fd_;
};

tl::unexpected<Error> IoError(const std::string& what, const std::string& path, std::string hint = {}) {
  return Fail(ErrorCode::kIo, what + " " + path + ": " + std::strerror(errno), std::move(hint));
}

// What the person's shell holds open ("/dev/stdin", "/dev/fd/3") may be a pipe.
bool MayBePipe(const std::string& path) { return path.starts_with("/dev/") || path.starts_with("/proc/"); }

// Without waiting: a pipe that lies in a folder may never get a writer.
int OpenToRead(const std::string& path) {
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | (MayBePipe(path) ? 0 : O_NONBLOCK));
}

// Reads up to `length` bytes from `offset`; false sets errno.
bool ReadAt(int fd, uint64_t offset, uint64_t length, std::string& out) {
  out.resize(length);
  size_t done = 0;
  while (done < length) {
    const ssize_t got = ::pread(fd, out.data() + done, length - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  out.resize(done);
  return true;
}

bool WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// A name that no other thread or process of this machine has at this moment.
std::string TemporaryBeside(const std::string& path) {
  static std::atomic<unsigned> last = 0;
  return path + ".tmp." + std::to_string(::getpid()) + "." + std::to_string(++last);
}

}  // namespace

Result<std::string> ReadFile(const std::string& path, uint64_t max_bytes) {
  const Descriptor file(OpenToRead(path));
  if (file.get() < 0) return IoError("cannot open", path);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return IoError("cannot read", path);
  if (S_ISDIR(status.st_mode)) return Fail(ErrorCode::kIo, "cannot read " + path + ": it is a directory");
  if (!S_ISREG(status.st_mode) && !MayBePipe(path))
    return Fail(ErrorCode::kIo, "cannot read " + path + ": it is a pipe or a device, not a regular file");
  std::string bytes;
  if (S_ISREG(status.st_mode)) {
    if (static_cast<uint64_t>(status.st_size) > max_bytes) {
      return Fail(ErrorCode::kLimit, path + " has " + std::to_string(status.st_size) + " bytes; the limit is " +
                                         std::to_string(max_bytes));
    }
    if (!ReadAt(file.get(), 0, static_cast<uint64_t>(status.st_size), bytes)) return IoError("cannot read", path);
    return bytes;
  }
  char buffer[1 << 16];  // a pipe or a device: its size is known only at the end
  for (;;) {
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return IoError("cannot read", path);
    if (got == 0) return bytes;
    bytes.append(buffer, static_cast<size_t>(got));
    if (bytes.size() > max_bytes)
      return Fail(ErrorCode::kLimit, path + " has more than " + std::to_string(max_bytes) + " bytes");
  }
}

Result<std::string> ReadFileRange(const std::string& path, uint64_t offset, uint64_t length) {
  const Descriptor file(OpenToRead(path));
  if (file.get() < 0) return IoError("cannot open", path);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return IoError("cannot read", path);
  const auto size = static_cast<uint64_t>(status.st_size);
  std::string bytes;
  if (offset >= size) return bytes;
  if (!ReadAt(file.get(), offset, std::min(length, size - offset), bytes)) return IoError("cannot read", path);
  return bytes;
}

Status WriteFileAtomically(const std::string& path, std::string_view bytes) {
  const std::string temporary = TemporaryBeside(path);
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (file.get() < 0) return IoError("cannot create", temporary, "the old " + path + " is unchanged");
  const bool written = WriteAll(file.get(), bytes) && ::fsync(file.get()) == 0 && file.Close();
  if (!written || ::rename(temporary.c_str(), path.c_str()) != 0) {
    auto error = IoError("cannot write", path, "the old file is unchanged");
    ::unlink(temporary.c_str());
    return error;
  }
  return SyncDirectory(std::filesystem::path(path).parent_path().string());
}

Result<bool> WriteNewSecret(const std::string& path, std::string_view bytes) {
  const std::string temporary = TemporaryBeside(path);
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (file.get() < 0) return IoError("cannot create", temporary);
  const bool written = WriteAll(file.get(), bytes) && ::fsync(file.get()) == 0 && file.Close();
  // link() and not rename(): of several that make the file at once, the first one's stays.
  const bool made = written && ::link(temporary.c_str(), path.c_str()) == 0;
  const int reason = errno;
  ::unlink(temporary.c_str());
  errno = reason;
  if (!made && written && errno == EEXIST) return false;
  if (!made) return IoError("cannot write", path);
  DOSSIER_CHECK(SyncDirectory(std::filesystem::path(path).parent_path().string()));
  return true;
}

Status MakeDirectories(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return Fail(ErrorCode::kIo, "cannot create directory " + path + ": " + error.message());
  return Ok();
}

Status SyncDirectory(const std::string& path) {
  const std::string name = path.empty() ? "." : path;
  const Descriptor directory(::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || ::fsync(directory.get()) != 0) return IoError("cannot sync directory", name);
  return Ok();
}

Result<std::vector<std::string>> ListFiles(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return Fail(ErrorCode::kIo, "cannot read " + path + ": no such file or directory");
  if (!fs::is_directory(status)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    if (entry->is_regular_file(error)) files.push_back(entry->path().string());
  }
  if (error) return Fail(ErrorCode::kIo, "cannot list " + path + ": " + error.message());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace dossier
