// One crawl: the loop that turns waiting URLs into captures. Internal to crawler/; crawler.h is the way in.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "corpus/frontier.h"
#include "crawler/crawler.h"
#include "crawler/fetcher.h"
#include "crawler/page_workers.h"
#include "crawler/robots.h"
#include "crawler/schedule.h"
#include "crawler/scope.h"

namespace dossier::crawler {

class CrawlLoop {
 public:
  CrawlLoop(const CrawlOptions& options, corpus::Corpus& corpus);
  ~CrawlLoop();
  Result<CrawlReport> Run();

 private:
  struct SourceState {
    SourceConfig config;
    SourceScope scope;
    corpus::Frontier::Run run;
    uint64_t waiting = 0;      // jobs of this source not yet dealt with
  };

  // The robots.txt of an origin: unknown until its first URL is admitted.
  struct Origin {
    std::string name;          // "https://example.com"
    std::string host;          // key of its queue
    bool asked = false, known = false;
    RobotsRules rules;
    std::string unreachable;   // outcome for its URLs when robots.txt could not be had
    bool forbidden = false;    // unreachable means: do not go there now
    UtcTime expires;
    std::string source;        // whose URL asked first
    std::vector<int64_t> parked;
  };
  struct RobotsRequest {
    Origin* origin;
    std::string url;
    int redirects = 0;
    int tries = 0;
    bool done = false;
  };

  // A page between its turn and its commit.
  struct Flight {
    corpus::FrontierUrl row;
    SourceState* source = nullptr;
    std::string host;
  };

  // --- crawl.cc: start and end ---
  Status Prepare();
  Status PrepareSource(const SourceConfig& config);
  Status AddStart(SourceState& source, const std::string& address, corpus::UrlRole role);
  Status AdmitWaiting(SourceState& source);
  Status Loop();
  Status Pump();
  Status StartPage(const Schedule::Turn& turn);
  Status Step(int wait_ms);
  Status TakeDonePages();
  bool Finished() const;
  int WaitMs() const;
  Status LeaveSlowHosts();
  Status WaitForDue(bool& go_on);
  Status WindUp();
  void ReportProgress(bool last);
  int64_t NowMs() const;

  // --- crawl_robots.cc ---
  Status Admit(const corpus::FrontierUrl& row, int priority);
  Result<Origin*> OriginOf(const Url& url, const std::string& source);
  void AskRobots(Origin& origin);
  Status StartRobots(uint64_t job);
  Status OnRobots(FetchResult result);
  Status DecideRobots(RobotsRequest& request, const FetchResult& result, corpus::CaptureId capture);
  Status RobotsKnown(Origin& origin, const corpus::RobotsRecord& record);
  Status Refuse(corpus::FrontierUrl row, const std::string& outcome, const std::string& detail);

  // --- crawl_answers.cc ---
  Status OnAnswer(FetchResult result);
  Status OnPage(std::unique_ptr<PageTask> task);
  Status StorePage(Flight& flight, FetchResult& result, const PageFacts& facts);
  Result<bool> RetryLater(Flight& flight, const FetchResult& result, const std::string& outcome);
  Status FollowRedirect(Flight& flight, const FetchResult& result, std::string& outcome);
  Status FollowLinks(Flight& flight, const PageFacts& facts, uint64_t& added);
  Status AddDiscovery(Flight& flight, const Discovery& found, uint64_t& added);
  // Moves the body into the capture.
  corpus::NewCapture CaptureOf(const std::string& url, FetchResult& result, const SourceConfig* source, std::string role) const;
  Result<corpus::NewCapture> PageCapture(const Flight& flight, FetchResult& result, const PageFacts& facts, bool& same) const;
  void NoteFailure(const std::string& url, const std::string& outcome, const std::string& detail);
  void LeaveOut(const std::string& reason, const std::string& url);
  void PaceHost(const std::string& host, const FetchResult& result);
  void PlanRevisit(corpus::FrontierUrl& row, const std::string& outcome, bool fresh, const SourceConfig& source) const;

  CrawlOptions options_;
  corpus::Corpus& corpus_;
  std::unique_ptr<corpus::Frontier> frontier_;
  std::unique_ptr<Fetcher> fetcher_;
  std::unique_ptr<PageWorkers> workers_;
  Schedule schedule_;
  std::string token_;                                      // product token for robots.txt
  int current_year_ = 0;
  std::unordered_map<std::string, std::unique_ptr<SourceState>> sources_;
  std::unordered_map<std::string, std::unique_ptr<Origin>> origins_;
  std::vector<RobotsRequest> robots_requests_;
  std::unordered_map<uint64_t, Flight> flights_;           // by ticket, the row's id
  std::unordered_map<int64_t, int64_t> spent_ms_;          // by row id: what the redirects before it took
  std::unordered_map<std::string, int64_t> host_pages_;
  QueryGrowth query_growth_;
  CrawlReport report_;
  int64_t started_ms_ = 0;
  int64_t last_progress_ms_ = 0;
  bool stopping_ = false;
};

// Tickets of robots.txt requests have this bit.
inline constexpr uint64_t kRobotsTicket = uint64_t{1} << 63;

}  // namespace dossier::crawler
