// Worker threads that read fetched bodies while the crawl's thread goes on with the network.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "crawler/page_reader.h"

namespace dossier::crawler {

// A body to read, and after Read what it holds. Travels to a worker and back.
struct PageTask {
  uint64_t ticket = 0;
  std::string url;
  bool expect_sitemap = false;
  bool follow = true;
  FetchResult result;
  PageFacts facts;
};

class PageWorkers {
 public:
  // `wake` is called, on a worker thread, when a task is done.
  PageWorkers(size_t threads, std::function<void()> wake);
  ~PageWorkers();  // waits for the tasks being read
  PageWorkers(const PageWorkers&) = delete;
  PageWorkers& operator=(const PageWorkers&) = delete;

  void Submit(std::unique_ptr<PageTask> task);
  // The tasks that are done, in no particular order; never blocks.
  std::vector<std::unique_ptr<PageTask>> TakeDone();
  // Of the bodies submitted and not taken back.
  size_t waiting_bytes() const { return waiting_bytes_; }

 private:
  void Work();
  std::function<void()> wake_;
  size_t waiting_bytes_ = 0;  // of the owner's thread
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::deque<std::unique_ptr<PageTask>> waiting_;
  std::vector<std::unique_ptr<PageTask>> done_;
  std::vector<std::thread> threads_;
};

}  // namespace dossier::crawler
