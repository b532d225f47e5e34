// Where a redirect leads: the next hop of a chain, with the cookies that the chain set.
#include <algorithm>

#include "crawler/crawl_loop.h"

namespace dossier::crawler {

using corpus::FrontierUrl;
using corpus::UrlRole;
using corpus::UrlState;

namespace {

constexpr size_t kMaxRedirects = 10;

}  // namespace

Status CrawlLoop::FollowRedirect(Flight& flight, const FetchResult& result, std::string& outcome) {
  FrontierUrl& row = flight.row;
  DOSSIER_TRY_ASSIGN(const Url base, Url::Parse(row.url));
  const std::string location = corpus::HeaderValue(result.headers, "Location");
  const Result<Url> target = Url::Parse(location, &base);
  if (location.empty() || !target || !target->IsHttp()) {
    outcome = "redirect-bad";
    return Ok();
  }
  FrontierUrl next;
  next.url = CanonicalUrl(*target);
  const bool new_cookie = jars_[row.id].Take(result.headers, base);
  const bool been_there =
      next.url == row.url || std::find(row.chain.begin(), row.chain.end(), next.url) != row.chain.end();
  if (been_there && !new_cookie) {
    outcome = "redirect-loop";
    return Ok();
  }
  if (row.chain.size() >= kMaxRedirects) {
    outcome = "redirect-limit";
    return Ok();
  }
  if (been_there) return AskAgain(flight, next.url);
  if (target->href().size() > options_.max_url_bytes) {
    outcome = "redirect-bad";
    return Ok();
  }
  if (row.depth == 0) {
    // A start page or an item of a feed may have moved to another host.
    if (row.role == UrlRole::kPage && row.chain.size() < 3) flight.source->scope.Widen(*target);
  } else if (const std::string reason = flight.source->scope.Refusal(*target); !reason.empty()) {
    LeaveOut(reason, next.url);
    return Ok();
  }
  next.source = row.source;
  next.role = row.role;
  next.depth = row.depth;
  next.run = flight.source->run.id;
  next.chain = row.chain;
  next.chain.push_back(row.url);
  DOSSIER_TRY_ASSIGN(const bool added, frontier_->Add(next));
  if (!added) return Ok();
  const auto provider = provider_of_.find(HashOf(row.url));
  if (provider != provider_of_.end()) provider_of_.insert_or_assign(HashOf(next.url), provider->second);
  jars_[next.id] = std::move(jars_[row.id]);
  spent_ms_[next.id] = spent_ms_[row.id] + result.elapsed_ms;
  return Admit(next, 0);
}

Status CrawlLoop::AskAgain(Flight& flight, const std::string& url) {
  FrontierUrl& row = flight.row;
  if (url == row.url) {
    flight.again = true;
    row.chain.push_back(url);
    return Ok();
  }
  DOSSIER_TRY_ASSIGN(std::optional<FrontierUrl> known, frontier_->Find(url));
  if (!known) return Ok();
  known->state = UrlState::kPending;
  known->run = flight.source->run.id;
  known->chain = row.chain;
  known->chain.push_back(row.url);
  jars_[known->id] = std::move(jars_[row.id]);
  DOSSIER_CHECK(frontier_->Update(*known));
  return Admit(*known, 0);
}

}  // namespace dossier::crawler
