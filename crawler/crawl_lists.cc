// What pages and lists lead to. Links are followed with care for traps; what a publisher lists himself (sitemap, feed,
// robots.txt, CSAF provider) is no trap. A CSAF provider's visit is one unit: its feeds, and where one of them cannot
// be had, the directory that holds the same advisories (CSAF 2.0, section 7.1).
#include <algorithm>

#include "crawler/crawl_loop.h"

namespace dossier::crawler {

using corpus::FrontierUrl;
using corpus::UrlRole;

Status CrawlLoop::FollowLinks(Flight& flight, const PageFacts& facts, uint64_t& added) {
  if (facts.cut > 0) report_.left_out["links-per-page"] += facts.cut;
  if (facts.bad > 0) report_.left_out["bad-address"] += facts.bad;
  if (facts.nofollow) LeaveOut("nofollow-page", flight.row.url);
  const std::optional<size_t> provider = ProviderOf(flight.row.url);
  for (const Discovery& found : facts.found) {
    NoteListed(provider, found);
    DOSSIER_CHECK(AddDiscovery(flight, found, added));
  }
  return Ok();
}

// Why an address is not asked for; "" when nothing speaks against it.
std::string CrawlLoop::ReasonAgainst(const Flight& flight, const Discovery& found, const Url& url) {
  std::string reason = TrapReason(url, options_.max_url_bytes, current_year_);
  if (found.item && reason.starts_with("trap-")) reason.clear();
  if (reason.empty()) reason = flight.source->scope.Refusal(url);
  if (reason == "scope" && found.item) {
    // Items of a source's own feed, a sitemap's parts, and what a CSAF provider names may lie on any host.
    const bool own_feed = flight.row.role == UrlRole::kFeed && flight.row.depth == 0;
    if (own_feed || found.sitemap || (found.advisory && flight.row.depth == 0)) reason.clear();
  }
  if (reason.empty() && !found.item && query_growth_.TooMany(url)) reason = "trap-query";
  return reason;
}

Status CrawlLoop::AddDiscovery(Flight& flight, const Discovery& found, uint64_t& added) {
  if (frontier_->Knows(found.canonical)) return Ok();
  const SourceConfig& config = flight.source->config;
  const bool list = found.sitemap || found.kind == LinkKind::kFeed;
  if (list && !found.item && !config.discover && flight.row.role == UrlRole::kPage) return Ok();
  const int depth = list || found.item ? flight.row.depth : flight.row.depth + 1;
  if (depth > config.depth) {
    LeaveOut("depth", found.canonical);
    return Ok();
  }
  DOSSIER_TRY_ASSIGN(const Url url, Url::Parse(found.canonical));
  const std::string reason = ReasonAgainst(flight, found, url);
  if (!reason.empty()) {
    LeaveOut(reason, found.canonical);
    return Ok();
  }
  FrontierUrl row;
  row.url = found.canonical;
  row.source = flight.row.source;
  row.role = found.sitemap ? UrlRole::kSitemap : found.kind == LinkKind::kFeed ? UrlRole::kFeed : UrlRole::kPage;
  row.depth = depth;
  row.run = flight.source->run.id;
  DOSSIER_TRY_ASSIGN(const bool is_new, frontier_->Add(row));
  if (!is_new) return Ok();
  ++added;
  // A list that a list names is as wanted as that one; of a directory's two lists one is enough.
  const bool directory = row.url.ends_with("/changes.csv") || row.url.ends_with("/index.txt");
  if (list && found.item && !(found.advisory && directory) && IsWanted(*flight.source, flight.row))
    flight.source->wanted.insert(row.url);
  return Admit(row, list ? 0 : 1);
}

bool CrawlLoop::IsWanted(const SourceState& source, const FrontierUrl& row) const {
  return source.wanted.contains(row.chain.empty() ? row.url : row.chain.front());
}

void CrawlLoop::NoteWanted(const SourceState& source, const FrontierUrl& row, const std::string& outcome,
                           const std::string& detail) {
  // A body that was cut at the limit was asked to be cut there; what came is kept.
  if (IsWanted(source, row) && outcome != FetchClassName(FetchClass::kTooLong))
    report_.failed_starts.push_back({row.url, outcome, detail});
}

std::optional<size_t> CrawlLoop::ProviderOf(const std::string& url) const {
  const auto found = provider_of_.find(HashOf(url));
  return found == provider_of_.end() ? std::nullopt : std::optional(found->second);
}

void CrawlLoop::BeginProvider(const std::string& url, const PageFacts& facts) {
  if (provider_of_.contains(HashOf(url))) return;
  provider_of_[HashOf(url)] = providers_.size();
  providers_.push_back(std::make_unique<Provider>());
  providers_.back()->visit.url = url;
  providers_.back()->fallback = facts.fallback;
}

void CrawlLoop::NoteListed(std::optional<size_t> provider, const Discovery& found) {
  if (!provider || !found.advisory || !provider_of_.try_emplace(HashOf(found.canonical), *provider).second) return;
  Provider& its = *providers_[*provider];
  if (found.kind != LinkKind::kFeed) {
    ++its.visit.listed;
  } else if (frontier_->Knows(found.canonical)) {
    its.visit.lists_known = true;
  } else {
    ++its.open_lists;
  }
}

Status CrawlLoop::SettleListed(Flight& flight, bool good) {
  const FrontierUrl& row = flight.row;
  const std::optional<size_t> number = ProviderOf(row.url);
  if (!number || row.url == providers_[*number]->visit.url) return Ok();
  Provider& provider = *providers_[*number];
  if (row.role == UrlRole::kPage) {
    ++(good ? provider.visit.fetched : provider.visit.failed);
    return Ok();
  }
  provider.list_failed |= !good;
  if (provider.open_lists > 0) --provider.open_lists;
  const bool complete = !provider.list_failed && (provider.visit.listed > 0 || provider.visit.lists_known);
  if (provider.open_lists > 0 || complete) return Ok();
  uint64_t added = 0;
  for (const Discovery& list : std::exchange(provider.fallback, {})) {
    NoteListed(number, list);
    DOSSIER_CHECK(AddDiscovery(flight, list, added));
  }
  return Ok();
}

}  // namespace dossier::crawler
