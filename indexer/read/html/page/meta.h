// What a page's head says about itself: meta elements, canonical link, language.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/read/html/page/tree.h"

namespace dossier::indexer {

// Owned copies with white space collapsed: the tree may go. Views that Get and its siblings give are of this object.
struct HtmlMeta {
  // name, property, itemprop or http-equiv in lower case, and content, in document order.
  std::vector<std::pair<std::string, std::string>> entries;
  std::string canonical_url;
  std::string language;
  bool refresh_at_once = false;  // <meta http-equiv=refresh> with a delay of at most a few seconds and a URL

  // The first entry of a name; "" when absent.
  std::string_view Get(std::string_view name) const;
  // The first that is not empty of several names.
  std::string_view GetAny(std::initializer_list<std::string_view> names) const;
  std::vector<std::string_view> All(std::string_view name) const;
};

// Never fails; also elements outside of the head count, since parsers and templates misplace them.
HtmlMeta CollectMeta(const HtmlTree& tree);

}  // namespace dossier::indexer
