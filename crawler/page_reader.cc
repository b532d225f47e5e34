#include "crawler/page_reader.h"

#include <algorithm>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/base/compress.h"
#include "corpus/gate/form.h"
#include "corpus/text/charset.h"
#include "crawler/parse/csaf_listing.h"
#include "crawler/parse/feed.h"
#include "crawler/parse/sitemap.h"
#include "crawler/parse/xml_text.h"

namespace dossier::crawler {
namespace {

// A page that unpacks to more than this is an attack or a data dump; its links are those of the part before.
constexpr DecodeLimits kLimits{uint64_t{24} << 20, 200};
// A packed list of addresses may be as long as sitemaps are (50 MB, sitemaps.org).
constexpr DecodeLimits kListLimits{uint64_t{64} << 20, 400};

bool LooksLikeHtml(std::string_view body) {
  std::string start(body.substr(0, 1024));
  std::transform(start.begin(), start.end(), start.begin(), [](char c) { return AsciiLower(c); });
  constexpr std::string_view kSigns[] = {"<!doctype html", "<html", "<head",  "<body", "<title", "<meta",
                                         "<script",        "<div",  "<table", "<a ",   "<p>"};
  return std::any_of(std::begin(kSigns), std::end(kSigns),
                     [&](std::string_view sign) { return start.find(sign) != std::string::npos; });
}

bool IsHtml(const std::string& media_type, std::string_view body) {
  if (media_type == "text/html" || media_type == "application/xhtml+xml") return true;
  return media_type.empty() && LooksLikeHtml(body);
}

void ReadHtml(std::string_view body, const std::string& content_type, const Url& url, PageFacts& facts) {
  PageLinks links = ExtractLinks(body, content_type, url);
  facts.nofollow = links.nofollow;
  facts.not_http = links.not_http;
  facts.bad = links.bad;
  facts.cut = links.cut;
  if (links.canonical) facts.canonical = CanonicalUrl(*links.canonical);
  for (PageLink& link : links.links) {
    if (link.kind == LinkKind::kOther) continue;
    if (links.nofollow && (link.kind == LinkKind::kPage || link.kind == LinkKind::kFrame)) continue;
    facts.found.push_back({link.kind, CanonicalUrl(link.url)});
  }
}

void AddItem(const std::string& address, const Url& base, bool sitemap, PageFacts& facts) {
  const Result<Url> url = Url::Parse(address, &base);
  if (!url) {
    ++facts.bad;
  } else if (!url->IsHttp()) {
    ++facts.not_http;
  } else {
    facts.found.push_back({LinkKind::kPage, CanonicalUrl(*url), sitemap, true});
  }
}

// XML in UTF-16, UTF-32 or EBCDIC, whose tags cannot be looked for as they stand.
bool IsWideXml(std::string_view body) {
  using namespace std::string_view_literals;
  constexpr std::string_view kStarts[] = {"\xFF\xFE"sv, "\xFE\xFF"sv, "<\0"sv, "\0<"sv, "\0\0"sv, "\x4C\x6F\xA7\x94"sv};
  return std::any_of(std::begin(kStarts), std::end(kStarts),
                     [&](std::string_view start) { return body.starts_with(start); });
}

bool ReadFeed(std::string_view body, const std::string& content_type, const Url& url, PageFacts& facts) {
  if (!LooksLikeFeed(IsWideXml(body) ? std::string_view(DecodeXml(body.substr(0, 16384), content_type).text) : body))
    return false;
  const Result<Feed> feed = ParseFeed(body, content_type, url.href());
  if (!feed) return false;
  facts.kind = BodyKind::kFeed;
  for (const FeedEntry& entry : feed->entries) {
    if (!entry.link.empty()) AddItem(entry.link, url, false, facts);
  }
  return true;
}

bool ReadAdvisoryLists(std::string_view body, const Url& url, PageFacts& facts) {
  const std::optional<CsafListing> listing = ReadCsafListing(body, url);
  if (!listing) return false;
  facts.kind = BodyKind::kAdvisories;
  facts.provider = listing->provider;
  const auto add = [&](const std::string& address, LinkKind kind) {
    const size_t before = facts.found.size();
    AddItem(address, url, false, facts);
    if (facts.found.size() == before) return;
    facts.found.back().kind = kind;
    facts.found.back().advisory = true;
  };
  for (const std::string& list : listing->fallback) add(list, LinkKind::kFeed);
  facts.fallback = std::exchange(facts.found, {});
  for (const std::string& list : listing->lists) add(list, LinkKind::kFeed);
  for (const std::string& document : listing->documents) add(document, LinkKind::kPage);
  return true;
}

bool ReadSitemap(std::string_view body, const std::string& content_type, const Url& url, PageFacts& facts) {
  const Result<Sitemap> sitemap = ParseSitemap(body, content_type, url.href());
  if (!sitemap) return false;
  facts.kind = BodyKind::kSitemap;
  for (const SitemapUrl& entry : sitemap->urls) AddItem(entry.location, url, sitemap->kind == "index", facts);
  return true;
}

}  // namespace

PageFacts ReadPage(const FetchResult& result, const std::string& url, bool expect_sitemap, bool follow) {
  PageFacts facts;
  if (result.body.empty()) return facts;
  facts.digest = Sha256(result.body);
  const std::string coding = corpus::HeaderValue(result.headers, "Content-Encoding");
  Decoded decoded;
  std::string_view body = result.body;
  const bool packed = coding.empty() && body.starts_with("\x1f\x8b");
  if (!coding.empty() || packed) {
    decoded = ContentOf(result.body, coding, packed ? kListLimits : kLimits);
    facts.complete = decoded.complete;
    facts.problem = decoded.problem;
    facts.mark = decoded.mark;
    body = decoded.bytes;
  }
  facts.kind = BodyKind::kOther;
  const Result<Url> parsed = Url::Parse(url);
  if (!parsed) return facts;
  const std::string content_type = corpus::HeaderValue(result.headers, "Content-Type");
  facts.form = corpus::FormOf(body, content_type).id;
  // By content, not by name: many feeds are served as text/html, and many error pages as feeds.
  if (ReadFeed(body, content_type, *parsed, facts) || ReadAdvisoryLists(body, *parsed, facts)) return facts;
  if ((LooksLikeSitemap(body) || (expect_sitemap && !LooksLikeHtml(body))) &&
      ReadSitemap(body, content_type, *parsed, facts)) {
    return facts;
  }
  if (IsHtml(MediaTypeOf(content_type), body)) {
    facts.kind = BodyKind::kHtml;
    if (follow) ReadHtml(body, content_type, *parsed, facts);
  }
  return facts;
}

}  // namespace dossier::crawler
