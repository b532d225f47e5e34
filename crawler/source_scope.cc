#include "crawler/source_scope.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

#include "corpus/base/ascii.h"

namespace dossier::crawler {
namespace {

constexpr size_t kMaxDepth = 20;  // path segments, as Heritrix counts them
constexpr int kMaxRepeats = 2;    // of one segment
constexpr size_t kMaxParameters = 12;

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t end = text.find(separator);
    if (end != 0 && !text.empty()) parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// File types that hold no text that dossier reads, sorted.
constexpr std::array<std::string_view, 46> kMedia = {
    "7z",   "aac", "apk", "avi",  "avif", "bmp",  "bz2",  "css",  "deb",  "dmg",  "eot", "exe",
    "flac", "gif", "ico", "iso",  "jar",  "jpeg", "jpg",  "js",   "m4a",  "m4v",  "mjs", "mkv",
    "mov",  "mp3", "mp4", "mpeg", "mpg",  "msi",  "ogg",  "ogv",  "otf",  "png",  "rar", "rpm",
    "svg",  "tar", "tif", "tiff", "ttf",  "wav",  "webm", "webp", "woff", "woff2"};

bool IsMedia(std::string_view path) {
  const size_t dot = path.find_last_of("./");
  if (dot == std::string_view::npos || path[dot] != '.') return false;
  const std::string extension = AsciiLowered(path.substr(dot + 1));
  return std::binary_search(kMedia.begin(), kMedia.end(), extension);
}

bool RepeatsSegment(const std::vector<std::string_view>& segments) {
  for (size_t i = 0; i < segments.size(); ++i) {
    if (std::count(segments.begin() + static_cast<std::ptrdiff_t>(i), segments.end(), segments[i]) > kMaxRepeats)
      return true;
  }
  return false;
}

// A year from 1000 to 9999 that stands alone in the text ("2031-05", "y=2031"), 0: none.
int LoneYear(std::string_view text) {
  for (size_t at = 0; at + 4 <= text.size(); ++at) {
    const auto digit = [&](size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    if (!digit(at) || (at > 0 && digit(at - 1))) continue;
    if (!digit(at + 1) || !digit(at + 2) || !digit(at + 3) || digit(at + 4)) continue;
    int year = 0;
    std::from_chars(text.data() + at, text.data() + at + 4, year);
    if (year >= 1000) return year;
  }
  return 0;
}

// Calendars go on for ever in both directions; archives of news do not begin before the web or lie years ahead.
bool IsCalendar(const Url& url, int current_year) {
  const std::string path = AsciiLowered(url.path());
  const std::string query = AsciiLowered(url.query().value_or(""));
  constexpr std::string_view kWords[] = {"calendar", "kalender", "calendrier", "calendario", "/events/",
                                         "/event/",  "month=",   "date=",      "year=",      "day="};
  const bool likely = std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
    return path.find(word) != std::string::npos || query.find(word) != std::string::npos;
  });
  if (!likely) return false;
  for (std::string_view text : {std::string_view(path), std::string_view(query)}) {
    const int year = LoneYear(text);
    if (year != 0 && (year > current_year + 2 || year < 1990)) return true;
  }
  return false;
}

bool QueryIsEndless(const Url& url) {
  if (!url.query()) return false;
  std::vector<std::string_view> names;
  for (std::string_view parameter : Split(*url.query(), '&')) names.push_back(parameter.substr(0, parameter.find('=')));
  if (names.size() > kMaxParameters) return true;
  for (std::string_view name : names) {
    const bool list = name.ends_with("[]") || name.ends_with("%5B%5D");
    if (!list && std::count(names.begin(), names.end(), name) > kMaxRepeats) return true;
  }
  return false;
}

std::string WithoutWww(const std::string& host) { return host.starts_with("www.") ? host.substr(4) : host; }

}  // namespace

std::string HostKey(const Url& url) {
  const bool usual = url.port() == (url.scheme() == "https" ? 443 : 80);
  return usual ? url.host() : url.host() + ":" + std::to_string(url.port());
}

std::string HostKeyOf(std::string_view canonical_url) {
  const size_t start = canonical_url.find("://");
  if (start == std::string_view::npos) return {};
  const std::string_view rest = canonical_url.substr(start + 3);
  return std::string(rest.substr(0, rest.find_first_of("/?")));
}

std::string TrapReason(const Url& url, size_t max_url_bytes, int current_year) {
  if (url.href().size() > max_url_bytes) return "url-length";
  if (IsMedia(url.path())) return "media";
  const std::vector<std::string_view> segments = Split(url.path(), '/');
  if (segments.size() > kMaxDepth) return "trap-depth";
  if (RepeatsSegment(segments)) return "trap-repeat";
  if (QueryIsEndless(url)) return "trap-query";
  if (IsCalendar(url, current_year)) return "trap-calendar";
  return {};
}

SourceScope::SourceScope(const SourceConfig& config, const std::vector<Url>& starts) : scope_(config.scope) {
  for (const Url& start : starts) Widen(start);
  std::string robots = "User-agent: *\n";
  for (const std::string& pattern : config.exclude) robots.append("Disallow: ").append(pattern).append("\n");
  exclude_ = RobotsFile::Parse(robots).For("*");
}

std::string SourceScope::KeyOf(const Url& url) const {
  if (scope_ == Scope::kPrefix) {
    const std::string whole = url.Origin() + url.path();
    return whole.substr(0, whole.rfind('/') + 1);
  }
  const std::string host = scope_ == Scope::kHost ? WithoutWww(url.host()) : RegistrableDomain(url.host());
  const std::string key = HostKey(url);
  const size_t colon = key.size() > url.host().size() ? url.host().size() : std::string::npos;
  return colon == std::string::npos ? host : host + key.substr(colon);
}

std::string SourceScope::Refusal(const Url& url) const {
  const std::string whole = scope_ == Scope::kPrefix ? url.Origin() + url.path() : KeyOf(url);
  const bool inside = std::any_of(keys_.begin(), keys_.end(), [&](const std::string& key) {
    return scope_ == Scope::kPrefix ? whole.starts_with(key) : whole == key;
  });
  if (!inside) return "scope";
  return exclude_.Check(RobotsTarget(url.href())).allowed ? "" : "excluded";
}

void SourceScope::Widen(const Url& url) {
  std::string key = KeyOf(url);
  if (std::find(keys_.begin(), keys_.end(), key) == keys_.end()) keys_.push_back(std::move(key));
}

bool QueryGrowth::TooMany(const Url& url, size_t most) {
  if (!url.query()) return false;
  const uint64_t key = std::hash<std::string>()(url.Origin() + url.path());
  return ++variants_[key] > most;
}

}  // namespace dossier::crawler
