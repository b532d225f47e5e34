// Pages made for tests: the markup, its tree and its blocks, held together as the parts of the reader need them.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/tree.h"

namespace dossier::indexer {

struct MadePage {
  std::unique_ptr<const std::string> payload;  // at an address that moves do not change: the tree has views of it
  HtmlTree tree;
  std::vector<HtmlBlock> blocks;

  // The first element whose class is `name`; 0 and a failure when there is none.
  uint32_t Element(std::string_view name) const {
    for (uint32_t i = 0; i < tree.elements().size(); ++i)
      if (tree.Attribute(i, HtmlAttributeName::kClass) == name) return i;
    ADD_FAILURE() << "no element of class " << name;
    return 0;
  }
  // The block of that text.
  uint32_t Block(std::string_view text) const {
    for (uint32_t i = 0; i < blocks.size(); ++i)
      if (blocks[i].text == text) return i;
    ADD_FAILURE() << "no block: " << text;
    return 0;
  }
};

inline MadePage Page(std::string markup) {
  auto payload = std::make_unique<const std::string>(std::move(markup));
  Result<HtmlTree> tree = HtmlTree::Parse(ScanHtml(*payload));
  EXPECT_TRUE(tree);
  std::vector<HtmlBlock> blocks = SplitBlocks(*tree);
  return {std::move(payload), std::move(*tree), std::move(blocks)};
}

// Markup that no author meant.
inline std::vector<std::string> HostileMarkup() {
  std::vector<std::string> out = {"",
                                  "<",
                                  "a",
                                  "\xFF\xFE",
                                  "<p",
                                  "<p class",
                                  "<p class=",
                                  "<p class='",
                                  "</p></p></p>",
                                  "<!--",
                                  "<!doctype",
                                  "<![CDATA[",
                                  "&#",
                                  "&#x110000;",
                                  "<table><tr><p>a<td>b<table>c",
                                  "<select><p>a<option>b",
                                  "<svg><p>a</svg><math><p>b",
                                  "<script>",
                                  "<title>",
                                  "<textarea><p>a",
                                  "<frameset><frame>",
                                  "<p><b><i><p></b></i>x",
                                  std::string("<p>a\0b</p>", 10)};
  std::string deep, wide, formats;
  for (int i = 0; i < 3000; ++i) deep += "<div class=item>";
  for (int i = 0; i < 3000; ++i) wide += "<p>x<br>y";
  for (int i = 0; i < 2000; ++i) formats += "<b><i><a href=x>";
  out.push_back(deep + "x");
  out.push_back(wide);
  out.push_back(formats + "x");
  return out;
}

}  // namespace dossier::indexer
