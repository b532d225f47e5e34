// Every place of a page that states a day: where it stands, what it is called there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/read/html/dates/candidate.h"
#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/meta.h"
#include "indexer/read/html/page/title.h"
#include "indexer/read/html/page/tree.h"
#include "indexer/read/metadata/json_ld.h"

namespace dossier::indexer {

// Borrowed parts of one page; they must outlive the call, not the result.
struct DateInput {
  const HtmlTree& tree;
  const std::vector<HtmlBlock>& blocks;
  const HtmlMeta& meta;
  const std::vector<JsonLdWork>& works;
  const JsonLdWork* work;
  const HtmlTitle& title;
  const std::vector<std::string>& authors;
  const std::vector<char>& kept;
  std::string_view payload;
  std::string_view url;
  Day last_day;  // days after it are impossible
  std::string_view language;
};

// One place may give several candidates, one day many: dates.h weighs them against each other. Pure, thread safe.
std::vector<DateCandidate> CollectDates(const DateInput& input);

}  // namespace dossier::indexer
