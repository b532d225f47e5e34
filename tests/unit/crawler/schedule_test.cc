#include "crawler/schedule.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <queue>

namespace dossier::crawler {
namespace {

// What runs in virtual time: each answer takes as long as `latency` says.
struct Simulation {
  Schedule schedule;
  int64_t now = 0;
  struct Running {
    int64_t end;
    std::string host;
    bool operator>(const Running& other) const { return end > other.end; }
  };
  std::priority_queue<Running, std::vector<Running>, std::greater<>> running;
  int64_t busy_ms = 0;  // slot time in use
  std::map<std::string, int64_t> last_end;
  int64_t shortest_gap = INT64_MAX;  // from an answer's end to the next request
  uint64_t started = 0;

  explicit Simulation(const ScheduleOptions& options) : schedule(options) {}

  void StartAll(const std::function<int64_t(const std::string&)>& latency) {
    while (auto turn = schedule.Next(now)) {
      ++started;
      if (last_end.contains(turn->host)) shortest_gap = std::min(shortest_gap, now - last_end[turn->host]);
      const int64_t takes = latency(turn->host);
      busy_ms += takes;
      running.push({now + takes, turn->host});
    }
  }
  // False when nothing will ever happen again.
  bool Advance() {
    const auto wake = schedule.NextWake();
    const bool slot = schedule.active() < 64;
    int64_t next = running.empty() ? INT64_MAX : running.top().end;
    if (wake && slot) next = std::min(next, std::max(*wake, now));
    if (next == INT64_MAX) return false;
    now = next;
    while (!running.empty() && running.top().end <= now) {
      schedule.Finished(running.top().host, now, HostAnswer::kGood);
      last_end[running.top().host] = now;
      running.pop();
    }
    return true;
  }
};

TEST(Schedule, WhenAThousandHostsWait_ThenSlotsAreBusyAndNoDelayIsBroken) {
  ScheduleOptions options;
  options.max_connections = 64;
  options.delay_ms = 1000;
  Simulation simulation(options);
  constexpr int kHosts = 1000;
  constexpr int kPages = 20;
  for (int page = 0; page < kPages; ++page) {
    for (int host = 0; host < kHosts; ++host)
      simulation.schedule.Add("host" + std::to_string(host), static_cast<uint64_t>(page * kHosts + host));
  }
  const auto latency = [](const std::string& host) {
    return 50 + static_cast<int64_t>(std::hash<std::string>()(host) % 300);
  };
  do simulation.StartAll(latency);
  while (simulation.Advance());
  EXPECT_EQ(simulation.started, uint64_t{kHosts} * kPages);
  EXPECT_GE(simulation.shortest_gap, 1000);
  const double busy = static_cast<double>(simulation.busy_ms) / (64.0 * static_cast<double>(simulation.now));
  EXPECT_GE(busy, 0.95) << simulation.now << " ms";
}

TEST(Schedule, WhenHostHasDelay_ThenOneRequestAtATime) {
  ScheduleOptions options;
  options.delay_ms = 500;
  options.per_host = 4;
  Schedule schedule(options);
  schedule.Add("a", 1);
  schedule.Add("a", 2);
  ASSERT_TRUE(schedule.Next(0));
  EXPECT_FALSE(schedule.Next(10000));  // still in flight
  schedule.Finished("a", 10000, HostAnswer::kGood);
  EXPECT_FALSE(schedule.Next(10499));
  EXPECT_EQ(schedule.NextWake(), 10500);
  EXPECT_TRUE(schedule.Next(10500));
}

TEST(Schedule, WhenNoDelay_ThenUpToThePerHostLimit) {
  ScheduleOptions options;
  options.delay_ms = 0;
  options.per_host = 2;
  Schedule schedule(options);
  for (uint64_t i = 0; i < 3; ++i) schedule.Add("a", i);
  EXPECT_TRUE(schedule.Next(0));
  EXPECT_TRUE(schedule.Next(0));
  EXPECT_FALSE(schedule.Next(0));
  schedule.Finished("a", 5, HostAnswer::kGood);
  EXPECT_TRUE(schedule.Next(5));
}

TEST(Schedule, WhenHostFails_ThenBackOffDoublesAndEndsWithSuccess) {
  ScheduleOptions options;
  options.delay_ms = 0;
  options.backoff_ms = 100;
  options.max_backoff_ms = 300;
  Schedule schedule(options);
  for (uint64_t i = 0; i < 9; ++i) schedule.Add("a", i);
  const int64_t waits[] = {100, 200, 300, 300};
  int64_t now = 0;
  for (const int64_t wait : waits) {
    ASSERT_TRUE(schedule.Next(now));
    schedule.Finished("a", now, HostAnswer::kTrouble);
    EXPECT_FALSE(schedule.Next(now + wait - 1));
    now += wait;
  }
  ASSERT_TRUE(schedule.Next(now));
  schedule.Finished("a", now, HostAnswer::kGood);
  EXPECT_EQ(schedule.failures("a"), 0);
  EXPECT_TRUE(schedule.Next(now));
}

TEST(Schedule, WhenRetryAfterIsLong_ThenCapped) {
  ScheduleOptions options;
  options.max_retry_after_ms = 5000;
  Schedule schedule(options);
  schedule.Add("a", 1);
  schedule.Add("a", 2);
  ASSERT_TRUE(schedule.Next(0));
  schedule.Finished("a", 0, HostAnswer::kTrouble, int64_t{1} << 50);
  EXPECT_EQ(schedule.ready_at("a"), 5000);
}

TEST(Schedule, WhenCrawlDelayIsStated_ThenItHoldsUpToTheCap) {
  ScheduleOptions options;
  options.delay_ms = 1000;
  options.max_crawl_delay_ms = 30000;
  Schedule schedule(options);
  schedule.SetCrawlDelay("a", 86400000);
  schedule.SetCrawlDelay("b", 10);
  for (const char* host : {"a", "b"}) {
    schedule.Add(host, 1);
    schedule.Add(host, 2);
  }
  while (auto turn = schedule.Next(0)) schedule.Finished(turn->host, 0, HostAnswer::kGood);
  EXPECT_EQ(schedule.ready_at("a"), 30000);
  EXPECT_EQ(schedule.ready_at("b"), 1000);
}

TEST(Schedule, WhenPriorityIsHigher_ThenFirst) {
  ScheduleOptions options;
  options.delay_ms = 0;
  Schedule schedule(options);
  schedule.Add("a", 1, 1);
  schedule.Add("a", 2, 1);
  schedule.Add("a", 3, 0);
  EXPECT_EQ(schedule.Next(0)->job, 3u);
  EXPECT_EQ(schedule.Next(0)->job, 1u);
}

TEST(RetryAfter, WhenSecondsOrDate_ThenMilliseconds) {
  EXPECT_EQ(RetryAfterMs("120", 0), 120000);
  EXPECT_EQ(RetryAfterMs("Thu, 01 Jan 1970 00:01:00 GMT", 10000), 50000);
  EXPECT_EQ(RetryAfterMs("Thu, 01 Jan 1970 00:01:00 GMT", 100000), 0);
  EXPECT_EQ(RetryAfterMs("soon", 0), std::nullopt);
  EXPECT_GT(*RetryAfterMs("99999999999999999999999", 0), int64_t{1} << 40);
}

}  // namespace
}  // namespace dossier::crawler
