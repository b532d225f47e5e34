// robots.txt by RFC 9309, with the leniency of the reference matcher that most sites are tested against: misspelt
// keys, a missing colon, "index.html" as the directory itself, "*" followed by words, lines cut at a limit.
// Plain values, thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dossier::crawler {

// The answer for one URL. `line` is the line of the rule that decided, counted from 1; 0 when no rule applied.
struct RobotsVerdict {
  bool allowed = true;
  int line = 0;
  std::string rule;  // "Disallow: /private/"; empty when no rule applied
};

// The rules that one crawler has to follow.
class RobotsRules {
 public:
  // `target` is path and query as sent in the request line ("/a?b"), which RobotsTarget takes from a URL.
  // The longest matching pattern wins; at equal length, allow (RFC 9309 section 2.2.2).
  RobotsVerdict Check(std::string_view target) const;
  // Seconds; nullopt when the file states none for this crawler, or no number.
  std::optional<double> crawl_delay() const { return crawl_delay_; }

 private:
  struct Rule {
    bool allow;
    std::string pattern;
    int line;
  };
  std::vector<Rule> rules_;
  std::optional<double> crawl_delay_;
  friend class RobotsFile;
};

// A parsed robots.txt.
class RobotsFile {
 public:
  // Any bytes are accepted: what is no record is skipped.
  static RobotsFile Parse(std::string_view bytes);

  // All groups that name the product token (compared without case), merged; else those for "*".
  RobotsRules For(std::string_view product_token) const;

  // The values of Sitemap lines, in order; they belong to no group.
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  enum class Key { kUserAgent, kAllow, kDisallow, kCrawlDelay };
  struct Record {
    Key key;
    std::string value;
    int line;
  };
  void AddLine(std::string_view line, int number);
  std::vector<Record> records_;
  std::vector<std::string> sitemaps_;
};

// Path, parameters and query of a URL, without fragment: what rules are matched against. "/" when it has none.
std::string RobotsTarget(std::string_view url);

}  // namespace dossier::crawler
