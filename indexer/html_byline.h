// Who wrote a page: people first; an organisation only when the page names no person.
#pragma once

#include <string>
#include <vector>

#include "indexer/html_blocks.h"
#include "indexer/html_meta.h"
#include "indexer/html_title.h"
#include "indexer/html_tree.h"
#include "indexer/json_ld.h"

namespace dossier::indexer {

struct BylineInput {
  const HtmlTree& tree;
  const std::vector<HtmlBlock>& blocks;
  const HtmlMeta& meta;
  const JsonLdWork* work;
  const HtmlTitle& title;
  std::string_view publisher;
};

std::vector<std::string> FindAuthors(const BylineInput& input);

}  // namespace dossier::indexer
