// Cited words against what the web answers today.
//
// query/ fetches nothing: whoever runs `verify --live` hands in a function that does (live_fetch.cc beside app/main.cc,
// by the crawler's rules). A page that could not be had is never taken for one that is gone.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "query/proof/verifier.h"

namespace dossier::query {

struct LiveOptions {
  bool allow_private = false;  // as for `crawl`
  std::vector<std::string> allow_hosts;
  double timeout_seconds = 60;  // for one address, its redirects included
  double delay_seconds = 1;     // between requests to a host
  bool store = false;           // keep the answers in the corpus as captures
};

// What an address answered.
struct LivePage {
  std::string asked;
  std::string url;      // where the redirects ended
  std::string outcome;  // "fetched", else why there is no page: "http-404", "robots", "timeout"...
  std::string detail;   // for a person, may be empty
  UtcTime fetched;
  std::string content_type;
  std::string sha256;  // of the body as received, hex
  std::string bytes;   // the body, content coding undone
};

// One page an address, in their order. Errors: what keeps any from being asked.
using FetchLive =
    std::function<Result<std::vector<LivePage>>(const std::vector<std::string>& urls, const LiveOptions&)>;

// The names are written to output: never rename one.
enum class LiveState { kIntact, kMoved, kAltered, kGone, kUnchecked };
std::string_view LiveStateName(LiveState state);  // "intact"...

struct DiffPart {
  enum class Op { kSame, kRemoved, kAdded };
  Op op = Op::kSame;
  std::string text;  // words, one blank between them
};

struct LiveResult {
  LiveState state = LiveState::kUnchecked;
  std::string reason;
  std::string now;             // kAltered: the sentence as it stands in the page today
  std::vector<DiffPart> diff;  // kAltered: from the quotation to `now`
};

// The cited words against one answer, by the reader that indexing uses. kGone only when a page answered and does not
// hold them, or when it says that it is gone (404, 410); a wall, a robots rule or a timeout leaves it kUnchecked. The
// page is hostile input: sizes and steps are bounded. Cannot fail. Pure and thread safe.
LiveResult CompareLive(const Claim& claim, const LivePage& page);

// From `before` to `after`, word by word: removed and same parts give `before`, added and same ones `after`, blanks
// aside. Time and memory are the product of their words: for sentences.
std::vector<DiffPart> DiffWords(std::string_view before, std::string_view after);

}  // namespace dossier::query
