#include "crawler/sources.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>

#include "corpus/base/edit_file.h"
#include "corpus/base/embedded.h"
#include "corpus/base/file.h"
#include "corpus/base/suggest.h"
#include "corpus/newer_corpus.h"
#include "corpus/url/url.h"

DOSSIER_EMBEDDED(source_catalogue)

namespace dossier::crawler {
namespace {

constexpr std::array<std::string_view, 5> kKinds = {"news", "agency", "vendor", "congress", "unknown"};

constexpr uint64_t kLargestFile = uint64_t{16} << 20;

std::string PathOf(const std::string& directory) { return directory + "/dossier.toml"; }

Result<std::string> ReadText(const std::string& directory) {
  std::error_code code;
  if (!std::filesystem::exists(PathOf(directory), code)) return std::string();
  return ReadFile(PathOf(directory), kLargestFile);
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;  // TOML has no raw control characters
  }
  return out + "\"";
}

std::vector<std::string> Strings(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  if (const toml::array* array = table[key].as_array()) {
    for (const toml::node& node : *array) {
      if (const auto text = node.value<std::string>()) out.push_back(*text);
    }
  } else if (const auto text = table[key].value<std::string>()) {
    out.push_back(*text);
  }
  return out;
}

Error AtLine(const std::string& directory, const toml::node& node, const std::string& what) {
  return {ErrorCode::kParse, PathOf(directory) + " line " + std::to_string(node.source().begin.line) + ": " + what,
          "the crawler's page in the manual shows the keys; nothing was changed"};
}

Status CheckKeys(const std::string& directory, const toml::table& table) {
  static const std::vector<std::string> known = {"id",    "publisher", "kind",     "language", "country",
                                                 "pages", "feeds",     "sitemaps", "depth",    "max_pages",
                                                 "delay", "scope",     "discover", "exclude",  "revisit"};
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const Error unknown = UnknownName("key", name, known, "");
    return Fail(AtLine(directory, node, unknown.message + (unknown.hint.empty() ? "" : " (" + unknown.hint + ")")));
  }
  return Ok();
}

Result<SourceConfig> SourceOf(const std::string& directory, const toml::table& table) {
  DOSSIER_CHECK(CheckKeys(directory, table));
  SourceConfig source;
  source.id = table["id"].value_or(std::string());
  if (source.id.empty()) return Fail(AtLine(directory, table, "a source needs an id"));
  source.publisher = table["publisher"].value_or(source.id);
  source.kind = table["kind"].value_or(std::string("unknown"));
  if (std::find(kKinds.begin(), kKinds.end(), source.kind) == kKinds.end()) {
    return Fail(AtLine(directory, table,
                       "kind of source '" + source.id + "' is none of news, agency, vendor, congress, unknown"));
  }
  source.language = table["language"].value_or(std::string());
  source.country = table["country"].value_or(std::string());
  source.pages = Strings(table, "pages");
  source.feeds = Strings(table, "feeds");
  source.sitemaps = Strings(table, "sitemaps");
  source.depth = static_cast<int>(table["depth"].value_or(int64_t{0}));
  source.max_pages = table["max_pages"].value_or(int64_t{0});
  if (const auto delay = table["delay"].value<double>()) source.delay_ms = static_cast<int64_t>(*delay * 1000);
  source.discover = table["discover"].value_or(false);
  source.exclude = Strings(table, "exclude");
  source.revisit_ms = static_cast<int64_t>(table["revisit"].value_or(0.0) * 1000);
  Result<Scope> scope = ParseScope(table["scope"].value_or(std::string("site")));
  if (!scope) return Fail(AtLine(directory, table, scope.error().message));
  source.scope = *scope;
  return source;
}

// toml++ throws; this is its fence.
Result<toml::table> ParseToml(const std::string& text, const std::string& path) {
  try {
    return toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    std::ostringstream where;
    where << path << " line " << error.source().begin.line << ": " << error.description();
    return Fail(ErrorCode::kParse, where.str(), "correct the file; nothing was changed");
  }
}

// The lines of the block of `id`: from its [[source]] to the next table header. nullopt: no such block.
struct Block {
  size_t begin, end;
};
std::optional<Block> BlockOf(const std::string& text, const std::string& id) {
  size_t at = 0;
  constexpr size_t kNone = std::string::npos;
  size_t open = kNone;
  std::optional<Block> found;
  bool right = false;
  const auto close = [&](size_t end) {
    if (open != kNone && right && !found) found = Block{open, end};
    open = kNone;
    right = false;
  };
  while (at < text.size()) {
    const size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    std::string line = text.substr(at, end - at);
    line.erase(0, line.find_first_not_of(" \t"));
    if (line.starts_with("[")) {
      close(at);
      if (line.starts_with("[[source]]")) open = at;
    } else if (open != kNone && line.starts_with("id") && line.find(Quoted(id)) != std::string::npos) {
      right = true;
    }
    at = end;
  }
  close(text.size());
  return found;
}

}  // namespace

std::string_view ScopeName(Scope scope) {
  return scope == Scope::kHost ? "host" : scope == Scope::kPrefix ? "prefix" : "site";
}

Result<Scope> ParseScope(std::string_view name) {
  if (name == "host") return Scope::kHost;
  if (name == "site") return Scope::kSite;
  if (name == "prefix") return Scope::kPrefix;
  return Fail(ErrorCode::kUsage, "unknown scope '" + std::string(name) + "'", "host, site or prefix");
}

namespace {

Result<SourceFile> ParseSources(const std::string& corpus_directory, const std::string& text) {
  DOSSIER_TRY_ASSIGN(const toml::table root, ParseToml(text, PathOf(corpus_directory)));
  SourceFile file;
  file.settings.user_agent = root["crawl"]["user_agent"].value<std::string>();
  file.settings.delay = root["crawl"]["delay"].value<double>();
  if (const auto parallel = root["crawl"]["parallel"].value<int64_t>())
    file.settings.parallel = static_cast<int>(*parallel);
  if (const toml::array* array = root["source"].as_array()) {
    for (const toml::node& node : *array) {
      if (!node.is_table()) continue;
      DOSSIER_TRY_ASSIGN(SourceConfig source, SourceOf(corpus_directory, *node.as_table()));
      const bool twice = std::any_of(file.sources.begin(), file.sources.end(),
                                     [&](const SourceConfig& each) { return each.id == source.id; });
      if (twice) return Fail(AtLine(corpus_directory, node, "source '" + source.id + "' stands here a second time"));
      file.sources.push_back(std::move(source));
    }
  }
  return file;
}

EditedFile EditedSources(const std::string& directory) {
  return {PathOf(directory), directory + "/sources.lock", "the list of sources", "source", kLargestFile};
}

}  // namespace

Result<SourceFile> LoadSources(const std::string& corpus_directory) {
  DOSSIER_TRY_ASSIGN(const std::string text, ReadText(corpus_directory));
  return ParseSources(corpus_directory, text);
}

std::string SourceAsToml(const SourceConfig& source) {
  std::ostringstream out;
  out.precision(15);
  const auto text = [&](const char* key, const std::string& value) {
    if (!value.empty()) out << key << " = " << Quoted(value) << "\n";
  };
  const auto list = [&](const char* key, const std::vector<std::string>& values) {
    if (values.empty()) return;
    out << key << " = [";
    for (size_t i = 0; i < values.size(); ++i) out << (i > 0 ? ", " : "") << Quoted(values[i]);
    out << "]\n";
  };
  out << "[[source]]\n";
  text("id", source.id);
  text("publisher", source.publisher);
  text("kind", source.kind);
  text("language", source.language);
  text("country", source.country);
  list("pages", source.pages);
  list("feeds", source.feeds);
  list("sitemaps", source.sitemaps);
  if (source.depth > 0) out << "depth = " << source.depth << "\n";
  if (source.max_pages > 0) out << "max_pages = " << source.max_pages << "\n";
  if (source.delay_ms) out << "delay = " << static_cast<double>(*source.delay_ms) / 1000 << "\n";
  if (source.scope != Scope::kSite) text("scope", std::string(ScopeName(source.scope)));
  if (source.discover) out << "discover = true\n";
  list("exclude", source.exclude);
  if (source.revisit_ms > 0) out << "revisit = " << static_cast<double>(source.revisit_ms) / 1000 << "\n";
  return out.str();
}

namespace {

// What can be said of a source without the others.
Status CheckSource(const SourceConfig& source) {
  const bool good =
      !source.id.empty() && source.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") == std::string::npos;
  if (!good)
    return Fail(ErrorCode::kUsage, "not a name for a source: '" + source.id + "'",
                "small letters, digits, hyphen, dot");
  for (const auto* addresses : {&source.pages, &source.feeds, &source.sitemaps}) {
    for (const std::string& address : *addresses) {
      const Result<Url> url = Url::Parse(address);
      if (!url || !url->IsHttp())
        return Fail(ErrorCode::kUsage, "not a web address: '" + address + "'", "it begins with http:// or https://");
    }
  }
  if (source.pages.empty() && source.feeds.empty() && source.sitemaps.empty())
    return Fail(ErrorCode::kUsage, "a source needs an address", "--feed, --sitemap or --page");
  return Ok();
}

Result<std::string> WithSource(const std::string& corpus_directory, std::string text, const SourceConfig& source) {
  DOSSIER_TRY_ASSIGN(const SourceFile file, ParseSources(corpus_directory, text));
  for (const SourceConfig& each : file.sources) {
    if (each.id == source.id)
      return Fail(ErrorCode::kUsage, "there is a source '" + source.id + "' already",
                  "dossier source show " + source.id);
  }
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  if (!text.empty()) text += '\n';
  text += SourceAsToml(source);
  // Bytes that are no UTF-8 would make the whole file unreadable, and with it every source.
  if (const auto readable = ParseToml(text, PathOf(corpus_directory)); !readable)
    return Fail(ErrorCode::kUsage, "the source cannot be written: " + readable.error().message,
                "names and addresses are UTF-8; nothing was changed");
  return text;
}

Result<std::string> WithoutSource(const std::string& corpus_directory, std::string text, const std::string& id) {
  DOSSIER_TRY_ASSIGN(const SourceFile file, ParseSources(corpus_directory, text));
  std::vector<std::string> names;
  for (const SourceConfig& each : file.sources) names.push_back(each.id);
  const std::optional<Block> block = BlockOf(text, id);
  if (!block) {
    Error unknown = UnknownName("source", id, names, "dossier source list");
    unknown.code = ErrorCode::kNotFound;
    return Fail(std::move(unknown));
  }
  text.erase(block->begin, block->end - block->begin);
  return text;
}

}  // namespace

Status AddSource(const std::string& corpus_directory, const SourceConfig& source) {
  DOSSIER_CHECK(CheckSource(source));
  DOSSIER_CHECK(corpus::RefuseNewerCorpus(corpus_directory));
  // Before a directory is made: bytes that cannot be written, and a file that cannot be read.
  DOSSIER_TRY_ASSIGN(const std::string text, ReadText(corpus_directory));
  DOSSIER_CHECK(WithSource(corpus_directory, text, source));
  DOSSIER_CHECK(MakeDirectories(corpus_directory));
  return EditFile(EditedSources(corpus_directory),
                  [&](const std::optional<std::string>& old) -> Result<std::optional<std::string>> {
                    return WithSource(corpus_directory, old.value_or(""), source);
                  });
}

Status RemoveSource(const std::string& corpus_directory, const std::string& id) {
  DOSSIER_CHECK(corpus::RefuseNewerCorpus(corpus_directory));
  // A corpus without sources gets no lock file for that.
  DOSSIER_TRY_ASSIGN(const std::string text, ReadText(corpus_directory));
  DOSSIER_CHECK(WithoutSource(corpus_directory, text, id));
  return EditFile(EditedSources(corpus_directory),
                  [&](const std::optional<std::string>& old) -> Result<std::optional<std::string>> {
                    return WithoutSource(corpus_directory, old.value_or(""), id);
                  });
}

const std::vector<CatalogueEntry>& Catalogue() {
  static const std::vector<CatalogueEntry> entries = [] {
    std::vector<CatalogueEntry> out;
    std::string_view text = Embedded_source_catalogue();
    bool header = true;
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.empty() || line[0] == '#') continue;
      if (std::exchange(header, false)) continue;
      std::array<std::string, 8> cells;
      for (std::string& cell : cells) {
        const size_t tab = std::min(line.find('\t'), line.size());
        cell = line.substr(0, tab);
        line.remove_prefix(std::min(tab + 1, line.size()));
      }
      out.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7] == "yes"});
    }
    return out;
  }();
  return entries;
}

Result<SourceConfig> CatalogueSource(std::string_view id) {
  std::vector<std::string> names;
  for (const CatalogueEntry& entry : Catalogue()) {
    names.push_back(entry.id);
    if (entry.id != id) continue;
    SourceConfig source;
    source.id = entry.id;
    source.publisher = entry.publisher;
    source.kind = entry.kind;
    source.language = entry.language;
    source.country = entry.country;
    auto& addresses = entry.type == "feed" ? source.feeds : entry.type == "sitemap" ? source.sitemaps : source.pages;
    addresses.push_back(entry.address);
    if (entry.type == "page") source.depth = 1;
    return source;
  }
  Error unknown = UnknownName("catalogue entry", id, names, "dossier source list --catalogue");
  if (id.find("://") != std::string::npos)
    unknown.hint = "give it a name: dossier source add NAME --feed " + std::string(id) + " (or --page, --sitemap)";
  unknown.code = ErrorCode::kNotFound;
  return Fail(std::move(unknown));
}

}  // namespace dossier::crawler
