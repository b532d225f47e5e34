// dossier source add|list|remove|show: what a corpus is set to crawl.
#include <string>
#include <vector>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/json.h"
#include "corpus/base/suggest.h"
#include "crawler/commands/commands.h"
#include "crawler/sources.h"

namespace dossier::crawler {
namespace {

std::string AddressOf(const SourceConfig& source) {
  for (const auto* addresses : {&source.feeds, &source.sitemaps, &source.pages}) {
    if (!addresses->empty()) return addresses->front();
  }
  return {};
}

Json SourceJson(const SourceConfig& source) {
  return {{"id", source.id},
          {"kind", source.kind},
          {"publisher", source.publisher},
          {"language", source.language},
          {"country", source.country},
          {"feeds", source.feeds},
          {"sitemaps", source.sitemaps},
          {"pages", source.pages},
          {"depth", source.depth},
          {"max_pages", source.max_pages},
          {"delay", source.delay_ms ? Json(static_cast<double>(*source.delay_ms) / 1000) : Json(nullptr)},
          {"scope", ScopeName(source.scope)},
          {"discover", source.discover},
          {"exclude", source.exclude}};
}

int PrintList(Format format, const Json& rows, const Table& table) {
  if (format == Format::kJson) {
    Print(DumpJson(Json{{"schema", "dossier.sources/1"}, {"rows", rows}}, 1) + "\n");
  } else if (format == Format::kJsonl) {
    for (const Json& row : rows) Print(DumpJson(row) + "\n");
  } else {
    Print(format == Format::kCsv        ? RenderCsv(table)
          : format == Format::kMarkdown ? RenderMarkdown(table)
                                        : RenderText(table, TerminalWidth()));
  }
  return kExitOk;
}

constexpr auto kFormats = {Format::kText, Format::kJson, Format::kJsonl, Format::kCsv, Format::kMarkdown};

}  // namespace

int RunSourceList(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("List the sources of the corpus, or the bundled catalogue to choose from.", "dossier source list");
  bool catalogue = false;
  std::string country, kind;
  line.Flag("--catalogue", catalogue, "agencies' advisory feeds and outlets' sections that come with the program");
  line.Add("--country", country, "only this country (ISO 3166, EU)");
  line.Add("--kind", kind, "only this kind: news, agency, vendor, congress");
  if (const auto stop = ParseArguments(line, invocation)) return *stop;
  const Result<Format> format = FormatOf(invocation, kFormats);
  if (!format) return Report(format.error());
  Json rows = Json::array();
  Table table;
  table.columns = {{"id"},
                   {"kind"},
                   {"publisher"},
                   {"lang"},
                   {"country"},
                   {catalogue ? "type" : "depth"},
                   {catalogue ? "tried" : "scope"},
                   {"address", false, true}};
  const auto wanted = [&](const std::string& its_country, const std::string& its_kind) {
    return (country.empty() || country == its_country) && (kind.empty() || kind == its_kind);
  };
  if (catalogue) {
    for (const CatalogueEntry& entry : Catalogue()) {
      if (!wanted(entry.country, entry.kind)) continue;
      rows.push_back({{"id", entry.id},
                      {"kind", entry.kind},
                      {"publisher", entry.publisher},
                      {"language", entry.language},
                      {"country", entry.country},
                      {"type", entry.type},
                      {"address", entry.address},
                      {"tried", entry.tried}});
      table.rows.push_back({entry.id, entry.kind, entry.publisher, entry.language, entry.country, entry.type,
                            entry.tried ? "yes" : "no", entry.address});
    }
    const int code = PrintList(*format, rows, table);
    if (*format == Format::kText)
      Note(invocation,
           "tried no: the address comes from public knowledge and was not fetched where this list was made");
    return code;
  }
  const Result<SourceFile> file = LoadSources(invocation.corpus_dir);
  if (!file) return Report(file.error());
  for (const SourceConfig& source : file->sources) {
    if (!wanted(source.country, source.kind)) continue;
    rows.push_back(SourceJson(source));
    table.rows.push_back({source.id, source.kind, source.publisher, source.language, source.country,
                          std::to_string(source.depth), std::string(ScopeName(source.scope)), AddressOf(source)});
  }
  if (rows.empty() && *format == Format::kText) {
    Note(invocation, "no sources yet; dossier source list --catalogue shows what can be added");
    return kExitNothing;
  }
  return PrintList(*format, rows, table);
}

int RunSourceAdd(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("Add a source to dossier.toml: from the catalogue by its id, or with addresses.",
                   "dossier source add");
  SourceConfig source;
  std::string scope = "site";
  double delay = -1;
  line.Add("id", source.id, "short name; of the catalogue when no address is given").Required();
  line.Add("--feed", source.feeds, "address of a feed").OneEach();
  line.Add("--sitemap", source.sitemaps, "address of a sitemap").OneEach();
  line.Add("--page", source.pages, "address of a start page").OneEach();
  line.Add("--publisher", source.publisher, "who publishes it");
  line.Add("--kind", source.kind, "news, agency, vendor, congress or unknown")
      .OneOf({"news", "agency", "vendor", "congress", "unknown"});
  line.Add("--language", source.language, "BCP 47");
  line.Add("--country", source.country, "ISO 3166, or EU");
  line.Add("--depth", source.depth, "links to follow from start pages and items").Range(0, 1000);
  line.Add("--max-pages", source.max_pages, "pages a run; 0 is no limit").NotNegative();
  line.Add("--delay", delay, "seconds between requests").NotNegative();
  line.Add("--scope", scope, "host, site or prefix").OneOf({"host", "site", "prefix"}).ShowDefault();
  line.Add("--exclude", source.exclude, "path pattern as in robots.txt").OneEach();
  line.Flag("--discover", source.discover, "follow feeds that pages announce and sitemaps of robots.txt");
  if (const auto stop = ParseArguments(line, invocation)) return *stop;
  source.scope = ParseScope(scope).value_or(Scope::kSite);
  if (delay >= 0) source.delay_ms = static_cast<int64_t>(delay * 1000);
  if (source.feeds.empty() && source.sitemaps.empty() && source.pages.empty()) {
    Result<SourceConfig> entry = CatalogueSource(source.id);
    if (!entry) return Report(entry.error());
    entry->max_pages = source.max_pages;
    entry->delay_ms = source.delay_ms;
    entry->discover = source.discover;
    entry->exclude = source.exclude;
    if (source.depth > 0) entry->depth = source.depth;
    source = *std::move(entry);
  }
  if (source.publisher.empty()) source.publisher = source.id;
  if (const Status added = AddSource(invocation.corpus_dir, source); !added) return Report(added.error());
  Note(invocation, "added to " + invocation.corpus_dir + "/dossier.toml; dossier crawl " + source.id + " fetches it");
  return kExitOk;
}

int RunSourceRemove(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("Take a source out of dossier.toml. What was captured stays.", "dossier source remove");
  std::string id;
  line.Add("id", id, "the source").Required();
  if (const auto stop = ParseArguments(line, invocation)) return *stop;
  if (const Status removed = RemoveSource(invocation.corpus_dir, id); !removed) return Report(removed.error());
  Note(invocation, "removed " + id + "; its captures stay in the corpus");
  return kExitOk;
}

int RunSourceShow(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("Show how a source is set.", "dossier source show");
  std::string id;
  line.Add("id", id, "the source").Required();
  if (const auto stop = ParseArguments(line, invocation)) return *stop;
  const Result<Format> format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  const Result<SourceFile> file = LoadSources(invocation.corpus_dir);
  if (!file) return Report(file.error());
  std::vector<std::string> names;
  for (const SourceConfig& source : file->sources) {
    names.push_back(source.id);
    if (source.id != id) continue;
    Json shown = {{"schema", "dossier.source/1"}};
    shown.update(SourceJson(source));
    Print(*format == Format::kJson ? DumpJson(shown, 1) + "\n" : SourceAsToml(source));
    return kExitOk;
  }
  Error unknown = UnknownName("source", id, names, "dossier source list");
  unknown.code = ErrorCode::kNotFound;
  return Report(unknown);
}

}  // namespace dossier::crawler
