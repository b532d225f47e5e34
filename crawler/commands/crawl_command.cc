// dossier crawl: fetch URLs and sources into the corpus.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "corpus/base/sinks.h"
#include "corpus/base/temporary_directory.h"
#include "corpus/corpus.h"
#include "corpus/gate/gate.h"
#include "corpus/url/url.h"
#include "crawler/commands/commands.h"
#include "crawler/crawler.h"
#include "crawler/parse/address_list.h"
#include "crawler/sources.h"

namespace dossier::crawler {
namespace {

// What the command line says over what the source has.
struct Overrides {
  std::optional<int> depth;
  std::optional<int64_t> max_pages;
  std::optional<double> delay;
};

Result<SourceConfig> SourceOfUrl(const std::string& text, const Overrides& overrides) {
  const Result<Url> url = Url::Parse(text);
  if (!url || !url->IsHttp() || url->host().empty()) {
    const Result<Url> meant = Url::Parse("https://" + text);
    const bool host = text.find('.') != std::string::npos && text.find(':') == std::string::npos && meant;
    return Fail(ErrorCode::kUsage, "neither a source nor a web address: '" + text + "'",
                host ? "did you mean https://" + text + " ?"
                     : "dossier source list names the sources; an address begins with http:// or https://");
  }
  SourceConfig config;
  config.id = url->host();
  // No publisher: the page itself says who it is.
  config.pages = {text};
  config.scope = Scope::kHost;
  config.depth = overrides.depth.value_or(0);
  config.discover = config.depth > 0;
  config.once = true;
  return config;
}

// What the lists of addresses gave, and what was passed over in them.
struct Lists {
  std::vector<std::string> words;
  std::vector<std::string> problems;
};

// "-" is standard input.
Result<Lists> ReadLists(const std::vector<std::string>& paths, const SourceFile& file) {
  constexpr size_t kMostTold = 20;
  Lists lists;
  for (const std::string& path : paths) {
    DOSSIER_TRY_ASSIGN(const std::string bytes, ReadFile(path == "-" ? "/dev/stdin" : path, uint64_t{1} << 30));
    AddressList list = ReadAddressList(bytes, [&](std::string_view word) {
      return std::any_of(file.sources.begin(), file.sources.end(), [&](const auto& each) { return each.id == word; });
    });
    for (size_t i = 0; i < std::min(list.bad.size(), kMostTold); ++i) {
      lists.problems.push_back(path + " line " + std::to_string(list.bad[i].line) + ": no web address, passed over: '" +
                               list.bad[i].text + "'");
    }
    if (list.bad.size() > kMostTold)
      lists.problems.push_back(path + ": " + std::to_string(list.bad.size() - kMostTold) + " more lines passed over");
    if (list.addresses.empty()) {
      const std::string first =
          list.bad.empty() ? "" : ": line " + std::to_string(list.bad[0].line) + " is '" + list.bad[0].text + "'";
      return Fail(ErrorCode::kUsage, "no web address in " + path + first,
                  "one URL a line, a browser's bookmarks, JSON with \"url\", or a table with one URL in each row");
    }
    std::move(list.addresses.begin(), list.addresses.end(), std::back_inserter(lists.words));
  }
  return lists;
}

// The words of the command line as sources: names of dossier.toml, or addresses; no words: every source.
Result<std::vector<SourceConfig>> SourcesOf(const std::vector<std::string>& words, const SourceFile& file,
                                            const Overrides& overrides) {
  std::vector<SourceConfig> out = words.empty() ? file.sources : std::vector<SourceConfig>();
  std::unordered_map<std::string, size_t> hosts;  // of addresses: where their source is
  for (const std::string& word : words) {
    const auto named = std::find_if(file.sources.begin(), file.sources.end(),
                                    [&](const SourceConfig& each) { return each.id == word; });
    if (named != file.sources.end()) {
      out.push_back(*named);
      continue;
    }
    DOSSIER_TRY_ASSIGN(SourceConfig source, SourceOfUrl(word, overrides));
    const auto [host, added] = hosts.try_emplace(source.id, out.size());
    if (added) {
      out.push_back(std::move(source));
    } else {
      out[host->second].pages.push_back(word);
    }
  }
  if (out.empty())
    return Fail(ErrorCode::kUsage, "nothing to crawl: no sources are set and no address was given",
                "dossier crawl URL, or dossier source add");
  for (SourceConfig& source : out) {
    if (overrides.delay) source.delay_ms = static_cast<int64_t>(*overrides.delay * 1000);
    if (overrides.depth) source.depth = *overrides.depth;
    if (overrides.max_pages) source.max_pages = *overrides.max_pages;
  }
  return out;
}

std::string Bytes(uint64_t bytes) {
  char text[32];
  if (bytes >= 10000000)
    std::snprintf(text, sizeof text, "%.0f MB", static_cast<double>(bytes) / 1e6);
  else if (bytes >= 1000000)
    std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
  else
    std::snprintf(text, sizeof text, "%.0f KB", static_cast<double>(bytes) / 1e3);
  return text;
}

std::string TextReport(const CrawlReport& report) {
  std::string out = Plural(report.fetched, "page") + " fetched (" + Bytes(report.body_bytes) + "), " +
                    std::to_string(report.not_modified) + " not modified, " + Plural(report.redirects, "redirect") +
                    ", " + std::to_string(report.refused) + " refused";
  uint64_t failed = 0;
  for (const auto& [outcome, count] : report.failed) failed += count;
  out += ", " + std::to_string(failed) + " failed";
  const double seconds = static_cast<double>(report.ended.milliseconds - report.started.milliseconds) / 1000;
  char time[64];
  std::snprintf(time, sizeof time, " in %.1f s\n", seconds);
  out += time;
  const auto list = [&](const char* title, const std::map<std::string, uint64_t>& counts) {
    for (const auto& [name, count] : counts) {
      out += "  " + std::string(title) + " " + name + ": " + std::to_string(count);
      const auto example = report.examples.find(name);
      if (example != report.examples.end()) out += "  such as " + example->second.substr(0, 200);
      out += "\n";
    }
  };
  list("failed", report.failed);
  list("left out", report.left_out);
  for (const std::string& said : {corpus::UnreadText(corpus::CountLeftAside(report.outcomes)),
                                  corpus::AsideText(corpus::CountLeftAside(report.outcomes))}) {
    if (!said.empty()) out += "  kept, no evidence: " + said + "\n";
  }
  for (const ProviderVisit& visit : report.providers) {
    out += "  CSAF provider " + visit.url + ": " + std::to_string(visit.listed) +
           (visit.listed == 1 ? " advisory" : " advisories") + " listed, " + std::to_string(visit.fetched) +
           " fetched, " + std::to_string(visit.failed) + " failed" +
           (visit.lists_known ? "; lists that were read before and are not due are not counted" : "") + "\n";
  }
  for (const auto& [host, until] : report.waiting_hosts)
    out += "  " + host + " asked to be left alone until " + until + "\n";
  for (const SilentFeed& feed : report.silent) {
    out += "  silent: " + feed.url + " of " + feed.source + " brought nothing new since " +
           (feed.changed.milliseconds > 0 ? FormatRfc3339(feed.changed) : "it was added") + " (" + feed.outcome + ")\n";
  }
  return out;
}

Json JsonReport(const CrawlReport& report) {
  Json problems = Json::array();
  for (const CrawlProblem& problem : report.problems) {
    problems.push_back({{"url", problem.url}, {"outcome", problem.outcome}, {"detail", problem.detail}});
  }
  Json silent = Json::array();
  for (const SilentFeed& feed : report.silent) {
    silent.push_back({{"source", feed.source},
                      {"url", feed.url},
                      {"outcome", feed.outcome},
                      {"changed", feed.changed.milliseconds > 0 ? Json(FormatRfc3339(feed.changed)) : Json(nullptr)}});
  }
  Json failed_starts = Json::array();
  for (const CrawlProblem& problem : report.failed_starts)
    failed_starts.push_back({{"url", problem.url}, {"outcome", problem.outcome}, {"detail", problem.detail}});
  Json providers = Json::array();
  for (const ProviderVisit& visit : report.providers) {
    providers.push_back({{"url", visit.url},
                         {"listed", visit.listed},
                         {"fetched", visit.fetched},
                         {"failed", visit.failed},
                         {"lists_known", visit.lists_known}});
  }
  return {{"schema", "dossier.crawl/1"},
          {"started", FormatRfc3339(report.started)},
          {"ended", FormatRfc3339(report.ended)},
          {"fetched", report.fetched},
          {"not_modified", report.not_modified},
          {"redirects", report.redirects},
          {"refused", report.refused},
          {"retried", report.retried},
          {"failed", report.failed},
          {"left_out", report.left_out},
          {"examples", report.examples},
          {"left_for_later", report.left_for_later},
          {"waiting_hosts", report.waiting_hosts},
          {"body_bytes", report.body_bytes},
          {"resumed", report.resumed},
          {"interrupted", report.interrupted},
          {"silent", silent},
          {"failed_starts", failed_starts},
          {"providers", providers},
          {"problems", problems}};
}

bool BroughtNothing(const ProviderVisit& visit) { return visit.listed == 0 && !visit.lists_known; }

int ExitOf(const CrawlReport& report) {
  if (report.interrupted) return kExitInterrupted;
  const bool nothing = report.answers == 0 && report.connect_failures > 0;
  if (nothing) return kExitNetwork;
  const bool failed = std::any_of(report.providers.begin(), report.providers.end(),
                                  [](const ProviderVisit& visit) { return visit.failed > 0 || BroughtNothing(visit); });
  return failed || !report.failed_starts.empty() ? kExitPartly : kExitOk;
}

// What was asked for by name and did not come: errors, said also when quiet.
void TellFailures(const CrawlReport& report) {
  constexpr size_t kMostTold = 20;
  for (size_t i = 0; i < report.failed_starts.size(); ++i) {
    const CrawlProblem& problem = report.failed_starts[i];
    if (i == kMostTold) {
      dossier::Report(
          {ErrorCode::kNetwork, std::to_string(report.failed_starts.size() - i) + " more addresses failed", ""});
      break;
    }
    dossier::Report({ErrorCode::kNetwork,
                     problem.url.substr(0, 500) + " failed: " + problem.outcome +
                         (problem.detail.empty() ? "" : " (" + problem.detail + ")"),
                     ""});
  }
  for (const ProviderVisit& visit : report.providers) {
    if (!BroughtNothing(visit)) continue;
    dossier::Report({ErrorCode::kNetwork, "CSAF provider " + visit.url + ": 0 advisories listed",
                     "its lists could not be had or name none; see the failures above"});
  }
}

int ReportCrawl(const Invocation& invocation, const CrawlOptions& options, const CrawlReport& report, Format format) {
  if (options.dry_run) {
    for (const std::string& url : report.would_fetch) Print(url + "\n");
    Note(invocation, Plural(report.would_fetch.size(), "URL") + " would be fetched, " + std::to_string(report.refused) +
                         " refused; nothing was stored");
    return kExitOk;
  }
  if (!invocation.quiet) Tell(TextReport(report));
  for (const CrawlProblem& problem : report.problems) {
    if (report.problems.size() > 20 || invocation.quiet) break;
    const std::string line = "  " + ShownLine(WithoutUserinfo(problem.url), 200) + ": " + problem.outcome +
                             (problem.detail.empty() ? "" : ": ") + problem.detail + "\n";
    Tell(line);
  }
  if (report.left_for_later > 0) {
    Note(invocation, Plural(report.left_for_later, "URL") + " left for later; the same command goes on with them");
  }
  if (format == Format::kJson) Print(DumpJson(JsonReport(report), 1) + "\n");
  const int code = ExitOf(report);
  if (code == kExitPartly) TellFailures(report);
  if (code == kExitNetwork) {
    const bool is_private = report.left_out.contains("private-address");
    return dossier::Report(
        {ErrorCode::kNetwork,
         is_private ? "the address is not public; nothing was fetched" : "nothing answered; nothing was fetched",
         is_private ? "--allow-private connects to loopback and private addresses"
                    : "is the address right, and is there a network?"});
  }
  return code;
}

}  // namespace

int RunCrawl(const Invocation& given, const AfterCrawl& after) {
  Invocation invocation = given;
  CommandLine line(
      "Fetch pages into the corpus, creating it if need be. A URL alone is one page; a source goes as it is set.",
      "dossier crawl");
  CrawlOptions options;
  Overrides overrides;
  std::vector<std::string> words, lists;
  double deadline = 60;
  line.Add("what", words, "URLs, or names of sources; none: every source");
  line.Add("--list", lists, "a file of URLs: one a line, bookmarks, JSON or a table; - is standard input").OneEach();
  line.Add("--depth", overrides.depth, "links to follow from a start page (a URL alone: 0)").Range(0, 1000);
  line.Add("--max-pages", overrides.max_pages, "pages a source and run; 0 is no limit").NotNegative();
  line.Add("--delay", overrides.delay, "seconds between requests to a host").NotNegative();
  line.Add("--parallel", options.parallel, "connections in all").Range(1, 512).ShowDefault();
  line.Add("--per-host", options.per_host, "connections to one host, when it has no delay").Range(1, 64).ShowDefault();
  line.Add("--timeout", deadline, "seconds for one URL, redirects included").Positive().ShowDefault();
  line.Add("--max-bytes", options.max_body_bytes, "of one body; what is longer is cut and marked")
      .Positive()
      .ShowDefault();
  line.Add("--max-wait", options.max_wait_ms, "milliseconds to wait for a host that asks for a pause")
      .NotNegative()
      .ShowDefault();
  line.Add("--tries", options.max_tries, "of a URL whose failure may pass").Range(1, 20).ShowDefault();
  line.Flag("--allow-private", options.allow_private, "connect to addresses that are not public (tests, intranets)");
  line.Add("--allow-host", options.allow_hosts, "connect to this host wherever its name leads").OneEach();
  line.Flag("--revisit", options.revisit_all, "ask again for everything known of these sources, due or not");
  line.Flag("--dry-run", options.dry_run, "show what would be fetched; store nothing");
  line.Flag("--watch", options.watch, "go on, visiting what falls due, until stopped");
  line.Add("--user-agent", options.user_agent, "its first word is looked for in robots.txt");
  if (const auto stop = ParseArguments(line, invocation)) return *stop;
  const Result<Format> format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return dossier::Report(format.error());
  options.deadline_ms = static_cast<int64_t>(deadline * 1000);
  const Result<SourceFile> file = LoadSources(invocation.corpus_dir);
  if (!file) return dossier::Report(file.error());
  const Result<Lists> listed = ReadLists(lists, *file);
  if (!listed) return dossier::Report(listed.error());
  words.insert(words.end(), listed->words.begin(), listed->words.end());
  for (const std::string& problem : listed->problems) dossier::Report({ErrorCode::kParse, problem, ""});
  if (options.user_agent.empty() && file->settings.user_agent) options.user_agent = *file->settings.user_agent;
  if (file->settings.delay) options.delay_ms = static_cast<int64_t>(*file->settings.delay * 1000);
  if (file->settings.parallel && !line.Given("--parallel"))
    options.parallel = static_cast<size_t>(std::clamp(*file->settings.parallel, 1, 512));
  const Result<std::vector<SourceConfig>> sources = SourcesOf(words, *file, overrides);
  if (!sources) return dossier::Report(sources.error());
  options.sources = *sources;

  std::optional<TemporaryDirectory> scratch;  // the corpus of a dry run where there is none yet
  std::error_code code;
  const bool exists = std::filesystem::exists(invocation.corpus_dir + "/corpus.db", code);
  if (options.dry_run && !exists) {
    auto made = TemporaryDirectory::Make("dry-run");
    if (!made) return dossier::Report(made.error());
    invocation.corpus_dir = scratch.emplace(*std::move(made)).path();
  }
  Result<corpus::Corpus> corpus =
      corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kArchive, corpus::Create::kIfMissing, "crawl");
  if (!corpus) return dossier::Report(corpus.error());
  for (const std::string& repair : corpus->repairs()) Note(invocation, repair);
  WatchInterrupts();
  options.interrupted = Interrupted;
  Progress progress(invocation, "crawl");
  options.progress = [&](const CrawlProgress& now) {
    char text[160];
    std::snprintf(text, sizeof text, "%llu pages, %.1f/s, %llu queued, %llu in flight, %llu errors",
                  static_cast<unsigned long long>(now.pages), now.pages_per_second,
                  static_cast<unsigned long long>(now.queued), static_cast<unsigned long long>(now.active),
                  static_cast<unsigned long long>(now.errors));
    progress.Update(text);
  };
  const Result<CrawlReport> report = Crawl(options, *corpus);
  if (!report) return dossier::Report(report.error());
  const int exit_code = ReportCrawl(invocation, options, *report, *format);
  if (after && !options.dry_run && report->answers > 0) after(invocation);
  return exit_code == kExitOk && !listed->problems.empty() ? kExitPartly : exit_code;
}

}  // namespace dossier::crawler
