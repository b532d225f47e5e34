#include "corpus/catalogue/background_worker.h"

#include <utility>

namespace dossier::corpus {

BackgroundWorker::BackgroundWorker() : thread_([this] { Run(); }) {}

BackgroundWorker::~BackgroundWorker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

template <class T>
auto BackgroundWorker::Queue(T task) {
  auto result = task.get_future();
  {
    const std::lock_guard lock(mutex_);
    tasks_.emplace_back(std::move(task));
  }
  wake_.notify_one();
  return result;
}

std::future<std::vector<Member>> BackgroundWorker::Submit(Task task) { return Queue(std::move(task)); }
std::future<Status> BackgroundWorker::Submit(WriteTask task) { return Queue(std::move(task)); }

void BackgroundWorker::Run() {
  while (true) {
    std::variant<Task, WriteTask> task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return ending_ || !tasks_.empty(); });
      if (ending_) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    std::visit([](auto& each) { each(); }, task);
  }
}

}  // namespace dossier::corpus
