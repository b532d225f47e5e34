#include "indexer/read/html/page/meta.h"

#include <cstdlib>

#include "corpus/base/utf8.h"
#include "corpus/text/markup.h"

namespace dossier::indexer {

namespace {

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

void CollectEntry(const HtmlTree& tree, uint32_t element, HtmlMeta& meta) {
  const std::string_view content = tree.Attribute(element, HtmlAttributeName::kContent);
  for (const HtmlAttributeName attribute : {HtmlAttributeName::kProperty, HtmlAttributeName::kName,
                                            HtmlAttributeName::kItemprop, HtmlAttributeName::kHttpEquiv}) {
    const std::string_view name = tree.Attribute(element, attribute);
    if (name.empty() || content.empty()) continue;
    meta.entries.emplace_back(Lower(CollapseWhiteSpace(name)), CollapseWhiteSpace(content));
  }
}

// "0; url=https://..." with at most this delay sends every visitor on.
constexpr long kMaxRefreshSeconds = 5;

}  // namespace

std::string_view HtmlMeta::Get(std::string_view name) const {
  for (const auto& [key, value] : entries) {
    if (key == name && !value.empty()) return value;
  }
  return {};
}

std::string_view HtmlMeta::GetAny(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    if (const std::string_view value = Get(name); !value.empty()) return value;
  }
  return {};
}

std::vector<std::string_view> HtmlMeta::All(std::string_view name) const {
  std::vector<std::string_view> out;
  for (const auto& [key, value] : entries) {
    if (key == name && !value.empty()) out.push_back(value);
  }
  return out;
}

HtmlMeta CollectMeta(const HtmlTree& tree) {
  HtmlMeta meta;
  const auto& elements = tree.elements();
  for (uint32_t i = 0; i < elements.size(); ++i) {
    if (elements[i].tag == HtmlTag::kMeta) CollectEntry(tree, i, meta);
    if (elements[i].tag == HtmlTag::kLink && meta.canonical_url.empty() &&
        EqualsNoCase(tree.Attribute(i, HtmlAttributeName::kRel), "canonical")) {
      meta.canonical_url = CollapseWhiteSpace(tree.Attribute(i, HtmlAttributeName::kHref));
    }
    if (elements[i].tag == HtmlTag::kHtml && meta.language.empty()) {
      meta.language = CollapseWhiteSpace(tree.Attribute(i, HtmlAttributeName::kLang));
    }
  }
  const std::string refresh = Lower(meta.Get("refresh"));
  meta.refresh_at_once =
      refresh.find("url=") != std::string::npos && std::strtol(refresh.c_str(), nullptr, 10) <= kMaxRefreshSeconds;
  return meta;
}

}  // namespace dossier::indexer
