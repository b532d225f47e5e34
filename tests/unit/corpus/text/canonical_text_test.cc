#include "corpus/text/canonical_text.h"

#include <gtest/gtest.h>

namespace dossier::corpus {
namespace {

std::string Render(std::string_view payload, BlockSyntax syntax = BlockSyntax::kMarkup) {
  Block block;
  block.ranges = {{0, payload.size()}};
  const Result<std::string> text = RenderBlock(payload, syntax, block, 1);
  return text ? *text : "error: " + text.error().message;
}

struct Case {
  const char* markup;
  const char* text;
};

TEST(CanonicalText, RendersMarkupByRuleOne) {
  const Case cases[] = {
      {"plain", "plain"},
      {"  a \n\t b&nbsp;&nbsp;c  ", "a b c"},
      {"<p>one</p><p>two</p>", "one two"},
      {"one<br>two<br/>three", "one two three"},
      {"a<b>b</b><em class='x>y'>c</em>", "abc"},
      {"<a href=\"?a>b\">link</a>", "link"},
      {"<a title=it's>link</a>", "link"},
      {"<a b='c'd'e>f'>g", "f'>g"},
      {"<unknown-part>x</unknown-part>y", "xy"},
      {"AT&amp;T &lt;b&gt; &#8220;q&#8221;", "AT&T <b> \xE2\x80\x9Cq\xE2\x80\x9D"},
      {"a<!-- <p>gone</p> -->b", "ab"},
      {"a<!-->b", "ab"},
      {"a<!-- x --!>b", "ab"},
      {"a<!-- never closed", "a"},
      {"a<script>if (a < b) x('</p>')</script>b", "ab"},
      {"a<STYLE>p{}</style >b", "ab"},
      {"a<svg><title>t</title></svg>b", "ab"},
      {"a<svg/>b", "ab"},
      {"a<noscript>n</noscript>b", "ab"},
      {"a<script>no end", "a"},
      {"1 < 2 and 3 > 2", "1 < 2 and 3 > 2"},
      {"a</ 5>b", "ab"},
      {"a<?php x ?>b", "ab"},
      {"end<", "end<"},
      {"end</", "end</"},
      {"end<p", "end"},
      {"<td>1</td><td>2</td>", "1 2"},
      {"<span>Word</span><span>s</span>", "Words"},
  };
  for (const Case& c : cases) EXPECT_EQ(Render(c.markup), c.text) << c.markup;
}

TEST(CanonicalText, PlainBytesStayAsTheyAre) {
  EXPECT_EQ(Render(" a  <b> &amp; ", BlockSyntax::kPlain), "a <b> &amp;");
}

TEST(CanonicalText, JoinsTheRangesOfABlockWithoutASpace) {
  Block block;
  block.ranges = {{0, 3}, {6, 9}};
  EXPECT_EQ(*RenderBlock("foo###bar", BlockSyntax::kPlain, block, 1), "foobar");
}

TEST(CanonicalText, FollowsJsonPointers) {
  constexpr std::string_view kPayload = R"({"a/b": ["x", {"~c": "  two  words "}], "n": 5})";
  Block block;
  block.pointer = "/a~1b/1/~0c";
  EXPECT_EQ(*RenderBlock(kPayload, BlockSyntax::kJson, block, 1), "two words");
  block.pointer = "/n";
  EXPECT_EQ(*RenderBlock(kPayload, BlockSyntax::kJson, block, 1), "");
  block.pointer = "/a~1b/7";
  EXPECT_EQ(RenderBlock(kPayload, BlockSyntax::kJson, block, 1).error().code, ErrorCode::kCorrupt);
}

TEST(CanonicalText, RefusesRangesOutsideThePayload) {
  Block block;
  block.ranges = {{2, 9}};
  EXPECT_EQ(RenderBlock("abc", BlockSyntax::kPlain, block, 1).error().code, ErrorCode::kCorrupt);
  block.ranges = {{2, 1}};
  EXPECT_EQ(RenderBlock("abc", BlockSyntax::kPlain, block, 1).error().code, ErrorCode::kCorrupt);
}

TextMap TwoBlocks() {
  TextMap map;
  map.reader = "html/1";
  map.text = "Head\n\nBody & more";
  map.blocks.push_back({BlockKind::kHeading, 2, 0, 4, {{0, 13}}, "", 0});
  map.blocks.push_back({BlockKind::kParagraph, 0, 6, 17, {{13, 35}}, "", 0});
  return map;
}
constexpr std::string_view kPage = "<h2>Head</h2><p>Body &amp; more</p>";

TEST(CanonicalText, ChecksAMapAgainstItsPayload) {
  EXPECT_TRUE(CheckTextMap(kPage, TwoBlocks()));
  TextMap changed = TwoBlocks();
  changed.text[7] = '0';
  EXPECT_FALSE(CheckTextMap(kPage, changed));
  TextMap longer = TwoBlocks();
  longer.text += " added";
  EXPECT_FALSE(CheckTextMap(kPage, longer));
  TextMap gap = TwoBlocks();
  gap.text[4] = ' ';
  EXPECT_FALSE(CheckTextMap(kPage, gap));
}

TEST(CanonicalText, MapsSurviveTheirJsonForm) {
  const TextMap map = TwoBlocks();
  const Result<TextMap> read = ParseTextMap(SerializeTextMap(map), map.text);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(CheckTextMap(kPage, *read));
  EXPECT_EQ(read->reader, "html/1");
  EXPECT_EQ(read->blocks[0].kind, BlockKind::kHeading);
  EXPECT_EQ(read->blocks[0].level, 2);
  EXPECT_FALSE(ParseTextMap("{}", ""));
  EXPECT_FALSE(ParseTextMap(R"({"schema":"dossier.text/1","syntax":"markup","blocks":[{"kind":"song"}]})", ""));
}

}  // namespace
}  // namespace dossier::corpus
