// The blocks of a page: where one ends, which kind it is, and that its ranges render to its text by the frozen rule.
#include "indexer/read/html/page/blocks.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

using corpus::BlockKind;

std::string Texts(const MadePage& page) {
  std::string out;
  for (const HtmlBlock& block : page.blocks) out += "[" + block.text + "]";
  return out;
}

TEST(HtmlBlocks, WhenElementsEndABlock_ThenTextIsParted) {
  const std::pair<const char*, const char*> cases[] = {
      {"<p>one</p><p>two</p>", "[one][two]"},
      {"<div>one<p>two</p>three</div>", "[one][two][three]"},
      {"<p>one <b>bold</b> two</p>", "[one bold two]"},
      {"<p>un<b>bro</b>ken</p>", "[unbroken]"},
      {"<p>one<br>two</p>", "[one two]"},
      {"<p>one<br><br>two</p>", "[one][two]"},
      {"<p>one<br> <br>two</p>", "[one][two]"},
      {"<p>one<img src=x>two</p>", "[one two]"},
      {"<p> \n one \t two \n</p>", "[one two]"},
      {"<p>one<script>x</script>two</p>", "[onetwo]"},
      {"<h1>head</h1>text", "[head][text]"},
      {"<ul><li>one<li>two</ul>", "[one][two]"},
      {"<p></p><div> </div>", ""},
      {"", ""},
  };
  for (const auto& [markup, texts] : cases) EXPECT_EQ(Texts(Page(markup)), texts) << markup;
}

TEST(HtmlBlocks, WhenATableHoldsData_ThenARowIsABlockElseItsCellsAre) {
  EXPECT_EQ(Texts(Page("<table><tr><td>a<td>b<tr><td>c<td>d</table>")), "[a b][c d]");
  EXPECT_EQ(Texts(Page("<table><tr><td><h2>a</h2><td>b</table>")), "[a][b]") << "a heading is no data";
  const std::string lorem(700, 'x');
  EXPECT_EQ(Page("<table><tr><td>" + lorem + "<td>b</table>").blocks.size(), 2u) << "so much text is layout";
  EXPECT_EQ(Page("<table><tr><td>a</table>").blocks[0].kind, BlockKind::kParagraph) << "one cell is no row of data";
}

TEST(HtmlBlocks, WhenABlockStandsInAnElement_ThenItsKindAndLevelAreThose) {
  const MadePage page = Page(
      "<h1>one</h1><h3>three</h3><p>para</p><ul><li>item<ol><li>inner</ol></ul><blockquote><p>quote</blockquote>"
      "<pre>code</pre><figure><figcaption>caption</figcaption></figure><table><tr><td>a<td>b</table>");
  struct Case {
    const char* text;
    BlockKind kind;
    int level;
  };
  const Case cases[] = {
      {"one", BlockKind::kHeading, 1},   {"three", BlockKind::kHeading, 3},   {"para", BlockKind::kParagraph, 0},
      {"item", BlockKind::kListItem, 1}, {"inner", BlockKind::kListItem, 2},  {"quote", BlockKind::kQuote, 0},
      {"code", BlockKind::kCode, 0},     {"caption", BlockKind::kCaption, 0}, {"a b", BlockKind::kTableRow, 0}};
  for (const Case& c : cases) {
    const HtmlBlock& block = page.blocks[page.Block(c.text)];
    EXPECT_EQ(static_cast<int>(block.kind), static_cast<int>(c.kind)) << c.text;
    EXPECT_EQ(block.level, c.level) << c.text;
  }
}

TEST(HtmlBlocks, WhenLinksStandInABlock_ThenTheirLettersAndNumberAreCounted) {
  const MadePage page = Page("<p>ab <a href=x>cd<b>e</b></a> f <a href=y>g</a> <a>h</a></p>");
  ASSERT_EQ(page.blocks.size(), 1u);
  EXPECT_EQ(page.blocks[0].letters, 8u);
  EXPECT_EQ(page.blocks[0].link_letters, 4u);
  EXPECT_EQ(page.blocks[0].links, 2u) << "an anchor without address is no link";
}

TEST(HtmlBlocks, WhenATipIsWrittenIntoAParagraph_ThenItIsNoneOfItsText) {
  EXPECT_EQ(Texts(Page("<p>The board<span class=tooltip>opens a window</span> agreed.</p>")), "[The board agreed.]");
  EXPECT_EQ(Texts(Page("<p>Share<span class=sr-only>: </span>it</p>")), "[Share: it]") << "marks keep words apart";
}

void ExpectFaithful(const MadePage& page) {
  uint32_t at = 0;
  for (const HtmlBlock& block : page.blocks) {
    ASSERT_LE(at, block.first_text) << "blocks are in order and apart";
    ASSERT_LT(block.first_text, block.end_text);
    ASSERT_LE(block.end_text, page.tree.texts().size());
    ASSERT_LT(block.element, page.tree.elements().size());
    ASSERT_LE(block.link_letters, block.letters);
    EXPECT_FALSE(block.text.empty());
    at = block.end_text;
    uint64_t end = 0;
    for (const corpus::ByteRange& range : RangesOf(page.tree, block, *page.payload)) {
      ASSERT_LE(end, range.begin) << "ranges are in order and apart";
      ASSERT_LE(range.begin, range.end);
      ASSERT_LE(range.end, page.payload->size());
      end = range.end;
    }
  }
}

TEST(HtmlBlocks, WhenRangesAreRendered_ThenTheySayTheBlocksText) {
  const MadePage page = Page(
      "<div>A&amp;B <i>c</i><!-- no --> d<script>x</script></div><p>é &#8220;q&#8221;</p><p>x<br>y<p>one\r\n two</p>"
      "<p>The board<span class=tooltip>opens a window</span> agreed.</p>");
  ExpectFaithful(page);
  for (const HtmlBlock& block : page.blocks) {
    corpus::Block given;
    given.ranges = RangesOf(page.tree, block, *page.payload);
    const Result<std::string> text =
        corpus::RenderBlock(*page.payload, corpus::BlockSyntax::kMarkup, given, corpus::kCanonicalRuleVersion);
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, block.text);
  }
}

TEST(HtmlBlocks, WhenWordsHoldUnseenCharacters_ThenBlocksReadPastThem) {
  const MadePage page = Page("<p>Quell&shy;grid and Hal&#8203;ven&#x2060;</p><p>&#xFEFF;&#8203;</p><p>end</p>");
  ASSERT_EQ(page.blocks.size(), 2u);
  EXPECT_EQ(page.blocks[0].text, "Quellgrid and Halven");
}

TEST(HtmlBlocks, WhenAPreHasEmptyLines_ThenTheyPartItsParagraphs) {
  const MadePage page = Page(
      "<pre>BULLETIN 7\n\nThe board banned A&amp;B radios\nof Kiel.\r\n \t\r\nIt <b>gave</b> "
      "no\nreason.\n\n\n</pre><p>end</p>");
  ASSERT_EQ(page.blocks.size(), 4u);
  EXPECT_EQ(page.blocks[0].text, "BULLETIN 7");
  EXPECT_EQ(page.blocks[1].text, "The board banned A&B radios of Kiel.");
  EXPECT_EQ(page.blocks[2].text, "It gave no reason.");
  ExpectFaithful(page);
  for (const HtmlBlock& block : page.blocks) {
    corpus::Block given;
    given.ranges = RangesOf(page.tree, block, *page.payload);
    const Result<std::string> text =
        corpus::RenderBlock(*page.payload, corpus::BlockSyntax::kMarkup, given, corpus::kCanonicalRuleVersion);
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, block.text);
  }
}

TEST(HtmlBlocks, WhenMarkupIsHostile_ThenBlocksStayInOrderAndInside) {
  for (const std::string& markup : HostileMarkup()) ExpectFaithful(Page(markup));
}

TEST(HtmlBlocks, WhenAPageGrows_ThenTimeGrowsWithIt) {
  auto seconds = [](int times) {
    std::string markup = "<div>";
    for (int i = 0; i < times; ++i) markup += "<p>one <b>two</b> <a href=x>three</a><br><br>four<ul><li>five</ul>";
    const MadePage page = Page(markup);
    const auto begin = std::clock();
    SplitBlocks(page.tree);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  const double once = std::max(seconds(500), 1e-3);
  EXPECT_LT(seconds(4000), 24 * once);
}

}  // namespace
}  // namespace dossier::indexer
