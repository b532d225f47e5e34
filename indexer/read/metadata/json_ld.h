// Schema.org descriptions in a page's JSON-LD, read as loosely as they are written: lists for strings, nested names,
// references by @id, raw line breaks in strings, comments around the script.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dossier::indexer {

struct JsonLdName {
  std::string name;
  bool organisation = false;  // the description's type says so
};

// One described work (an Article of some kind, a WebPage, a VideoObject...).
// What the page claims, not what is true of it: dates are as written, authors may be labels. Values are owned.
struct JsonLdWork {
  std::string type;  // as written, without a prefix: "NewsArticle"
  std::string headline, name, description, body, url, section, published, modified, created;
  std::vector<JsonLdName> authors;
  std::string publisher;
  bool restricted = false;  // isAccessibleForFree is false
  bool IsArticle() const;
};

// All works in document order, at most a few hundred.
// Never fails: a body that is broken, too large (4 MiB) or too deep gives nothing, and the others are read all the
// same. Nodes are bounded, references are followed one step, so that circles end. Thread safe.
std::vector<JsonLdWork> ReadJsonLd(const std::vector<std::string_view>& bodies);

// The work that describes the page itself: an article before a web page, one whose headline is among `titles`
// before others. nullptr when there is none.
// The pointer is into `works`. A page may hold descriptions of all its teasers, so the headline decides.
const JsonLdWork* MainWork(const std::vector<JsonLdWork>& works, const std::vector<std::string>& titles);

}  // namespace dossier::indexer
