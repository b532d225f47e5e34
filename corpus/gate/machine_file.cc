#include "corpus/gate/machine_file.h"

#include <array>
#include <string>
#include <utility>

#include "corpus/base/url.h"
#include "corpus/text/markup.h"

namespace dossier::corpus {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kRoots = {{{"rss", "feed"},
                                                                                  {"feed", "feed"},
                                                                                  {"rdf:rdf", "feed"},
                                                                                  {"channel", "feed"},
                                                                                  {"urlset", "sitemap"},
                                                                                  {"sitemapindex", "sitemap"},
                                                                                  {"opml", "outlines"}}};

}  // namespace

std::string_view RootTag(std::string_view text, std::string_view& name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  size_t at = 0;
  for (;;) {
    at = text.find_first_not_of(" \t\r\n", at);
    if (at == std::string_view::npos || text[at] != '<') return {};
    const Markup markup = ReadMarkup(text, at);
    if (markup.kind == Markup::Kind::kStartTag) {
      name = markup.name;
      return text.substr(at, markup.end - at);
    }
    if (markup.kind != Markup::Kind::kComment || !markup.closed) return {};
    at = markup.end;
  }
}

std::string_view MachineFileKind(std::string_view bytes, std::string_view url) {
  if (auto parsed = Url::Parse(std::string(url)); parsed && parsed->IsHttp() && parsed->path() == "/robots.txt")
    return "robots";
  std::string_view name;
  const std::string_view tag = RootTag(bytes, name);
  if (tag.empty()) return "";
  // RDF is a feed only in the vocabulary of RSS 1.0.
  if (EqualsNoCase(name, "rdf:rdf") && tag.find("purl.org/rss/") == std::string_view::npos) return "";
  for (const auto& [root, kind] : kRoots)
    if (EqualsNoCase(name, root)) return kind;
  return "";
}

}  // namespace dossier::corpus
