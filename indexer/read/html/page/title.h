// The title of a page: the heading that agrees with og:title and the title element, the site's name trimmed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/meta.h"
#include "indexer/read/html/page/tree.h"
#include "indexer/read/metadata/json_ld.h"

namespace dossier::indexer {

struct HtmlTitle {
  std::string text;
  std::string from;                    // h1, og, json-ld, title, meta, heading; "" when there is none
  uint32_t block = UINT32_MAX;         // the block of the heading, when the text is one
  std::vector<std::string> witnesses;  // og:title, the headline, the title element, each with the site's name trimmed
};

// A heading that the head of the page confirms wins over the head, for it is what readers see; without one the head is
// believed. At most 1000 bytes, never cut inside a character. Pure, thread safe.
HtmlTitle FindTitle(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, const HtmlMeta& meta,
                    const std::vector<JsonLdWork>& works, const std::string& site_name);

// "Headline | Site name" without the site's name; unchanged when no part is one.
// Only a part that resembles the site's name goes, or a short one behind a bar: a dash may belong to the headline.
std::string TrimSiteName(std::string_view title, std::string_view site_name);

}  // namespace dossier::indexer
