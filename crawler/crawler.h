// The crawl: from sources to captures in the corpus, politely, resumable at any instruction.
//
//   CrawlOptions options;
//   options.sources = {...};
//   DOSSIER_TRY_ASSIGN(CrawlReport report, Crawl(options, corpus));
//
// One thread does the network, the schedule and the corpus; workers decode pages and find links. What a page led to is
// committed together with its capture, so a run that was killed goes on where it was: same sources, same call.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "corpus/corpus.h"

namespace dossier::crawler {

// What belongs to a source besides its start addresses.
enum class Scope {
  kHost,    // the hosts of the start addresses, "www." aside
  kSite,    // their registrable domains
  kPrefix,  // addresses that begin with a start address up to its last slash
};

// A source as dossier.toml has it, or as made up for one URL of the command line.
struct SourceConfig {
  std::string id;  // short name, unique
  std::string publisher;
  std::string kind = "unknown";  // news, agency, vendor, congress, unknown
  std::string language, country;
  std::vector<std::string> pages, feeds, sitemaps;  // start addresses
  int depth = 0;                                    // links followed from a start page or from an item of a feed
  int64_t max_pages = 0;                            // a run; 0: no limit
  std::optional<int64_t> delay_ms;
  Scope scope = Scope::kSite;
  bool discover = false;             // follow feeds that pages announce and sitemaps that robots.txt names
  std::vector<std::string> exclude;  // robots.txt patterns on path and query
  int64_t revisit_ms = 0;            // fixed interval between visits; 0: adapted to how often pages change
  bool once = false;                 // start pages are fetched again whenever asked for (a URL of the command line)
};

struct CrawlProgress {
  uint64_t pages = 0, errors = 0, queued = 0, active = 0;
  double pages_per_second = 0;
};

struct CrawlOptions {
  std::vector<SourceConfig> sources;
  std::string user_agent;   // empty: "dossier/<version>"; its first word is the robots.txt token
  int64_t delay_ms = 1000;  // between requests to a host, unless the source says otherwise
  size_t parallel = 16;     // connections in all
  size_t per_host = 4;      // at once, for a host without delay
  bool allow_private = false;
  std::vector<std::string> allow_hosts;
  int64_t deadline_ms = 60000;  // for one URL, its redirects included
  size_t max_body_bytes = size_t{10} << 20;
  int64_t slow_bytes_per_second = 50;  // slower than this for slow_seconds: given up
  int64_t slow_seconds = 20;
  int64_t max_wait_ms = 120000;  // a host that asks for a longer pause is left for a later run
  int64_t retry_base_ms = 1000;  // back-off after a host's first failure; doubles
  int max_tries = 3;             // of a URL in one run, when the failure may pass
  int64_t host_budget = 200000;  // pages of one host in a run, against traps without end
  size_t max_url_bytes = 8192;
  size_t workers = 1;
  bool revisit_all = false;                            // everything known of the sources is due now
  bool dry_run = false;                                // nothing is fetched or stored: the report lists what would be
  bool watch = false;                                  // go on when nothing is due, until interrupted
  std::function<void(const CrawlProgress&)> progress;  // may be empty
  std::function<bool()> interrupted;                   // may be empty; true: finish what is in flight and end
};

struct CrawlProblem {
  std::string url, outcome, detail;
};

// One visit of a CSAF provider: its metadata, its lists, the advisories that they name. What is neither fetched nor
// failed was known before and not due, or left out, which the other counts say.
struct ProviderVisit {
  std::string url;  // of the metadata
  uint64_t listed = 0, fetched = 0, failed = 0;
  bool lists_known = false;  // some of its lists were read in an earlier run and are not due: `listed` lacks theirs
};

// A feed or sitemap of a source that brought nothing new for much longer than it used to.
struct SilentFeed {
  std::string source, url;
  UtcTime changed;      // last time something new came; 0 never
  std::string outcome;  // of its last visit
};

struct CrawlReport {
  uint64_t fetched = 0;       // answers with content that were stored
  uint64_t not_modified = 0;  // 304, or the same bytes as before
  uint64_t redirects = 0;
  uint64_t refused = 0;  // by robots.txt or because the address is not public
  uint64_t retried = 0;
  uint64_t body_bytes = 0;
  std::map<std::string, uint64_t> failed;       // by class: http-404, timeout, connect...
  std::map<std::string, uint64_t> left_out;     // by reason: scope, depth, trap-calendar, url-length...
  std::map<std::string, std::string> examples;  // of each reason and class, one URL
  std::vector<CrawlProblem> problems;           // the first hundred
  // Start addresses, and lists that were asked for, that brought nothing: what makes a crawl only partly done.
  std::vector<CrawlProblem> failed_starts;
  std::vector<ProviderVisit> providers;
  std::map<std::string, uint64_t> outcomes;  // of pages fetched: what the gate says of them (corpus/gate/gate.h)
  std::vector<SilentFeed> silent;
  std::vector<std::string> would_fetch;  // --dry-run
  uint64_t left_for_later = 0;           // still to be fetched: interrupted, page limit, or a host that asked to wait
  std::map<std::string, std::string> waiting_hosts;  // host: until when
  uint64_t connect_failures = 0, answers = 0;        // did anything at all answer?
  bool interrupted = false, resumed = false;
  UtcTime started, ended;
};

// Errors: those of the corpus (kIo on a full disk: what was committed stays, and the same call goes on after); kUsage
// for a start address that is no http(s) URL. Pages that fail are no errors, they are in the report.
Result<CrawlReport> Crawl(const CrawlOptions& options, corpus::Corpus& corpus);

}  // namespace dossier::crawler
