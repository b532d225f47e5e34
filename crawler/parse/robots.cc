#include "crawler/parse/robots.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "corpus/base/ascii.h"

namespace dossier::crawler {
namespace {

// Lines are cut at eight times the longest URL that old browsers took, as the reference matcher does.
constexpr size_t kMaxLine = size_t{2083} * 8;

constexpr bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool StartsIgnoringCase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && EqualIgnoringAsciiCase(text.substr(0, prefix.size()), prefix);
}

std::string_view TrimBlank(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

struct KeyValue {
  std::string_view key, value;
};

// "key: value", or "key value" when the colon was forgotten and there are exactly two words.
std::optional<KeyValue> SplitLine(std::string_view line) {
  line = TrimBlank(line.substr(0, line.find('#')));
  size_t separator = line.find(':');
  if (separator == std::string_view::npos) {
    separator = line.find_first_of(" \t");
    if (separator == std::string_view::npos) return std::nullopt;
    const size_t value = line.find_first_not_of(" \t", separator);
    if (line.find_first_of(" \t", value) != std::string_view::npos) return std::nullopt;
  }
  const std::string_view key = TrimBlank(line.substr(0, separator));
  if (key.empty()) return std::nullopt;
  return KeyValue{key, TrimBlank(line.substr(separator + 1))};
}

bool StartsWithAny(std::string_view key, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return StartsIgnoringCase(key, name); });
}

// Patterns meet URLs that are percent-encoded: bytes beyond ASCII are escaped, escapes written in upper case.
std::string EscapePattern(std::string_view pattern) {
  constexpr char digits[] = "0123456789ABCDEF";
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (AsciiLower(c) >= 'a' && AsciiLower(c) <= 'f'); };
  std::string out;
  out.reserve(pattern.size());
  for (size_t at = 0; at < pattern.size(); ++at) {
    const auto byte = static_cast<unsigned char>(pattern[at]);
    if (byte == '%' && pattern.size() - at >= 3 && is_hex(pattern[at + 1]) && is_hex(pattern[at + 2])) {
      out += '%';
      for (int i = 0; i < 2; ++i) {
        const char c = pattern[++at];
        out += c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
      }
    } else if (byte >= 0x80) {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += pattern[at];
    }
  }
  return out;
}

// Whether the pattern matches from the start of the target: "*" is any run, a final "$" is the end. Greedy with one
// point to return to, which is enough for "*" and takes at most pattern x target steps.
bool Matches(std::string_view target, std::string_view pattern) {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  size_t p = 0;
  size_t t = 0;
  size_t star = std::string_view::npos;
  size_t resume = 0;
  for (;;) {
    if (p == pattern.size() && (!anchored || t == target.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      resume = t;
      continue;
    }
    if (p < pattern.size() && t < target.size() && pattern[p] == target[t]) {
      ++p;
      ++t;
      continue;
    }
    if (star == std::string_view::npos || resume >= target.size()) return false;
    p = star;
    t = ++resume;
  }
}

// The product token that a User-agent line names: letters, hyphen and underscore at its start.
std::string_view TokenOf(std::string_view value) {
  size_t end = 0;
  while (end < value.size() &&
         ((AsciiLower(value[end]) >= 'a' && AsciiLower(value[end]) <= 'z') || value[end] == '-' || value[end] == '_'))
    ++end;
  return value.substr(0, end);
}
bool IsGlobalAgent(std::string_view value) {
  return value.starts_with('*') && (value.size() == 1 || IsBlank(value[1]));
}

std::optional<double> DelayOf(std::string_view value) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc() || !std::isfinite(seconds) || seconds < 0) return std::nullopt;
  const std::string_view unit = TrimBlank({end, static_cast<size_t>(value.data() + value.size() - end)});
  if (!unit.empty() && !EqualIgnoringAsciiCase(unit, "s") && !StartsIgnoringCase(unit, "sec")) return std::nullopt;
  return seconds;
}

// Which group the reader of the records is in, for one crawler.
struct GroupState {
  bool specific = false;
  bool global = false;
  bool closed = false;  // a rule was seen: the next User-agent line opens a new group

  void Enter(bool is_global, bool is_specific) {
    if (closed) *this = {};
    global |= is_global;
    specific |= is_specific;
  }
};

}  // namespace

void RobotsFile::AddLine(std::string_view line, int number) {
  const std::optional<KeyValue> split = SplitLine(line.substr(0, kMaxLine - 1));
  if (!split) return;
  const auto& [key, value] = *split;
  if (StartsWithAny(key, {"user-agent", "useragent", "user agent"})) {
    records_.push_back({Key::kUserAgent, std::string(value), number});
  } else if (StartsWithAny(key, {"allow"})) {
    records_.push_back({Key::kAllow, EscapePattern(value), number});
  } else if (StartsWithAny(key, {"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"})) {
    records_.push_back({Key::kDisallow, EscapePattern(value), number});
  } else if (StartsWithAny(key, {"sitemap", "site-map"})) {
    sitemaps_.emplace_back(value);
  } else if (StartsWithAny(key, {"crawl-delay", "crawldelay", "crawl delay"})) {
    records_.push_back({Key::kCrawlDelay, std::string(value), number});
  }
}

RobotsFile RobotsFile::Parse(std::string_view bytes) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  for (char c : mark) {
    if (!bytes.starts_with(c)) break;
    bytes.remove_prefix(1);
  }
  RobotsFile file;
  for (int number = 1; !bytes.empty(); ++number) {
    const size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    file.AddLine(bytes.substr(0, end), number);
    bytes.remove_prefix(end);
    if (bytes.starts_with("\r\n")) bytes.remove_prefix(1);
    if (!bytes.empty()) bytes.remove_prefix(1);
  }
  return file;
}

RobotsRules RobotsFile::For(std::string_view product_token) const {
  RobotsRules specific;
  RobotsRules global;
  GroupState group;
  GroupState
      delay_group;  // a Crawl-delay closes a group for other Crawl-delays only, else rules would part differently
  bool named = false;
  for (const Record& record : records_) {
    if (record.key == Key::kUserAgent) {
      const bool is_global = IsGlobalAgent(record.value);
      const bool is_specific = !is_global && EqualIgnoringAsciiCase(TokenOf(record.value), product_token);
      named |= is_specific;
      group.Enter(is_global, is_specific);
      delay_group.Enter(is_global, is_specific);
      continue;
    }
    delay_group.closed |= delay_group.specific || delay_group.global;
    if (record.key == Key::kCrawlDelay) {
      if (const std::optional<double> delay = DelayOf(record.value)) {
        if (delay_group.specific) specific.crawl_delay_ = delay;
        if (delay_group.global) global.crawl_delay_ = delay;
      }
      continue;
    }
    if (!group.specific && !group.global) continue;
    group.closed = true;
    const bool allow = record.key == Key::kAllow;
    auto& rules = group.specific ? specific.rules_ : global.rules_;
    rules.push_back({allow, record.value, record.line});
    // "Allow: /x/index.html" is meant for "/x/" too.
    const size_t slash = record.value.rfind('/');
    if (allow && slash != std::string::npos && std::string_view(record.value).substr(slash).starts_with("/index.htm")) {
      rules.push_back({true, record.value.substr(0, slash + 1) + "$", record.line});
    }
  }
  return named ? specific : global;
}

RobotsVerdict RobotsRules::Check(std::string_view target) const {
  RobotsVerdict verdict;
  if (target == "/robots.txt") return verdict;  // RFC 9309 section 2.2.2: always allowed
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    const size_t length = rule.pattern.size();
    if (length == 0) continue;  // an empty Disallow forbids nothing
    if (best != nullptr &&
        (length < best->pattern.size() || (length == best->pattern.size() && (best->allow || !rule.allow))))
      continue;
    if (Matches(target, rule.pattern)) best = &rule;
  }
  if (best != nullptr) {
    verdict.allowed = best->allow;
    verdict.line = best->line;
    verdict.rule = (best->allow ? "Allow: " : "Disallow: ") + best->pattern;
  }
  return verdict;
}

std::string RobotsTarget(std::string_view url) {
  const size_t start = url.starts_with("//") ? 2 : 0;
  const size_t early = url.find_first_of("/?;", start);
  size_t authority = url.find("://", start);
  authority = authority == std::string_view::npos || early < authority ? start : authority + 3;
  const size_t path = url.find_first_of("/?;", authority);
  const size_t hash = url.find('#', start);
  if (path == std::string_view::npos || hash < path) return "/";
  const std::string_view target = url.substr(path, hash == std::string_view::npos ? hash : hash - path);
  return target.starts_with('/') ? std::string(target) : "/" + std::string(target);
}

}  // namespace dossier::crawler
