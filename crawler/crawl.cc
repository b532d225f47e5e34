#include <malloc.h>

#include <algorithm>
#include <chrono>

#include "crawler/crawl_loop.h"
#include "crawler/revisit.h"

namespace dossier::crawler {

using corpus::FrontierUrl;
using corpus::UrlRole;
using corpus::UrlState;

namespace {

ScheduleOptions ScheduleOptionsOf(const CrawlOptions& options) {
  ScheduleOptions out;
  out.max_connections = std::max<size_t>(1, options.parallel);
  out.per_host = std::max<size_t>(1, std::min(options.per_host, options.parallel));
  out.delay_ms = options.delay_ms;
  out.backoff_ms = options.retry_base_ms;
  return out;
}

std::string ProductToken(const std::string& user_agent) {
  return user_agent.substr(0, user_agent.find_first_of("/ ("));
}

constexpr size_t kMostUnreadBytes = size_t{8} << 20;

bool IsLoopback(const Url& url) {
  return url.host() == "localhost" || url.host() == "[::1]" || url.host().starts_with("127.");
}

}  // namespace

CrawlLoop::CrawlLoop(const CrawlOptions& options, corpus::Corpus& corpus)
    : options_(options), corpus_(corpus), schedule_(ScheduleOptionsOf(options)) {
  if (options_.user_agent.empty()) options_.user_agent = "dossier/" DOSSIER_VERSION " (news and advisory archive)";
  token_ = ProductToken(options_.user_agent);
}

CrawlLoop::~CrawlLoop() {
  workers_.reset();  // its threads wake the fetcher
}

int64_t CrawlLoop::NowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

Status CrawlLoop::Prepare() {
  report_.started = now_ = Now();
  started_ms_ = NowMs();
  current_year_ = UtcDayOf(report_.started).year;
  DOSSIER_TRY_ASSIGN(frontier_, corpus::Frontier::Open(corpus_, !options_.dry_run));
  FetcherOptions fetcher;
  fetcher.user_agent = options_.user_agent;
  fetcher.max_connections = options_.parallel;
  fetcher.allow_private = options_.allow_private;
  fetcher.allow_hosts = options_.allow_hosts;
  fetcher.slow_bytes_per_second = options_.slow_bytes_per_second;
  fetcher.slow_seconds = options_.slow_seconds;
  fetcher.connect_timeout_ms = std::min<int64_t>(15000, options_.deadline_ms);
  DOSSIER_TRY_ASSIGN(fetcher_, Fetcher::Create(std::move(fetcher)));
  workers_ = std::make_unique<PageWorkers>(options_.workers, [this] { fetcher_->Wake(); });
  for (const SourceConfig& config : options_.sources) DOSSIER_CHECK(PrepareSource(config));
  return Ok();
}

Status CrawlLoop::PrepareSource(const SourceConfig& config) {
  std::vector<Url> starts;
  for (const auto* addresses : {&config.pages, &config.feeds, &config.sitemaps}) {
    for (const std::string& address : *addresses) {
      Result<Url> url = Url::Parse(address);
      if (!url || !url->IsHttp() || url->host().empty()) {
        return Fail(ErrorCode::kUsage, "not a web address: '" + address + "'",
                    "a start address begins with http:// or https://");
      }
      starts.push_back(*std::move(url));
    }
  }
  auto state = std::make_unique<SourceState>();
  state->config = config;
  state->scope = SourceScope(config, starts);
  if (!options_.dry_run) {
    DOSSIER_TRY_ASSIGN(state->run, frontier_->BeginRun(config.id));
    report_.resumed |= state->run.resumed;
  }
  for (const Url& start : starts) {
    if (config.delay_ms) {
      schedule_.SetDelay(HostKey(start), *config.delay_ms);
    } else if (IsLoopback(start)) {
      schedule_.SetDelay(HostKey(start), 0);  // one's own machine need not be spared
    }
  }
  state->number = source_list_.size();
  SourceState& source = *(sources_[config.id] = std::move(state));
  source_list_.push_back(&source);
  for (const std::string& address : config.feeds) DOSSIER_CHECK(AddStart(source, address, UrlRole::kFeed));
  for (const std::string& address : config.sitemaps) DOSSIER_CHECK(AddStart(source, address, UrlRole::kSitemap));
  for (const std::string& address : config.pages) DOSSIER_CHECK(AddStart(source, address, UrlRole::kPage));
  BeginWalk(source);
  return Ok();
}

// A start address is fetched in every run, but once in a run that was interrupted and goes on.
Status CrawlLoop::AddStart(SourceState& source, const std::string& address, UrlRole role) {
  DOSSIER_TRY_ASSIGN(const Url url, Url::Parse(address));
  FrontierUrl row;
  row.url = CanonicalUrl(url);
  source.wanted.insert(row.url);
  row.source = source.config.id;
  row.role = role;
  row.run = source.run.id;
  DOSSIER_TRY_ASSIGN(const bool added, frontier_->Add(row));
  if (added) return frontier_->Update(row);
  DOSSIER_TRY_ASSIGN(const std::optional<FrontierUrl> known, frontier_->Find(row.url));
  if (known && known->source == source.config.id && known->run == source.run.id && source.run.resumed) return Ok();
  row = *known;
  row.source = source.config.id;
  row.role = role;
  row.depth = 0;
  row.state = UrlState::kPending;
  row.run = source.run.id;
  row.tries = 0;
  row.due = {0};
  row.chain.clear();
  return frontier_->Update(row);
}

void CrawlLoop::BeginWalk(SourceState& source) {
  source.waiting = {};
  source.waiting.source = source.config.id;
  source.waiting.now = Now();
  source.waiting.all = options_.revisit_all && !source.run.resumed;
  ++walking_;
}

// Brings waiting URLs into the schedule, `limit` of each source, so that the first are asked for while the rest is
// read.
Status CrawlLoop::AdmitWaiting(size_t limit) {
  if (walking_ == 0 || stopping_) return Ok();
  for (SourceState* source : source_list_) {
    if (source->waiting.ended()) continue;
    DOSSIER_TRY_ASSIGN(const std::vector<corpus::Frontier::Waiting> rows, frontier_->Next(source->waiting, limit));
    for (const corpus::Frontier::Waiting& row : rows) {
      const bool page = row.role == UrlRole::kPage;
      DOSSIER_CHECK(Admit(Job{source->number, page, row.id}, row.url, page ? 1 : 0));
    }
    if (source->waiting.ended()) --walking_;
  }
  return Ok();
}

Status CrawlLoop::Pump() {
  DOSSIER_CHECK(AdmitWaiting(2000));
  if (stopping_) return Ok();
  const int64_t now = NowMs();
  // Bodies that wait for a reader are bounded, whatever the network brings.
  while (workers_->waiting_bytes() < kMostUnreadBytes) {
    const auto turn = schedule_.Next(now);
    if (!turn) break;
    if (turn->job & kRobotsTicket) {
      DOSSIER_CHECK(StartRobots(turn->job));
    } else {
      DOSSIER_CHECK(StartPage(*turn));
    }
  }
  return Ok();
}

Status CrawlLoop::LeaveForLater(const Job& job, const std::string& reason) {
  ++report_.left_for_later;
  ++report_.left_out[reason];
  if (report_.examples.contains(reason)) return Ok();
  DOSSIER_TRY_ASSIGN(const FrontierUrl row, frontier_->Get(job.id));
  report_.examples[reason] = row.url;
  return Ok();
}

Status CrawlLoop::StartPage(const Schedule::Turn& turn) {
  const Job job = Job::Of(turn.job);
  SourceState& source = *source_list_.at(job.source);
  const int64_t limit = source.config.max_pages;
  const bool over_limit = job.page && limit > 0 && source.run.pages >= limit;
  if (over_limit || host_pages_[turn.host] >= options_.host_budget) {
    schedule_.Cancel(turn.host);
    return LeaveForLater(job, over_limit ? "page-limit" : "host-budget");
  }
  DOSSIER_TRY_ASSIGN(FrontierUrl row, frontier_->Get(job.id));
  DOSSIER_TRY_ASSIGN(const bool may_fetch, MayFetch(job, row));
  if (!may_fetch || options_.dry_run) {
    if (may_fetch) report_.would_fetch.push_back(row.url);
    schedule_.Cancel(turn.host);
    return Ok();
  }
  if (job.page) ++source.run.pages;
  ++host_pages_[turn.host];
  FetchRequest request;
  request.ticket = static_cast<uint64_t>(job.id);
  request.url = row.url;
  request.max_body_bytes = options_.max_body_bytes;
  const auto spent = spent_ms_.find(row.id);
  request.deadline_ms = std::max<int64_t>(1000, options_.deadline_ms - (spent == spent_ms_.end() ? 0 : spent->second));
  if (row.capture != corpus::CaptureId::kNone) {
    if (!row.etag.empty()) request.headers.emplace_back("If-None-Match", row.etag);
    if (!row.last_modified.empty()) request.headers.emplace_back("If-Modified-Since", row.last_modified);
  }
  if (const auto jar = jars_.find(row.id); jar != jars_.end() && !jar->second.empty()) {
    DOSSIER_TRY_ASSIGN(const Url url, Url::Parse(row.url));
    if (std::string cookies = jar->second.For(url); !cookies.empty())
      request.headers.emplace_back("Cookie", std::move(cookies));
  }
  flights_[request.ticket] = Flight{std::move(row), &source, turn.host};
  fetcher_->Start(std::move(request));
  return Ok();
}

Status CrawlLoop::TakeDonePages() {
  for (std::unique_ptr<PageTask>& task : workers_->TakeDone()) DOSSIER_CHECK(OnPage(std::move(task)));
  return Ok();
}

Status CrawlLoop::Step(int wait_ms) {
  Status status = Ok();
  fetcher_->Run(wait_ms, [&](FetchResult result) {
    if (!status) return;
    status = result.ticket & kRobotsTicket ? OnRobots(std::move(result)) : OnAnswer(std::move(result));
  });
  DOSSIER_CHECK(status);
  DOSSIER_CHECK(TakeDonePages());
  return options_.dry_run ? Ok() : frontier_->CommitOld();
}

bool CrawlLoop::Finished() const {
  if (!flights_.empty() || fetcher_->active() > 0) return false;
  return stopping_ || (schedule_.Idle() && !Admitting());
}

int CrawlLoop::WaitMs() const {
  if (Admitting() && !stopping_) return 0;
  int64_t wait = 200;
  if (const auto wake = schedule_.NextWake(); wake && !stopping_) wait = std::min(wait, *wake - NowMs());
  return static_cast<int>(std::clamp<int64_t>(wait, 0, 200));
}

// Hosts that want to be left alone for longer than this run waits: their URLs stay in the frontier.
Status CrawlLoop::LeaveSlowHosts() {
  if (schedule_.active() > 0 || !flights_.empty() || Admitting()) return Ok();
  const int64_t now = NowMs();
  const auto wake = schedule_.NextWake();
  if (!wake || *wake - now <= options_.max_wait_ms) return Ok();
  for (const std::string& host : schedule_.WaitingHosts()) {
    const int64_t wait = schedule_.ready_at(host) - now;
    if (wait <= options_.max_wait_ms) continue;
    report_.waiting_hosts[host] = FormatRfc3339(UtcTime{Now().milliseconds + wait});
    report_.left_for_later += schedule_.Drop(host).size();
  }
  return Ok();
}

// --watch: when something may be fetched again; never more than an hour ahead, which is soon enough for what the clock
// or another process changes.
Result<UtcTime> CrawlLoop::NextVisit() {
  constexpr int64_t kMostWaitMs = 3600000;
  UtcTime next{Now().milliseconds + kMostWaitMs};
  for (const SourceState* source : source_list_) {
    DOSSIER_TRY_ASSIGN(const std::optional<UtcTime> due, frontier_->NextDue(source->config.id));
    if (due) next = std::min(next, *due);
  }
  for (const auto& [host, until] : report_.waiting_hosts) {
    if (const Result<UtcTime> time = ParseRfc3339(until)) next = std::min(next, *time);
  }
  return next;
}

// --watch: sleeps until something is due again.
Status CrawlLoop::WaitForDue(bool& go_on) {
  go_on = false;
  if (!options_.watch || stopping_ || options_.dry_run) return Ok();
  for (const SourceState* source : source_list_) {
    DOSSIER_CHECK(frontier_->NotePages(source->run.id, source->run.pages));
    DOSSIER_CHECK(frontier_->EndRun(source->run.id));
  }
  DOSSIER_CHECK(corpus_.Flush());
  DOSSIER_TRY_ASSIGN(const UtcTime next, NextVisit());
  while (Now() < next) {
    if (options_.interrupted && options_.interrupted()) {
      stopping_ = report_.interrupted = true;
      return Ok();
    }
    ReportProgress(false);
    fetcher_->Run(static_cast<int>(std::clamp<int64_t>(next.milliseconds - Now().milliseconds, 1, 500)),
                  [](FetchResult) {});
  }
  host_pages_.clear();
  report_.waiting_hosts.clear();
  report_.left_for_later = 0;
  for (SourceState* source : source_list_) {
    DOSSIER_TRY_ASSIGN(source->run, frontier_->BeginRun(source->config.id));
    BeginWalk(*source);
  }
  go_on = true;
  return Ok();
}

Status CrawlLoop::Loop() {
  int64_t stopped_ms = 0;
  for (;;) {
    now_ = Now();
    if (!stopping_ && options_.interrupted && options_.interrupted()) {
      stopping_ = report_.interrupted = true;
      stopped_ms = NowMs();
    }
    DOSSIER_CHECK(Pump());
    DOSSIER_CHECK(LeaveSlowHosts());
    if (Finished()) {
      bool go_on = false;
      DOSSIER_CHECK(WaitForDue(go_on));
      if (!go_on) return Ok();
      continue;
    }
    if (stopping_ && NowMs() - stopped_ms > 10000) {  // what is in flight is fetched again by the next run
      fetcher_->CancelAll();
      return Ok();
    }
    DOSSIER_CHECK(Step(WaitMs()));
    ReportProgress(false);
  }
}

void CrawlLoop::ReportProgress(bool last) {
  if (!options_.progress) return;
  const int64_t now = NowMs();
  if (!last && now - last_progress_ms_ < 200) return;
  last_progress_ms_ = now;
  CrawlProgress progress;
  progress.pages = report_.fetched + report_.not_modified;
  for (const auto& [outcome, count] : report_.failed) progress.errors += count;
  progress.queued = schedule_.waiting();
  progress.active = flights_.size();
  progress.pages_per_second =
      static_cast<double>(progress.pages) * 1000.0 / static_cast<double>(std::max<int64_t>(1, now - started_ms_));
  options_.progress(progress);
}

Status CrawlLoop::WindUp() {
  ReportProgress(true);
  if (report_.interrupted) report_.left_for_later += schedule_.waiting();
  if (report_.interrupted && Admitting()) {
    for (const SourceState* source : source_list_) {
      if (source->waiting.ended()) continue;
      DOSSIER_TRY_ASSIGN(const int64_t pending, frontier_->Pending(source->config.id));
      report_.left_for_later += static_cast<uint64_t>(pending);
    }
  }
  for (const std::unique_ptr<Provider>& provider : providers_) report_.providers.push_back(provider->visit);
  if (options_.dry_run) return Ok();
  for (const auto& [id, source] : sources_) {
    DOSSIER_CHECK(frontier_->NotePages(source->run.id, source->run.pages));
    if (!report_.interrupted) DOSSIER_CHECK(frontier_->EndRun(source->run.id));
    DOSSIER_TRY_ASSIGN(const std::vector<FrontierUrl> lists, frontier_->Discoverers(id));
    for (const FrontierUrl& list : lists) {
      if (IsSilent(Now().milliseconds, list.changed.milliseconds, list.changed.milliseconds, list.interval_ms) &&
          list.fetched.milliseconds > 0) {
        report_.silent.push_back({id, list.url, list.changed, list.outcome});
      }
    }
  }
  DOSSIER_CHECK(corpus_.Flush());
  report_.ended = Now();
  return Ok();
}

Result<CrawlReport> CrawlLoop::Run() {
  DOSSIER_CHECK(Prepare());
  DOSSIER_CHECK(Loop());
  DOSSIER_CHECK(WindUp());
  return std::move(report_);
}

Result<CrawlReport> Crawl(const CrawlOptions& options, corpus::Corpus& corpus) {
  // Large bodies come and go: with these (glibc) their memory goes back at once instead of staying in pieces.
  mallopt(M_MMAP_THRESHOLD, 512 << 10);
  mallopt(M_TRIM_THRESHOLD, 4 << 20);
  mallopt(M_ARENA_MAX, 2);  // the threads share what they hand to each other
  CrawlLoop loop(options, corpus);
  return loop.Run();
}

}  // namespace dossier::crawler
