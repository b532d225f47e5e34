// Whether a crawl may go somewhere: the scope of a source, and the traps that sites set without meaning to.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/url/url.h"
#include "crawler/crawler.h"
#include "crawler/parse/robots.h"

namespace dossier::crawler {

// The key of a politeness queue: the host, with the port when it is not the scheme's own.
std::string HostKey(const Url& url);
// The same from a canonical URL, without parsing it.
std::string HostKeyOf(std::string_view canonical_url);

// Why a link to this URL is not followed, or "" when nothing speaks against it: "trap-depth" (path deeper than 20),
// "trap-repeat" (a path segment more than twice), "trap-calendar" (a date far from the present in a calendar-like
// address), "trap-query" (more parameters than pages need, or one twice), "url-length", "media" (images, video, style).
std::string TrapReason(const Url& url, size_t max_url_bytes, int current_year);

// What a source may fetch.
class SourceScope {
 public:
  SourceScope() = default;
  // `starts`: the parsed start addresses.
  SourceScope(const SourceConfig& config, const std::vector<Url>& starts);

  // "", "scope" or "excluded".
  std::string Refusal(const Url& url) const;
  // A start address redirected here: its new place counts as the source's own.
  void Widen(const Url& url);

 private:
  std::string KeyOf(const Url& url) const;
  Scope scope_ = Scope::kSite;
  std::vector<std::string> keys_;
  RobotsRules exclude_;
};

// Watches how many query variants of one path a crawl has met: listing filters and session ids make endless ones.
class QueryGrowth {
 public:
  // Counts the URL; true when its path already has `most` variants that differ in their query.
  bool TooMany(const Url& url, size_t most = 200);

 private:
  std::unordered_map<uint64_t, uint32_t> variants_;
};

}  // namespace dossier::crawler
