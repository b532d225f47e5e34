// When a page was published and updated: candidates from JSON-LD, meta elements, time elements, visible date lines
// and the URL, weighed against each other; none when the evidence is weak.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/html_blocks.h"
#include "indexer/html_meta.h"
#include "indexer/html_title.h"
#include "indexer/html_tree.h"
#include "indexer/json_ld.h"
#include "indexer/reader.h"

namespace dossier::indexer {

struct DateInput {
  const HtmlTree& tree;
  const std::vector<HtmlBlock>& blocks;
  const HtmlMeta& meta;
  const JsonLdWork* work;
  const HtmlTitle& title;
  const std::vector<char>& kept;
  std::string_view url;
  std::optional<UtcTime> fetched;
  std::string_view language;
};

struct HtmlDates {
  StatedTime published;
  StatedTime updated;
};

HtmlDates FindDates(const DateInput& input);

}  // namespace dossier::indexer
