// The parsed page as flat arrays: document order, subtrees as ranges, texts with where they stand in the payload.
#include "indexer/read/html/page/tree.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

void ExpectWellFormed(const MadePage& page) {
  const auto& elements = page.tree.elements();
  const auto& texts = page.tree.texts();
  ASSERT_FALSE(elements.empty());
  EXPECT_EQ(elements[0].parent, 0u);
  EXPECT_EQ(elements[0].end, elements.size());
  for (uint32_t i = 1; i < elements.size(); ++i) {
    const HtmlElement& element = elements[i];
    const HtmlElement& parent = elements[element.parent];
    ASSERT_LT(element.parent, i) << "parents come first";
    ASSERT_GT(element.end, i);
    ASSERT_LE(element.end, parent.end) << "subtrees nest";
    ASSERT_LE(element.first_text, element.end_text);
    ASSERT_GE(element.first_text, parent.first_text);
    ASSERT_LE(element.end_text, parent.end_text);
    ASSERT_LE(element.end_text, texts.size());
    EXPECT_EQ(element.depth, parent.depth + 1);
    EXPECT_LE(element.depth, kMaxDepth + 10);
    EXPECT_TRUE(!parent.hidden || element.hidden) << "what is hidden hides what it holds";
  }
  for (const HtmlText& text : texts) {
    ASSERT_LT(text.element, elements.size());
    ASSERT_LE(text.next_element, elements.size());
    ASSERT_LE(text.range.begin, text.range.end);
    ASSERT_LE(text.range.end, page.payload->size());
  }
}

TEST(HtmlTree, WhenParsed_ThenSubtreesAreRangesInDocumentOrder) {
  const MadePage page = Page("<div class=a><p class=b>one <b class=c>two</b></p><p class=d>three</p></div>");
  ExpectWellFormed(page);
  const uint32_t a = page.Element("a"), b = page.Element("b"), c = page.Element("c"), d = page.Element("d");
  EXPECT_TRUE(a < b && b < c && c < d);
  EXPECT_EQ(page.tree.elements()[b].parent, a);
  EXPECT_EQ(page.tree.elements()[c].parent, b);
  EXPECT_EQ(page.tree.elements()[b].end, d);
  EXPECT_EQ(page.tree.TextOf(a), "one two three");
  EXPECT_EQ(page.tree.TextOf(b), "one two");
  EXPECT_EQ(page.tree.TextOf(a, 5).size(), 5u);
  EXPECT_TRUE(page.tree.IsInside(c, HtmlTag::kP));
  EXPECT_TRUE(page.tree.IsInside(b, HtmlTag::kP)) << "itself";
  EXPECT_FALSE(page.tree.IsInside(a, HtmlTag::kP));
}

TEST(HtmlTree, WhenTextStandsInThePayload_ThenItsRangeIsThere) {
  const MadePage page = Page("<p>plain</p><p>A&amp;B</p>");
  std::string seen;
  for (const HtmlText& text : page.tree.texts()) {
    if (text.white) continue;
    seen += "[" + page.payload->substr(text.range.begin, text.range.end - text.range.begin) + "=" +
            std::string(text.text) + "]";
  }
  EXPECT_EQ(seen, "[plain=plain][A&amp;B=A&B]");
}

TEST(HtmlTree, WhenTextIsNotShown_ThenItIsNoText) {
  for (const char* markup :
       {"<script>hidden</script>", "<style>hidden</style>", "<noscript>hidden</noscript>",
        "<template>hidden</template>", "<select><option>hidden</select>", "<!-- hidden -->", "<title>hidden</title>"})
    EXPECT_EQ(Page(std::string(markup) + "<p>shown").tree.TextOf(0), "shown") << markup;
  EXPECT_EQ(Page("<title>A &amp; B</title>").tree.title(), "A & B") << "references are decoded";
}

TEST(HtmlTree, WhenAnElementIsHidden_ThenItsChildrenAreToo) {
  const std::pair<const char*, bool> cases[] = {
      {"<div hidden><p class=x>a</div>", true},
      {"<div aria-hidden=true><p class=x>a</div>", true},
      {"<div style='display:none'><p class=x>a</div>", true},
      {"<div style='color:red'><p class=x>a</div>", false},
      {"<div aria-hidden=false><p class=x>a</div>", false},
      {"<div><p class=x>a</div>", false},
  };
  for (const auto& [markup, hidden] : cases) {
    const MadePage page = Page(markup);
    EXPECT_EQ(page.tree.elements()[page.Element("x")].hidden, hidden) << markup;
  }
}

TEST(HtmlTree, WhenAttributesAreRead_ThenTheyAreDecodedAndTheFirstOfANameCounts) {
  const MadePage page = Page("<p class=x ID='a&amp;b' id=second title=\"\">t</p>");
  const uint32_t x = page.Element("x");
  EXPECT_EQ(page.tree.Attribute(x, HtmlAttributeName::kId), "a&b");
  EXPECT_EQ(page.tree.Attribute(x, HtmlAttributeName::kTitle), "");
  EXPECT_EQ(page.tree.Attribute(x, HtmlAttributeName::kHref), "");
  EXPECT_EQ(page.tree.Attribute(0, HtmlAttributeName::kId), "");
}

TEST(HtmlTree, WhenATagIsAsked_ThenItsKindAndNameAgree) {
  for (HtmlTag tag : {HtmlTag::kP, HtmlTag::kDiv, HtmlTag::kLi, HtmlTag::kH1, HtmlTag::kTable, HtmlTag::kArticle})
    EXPECT_TRUE(IsBlockTag(tag)) << HtmlTagName(tag);
  for (HtmlTag tag : {HtmlTag::kA, HtmlTag::kB, HtmlTag::kSpan, HtmlTag::kEm, HtmlTag::kSup, HtmlTag::kTime})
    EXPECT_FALSE(IsBlockTag(tag)) << HtmlTagName(tag);
  for (int level = 1; level <= 6; ++level) {
    const auto tag = static_cast<HtmlTag>(static_cast<int>(HtmlTag::kH1) + level - 1);
    EXPECT_TRUE(IsHeadingTag(tag));
    EXPECT_EQ(HtmlTagName(tag), "h" + std::to_string(level));
  }
  EXPECT_FALSE(IsHeadingTag(HtmlTag::kHead));
  EXPECT_FALSE(IsHeadingTag(HtmlTag::kHeader));
}

TEST(HtmlTree, WhenMarkupIsHostile_ThenTheArraysAreWellFormed) {
  for (const std::string& markup : HostileMarkup()) {
    SCOPED_TRACE(markup.substr(0, 40));
    ExpectWellFormed(Page(markup));
  }
}

TEST(HtmlTree, WhenMoved_ThenItsViewsStay) {
  MadePage page = Page("<p class=x>A&amp;B</p>");
  HtmlTree moved = std::move(page.tree);
  EXPECT_EQ(moved.TextOf(0), "A&B");
  EXPECT_GT(moved.memory_bytes(), 0u);
}

}  // namespace
}  // namespace dossier::indexer
