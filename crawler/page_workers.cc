#include "crawler/page_workers.h"

#include <algorithm>
#include <csignal>
#include <utility>

namespace dossier::crawler {

PageWorkers::PageWorkers(size_t threads, std::function<void()> wake) : wake_(std::move(wake)) {
  // Signals belong to the thread that watches for them.
  sigset_t all;
  sigset_t old;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &old);
  for (size_t i = 0; i < std::max<size_t>(1, threads); ++i) threads_.emplace_back([this] { Work(); });
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
}

PageWorkers::~PageWorkers() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void PageWorkers::Submit(std::unique_ptr<PageTask> task) {
  waiting_bytes_ += task->result.body.size();
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(task));
  }
  changed_.notify_one();
}

std::vector<std::unique_ptr<PageTask>> PageWorkers::TakeDone() {
  std::vector<std::unique_ptr<PageTask>> done;
  {
    const std::lock_guard lock(mutex_);
    done.swap(done_);
  }
  for (const std::unique_ptr<PageTask>& task : done) waiting_bytes_ -= task->result.body.size();
  return done;
}

void PageWorkers::Work() {
  for (;;) {
    std::unique_ptr<PageTask> task;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      task = std::move(waiting_.front());
      waiting_.pop_front();
    }
    task->facts = ReadPage(task->result, task->url, task->expect_sitemap, task->follow);
    bool first = false;
    {
      const std::lock_guard lock(mutex_);
      first = done_.empty();
      done_.push_back(std::move(task));
    }
    if (first) wake_();
  }
}

}  // namespace dossier::crawler
