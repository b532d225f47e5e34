#include "corpus/catalogue/log_sync.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dossier::corpus {

LogSync::~LogSync() {
  if (fd_ >= 0) close(fd_);
}

Status LogSync::Sync() {
  if (fd_ < 0) fd_ = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd_ < 0 && errno == ENOENT) return Ok();  // nothing was ever written
  if (fd_ >= 0 && fdatasync(fd_) == 0) return Ok();
  return Fail(ErrorCode::kIo, "cannot sync " + path_ + ": " + std::strerror(errno), "is the disk full, or failing?");
}

}  // namespace dossier::corpus
