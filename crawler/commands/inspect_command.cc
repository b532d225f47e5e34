// dossier inspect robots|url|feed|sitemap: the crawler's parsers on their own, for scripts and for debugging a site.
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "corpus/base/cases.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "corpus/base/sinks.h"
#include "corpus/url/url.h"
#include "crawler/commands/commands.h"
#include "crawler/parse/feed.h"
#include "crawler/parse/robots.h"
#include "crawler/parse/sitemap.h"

namespace dossier::crawler {
namespace {

Result<std::string> ReadInput(const std::string& path) {
  if (path != "-") return ReadFile(path);
  return std::string(std::istreambuf_iterator<char>(std::cin), {});
}

// One JSON line a case: its id and what `answer` adds.
int AnswerCases(const std::string& path, const std::function<Status(const Json& given, Json& answer)>& answer) {
  const Status status = ForEachCase(path, [&](const Json& given) -> Status {
    Json line = {{"id", StringAt(given, "id")}};
    DOSSIER_CHECK(answer(given, line));
    Print(DumpJson(line) + "\n");
    return Ok();
  });
  return status ? kExitOk : Report(status.error());
}

// A list of flat objects as the format wants it: a table with the keys of `columns`, or JSON.
void PrintRows(Format format, const std::string& schema, const Json& rows, const std::vector<std::string>& columns) {
  if (format == Format::kJson) {
    Print(DumpJson(Json{{"schema", schema}, {"rows", rows}}, 1) + "\n");
    return;
  }
  if (format == Format::kJsonl) {
    for (const Json& row : rows) Print(DumpJson(row) + "\n");
    return;
  }
  Table table;
  for (const std::string& column : columns) table.columns.push_back({column, false, column == columns.back()});
  for (const Json& row : rows) {
    std::vector<std::string> cells;
    for (const std::string& column : columns) {
      const Json& value = MemberAt(row, column);
      cells.push_back(value.is_string() ? value.get<std::string>() : value.is_null() ? "" : DumpJson(value));
    }
    table.rows.push_back(std::move(cells));
  }
  Print(format == Format::kCsv        ? RenderCsv(table)
        : format == Format::kMarkdown ? RenderMarkdown(table)
                                      : RenderText(table, TerminalWidth()));
}

constexpr auto kAllFormats = {Format::kText, Format::kJson, Format::kJsonl, Format::kCsv, Format::kMarkdown};

Json DelayJson(const std::optional<double>& delay) { return delay ? Json(*delay) : Json(nullptr); }

Status AnswerRobotsCase(const Json& given, Json& answer) {
  DOSSIER_TRY_ASSIGN(const std::string bytes, CaseBytes(given, "robots"));
  const RobotsRules rules = RobotsFile::Parse(bytes).For(StringAt(given, "agent"));
  if (given.contains("crawl_delay")) {
    answer["crawl_delay"] = DelayJson(rules.crawl_delay());
  } else {
    answer["allowed"] = rules.Check(RobotsTarget(StringAt(given, "url"))).allowed;
  }
  return Ok();
}

Status AnswerUrlCase(const Json& given, Json& answer) {
  const Json& base_text = MemberAt(given, "base");
  std::optional<Url> base;
  if (base_text.is_string()) {
    Result<Url> parsed = Url::Parse(base_text.get_ref<const std::string&>());
    if (!parsed) {
      answer["failure"] = true;
      return Ok();
    }
    base = *std::move(parsed);
  }
  const Result<Url> url = Url::Parse(StringAt(given, "input"), base ? &*base : nullptr);
  if (!url) {
    answer["failure"] = true;
    return Ok();
  }
  answer["href"] = url->href();
  answer["fetch_url"] = url->WithoutFragment();
  return Ok();
}

Json UrlRow(const std::string& base, const std::string& reference) {
  Json row = {{"reference", reference}};
  const Result<Url> parsed_base = base.empty() ? Result<Url>(Fail(ErrorCode::kParse, "no base")) : Url::Parse(base);
  const Result<Url> url = Url::Parse(reference, parsed_base ? &*parsed_base : nullptr);
  if (!url || (!base.empty() && !parsed_base)) {
    row["failure"] = true;
    return row;
  }
  row["href"] = url->href();
  row["fetch_url"] = url->WithoutFragment();
  row["canonical"] = CanonicalUrl(*url);
  row["site"] = RegistrableDomain(url->host());
  return row;
}

Json EntryJson(const FeedEntry& entry) {
  Json row = Json::object();
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) row[key] = value;
  };
  add("title", entry.title);
  add("link", entry.link);
  add("id", entry.id);
  add("author", entry.author);
  if (entry.published) row["published"] = FormatFeedTime(*entry.published);
  // A feed that states no change was last changed when it was published.
  if (entry.updated || entry.published)
    row["updated"] = FormatFeedTime(entry.updated ? *entry.updated : *entry.published);
  add("summary", entry.summary);
  return row;
}

void AddFeed(const Result<Feed>& feed, Json& answer) {
  answer["format"] = feed ? Json(feed->format) : Json(nullptr);
  answer["feed_title"] = feed && !feed->title.empty() ? Json(feed->title) : Json(nullptr);
  answer["encoding"] = feed ? Json(feed->encoding) : Json(nullptr);
  if (feed) answer["damaged"] = feed->damaged;
  answer["entries"] = Json::array();
  if (!feed) return;
  for (const FeedEntry& entry : feed->entries) answer["entries"].push_back(EntryJson(entry));
}

// For people and exports; cases get what stands in the file.
void HideUserinfo(Json& rows, const char* key) {
  for (Json& row : rows)
    if (row.contains(key)) row[key] = WithoutUserinfo(StringAt(row, key));
}

Status AnswerFeedCase(const Json& given, Json& answer) {
  DOSSIER_TRY_ASSIGN(const std::string bytes, CaseBytes(given, "body"));
  AddFeed(ParseFeed(bytes, StringAt(given, "content_type"), StringAt(given, "url")), answer);
  return Ok();
}

Json SitemapRow(const SitemapUrl& url) {
  Json row = {{"loc", url.location}};
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) row[key] = value;
  };
  add("lastmod", url.modified);
  add("news_title", url.news_title);
  add("news_date", url.news_published);
  add("news_publication", url.news_publication);
  add("news_language", url.news_language);
  return row;
}

void AddSitemap(const Result<Sitemap>& sitemap, Json& answer) {
  answer["kind"] = sitemap ? Json(sitemap->kind) : Json(nullptr);
  if (sitemap) answer["damaged"] = sitemap->damaged;
  answer["urls"] = Json::array();
  if (!sitemap) return;
  for (const SitemapUrl& url : sitemap->urls) answer["urls"].push_back(SitemapRow(url));
}

Status AnswerSitemapCase(const Json& given, Json& answer) {
  DOSSIER_TRY_ASSIGN(const std::string bytes, CaseBytes(given, "body"));
  AddSitemap(ParseSitemap(bytes, "", StringAt(given, "url")), answer);
  return Ok();
}

// What inspect feed and inspect sitemap share: a file, its address and its type.
struct FileArguments {
  std::string file, url = "http://localhost/", content_type, cases;
  void Declare(CommandLine& line) {
    line.Add("file", file, "the file; - is standard input");
    line.Add("--url", url, "where it was fetched from, for relative addresses").ShowDefault();
    line.Add("--content-type", content_type, "the Content-Type it came with");
    line.Add("--cases", cases, "JSON Lines of conformance cases; prints one answer a line");
  }
};

}  // namespace

int RunInspectFeed(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("Read an RSS, RDF, Atom or JSON feed.", "dossier inspect feed");
  FileArguments arguments;
  arguments.Declare(line);
  if (const auto stop = ParseArguments(line, invocation)) return *stop;
  if (!arguments.cases.empty()) return AnswerCases(arguments.cases, AnswerFeedCase);
  const Result<Format> format = FormatOf(invocation, kAllFormats);
  if (!format) return Report(format.error());
  if (arguments.file.empty()) return Report({ErrorCode::kUsage, "no file given", "dossier inspect feed FILE"});
  const Result<std::string> bytes = ReadInput(arguments.file);
  if (!bytes) return Report(bytes.error());
  const Result<Feed> feed = ParseFeed(*bytes, arguments.content_type, arguments.url);
  if (!feed) return Report({feed.error().code, arguments.file + ": " + feed.error().message, feed.error().hint});
  Json answer = {{"schema", "dossier.feed/1"}};
  AddFeed(feed, answer);
  HideUserinfo(answer["entries"], "link");
  if (*format == Format::kJson) {
    Print(DumpJson(answer, 1) + "\n");
  } else {
    PrintRows(*format, "dossier.feed/1", answer["entries"], {"published", "updated", "link", "title"});
    if (*format == Format::kText)
      Note(invocation, feed->format + " '" + feed->title + "', " + std::to_string(feed->entries.size()) + " entries" +
                           (feed->damaged ? ", damaged" : ""));
  }
  return kExitOk;
}

int RunInspectSitemap(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("Read a sitemap: index, URL set, news, plain list; gzip or not.", "dossier inspect sitemap");
  FileArguments arguments;
  arguments.Declare(line);
  if (const auto stop = ParseArguments(line, invocation)) return *stop;
  if (!arguments.cases.empty()) return AnswerCases(arguments.cases, AnswerSitemapCase);
  const Result<Format> format = FormatOf(invocation, kAllFormats);
  if (!format) return Report(format.error());
  if (arguments.file.empty()) return Report({ErrorCode::kUsage, "no file given", "dossier inspect sitemap FILE"});
  const Result<std::string> bytes = ReadInput(arguments.file);
  if (!bytes) return Report(bytes.error());
  const Result<Sitemap> sitemap = ParseSitemap(*bytes, arguments.content_type, arguments.url);
  if (!sitemap)
    return Report({sitemap.error().code, arguments.file + ": " + sitemap.error().message, sitemap.error().hint});
  Json answer = {{"schema", "dossier.sitemap/1"}};
  AddSitemap(sitemap, answer);
  HideUserinfo(answer["urls"], "loc");
  if (*format == Format::kJson) {
    Print(DumpJson(answer, 1) + "\n");
  } else {
    PrintRows(*format, "dossier.sitemap/1", answer["urls"], {"lastmod", "news_date", "news_title", "loc"});
    if (*format == Format::kText)
      Note(invocation, sitemap->kind + ", " + std::to_string(sitemap->urls.size()) + " addresses" +
                           (sitemap->damaged ? ", damaged" : ""));
  }
  return kExitOk;
}

int RunInspectRobots(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("Ask a robots.txt file what a crawler may fetch, and which rule decides.", "dossier inspect robots");
  std::string agent = "dossier", file, cases;
  std::vector<std::string> urls;
  line.Add("--agent", agent, "product token of the crawler").ShowDefault();
  line.Add("--file", file, "the robots.txt file; - is standard input");
  line.Add("--cases", cases, "JSON Lines of conformance cases; prints one answer a line");
  line.Add("url", urls, "URLs or paths to ask about");
  if (const auto stop = ParseArguments(line, invocation)) return *stop;
  if (!cases.empty()) return AnswerCases(cases, AnswerRobotsCase);
  const Result<Format> format = FormatOf(invocation, kAllFormats);
  if (!format) return Report(format.error());
  if (file.empty())
    return Report({ErrorCode::kUsage, "no robots.txt given", "dossier inspect robots --file robots.txt URL..."});
  const Result<std::string> bytes = ReadInput(file);
  if (!bytes) return Report(bytes.error());
  const RobotsFile robots = RobotsFile::Parse(*bytes);
  const RobotsRules rules = robots.For(agent);
  Json rows = Json::array();
  for (const std::string& url : urls) {
    const RobotsVerdict verdict = rules.Check(RobotsTarget(url));
    rows.push_back({{"allowed", verdict.allowed}, {"line", verdict.line}, {"rule", verdict.rule}, {"url", url}});
  }
  if (*format == Format::kJson) {
    Print(DumpJson(Json{{"schema", "dossier.robots/1"},
                        {"agent", agent},
                        {"crawl_delay", DelayJson(rules.crawl_delay())},
                        {"sitemaps", robots.sitemaps()},
                        {"rows", rows}},
                   1) +
          "\n");
    return kExitOk;
  }
  PrintRows(*format, "dossier.robots/1", rows, {"allowed", "line", "rule", "url"});
  if (*format == Format::kText) {
    if (rules.crawl_delay())
      Note(invocation, "Crawl-delay for " + agent + ": " + DumpJson(*rules.crawl_delay()) + " s");
    for (const std::string& sitemap : robots.sitemaps()) Note(invocation, "Sitemap: " + sitemap);
  }
  return kExitOk;
}

int RunInspectUrl(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("Resolve references against a base URL by the WHATWG standard; show the canonical form.",
                   "dossier inspect url");
  std::string cases;
  std::vector<std::string> words;
  line.Add("--cases", cases, "JSON Lines of conformance cases; prints one answer a line");
  line.Add("url", words, "BASE REFERENCE..., or one absolute URL");
  if (const auto stop = ParseArguments(line, invocation)) return *stop;
  if (!cases.empty()) return AnswerCases(cases, AnswerUrlCase);
  const Result<Format> format = FormatOf(invocation, kAllFormats);
  if (!format) return Report(format.error());
  if (words.empty()) return Report({ErrorCode::kUsage, "no URL given", "dossier inspect url BASE REFERENCE..."});
  Json rows = Json::array();
  bool failed = false;
  if (words.size() == 1) words.insert(words.begin(), "");
  for (size_t i = 1; i < words.size(); ++i) {
    rows.push_back(UrlRow(words[0], words[i]));
    failed |= rows.back().contains("failure");
  }
  PrintRows(*format, "dossier.url/1", rows, {"reference", "href", "failure", "site", "canonical"});
  return failed ? kExitNothing : kExitOk;
}

}  // namespace dossier::crawler
