// What the crawl wants to know of an answer's body: is it whole, what is it, where does it lead. Pure functions that
// run on worker threads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/digest.h"
#include "corpus/base/time.h"
#include "crawler/fetcher.h"
#include "crawler/parse/links.h"

namespace dossier::crawler {

enum class BodyKind { kNone, kHtml, kFeed, kSitemap, kAdvisories, kOther };

// An address that an answer led to, ready for the frontier.
struct Discovery {
  LinkKind kind = LinkKind::kPage;
  std::string canonical;  // CanonicalUrl
  bool sitemap = false;   // an entry of a sitemap index
  bool item = false;      // an item of a feed, an entry of a sitemap, or what a CSAF provider lists
  bool advisory = false;  // named by a CSAF provider's metadata or lists, which may lie on any host
};

struct PageFacts {
  BodyKind kind = BodyKind::kNone;
  bool complete = true;             // the content coding could be undone in full
  std::string problem;              // why not
  std::string mark;                 // how the body differs from what its header says (compress.h)
  Digest digest;                    // of the body as received
  std::vector<Discovery> found;     // without repetitions
  std::string canonical;            // rel=canonical, "" when there is none
  bool provider = false;            // the body is the metadata of a CSAF provider
  std::vector<Discovery> fallback;  // of a provider: its other lists (csaf_listing.h)
  std::string_view form;            // id of the gate's form of the body (corpus/gate/form.h), "" when there is none
  bool nofollow = false;
  size_t not_http = 0, bad = 0, cut = 0;
};

// `expect_sitemap`: a plain list of URLs counts as a sitemap. `follow`: links of pages are wanted.
PageFacts ReadPage(const FetchResult& result, const std::string& url, bool expect_sitemap, bool follow);

}  // namespace dossier::crawler
