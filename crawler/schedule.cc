#include "crawler/schedule.h"

#include <algorithm>
#include <charconv>

#include "corpus/base/time.h"

namespace dossier::crawler {

Schedule::Host& Schedule::At(const std::string& name) {
  const auto [found, added] = hosts_.try_emplace(name);
  if (added) found->second.delay = options_.delay_ms;
  return found->second;
}

void Schedule::Enqueue(const std::string& name, Host& host) {
  const size_t limit = host.delay > 0 ? 1 : options_.per_host;
  if (host.queued || host.jobs.empty() || host.active >= limit) return;
  host.queued = true;
  ready_.push({host.ready_at, sequence_++, &hosts_.find(name)->first, &host});
}

void Schedule::Add(const std::string& name, uint64_t job, int priority) {
  Host& host = At(name);
  const auto after = std::upper_bound(host.jobs.begin(), host.jobs.end(), priority,
                                      [](int wanted, const auto& queued) { return wanted < queued.first; });
  host.jobs.emplace(after, priority, job);
  ++waiting_;
  Enqueue(name, host);
}

std::optional<Schedule::Turn> Schedule::Next(int64_t now) {
  while (active_ < options_.max_connections && !ready_.empty() && ready_.top().at <= now) {
    const Ready top = ready_.top();
    ready_.pop();
    Host& host = *top.host;
    host.queued = false;
    if (host.jobs.empty()) continue;  // dropped meanwhile
    if (host.ready_at > now) {        // was put off meanwhile
      Enqueue(*top.name, host);
      continue;
    }
    Turn turn{*top.name, host.jobs.front().second};
    host.jobs.pop_front();
    --waiting_;
    ++active_;
    ++host.active;
    host.ready_before = host.ready_at;
    host.ready_at = host.ready_after = now + host.delay;
    Enqueue(*top.name, host);
    return turn;
  }
  return std::nullopt;
}

void Schedule::Finished(const std::string& name, int64_t now, HostAnswer answer,
                        std::optional<int64_t> retry_after_ms) {
  Host& host = At(name);
  --active_;
  --host.active;
  int64_t wait = host.delay;
  if (answer == HostAnswer::kGood) {
    host.failures = 0;
  } else {
    const int doublings = std::min(host.failures++, 20);
    wait = std::max(wait, std::min(options_.max_backoff_ms, options_.backoff_ms << doublings));
  }
  if (retry_after_ms) wait = std::max(wait, std::min(*retry_after_ms, options_.max_retry_after_ms));
  host.ready_at = std::max(host.ready_at, now + wait);
  Enqueue(name, host);
}

void Schedule::Cancel(const std::string& name) {
  Host& host = At(name);
  --active_;
  --host.active;
  if (host.ready_at == host.ready_after) host.ready_at = host.ready_before;  // else it was put off meanwhile
  Enqueue(name, host);
}

void Schedule::SetCrawlDelay(const std::string& name, int64_t delay_ms) {
  Host& host = At(name);
  host.delay = std::max(host.delay, std::min(delay_ms, options_.max_crawl_delay_ms));
}

void Schedule::SetDelay(const std::string& name, int64_t delay_ms) { At(name).delay = delay_ms; }

void Schedule::NotBefore(const std::string& name, int64_t time) {
  Host& host = At(name);
  host.ready_at = std::max(host.ready_at, time);
}

std::optional<int64_t> Schedule::NextWake() const {
  if (ready_.empty()) return std::nullopt;
  return ready_.top().at;
}

int Schedule::failures(const std::string& name) const {
  const auto found = hosts_.find(name);
  return found == hosts_.end() ? 0 : found->second.failures;
}

int64_t Schedule::ready_at(const std::string& name) const {
  const auto found = hosts_.find(name);
  return found == hosts_.end() ? 0 : found->second.ready_at;
}

std::vector<uint64_t> Schedule::Drop(const std::string& name) {
  std::vector<uint64_t> jobs;
  const auto found = hosts_.find(name);
  if (found == hosts_.end()) return jobs;
  for (const auto& [priority, job] : found->second.jobs) jobs.push_back(job);
  waiting_ -= found->second.jobs.size();
  found->second.jobs.clear();
  return jobs;
}

std::vector<std::string> Schedule::WaitingHosts() const {
  std::vector<std::string> names;
  for (const auto& [name, host] : hosts_) {
    if (!host.jobs.empty()) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<int64_t> RetryAfterMs(const std::string& value, int64_t now_ms) {
  if (value.empty()) return std::nullopt;
  if (value.find_first_not_of("0123456789") == std::string::npos) {
    int64_t seconds = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    constexpr int64_t most = int64_t{1} << 40;
    return (error == std::errc() ? std::min(seconds, most) : most) * 1000;
  }
  const Result<UtcTime> date = ParseHttpDate(value);
  if (!date) return std::nullopt;
  return std::max<int64_t>(0, date->milliseconds - now_ms);
}

}  // namespace dossier::crawler
