// Holds the link scanner against gumbo's tree on real pages: the same links in every page, or the page is shown.
// usage: links_gumbo DIRECTORY     exit 0: all equal but the explained ones; 1: differences; 77: no pages
//
// Explained, and evened out before comparing: gumbo's tree may repeat an <a> (the adoption agency algorithm clones it),
// so sets of (kind of element, address) are compared; gumbo turns CR LF into LF, which the URL parser drops anyway;
// gumbo replaces C1 control characters by U+FFFD, which the HTML standard does not ask for.
#include <gumbo.h>
#include <strings.h>

#include <cstdio>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"
#include "crawler/parse/links.h"

namespace {

using LinkSet = std::set<std::pair<char, std::string>>;

char LetterOf(dossier::crawler::LinkKind kind) {
  using dossier::crawler::LinkKind;
  if (kind == LinkKind::kPage) return 'a';
  if (kind == LinkKind::kFrame) return 'f';
  if (kind == LinkKind::kRefresh) return 'm';
  return 'l';
}

std::string EvenOut(const std::string& address) {
  std::string out;
  for (size_t at = 0; at < address.size();) {
    const char32_t code = dossier::NextCodePoint(address, at);
    if (code == '\r') continue;
    dossier::AppendUtf8(out, code >= 0x80 && code < 0xa0 ? 0xfffd : code);
  }
  return out;
}

std::string Attribute(const GumboElement& element, const char* name) {
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    if (attribute->attr_namespace == GUMBO_ATTR_NAMESPACE_NONE && strcasecmp(attribute->name, name) == 0) {
      return std::string("=") + attribute->value;
    }
  }
  return {};
}

void Collect(const GumboNode* root, LinkSet& out) {
  std::vector<const GumboNode*> stack = {root};
  while (!stack.empty()) {
    const GumboNode* node = stack.back();
    stack.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
    const GumboElement& element = node->v.element;
    char letter = 0;
    std::string value;
    switch (element.tag) {
      case GUMBO_TAG_A:
      case GUMBO_TAG_AREA:
        letter = 'a', value = Attribute(element, "href");
        break;
      case GUMBO_TAG_LINK:
        letter = 'l', value = Attribute(element, "href");
        break;
      case GUMBO_TAG_IFRAME:
      case GUMBO_TAG_FRAME:
        letter = 'f', value = Attribute(element, "src");
        break;
      case GUMBO_TAG_META: {
        const std::string refresh = Attribute(element, "http-equiv");
        if (strcasecmp(refresh.c_str(), "=refresh") != 0) break;
        const std::string content = Attribute(element, "content");
        const auto address = dossier::crawler::RefreshAddress(content.empty() ? "" : content.substr(1));
        if (address) letter = 'm', value = "=" + *address;
        break;
      }
      default:
        break;
    }
    if (letter != 0 && !value.empty()) out.insert({letter, EvenOut(value.substr(1))});
    for (unsigned i = 0; i < element.children.length; ++i)
      stack.push_back(static_cast<const GumboNode*>(element.children.data[i]));
  }
}

std::string TextOf(const std::string& path) {
  const auto bytes = dossier::ReadFile(path);
  if (!bytes) return {};
  std::string body = *bytes;
  if (path.ends_with(".gz")) body = dossier::DecodeContent(*bytes, "gzip").bytes;
  return dossier::DecodeToUtf8(body, dossier::SniffHtmlEncoding(body, "")).value_or(body);
}

// What only one side has, at most three of them.
std::string Difference(const LinkSet& has, const LinkSet& lacks, const char* who) {
  std::string out;
  int shown = 0;
  for (const auto& link : has) {
    if (lacks.contains(link) || ++shown > 3) continue;
    out += std::string("  only ") + who + ": " + link.first + " " + link.second.substr(0, 120) + "\n";
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string directory = argc > 1 ? argv[1] : "";
  std::error_code code;
  if (directory.empty() || !std::filesystem::is_directory(directory, code)) {
    std::puts("skipped: no pages (set DOSSIER_SHARED)");
    return 77;
  }
  size_t pages = 0, equal = 0, links = 0;
  const auto files = dossier::ListFiles(directory);
  for (const std::string& path : *files) {
    const std::string text = TextOf(path);
    if (text.empty()) continue;
    LinkSet scanned, tree;
    for (const auto& link : dossier::crawler::ScanLinks(text).links)
      scanned.insert({LetterOf(link.kind), EvenOut(link.address)});
    GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, text.data(), text.size());
    Collect(output->root, tree);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    ++pages;
    links += tree.size();
    if (scanned == tree) {
      ++equal;
    } else {
      std::printf("%s\n%s%s", path.c_str(), Difference(scanned, tree, "scanner").c_str(),
                  Difference(tree, scanned, "gumbo").c_str());
    }
  }
  std::printf("%zu pages, %zu links, %zu pages with equal links (%.2f %%)\n", pages, links, equal,
              100.0 * static_cast<double>(equal) / static_cast<double>(pages));
  return pages == equal ? 0 : 1;
}
