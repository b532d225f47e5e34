// Dates in a page's scripts: keys such as "datePublished":"2018-..." anywhere in its source, for pages that build
// themselves by script; the quotes may be escaped or entities. Linear, pure, thread safe.
#pragma once

#include <string_view>
#include <vector>

namespace dossier::indexer {

struct ScriptDate {
  std::string_view value;  // begins with a digit; what follows the date is still there
  bool created = false;    // of "createdAt" and the like, not of "datePublished"
};

// The first few, by key and place. Views of the payload.
std::vector<ScriptDate> FindScriptDates(std::string_view payload);

}  // namespace dossier::indexer
