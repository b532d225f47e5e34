// Feeds: any bytes end in a feed or an error; every entry's link is a web address or empty; the same bytes give the
// same entries.
#include <cstdint>
#include <string_view>

#include "corpus/base/utf8.h"
#include "corpus/url/url.h"
#include "crawler/parse/feed.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  crawler::LooksLikeFeed(bytes);
  const auto feed = crawler::ParseFeed(bytes, "", "http://feeds.example/all.xml");
  if (!feed) return 0;
  const auto again = crawler::ParseFeed(bytes, "", "http://feeds.example/all.xml");
  DOSSIER_PROPERTY(again.has_value() && again->entries.size() == feed->entries.size());
  for (const crawler::FeedEntry& entry : feed->entries) {
    DOSSIER_PROPERTY(IsValidUtf8(entry.title) && IsValidUtf8(entry.summary) && IsValidUtf8(entry.link));
    if (entry.link.empty()) continue;
    const auto url = Url::Parse(entry.link);
    if (url && url->IsHttp()) DOSSIER_PROPERTY(!url->host().empty());
  }
  return 0;
}
