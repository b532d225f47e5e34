#include "app/live_fetch.h"

#include <unistd.h>

#include <filesystem>
#include <map>

#include "corpus/base/temporary_directory.h"
#include "corpus/corpus.h"
#include "corpus/frontier.h"
#include "corpus/url/url.h"
#include "crawler/crawler.h"

namespace dossier {
namespace {

constexpr int kMostHops = 12;  // beyond what the crawler follows
constexpr int kTries = 2;

crawler::CrawlOptions OptionsOf(const std::vector<std::string>& urls, const query::LiveOptions& live) {
  crawler::CrawlOptions options;
  options.delay_ms = static_cast<int64_t>(live.delay_seconds * 1000);
  options.deadline_ms = static_cast<int64_t>(live.timeout_seconds * 1000);
  options.allow_private = live.allow_private;
  options.allow_hosts = live.allow_hosts;
  options.max_tries = kTries;
  // One source a host, as `crawl URL` makes them.
  std::map<std::string, crawler::SourceConfig> sources;
  for (const std::string& address : urls) {
    const auto url = Url::Parse(address);
    if (!url || !url->IsHttp() || url->host().empty()) continue;
    crawler::SourceConfig& source = sources[url->host()];
    source.id = url->host();
    source.scope = crawler::Scope::kHost;
    source.once = true;
    source.pages.push_back(address);
  }
  for (auto& [host, source] : sources) options.sources.push_back(std::move(source));
  return options;
}

bool LeadsOn(int status) { return (status >= 301 && status <= 303) || status == 307 || status == 308; }

// What the crawl left of one address: the captures along its redirects, or why there are none.
Result<query::LivePage> PageOf(const corpus::Corpus& corpus, corpus::Frontier& frontier, const std::string& asked,
                               UtcTime since) {
  query::LivePage page;
  page.asked = asked;
  page.outcome = "bad-address";
  auto url = Url::Parse(asked);
  for (int hop = 0; url && hop < kMostHops; ++hop) {
    page.url = CanonicalUrl(*url);
    DOSSIER_TRY_ASSIGN(const auto row, frontier.Find(page.url));
    DOSSIER_TRY_ASSIGN(const auto capture, corpus.LatestCaptureOf(page.url));
    page.outcome = row ? row->outcome : "redirect-refused";
    if (!capture || capture->fetched < since) {
      if (page.outcome.empty()) page.outcome = "not-fetched";
      return page;
    }
    page.fetched = capture->fetched;
    page.content_type = capture->content_type;
    page.sha256 = capture->sha256.hex();
    DOSSIER_TRY_ASSIGN(corpus::Payload payload, corpus.ReadPayload(capture->id));
    if (!LeadsOn(capture->http_status)) {
      const bool whole = page.outcome == "fetched" || page.outcome == "not-modified" || page.outcome == "unchanged";
      if (whole)
        page.outcome = "fetched";
      else
        page.detail = payload.problem;
      page.bytes = std::move(payload.decoded);
      return page;
    }
    if (row && row->outcome != "redirect") return page;  // a loop, or to an address that is none
    auto next = Url::Parse(corpus::HeaderValue(payload.headers, "Location"), &*url);
    url = std::move(next);
  }
  page.outcome = "redirect-bad";
  return page;
}

}  // namespace

Result<std::vector<query::LivePage>> FetchLive(const std::string& corpus_directory,
                                               const std::vector<std::string>& urls, const query::LiveOptions& live) {
  DOSSIER_TRY_ASSIGN(const TemporaryDirectory scratch, TemporaryDirectory::Make("live"));
  const std::string directory = live.store ? corpus_directory : scratch.path();
  DOSSIER_TRY_ASSIGN(corpus::Corpus corpus, corpus::Corpus::Open(directory, corpus::Access::kArchive,
                                                                 corpus::Create::kIfMissing, "verify --live"));
  const UtcTime since = Now();
  const crawler::CrawlOptions options = OptionsOf(urls, live);
  DOSSIER_TRY_ASSIGN([[maybe_unused]] const crawler::CrawlReport report, crawler::Crawl(options, corpus));
  DOSSIER_CHECK(corpus.Flush());
  DOSSIER_TRY_ASSIGN(const auto frontier, corpus::Frontier::Open(corpus));
  std::vector<query::LivePage> pages;
  for (const std::string& url : urls) {
    DOSSIER_TRY_ASSIGN(query::LivePage page, PageOf(corpus, *frontier, url, since));
    pages.push_back(std::move(page));
  }
  return pages;
}

}  // namespace dossier
