// What becomes of an answer: its capture, its outcome in the frontier, and the URLs that it leads to.
#include <algorithm>

#include "corpus/gate/gate.h"
#include "crawler/crawl_loop.h"
#include "crawler/revisit.h"

namespace dossier::crawler {

using corpus::CaptureKind;
using corpus::FrontierUrl;
using corpus::NewCapture;
using corpus::UrlRole;
using corpus::UrlState;

namespace {

constexpr size_t kMaxProblems = 100;
constexpr size_t kDuplicateBytes = 512;  // smaller bodies are not worth a reference
constexpr int64_t kRetryDueMs = 3600000;

bool IsRedirect(const FetchResult& result) {
  const int status = result.status;
  return (status >= 301 && status <= 303) || status == 307 || status == 308;
}

// The outcome of an answer in one word, as reports and the frontier name it.
std::string OutcomeOf(const FetchResult& result) {
  if (result.outcome != FetchClass::kResponse) return std::string(FetchClassName(result.outcome));
  if (result.status == 304) return "not-modified";
  if (result.status >= 200 && result.status < 300) return "fetched";
  if (IsRedirect(result)) return "redirect";
  return "http-" + std::to_string(result.status);
}

// Failures that another try may not have.
bool MayPass(const FetchResult& result) {
  switch (result.outcome) {
    case FetchClass::kResponse:
      return result.status == 408 || result.status == 425 || result.status == 429 || result.status >= 500;
    case FetchClass::kDns:
    case FetchClass::kConnect:
    case FetchClass::kTimeout:
    case FetchClass::kCutShort:
      return true;
    default:
      return false;
  }
}

bool IsTroubleForHost(const FetchResult& result) {
  if (result.outcome == FetchClass::kResponse) return result.status == 429 || result.status >= 500;
  return result.outcome == FetchClass::kConnect || result.outcome == FetchClass::kTimeout ||
         result.outcome == FetchClass::kDns || result.outcome == FetchClass::kCutShort ||
         result.outcome == FetchClass::kTls;
}

}  // namespace

void CrawlLoop::NoteFailure(const std::string& url, const std::string& outcome, const std::string& detail) {
  ++report_.failed[outcome];
  report_.examples.try_emplace(outcome, url);
  if (report_.problems.size() < kMaxProblems) report_.problems.push_back({url, outcome, detail});
}

void CrawlLoop::LeaveOut(const std::string& reason, const std::string& url) {
  ++report_.left_out[reason];
  report_.examples.try_emplace(reason, url);
}

// The pause that a host asked for or that its failures call for holds for the next run too.
Status CrawlLoop::PaceHost(const std::string& host, const FetchResult& result) {
  const bool trouble = IsTroubleForHost(result);
  schedule_.Finished(
      host, NowMs(), trouble ? HostAnswer::kTrouble : HostAnswer::kGood,
      trouble ? RetryAfterMs(corpus::HeaderValue(result.headers, "Retry-After"), Now().milliseconds) : std::nullopt);
  if (!trouble || options_.dry_run) return Ok();
  const int64_t wait = schedule_.ready_at(host) - NowMs();
  return wait > 1000 ? frontier_->StoreHostNotBefore(host, {Now().milliseconds + wait}) : Ok();
}

Status CrawlLoop::OnAnswer(FetchResult result) {
  Flight& flight = flights_.at(result.ticket);
  DOSSIER_CHECK(PaceHost(flight.host, result));
  if (result.status != 0) ++report_.answers;
  auto task = std::make_unique<PageTask>();
  task->ticket = result.ticket;
  task->url = flight.row.url;
  task->expect_sitemap = flight.row.role == UrlRole::kSitemap;
  task->follow = flight.row.role != UrlRole::kPage || flight.source->config.discover ||
                 flight.row.depth < flight.source->config.depth;
  task->result = std::move(result);
  if (task->result.body.empty()) return OnPage(std::move(task));
  workers_->Submit(std::move(task));
  return Ok();
}

Status CrawlLoop::OnPage(std::unique_ptr<PageTask> task) {
  const auto found = flights_.find(task->ticket);
  Flight flight = std::move(found->second);
  flights_.erase(found);
  return StorePage(flight, task->result, task->facts);
}

// A failure that may pass puts the URL back into its host's queue, until its tries are used up.
Result<bool> CrawlLoop::RetryLater(Flight& flight, const FetchResult& result, const std::string& outcome) {
  if (!MayPass(result)) return false;
  ++flight.row.tries;
  if (flight.row.tries >= options_.max_tries || stopping_) return false;
  ++report_.retried;
  flight.row.outcome = outcome;
  spent_ms_[flight.row.id] += result.outcome == FetchClass::kTimeout ? 0 : result.elapsed_ms;
  DOSSIER_CHECK(frontier_->Update(flight.row));
  const Job job{flight.source->number, flight.row.role == UrlRole::kPage, flight.row.id};
  schedule_.Add(flight.host, job.packed(), 2);
  return true;
}

NewCapture CrawlLoop::CaptureOf(const std::string& url, FetchResult& result, const SourceConfig* source,
                                std::string role) const {
  NewCapture capture;
  capture.url = url;
  capture.fetched = result.started;
  capture.http_status = result.status;
  capture.request_head = result.request_head;
  capture.response_head = result.response_head;
  capture.body = std::move(result.body);
  capture.content_type = corpus::HeaderValue(result.headers, "Content-Type");
  capture.ip = result.ip;
  capture.truncated = result.truncated;
  capture.metadata = {{"role", std::move(role)}, {"fetchTimeMs", result.elapsed_ms}};
  if (!result.http_version.empty()) capture.metadata["httpVersion"] = result.http_version;
  if (!result.tls_subject.empty()) {
    capture.metadata["tls"] = {
        {"subject", result.tls_subject}, {"issuer", result.tls_issuer}, {"expires", result.tls_expires}};
  }
  if (result.outcome != FetchClass::kResponse) {
    capture.metadata["problem"] = FetchClassName(result.outcome);
    capture.metadata["detail"] = result.detail;
  }
  if (source != nullptr) capture.source = {source->id, source->publisher, source->kind, source->language};
  return capture;
}

// The capture of a page; `same` when its bytes were captured before, so that it is a revisit.
Result<NewCapture> CrawlLoop::PageCapture(const Flight& flight, FetchResult& result, const PageFacts& facts,
                                          bool& same) const {
  constexpr const char* kRoles[] = {"page", "feed", "sitemap"};
  const FrontierUrl& row = flight.row;
  NewCapture capture = CaptureOf(row.url, result, &flight.source->config, kRoles[static_cast<int>(row.role)]);
  capture.metadata["depth"] = row.depth;
  if (!row.chain.empty()) capture.metadata["redirectedFrom"] = row.chain;
  if (!facts.canonical.empty()) capture.metadata["canonical"] = facts.canonical;
  if (!facts.complete) capture.metadata["codingProblem"] = facts.problem;
  if (!facts.mark.empty()) capture.metadata["coding"] = facts.mark;
  same = false;
  if (result.status == 304 && row.capture != corpus::CaptureId::kNone) {
    capture.same_as = row.capture;
  } else if (result.outcome == FetchClass::kResponse && result.status == 200 && !capture.body.empty()) {
    if (row.capture != corpus::CaptureId::kNone && row.digest == facts.digest) {
      capture.same_as = row.capture;
    } else if (capture.body.size() >= kDuplicateBytes) {
      DOSSIER_TRY_ASSIGN(const std::optional<corpus::Capture> earlier, corpus_.FindCaptureByDigest(facts.digest));
      if (earlier && earlier->http_status == 200 && earlier->truncated.empty()) capture.same_as = earlier->id;
    }
  }
  if (capture.same_as) {
    capture.kind = CaptureKind::kRevisit;
    capture.body.clear();
    if (row.chain.empty() && result.status == 304) capture.metadata = nullptr;  // says nothing that its records do not
    same = *capture.same_as == row.capture;
  }
  return capture;
}

void CrawlLoop::PlanRevisit(FrontierUrl& row, const std::string& outcome, bool fresh,
                            const SourceConfig& source) const {
  const UtcTime now = Now();
  row.fetched = now;
  const bool answered = outcome == "fetched" || outcome == "not-modified" || outcome == "unchanged";
  VisitOutcome visit = VisitOutcome::kFailed;
  if (outcome == "http-404" || outcome == "http-410") visit = VisitOutcome::kGone;
  if (answered) visit = fresh ? VisitOutcome::kNew : VisitOutcome::kUnchanged;
  row.unchanged = answered && !fresh ? row.unchanged + 1 : 0;
  if (answered && fresh) row.changed = now;
  row.interval_ms =
      source.revisit_ms > 0 ? source.revisit_ms : NextInterval(visit, row.interval_ms, row.role != UrlRole::kPage);
  const bool again_soon = visit == VisitOutcome::kFailed && row.state == UrlState::kFailed;
  row.due = {now.milliseconds + (again_soon ? std::min(kRetryDueMs, row.interval_ms) : row.interval_ms)};
  if (outcome == "redirect" || row.state == UrlState::kAlias) row.due = {0};
}

Status CrawlLoop::StorePage(Flight& flight, FetchResult& result, const PageFacts& facts) {
  FrontierUrl& row = flight.row;
  std::string outcome = OutcomeOf(result);
  DOSSIER_TRY_ASSIGN(const bool again, RetryLater(flight, result, outcome));
  if (again) return Ok();
  report_.body_bytes += result.body.size();
  bool same = false;
  std::optional<NewCapture> capture;
  if (result.status != 0) {
    DOSSIER_TRY_ASSIGN(capture, PageCapture(flight, result, facts, same));
  }
  if (outcome == "fetched" && !facts.complete) outcome = "damaged";
  if (outcome == "fetched" && same) outcome = "unchanged";
  const bool list =
      facts.kind == BodyKind::kFeed || facts.kind == BodyKind::kSitemap || facts.kind == BodyKind::kAdvisories;
  const bool no_list = row.role != UrlRole::kPage && outcome == "fetched" && !list && IsWanted(*flight.source, row);
  if (no_list) outcome = "not-a-list";
  if (facts.provider && (outcome == "fetched" || outcome == "unchanged")) BeginProvider(row.url, facts);
  uint64_t added = 0;
  if (outcome == "redirect") DOSSIER_CHECK(FollowRedirect(flight, result, outcome));
  // A list of a provider that did not change is read again for what it lists.
  if (outcome == "fetched" || (outcome == "unchanged" && facts.kind == BodyKind::kAdvisories))
    DOSSIER_CHECK(FollowLinks(flight, facts, added));

  const bool good =
      outcome == "fetched" || outcome == "not-modified" || outcome == "unchanged" || outcome == "redirect";
  row.state = good ? UrlState::kDone : outcome == "private-address" ? UrlState::kRefused : UrlState::kFailed;
  row.run = flight.source->run.id;
  row.outcome = outcome;
  row.tries = 0;
  if (outcome == "fetched") {
    row.etag = corpus::HeaderValue(result.headers, "ETag");
    row.last_modified = corpus::HeaderValue(result.headers, "Last-Modified");
    row.digest = facts.digest;
    if (!facts.canonical.empty() && facts.canonical != row.url && frontier_->Knows(facts.canonical))
      row.state = UrlState::kAlias;
  }
  const bool fresh = outcome == "fetched" && (row.role == UrlRole::kPage || added > 0 || row.fetched.milliseconds == 0);
  PlanRevisit(row, outcome, fresh, flight.source->config);
  if (flight.again) row.state = UrlState::kPending;
  if (capture && capture->kind == CaptureKind::kRevisit && outcome == "fetched") row.capture = *capture->same_as;

  if (outcome == "fetched") ++report_.fetched;
  if (outcome == "not-modified" || outcome == "unchanged") ++report_.not_modified;
  if (outcome == "redirect") ++report_.redirects;
  if (outcome == "private-address") ++report_.refused;
  if (result.status == 0) ++report_.connect_failures;
  if (!good) {
    std::string detail = result.detail.empty() ? facts.problem : result.detail;
    if (no_list)
      detail = std::string("answered with ").append(corpus::FormById(facts.form).one).append(", not with a list");
    NoteFailure(row.url, outcome, detail);
    NoteWanted(*flight.source, row, outcome, detail);
  }
  CountOutcome(flight, result, facts, outcome);
  if (outcome != "redirect") DOSSIER_CHECK(SettleListed(flight, good));
  spent_ms_.erase(row.id);
  if (!flight.again) jars_.erase(row.id);
  if (!capture) return frontier_->Update(row);
  DOSSIER_TRY_ASSIGN([[maybe_unused]] const corpus::CaptureId id,
                     frontier_->Store(*std::move(capture), row, facts.digest));
  return flight.again ? Admit(row, 0) : Ok();
}

// What the gate will say of a page: an image or a PDF file that was fetched is kept, and is no evidence.
void CrawlLoop::CountOutcome(const Flight& flight, const FetchResult& result, const PageFacts& facts,
                             const std::string& outcome) {
  if (flight.row.role != UrlRole::kPage || outcome != "fetched" || facts.form.empty()) return;
  std::string said = corpus::OutcomeOf(corpus::JudgeStatus(result.status));
  if (said.empty()) said = corpus::OutcomeOf(corpus::FormById(facts.form));
  if (!said.empty()) ++report_.outcomes[said];
}

}  // namespace dossier::crawler
