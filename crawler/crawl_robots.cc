// What robots.txt says of an origin, before anything else of it is fetched (RFC 9309).
#include <algorithm>

#include "corpus/base/compress.h"
#include "crawler/crawl_loop.h"
#include "crawler/revisit.h"

namespace dossier::crawler {

using corpus::FrontierUrl;
using corpus::RobotsRecord;
using corpus::UrlState;

namespace {

constexpr size_t kMaxRobotsBytes = size_t{1} << 20;  // section 2.5 asks for 500 KiB at least
constexpr int kMaxRobotsRedirects = 5;               // section 2.3.1.2
constexpr int64_t kRobotsDeadlineMs = 30000;

bool IsTrouble(const FetchResult& result) {
  return result.outcome != FetchClass::kResponse || result.status == 429 || result.status >= 500;
}

// Failures that say that the host, not its robots.txt, cannot be reached.
bool HostIsUnreachable(FetchClass outcome) {
  return outcome == FetchClass::kDns || outcome == FetchClass::kConnect || outcome == FetchClass::kTls ||
         outcome == FetchClass::kPrivateAddress || outcome == FetchClass::kBadUrl;
}

bool MayPass(FetchClass outcome) {
  return outcome != FetchClass::kPrivateAddress && outcome != FetchClass::kBadUrl && outcome != FetchClass::kInternal;
}

}  // namespace

Result<CrawlLoop::Origin*> CrawlLoop::OriginOf(std::string_view url, const std::string& source) {
  const size_t host = url.find("://") + 3;
  const std::string_view name = url.substr(0, std::min(url.find_first_of("/?", host), url.size()));
  const auto found = origins_.find(name);
  if (found != origins_.end() && !(found->second->known && found->second->expires < now_)) return found->second.get();
  std::unique_ptr<Origin>& slot = found != origins_.end() ? found->second : origins_[std::string(name)];
  if (!slot) slot = std::make_unique<Origin>();
  Origin& origin = *slot;
  origin = Origin{};
  origin.name = name;
  DOSSIER_TRY_ASSIGN(const Url parsed, Url::Parse(origin.name));
  origin.host = HostKey(parsed);
  origin.source = source;
  DOSSIER_TRY_ASSIGN(const UtcTime not_before, frontier_->HostNotBefore(origin.host));
  const int64_t wait = not_before.milliseconds - Now().milliseconds;
  if (wait > 0) schedule_.NotBefore(origin.host, NowMs() + wait);
  DOSSIER_TRY_ASSIGN(const std::optional<RobotsRecord> stored, frontier_->FindRobots(origin.name));
  if (stored && stored->expires > Now()) DOSSIER_CHECK(RobotsKnown(origin, *stored));
  return &origin;
}

Status CrawlLoop::Admit(const FrontierUrl& row, int priority) {
  return Admit(Job{sources_.at(row.source)->number, row.role == corpus::UrlRole::kPage, row.id}, row.url, priority);
}

Status CrawlLoop::Admit(const Job& job, std::string_view url, int priority) {
  DOSSIER_TRY_ASSIGN(Origin * origin, OriginOf(url, source_list_.at(job.source)->config.id));
  if (origin->known) {
    schedule_.Add(origin->host, job.packed(), priority);
    return Ok();
  }
  origin->parked.emplace_back(job.packed(), priority);
  if (!origin->asked) AskRobots(*origin);
  return Ok();
}

Result<bool> CrawlLoop::MayFetch(const Job& job, const FrontierUrl& row) {
  DOSSIER_TRY_ASSIGN(Origin * origin, OriginOf(row.url, row.source));
  if (!origin->known) {  // what was known when the URL was queued has expired
    DOSSIER_CHECK(Admit(job, row.url, job.page ? 1 : 0));
    return false;
  }
  if (!origin->unreachable.empty()) {
    DOSSIER_CHECK(Refuse(row, origin->unreachable, "robots.txt of " + origin->name + " could not be had"));
    return false;
  }
  const RobotsVerdict verdict = origin->rules.Check(RobotsTarget(row.url));
  if (verdict.allowed) return true;
  DOSSIER_CHECK(Refuse(row, "robots", verdict.rule + " (line " + std::to_string(verdict.line) + ")"));
  return false;
}

Status CrawlLoop::Refuse(FrontierUrl row, const std::string& outcome, const std::string& detail) {
  const bool refusal = outcome == "robots" || outcome == "private-address" || outcome == "robots-unreachable";
  row.state = refusal ? UrlState::kRefused : UrlState::kFailed;
  // What robots.txt forbids may be allowed one day; a host that could not be reached, sooner.
  row.due = {Now().milliseconds + (outcome == "robots" || outcome == "private-address" ? 30 * kDay : kDay / 24)};
  row.outcome = outcome;
  row.tries = 0;
  const auto source = sources_.find(row.source);
  if (source != sources_.end()) row.run = source->second->run.id;
  if (refusal) {
    ++report_.refused;
    LeaveOut(outcome, row.url);
    if (report_.problems.size() < 100 && outcome != "robots") report_.problems.push_back({row.url, outcome, detail});
    if (outcome == "private-address") ++report_.connect_failures;
  } else {
    ++report_.connect_failures;
    NoteFailure(row.url, outcome, detail);
  }
  if (source != sources_.end()) {
    NoteWanted(*source->second, row, outcome, detail);
    Flight flight{row, source->second.get(), {}};
    DOSSIER_CHECK(SettleListed(flight, false));
  }
  return options_.dry_run ? Ok() : frontier_->Update(row);
}

void CrawlLoop::AskRobots(Origin& origin) {
  origin.asked = true;
  robots_requests_.push_back({&origin, origin.name + "/robots.txt"});
  schedule_.Add(origin.host, kRobotsTicket | (robots_requests_.size() - 1), 0);
}

Status CrawlLoop::StartRobots(uint64_t job) {
  const RobotsRequest& request = robots_requests_[job & ~kRobotsTicket];
  FetchRequest fetch;
  fetch.ticket = job;
  fetch.url = request.url;
  fetch.deadline_ms = std::min(kRobotsDeadlineMs, options_.deadline_ms);
  fetch.max_body_bytes = kMaxRobotsBytes;
  fetcher_->Start(std::move(fetch));
  return Ok();
}

Status CrawlLoop::OnRobots(FetchResult result) {
  const size_t index = result.ticket & ~kRobotsTicket;
  RobotsRequest request = robots_requests_[index];
  DOSSIER_TRY_ASSIGN(const Url url, Url::Parse(request.url));
  DOSSIER_CHECK(PaceHost(HostKey(url), result));
  corpus::CaptureId capture = corpus::CaptureId::kNone;
  if (result.status != 0 && !options_.dry_run) {
    const auto source = sources_.find(request.origin->source);
    FetchResult copy = result;
    corpus::NewCapture record =
        CaptureOf(request.url, copy, source == sources_.end() ? nullptr : &source->second->config, "robots");
    DOSSIER_TRY_ASSIGN(capture, corpus_.Append(std::move(record)));
  }
  const std::string location = corpus::HeaderValue(result.headers, "Location");
  if (result.outcome == FetchClass::kResponse && result.status >= 300 && result.status < 400 && !location.empty()) {
    const Result<Url> target = Url::Parse(location, &url);
    if (target && target->IsHttp() && ++request.redirects <= kMaxRobotsRedirects) {
      request.url = target->WithoutFragment();
      robots_requests_.push_back(request);
      schedule_.Add(HostKey(*target), kRobotsTicket | (robots_requests_.size() - 1), 0);
      return Ok();
    }
  }
  if (IsTrouble(result) && result.outcome != FetchClass::kTooLong && MayPass(result.outcome) &&
      request.tries + 1 < options_.max_tries && !stopping_) {
    ++request.tries;
    ++report_.retried;
    robots_requests_.push_back(request);
    schedule_.Add(HostKey(url), kRobotsTicket | (robots_requests_.size() - 1), 0);
    return Ok();
  }
  return DecideRobots(request, result, capture);
}

Status CrawlLoop::DecideRobots(RobotsRequest& request, const FetchResult& result, corpus::CaptureId capture) {
  Origin& origin = *request.origin;
  RobotsRecord record;
  record.origin = origin.name;
  record.fetched = Now();
  record.expires = {record.fetched.milliseconds + kDay};
  record.status = result.status;
  record.capture = capture;
  const bool whole = result.outcome == FetchClass::kResponse || result.outcome == FetchClass::kTooLong;
  if (whole && result.status >= 200 && result.status < 300) {
    record.decision = "rules";
    record.body =
        DecodeContent(result.body, corpus::HeaderValue(result.headers, "Content-Encoding"), {kMaxRobotsBytes, 1000})
            .bytes;
    record.body.resize(std::min(record.body.size(), kMaxRobotsBytes));
  } else if (whole && result.status != 429 && result.status < 500) {
    record.decision = "allow-all";  // unavailable: 4xx, or redirects without end
  } else {
    record.decision = HostIsUnreachable(result.outcome) ? std::string(FetchClassName(result.outcome)) : "forbid-all";
    record.expires = {record.fetched.milliseconds + kDay / 24};  // worth asking again sooner
  }
  const bool keep = record.decision == "rules" || record.decision == "allow-all" || record.decision == "forbid-all";
  if (keep && !options_.dry_run) DOSSIER_CHECK(frontier_->StoreRobots(record));
  DOSSIER_CHECK(RobotsKnown(origin, record));
  for (const auto& [job, priority] : std::exchange(origin.parked, {})) schedule_.Add(origin.host, job, priority);
  return Ok();
}

Status CrawlLoop::RobotsKnown(Origin& origin, const RobotsRecord& record) {
  origin.known = true;
  origin.expires = record.expires;
  if (record.decision == "allow-all") return Ok();
  if (record.decision != "rules") {
    origin.unreachable = record.decision == "forbid-all" ? "robots-unreachable" : record.decision;
    return Ok();
  }
  const RobotsFile file = RobotsFile::Parse(record.body);
  origin.rules = file.For(token_);
  if (origin.rules.crawl_delay()) {
    schedule_.SetCrawlDelay(origin.host, static_cast<int64_t>(std::min(*origin.rules.crawl_delay(), 86400.0) * 1000));
  }
  const auto source = sources_.find(origin.source);
  if (source == sources_.end() || !source->second->config.discover) return Ok();
  DOSSIER_TRY_ASSIGN(const Url base, Url::Parse(origin.name));
  for (const std::string& address : file.sitemaps()) {
    // Also on another host (RFC 9309 leaves it open, sitemaps.org calls it cross submission); what it lists is held
    // against the scope.
    const Result<Url> url = Url::Parse(address, &base);
    const std::string refusal = !url || !url->IsHttp() ? "bad-address" : source->second->scope.Refusal(*url);
    if (refusal == "bad-address" || refusal == "excluded") {
      LeaveOut(refusal, address);
      continue;
    }
    FrontierUrl row;
    row.url = CanonicalUrl(*url);
    row.source = origin.source;
    row.role = corpus::UrlRole::kSitemap;
    row.run = source->second->run.id;
    DOSSIER_TRY_ASSIGN(const bool added, frontier_->Add(row));
    if (added) DOSSIER_CHECK(Admit(row, 0));
  }
  return Ok();
}

}  // namespace dossier::crawler
