// The last stage of `index`: pages become throw-away databases, on threads that live as long as the run. The queue
// before them is bounded, so that reading cannot run away from writing.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/index/record.h"

namespace dossier::indexer {

// What is written of one document revision.
struct WrittenPage {
  DocumentRecord record;
  std::vector<NewPassage> passages;
};

// Put and Drain are called by one thread.
class WriteStage {
 public:
  // Databases are made as `directory`/tmp-<process>-<number>.
  WriteStage(std::string directory, unsigned threads);
  ~WriteStage();  // what waits is dropped
  WriteStage(const WriteStage&) = delete;
  WriteStage& operator=(const WriteStage&) = delete;

  // Cuts the pages into databases of a few. Passages are numbered in the order in which they were put, so that answers
  // of equal worth stand in the same order whatever the number of threads. Waits while too much is queued. Errors: of
  // anything that was put before.
  Status Put(std::vector<WrittenPage> pages);
  // Waits until all is written. The databases since the last call, in the order they were put. Errors: as Put.
  Result<std::vector<std::string>> Drain();
  // Of processors, by what is written.
  double seconds() const;

 private:
  struct Task {
    std::string path;
    std::vector<WrittenPage> pages;
  };
  void Work();
  static Status Write(const Task& task);

  const std::string directory_;
  const unsigned threads_count_;
  mutable std::mutex mutex_;
  std::condition_variable to_do_, done_;
  std::deque<Task> queue_;  // guarded by mutex_, as what follows
  size_t running_ = 0;
  bool ending_ = false;
  double seconds_ = 0;
  Status failed_ = Ok();
  std::vector<std::string> written_;  // of the caller's thread
  int number_ = 0;                    // likewise
  std::vector<std::jthread> threads_;
};

}  // namespace dossier::indexer
