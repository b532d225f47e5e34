// Sitemaps, gzip ones included: any bytes end in a sitemap or an error, locations are valid UTF-8 without white space
// at their ends.
#include <cstdint>
#include <string_view>

#include "corpus/base/utf8.h"
#include "crawler/parse/sitemap.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  crawler::LooksLikeSitemap(bytes);
  const auto sitemap = crawler::ParseSitemap(bytes, "", "http://maps.example/sitemap.xml");
  if (!sitemap) return 0;
  for (const crawler::SitemapUrl& url : sitemap->urls) {
    DOSSIER_PROPERTY(IsValidUtf8(url.location));
    DOSSIER_PROPERTY(url.location.empty() || (url.location.front() != ' ' && url.location.back() != ' '));
  }
  return 0;
}
