// Sitemaps by the sitemaps.org protocol: indexes, URL sets, plain lists, news entries; gzip or not; read leniently.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier::crawler {

struct SitemapUrl {
  std::string location;
  std::string modified;  // lastmod as written
  std::string news_title, news_published, news_publication, news_language;
};

struct Sitemap {
  std::string kind;  // "index", "urlset", "text"; a feed that serves as one: its root element ("rss", "feed", "RDF")
  bool damaged = false;
  std::vector<SitemapUrl> urls;  // in order; of an index: sitemaps
};

// Whether the text looks like an XML sitemap: cheap, for sniffing. Plain lists cannot be told from other text.
bool LooksLikeSitemap(std::string_view text);

// `bytes` may be gzip. Errors: kParse when it is no sitemap of any kind, kLimit.
Result<Sitemap> ParseSitemap(std::string_view bytes, std::string_view content_type, std::string_view url);

}  // namespace dossier::crawler
