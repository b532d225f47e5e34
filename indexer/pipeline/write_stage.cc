#include "indexer/pipeline/write_stage.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "indexer/index/segments.h"
#include "indexer/index/writer.h"
#include "indexer/pipeline/processor_time.h"

namespace dossier::indexer {
namespace {

// Pages of one database. Twice as many cost a tenth more to write, half as many as much more to merge.
constexpr size_t kPagesInOne = 32;

}  // namespace

WriteStage::WriteStage(std::string directory, unsigned threads)
    : directory_(std::move(directory)), threads_count_(std::max(1u, threads)) {
  for (unsigned i = 0; i < threads_count_; ++i) threads_.emplace_back([this] { Work(); });
}

WriteStage::~WriteStage() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    queue_.clear();
  }
  to_do_.notify_all();
}

Status WriteStage::Write(const Task& task) {
  DOSSIER_TRY_ASSIGN(IndexWriter writer, IndexWriter::Create(task.path));
  for (const WrittenPage& page : task.pages) DOSSIER_CHECK(writer.Add(page.record, page.passages));
  return writer.Commit();
}

void WriteStage::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    to_do_.wait(lock, [this] { return ending_ || !queue_.empty(); });
    if (ending_) return;
    const Task task = std::move(queue_.front());
    queue_.pop_front();
    ++running_;
    lock.unlock();
    const double begun = ThreadSeconds();
    Status result = Write(task);
    const double spent = ThreadSeconds() - begun;
    lock.lock();
    seconds_ += spent;
    --running_;
    if (!result && failed_) failed_ = std::move(result);
    done_.notify_all();
  }
}

double WriteStage::seconds() const {
  const std::lock_guard lock(mutex_);
  return seconds_;
}

Status WriteStage::Put(std::vector<WrittenPage> pages) {
  const size_t parts = (pages.size() + kPagesInOne - 1) / kPagesInOne;
  std::vector<Task> tasks(parts);
  for (Task& task : tasks) {
    task.path = fmt::format("{}/{}{}-{}", directory_, kTemporaryStem, ::getpid(), number_++);
    written_.push_back(task.path);
  }
  for (size_t i = 0; i < pages.size(); ++i) tasks[i * parts / pages.size()].pages.push_back(std::move(pages[i]));
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return queue_.size() < 2 * threads_count_ || !failed_; });
  if (!failed_) return failed_;
  for (Task& task : tasks) queue_.push_back(std::move(task));
  to_do_.notify_all();
  return Ok();
}

Result<std::vector<std::string>> WriteStage::Drain() {
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return (queue_.empty() && running_ == 0) || !failed_; });
  if (!failed_) return Fail(failed_.error());
  return std::exchange(written_, {});
}

}  // namespace dossier::indexer
