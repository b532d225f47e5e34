// Who wrote a page: people first; an organisation only when the page names no person.
#pragma once

#include <string>
#include <vector>

#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/meta.h"
#include "indexer/read/html/page/title.h"
#include "indexer/read/html/page/tree.h"
#include "indexer/read/metadata/json_ld.h"

namespace dossier::indexer {

// Borrowed parts of one page; they must outlive the call.
struct BylineInput {
  const HtmlTree& tree;
  const std::vector<HtmlBlock>& blocks;
  const HtmlMeta& meta;
  const JsonLdWork* work;
  const HtmlTitle& title;
  std::string_view publisher;
};

// Empty rather than a label: what is written here is cited. Pure, thread safe.
std::vector<std::string> FindAuthors(const BylineInput& input);

}  // namespace dossier::indexer
