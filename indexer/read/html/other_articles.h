// Pages that show more than one article: endless scrolling, lists of whole posts, a related post in full below the
// own one. The page's own article is the one whose heading is its title; the others stand under other addresses.
#pragma once

#include <string>
#include <vector>

#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/title.h"
#include "indexer/read/html/page/tree.h"

namespace dossier::indexer {

// Takes the blocks of other articles out of `blocks`, moves `title.block` with its block, and marks their elements
// (HtmlElement::other), so that neither text nor bylines nor days of them are taken for the page's own. Gives their
// headings, at most a hundred.
//
// An article is told by its head: a heading with a byline or a date beside it, and text below. Chapters, updates of a
// live report and lists of teasers have no such head of their own, or stand below the page's; what is in doubt stays.
// Nothing is done where no block is the title's and no article repeats it. Linear in blocks times the tree's depth.
std::vector<std::string> TakeOutOtherArticles(HtmlTree& tree, std::vector<HtmlBlock>& blocks, HtmlTitle& title);

}  // namespace dossier::indexer
