// What the arbiter and its features judge a page by. Borrowed parts; they must outlive the call.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/read/html/candidates.h"
#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/title.h"
#include "indexer/read/html/page/tree.h"
#include "indexer/read/metadata/json_ld.h"

namespace dossier::indexer {

// One struct so that features and arbiter cannot be given parts of two pages.
struct ArbiterInput {
  const HtmlTree& tree;
  const std::vector<HtmlBlock>& blocks;
  const HtmlCandidates& candidates;
  const HtmlTitle& title;
  const std::vector<std::string>& authors;
  std::string_view description;  // og:description and the like
  const JsonLdWork* work;        // the page's JSON-LD, or nullptr
};

}  // namespace dossier::indexer
