// Rules beside the fitted model, for kinds of blocks that news pages hold too seldom to be learnt: tables at the end,
// lines that lead to other pages, notices of a sentence or two. By shape, place and phrases, in any language.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/read/html/evidence.h"

namespace dossier::indexer {

// What is decided of the blocks of one page; both have one value a block and outlive the call.
struct BlockChoice {
  std::vector<char>& kept;
  std::vector<std::string_view>& rule;
};

// A table behind the last paragraph, with the headings between, is the article's when its cells hold CVE numbers,
// versions, dates or amounts, or the article speaks of it. Kept row by row.
void KeepFinalTables(const ArbiterInput& input, BlockChoice choice);

// "READ MORE: ...", "[Related: ...]", a paragraph that is nothing but a headline linked, a shortcode that was never
// rendered: none of them is the article's, wherever it stands.
void DropLinkLines(const ArbiterInput& input, BlockChoice choice);

// A page whose model keeps hardly anything, but that has a few whole sentences below its heading: agencies' notices are
// so short. Pages of teasers, forms and furniture have no such sentences.
void KeepShortNotice(const ArbiterInput& input, BlockChoice choice);

}  // namespace dossier::indexer
