// Who may be asked next: one queue a host, never two requests to a host inside its delay, a limit of connections a host
// and in all. Knows no network and no clock: time comes in as milliseconds of any steady clock, so that a test can
// run a thousand hosts in virtual time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

namespace dossier::crawler {

struct ScheduleOptions {
  size_t max_connections = 32;         // in all
  size_t per_host = 2;                 // at once; a host with a delay gets one
  int64_t delay_ms = 1000;             // from the end of an answer to the next request
  int64_t max_crawl_delay_ms = 30000;  // what a robots.txt asks beyond this is cut to it
  int64_t max_retry_after_ms = 3600000;
  int64_t backoff_ms = 1000;  // after the first failure in a row; doubles with each
  int64_t max_backoff_ms = 600000;
};

// How a host answered, for the pace of what follows.
enum class HostAnswer {
  kGood,
  kTrouble,  // no connection, no answer in time, 429, 5xx: back off
};

// Not thread safe.
class Schedule {
 public:
  explicit Schedule(ScheduleOptions options) : options_(options) {}

  // Queues a job of a host; lower `priority` goes first, equal ones in the order added.
  void Add(const std::string& host, uint64_t job, int priority = 1);

  struct Turn {
    std::string host;
    uint64_t job;
  };
  // The next job that may start at `now`; the caller starts it and calls Finished. nullopt: no slot or nobody's turn.
  std::optional<Turn> Next(int64_t now);
  void Finished(const std::string& host, int64_t now, HostAnswer answer, std::optional<int64_t> retry_after_ms = {});

  // Gives the latest turn of the host back, which was not used for a request: the host may be asked again at once.
  void Cancel(const std::string& host);

  // A delay of this host's own (Crawl-delay), capped; never less than the general one.
  void SetCrawlDelay(const std::string& host, int64_t delay_ms);
  // The general delay does not hold for this host (a site on the loopback interface).
  void SetDelay(const std::string& host, int64_t delay_ms);
  void NotBefore(const std::string& host, int64_t time);

  // When the next waiting host is ready (maybe in the past); nullopt when no host waits for time alone.
  std::optional<int64_t> NextWake() const;
  // Failures in a row of the host.
  int failures(const std::string& host) const;
  int64_t ready_at(const std::string& host) const;
  // Takes all queued jobs of the host away.
  std::vector<uint64_t> Drop(const std::string& host);

  size_t active() const { return active_; }
  size_t waiting() const { return waiting_; }
  bool Idle() const { return active_ == 0 && waiting_ == 0; }
  // Hosts with queued jobs.
  std::vector<std::string> WaitingHosts() const;

 private:
  struct Host {
    std::deque<std::pair<int, uint64_t>> jobs;  // sorted by priority
    int64_t delay = 0;
    int64_t ready_at = 0;
    int64_t ready_before = 0, ready_after = 0;  // ready_at before and after the latest turn began
    size_t active = 0;
    int failures = 0;
    bool queued = false;  // is in ready_
  };
  struct Ready {
    int64_t at;
    uint64_t sequence;
    const std::string* name;
    Host* host;
    bool operator>(const Ready& other) const { return at != other.at ? at > other.at : sequence > other.sequence; }
  };
  Host& At(const std::string& name);
  void Enqueue(const std::string& name, Host& host);

  ScheduleOptions options_;
  std::unordered_map<std::string, Host> hosts_;  // nodes stay where they are
  std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready_;
  uint64_t sequence_ = 0;
  size_t active_ = 0;
  size_t waiting_ = 0;
};

// The wait in a Retry-After value, in milliseconds: seconds, or an HTTP date against `now_ms` (UTC). nullopt: neither.
std::optional<int64_t> RetryAfterMs(const std::string& value, int64_t now_ms);

}  // namespace dossier::crawler
