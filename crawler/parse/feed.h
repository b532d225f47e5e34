// Feeds: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, CDF, JSON Feed; read leniently, as they are in the wild.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "crawler/parse/feed_dates.h"

namespace dossier::crawler {

struct FeedEntry {
  std::string title;  // as the feed has it: may hold markup
  std::string link;   // absolute
  std::string id;
  std::string author;
  std::string summary;  // as the feed has it
  std::optional<FeedTime> published, updated;
};

struct Feed {
  std::string format;  // "rss20", "rss10", "rss", "atom10", "atom03", "cdf", "json"
  std::string title;
  std::string encoding;
  bool damaged = false;            // not well formed, or its encoding is not what it says
  std::vector<FeedEntry> entries;  // in order
};

// Whether the text looks like a feed at all: cheap, for sniffing.
bool LooksLikeFeed(std::string_view text);

// `url`: where it was fetched from, for relative links. Errors: kParse when there is no feed in it.
Result<Feed> ParseFeed(std::string_view bytes, std::string_view content_type, std::string_view url);

}  // namespace dossier::crawler
