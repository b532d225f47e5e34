// One thread that does work (digests and compression, or writing and syncing a file) while the thread that appends
// goes on.
#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "corpus/archive/archive_writer.h"

namespace dossier::corpus {

class BackgroundWorker {
 public:
  using Task = std::packaged_task<std::vector<Member>()>;
  using WriteTask = std::packaged_task<Status()>;

  BackgroundWorker();
  ~BackgroundWorker();  // ends after the task at hand; waiting tasks are dropped
  BackgroundWorker(const BackgroundWorker&) = delete;
  BackgroundWorker& operator=(const BackgroundWorker&) = delete;

  // Tasks run in the order given.
  std::future<std::vector<Member>> Submit(Task task);
  std::future<Status> Submit(WriteTask task);

 private:
  void Run();
  template <class T>
  auto Queue(T task);
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::variant<Task, WriteTask>> tasks_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace dossier::corpus
