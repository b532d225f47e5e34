// Makes SQLite's write-ahead log durable from any thread. A commit with synchronous=NORMAL appends to the log without
// waiting for the disk; a sync of the log afterwards does what synchronous=FULL would have done, while the thread that
// commits goes on. No POSIX lock lies on the log file, so that opening it here disturbs SQLite in nothing.
#pragma once

#include <string>

#include "corpus/base/result.h"

namespace dossier::corpus {

class LogSync {
 public:
  // `catalogue`: path of the database, which must be open in WAL mode as long as this lives.
  explicit LogSync(std::string catalogue) : path_(std::move(catalogue) + "-wal") {}
  ~LogSync();
  LogSync(const LogSync&) = delete;
  LogSync& operator=(const LogSync&) = delete;

  // Errors: kIo. Calls must not overlap.
  Status Sync();

 private:
  std::string path_;
  int fd_ = -1;
};

}  // namespace dossier::corpus
