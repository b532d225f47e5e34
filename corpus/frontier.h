// The crawl frontier: every URL that a crawl knows, what became of it, and when it is due again. Tables of corpus.db,
// so that what a page led to is committed together with its capture: after a kill each URL is either done, with its
// capture and its links stored, or still to be fetched.
//
//   DOSSIER_TRY_ASSIGN(auto frontier, Frontier::Open(corpus));
//   DOSSIER_TRY_ASSIGN(int64_t run, frontier->BeginRun("fortune", &resumed));
//   frontier->Add(found)                   // what the page led to; false: known already
//   frontier->Store(capture, row)          // the capture, the row's new state and what was added: one commit
//
// Changes join the corpus's group commit; Corpus::Flush makes them durable. Belongs to the Corpus's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/digest.h"
#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "corpus/corpus.h"

namespace dossier::corpus {

// Numbers are stored: never change one.
enum class UrlState { kPending = 0, kDone = 1, kFailed = 2, kRefused = 3, kAlias = 4 };
enum class UrlRole { kPage = 0, kFeed = 1, kSitemap = 2 };

struct FrontierUrl {
  int64_t id = 0;
  std::string url;     // canonical
  std::string source;  // id of the source that it belongs to
  UrlRole role = UrlRole::kPage;
  UrlState state = UrlState::kPending;
  int depth = 0;
  int64_t run = 0;                 // the crawl run that dealt with it last
  int tries = 0;                   // failed tries in this run
  std::vector<std::string> chain;  // the URLs whose redirects led here
  std::string outcome;             // "", "fetched", "not-modified", "http-404", "timeout", "robots", ...
  UtcTime fetched;                 // last answer; 0 never
  UtcTime due;                     // next visit; 0: at once when pending, never when done
  int64_t interval_ms = 0;         // between visits, adapted
  int unchanged = 0;               // visits in a row that found nothing new
  UtcTime changed;                 // last visit that found something new
  std::string etag, last_modified;
  CaptureId capture = CaptureId::kNone;  // last capture with a body of its own
  Digest digest;                         // of that body
};

// The robots.txt of an origin and what it means.
struct RobotsRecord {
  std::string origin;  // "https://example.com"
  UtcTime fetched, expires;
  int status = 0;        // of the final answer; 0: none came
  std::string decision;  // "rules", "allow-all", "forbid-all"
  std::string body;      // kept for "rules"
  CaptureId capture = CaptureId::kNone;
};

class Frontier {
 public:
  // Reads the known URLs' hashes (16 bytes each stay in memory). The corpus must outlive the frontier and be opened
  // for the archive. Errors: kIo, kCorrupt.
  // `keep` false: additions and changes are remembered but never stored (a dry run).
  static Result<std::unique_ptr<Frontier>> Open(Corpus& corpus, bool keep = true);
  ~Frontier();

  // Starts a run for a source, or goes on with one that was not ended. `pages`: fetched in it so far.
  struct Run {
    int64_t id = 0;
    bool resumed = false;
    int64_t pages = 0;
  };
  Result<Run> BeginRun(const std::string& source);
  Status NotePages(int64_t run, int64_t pages);
  Status EndRun(int64_t run);

  bool Knows(std::string_view url) const;
  // Adds a URL that is not known and sets row.id; false and nothing done when it is.
  Result<bool> Add(FrontierUrl& row);
  // Changes a row for which nothing was captured.
  Status Update(const FrontierUrl& row);
  // Appends the capture and changes the row, so that neither is ever stored without the other. A response with a body
  // of its own becomes row.capture. `body_sha256`: of the capture's body when it is known; empty: it is made.
  Result<CaptureId> Store(NewCapture capture, FrontierUrl& row, const Digest& body_sha256 = {});
  // For a crawl that may have nothing to store for a while: commits what has waited for 200 ms, as far as that is
  // possible without waiting for the disk.
  Status CommitOld();
  Result<FrontierUrl> Get(int64_t id);
  Result<std::optional<FrontierUrl>> Find(std::string_view url);

  // A walk over what waits for a visit, some rows at a time, so that a crawl of a million known URLs asks at once for
  // the first ones. Rows added after the walk began are not in it.
  struct Waiting {
    int64_t id;
    std::string url;
    UrlRole role;
  };
  struct Walk {
    std::string source;
    UtcTime now;       // what is due until then
    bool all = false;  // or everything that was ever dealt with
    int stage = 0;     // 0 not begun, 1 what is due, 2 what is pending, 3 ended
    int64_t last_id = 0, last_due = 0, end_id = 0;
    bool ended() const { return stage == 3; }
  };
  // At most `limit` rows; fewer at the end of a stage, even none.
  Result<std::vector<Waiting>> Next(Walk& walk, size_t limit);
  // How many rows of the source are pending.
  Result<int64_t> Pending(const std::string& source);
  // When the next URL of the source that was dealt with is due again; nullopt: never.
  Result<std::optional<UtcTime>> NextDue(const std::string& source);
  // Feeds and sitemaps of the source, for the report on silent ones.
  Result<std::vector<FrontierUrl>> Discoverers(const std::string& source);

  Result<std::optional<RobotsRecord>> FindRobots(const std::string& origin);
  Status StoreRobots(const RobotsRecord& record);

  // Until when a host asked to be left alone (Retry-After, back-off).
  Result<UtcTime> HostNotBefore(const std::string& host);
  Status StoreHostNotBefore(const std::string& host, UtcTime time);

  size_t size() const;

 private:
  class Impl;
  explicit Frontier(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// For `check`: rows whose address is not the one that was written (its hash stands beside it). The other columns say
// what a crawl does next and are not covered. No table (nothing was crawled): none.
class Database;
struct FrontierDamage {
  uint64_t rows = 0;                 // looked at
  std::vector<std::string> damaged;  // their numbers
};
Result<FrontierDamage> CheckFrontierRows(Database& database);

}  // namespace dossier::corpus
