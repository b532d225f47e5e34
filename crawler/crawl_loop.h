// One crawl: the loop that turns waiting URLs into captures. Internal to crawler/; crawler.h is the way in.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "corpus/frontier.h"
#include "crawler/cookies.h"
#include "crawler/crawler.h"
#include "crawler/fetcher.h"
#include "crawler/page_workers.h"
#include "crawler/parse/robots.h"
#include "crawler/schedule.h"
#include "crawler/source_scope.h"

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
    uint64_t number = 0;             // its place in source_list_
    corpus::Frontier::Walk waiting;  // what is not in the schedule yet
    // Start addresses, and the lists that these name: canonical. When one fails, that is said, and by the exit code.
    std::unordered_set<std::string> wanted;
  };

  // What the schedule holds of a URL: all that is needed before its turn, in eight bytes.
  struct Job {
    uint64_t source = 0;  // 20 bits
    bool page = false;    // no feed, no sitemap
    int64_t id = 0;       // of its frontier row, 42 bits
    uint64_t packed() const { return source << 43 | uint64_t{page} << 42 | static_cast<uint64_t>(id); }
    static Job Of(uint64_t packed) {
      return {packed >> 43, (packed >> 42 & 1) != 0, static_cast<int64_t>(packed & ((uint64_t{1} << 42) - 1))};
    }
  };

  // The robots.txt of an origin: unknown until its first URL is admitted.
  struct Origin {
    std::string name;  // "https://example.com"
    std::string host;  // key of its queue
    bool asked = false, known = false;
    RobotsRules rules;
    std::string unreachable;  // outcome for its URLs when robots.txt could not be had
    bool forbidden = false;   // unreachable means: do not go there now
    UtcTime expires;
    std::string source;                            // whose URL asked first
    std::vector<std::pair<uint64_t, int>> parked;  // jobs that wait for the answer, with their priority
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
    bool again = false;  // a redirect to itself that set a cookie: to be asked once more
  };

  // A CSAF provider whose metadata was read in this run.
  struct Provider {
    ProviderVisit visit;
    std::vector<Discovery> fallback;
    size_t open_lists = 0;
    bool list_failed = false;
  };

  // --- crawl.cc: start and end ---
  Status Prepare();
  Status PrepareSource(const SourceConfig& config);
  Status AddStart(SourceState& source, const std::string& address, corpus::UrlRole role);
  void BeginWalk(SourceState& source);
  Status AdmitWaiting(size_t limit);
  bool Admitting() const { return walking_ > 0; }
  Status Loop();
  Status Pump();
  Status StartPage(const Schedule::Turn& turn);
  Status LeaveForLater(const Job& job, const std::string& reason);
  Status Step(int wait_ms);
  Status TakeDonePages();
  bool Finished() const;
  int WaitMs() const;
  Status LeaveSlowHosts();
  Status WaitForDue(bool& go_on);
  Result<UtcTime> NextVisit();
  Status WindUp();
  void ReportProgress(bool last);
  int64_t NowMs() const;

  // --- crawl_robots.cc ---
  // Queues a waiting URL for its host, or for the answer of robots.txt when that is not known.
  Status Admit(const Job& job, std::string_view url, int priority);
  Status Admit(const corpus::FrontierUrl& row, int priority);
  // Whether robots.txt lets it be fetched now. Else it was refused, or waits for robots.txt to be asked again.
  Result<bool> MayFetch(const Job& job, const corpus::FrontierUrl& row);
  Result<Origin*> OriginOf(std::string_view url, const std::string& source);
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
  // Moves the body into the capture.
  corpus::NewCapture CaptureOf(const std::string& url, FetchResult& result, const SourceConfig* source,
                               std::string role) const;
  Result<corpus::NewCapture> PageCapture(const Flight& flight, FetchResult& result, const PageFacts& facts,
                                         bool& same) const;
  void NoteFailure(const std::string& url, const std::string& outcome, const std::string& detail);
  void LeaveOut(const std::string& reason, const std::string& url);
  Status PaceHost(const std::string& host, const FetchResult& result);
  void CountOutcome(const Flight& flight, const FetchResult& result, const PageFacts& facts,
                    const std::string& outcome);
  void PlanRevisit(corpus::FrontierUrl& row, const std::string& outcome, bool fresh, const SourceConfig& source) const;

  // --- crawl_redirects.cc ---
  Status FollowRedirect(Flight& flight, const FetchResult& result, std::string& outcome);
  // A redirect to where the chain was before, with a cookie that was not sent then.
  Status AskAgain(Flight& flight, const std::string& url);

  // --- crawl_lists.cc: what pages and lists lead to ---
  Status FollowLinks(Flight& flight, const PageFacts& facts, uint64_t& added);
  Status AddDiscovery(Flight& flight, const Discovery& found, uint64_t& added);
  std::string ReasonAgainst(const Flight& flight, const Discovery& found, const Url& url);
  bool IsWanted(const SourceState& source, const corpus::FrontierUrl& row) const;
  void NoteWanted(const SourceState& source, const corpus::FrontierUrl& row, const std::string& outcome,
                  const std::string& detail);
  static uint64_t HashOf(const std::string& url) { return std::hash<std::string>()(url); }
  // The number of the provider that the address belongs to.
  std::optional<size_t> ProviderOf(const std::string& url) const;
  void BeginProvider(const std::string& url, const PageFacts& facts);
  // What a provider lists, or a list of its that another one named.
  void NoteListed(std::optional<size_t> provider, const Discovery& found);
  // A list or an advisory of a provider came to its end in this run.
  Status SettleListed(Flight& flight, bool good);

  CrawlOptions options_;
  corpus::Corpus& corpus_;
  std::unique_ptr<corpus::Frontier> frontier_;
  std::unique_ptr<Fetcher> fetcher_;
  std::unique_ptr<PageWorkers> workers_;
  Schedule schedule_;
  std::string token_;  // product token for robots.txt
  int current_year_ = 0;
  std::unordered_map<std::string, std::unique_ptr<SourceState>> sources_;
  std::vector<SourceState*> source_list_;
  size_t walking_ = 0;  // sources whose waiting URLs are not all in the schedule
  struct StringHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::unique_ptr<Origin>, StringHash, std::equal_to<>> origins_;
  std::vector<RobotsRequest> robots_requests_;
  std::unordered_map<uint64_t, Flight> flights_;   // by ticket, the row's id
  std::unordered_map<int64_t, int64_t> spent_ms_;  // by row id: what the redirects before it took
  std::unordered_map<int64_t, CookieJar> jars_;    // by row id: what the redirects before it set
  std::vector<std::unique_ptr<Provider>> providers_;
  std::unordered_map<uint64_t, size_t> provider_of_;  // by hash of a list's or an advisory's address: in providers_
  std::unordered_map<std::string, int64_t> host_pages_;
  QueryGrowth query_growth_;
  CrawlReport report_;
  int64_t started_ms_ = 0;
  UtcTime now_;  // as of the loop's latest round
  int64_t last_progress_ms_ = 0;
  bool stopping_ = false;
};

// Tickets of robots.txt requests have this bit.
inline constexpr uint64_t kRobotsTicket = uint64_t{1} << 63;

}  // namespace dossier::crawler
