// Candidates for the element that holds the article.
#include "indexer/read/html/candidates.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

std::string Paragraphs(int count) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out +=
        "<p>The board banned the radios, after a review that took more than a year, and it told the operators why.</p>";
  return out;
}

HtmlCandidates Find(const MadePage& page, uint32_t heading = UINT32_MAX) {
  return FindCandidates(page.tree, page.blocks, heading);
}

TEST(Candidates, WhenThePageMarksItsBody_ThenThatElementIsOne) {
  for (const char* attribute : {"class=article-body", "class='b' itemprop=articleBody", "class=storyContent"}) {
    const MadePage page = Page("<div class=page><div " + std::string(attribute) + ">" + Paragraphs(3) + "</div>" +
                               "<div class=more>" + Paragraphs(1) + "</div></div>");
    const uint32_t marked = Find(page).Of(CandidateKind::kMarked);
    ASSERT_NE(marked, HtmlCandidates::kNone) << attribute;
    EXPECT_NE(page.tree.elements()[marked].tag, HtmlTag::kBody);
  }
  const MadePage plain = Page("<div class=x>" + Paragraphs(3) + "</div>");
  EXPECT_EQ(Find(plain).Of(CandidateKind::kMarked), HtmlCandidates::kNone);
}

TEST(Candidates, WhenSeveralArticleElementsStand_ThenTheOneWithMostParagraphsIsTaken) {
  const MadePage page = Page("<article class=small>" + Paragraphs(1) + "</article><main class=m><article class=big>" +
                             Paragraphs(5) + "</article></main>");
  const HtmlCandidates found = Find(page);
  EXPECT_EQ(found.Of(CandidateKind::kArticle), page.Element("big"));
  EXPECT_EQ(found.Of(CandidateKind::kMain), page.Element("m"));
  EXPECT_EQ(found.Of(CandidateKind::kCoverage), page.Element("big"));
  EXPECT_EQ(found.Of(CandidateKind::kDensity), page.Element("big"));
}

TEST(Candidates, WhenLinksFillAnElement_ThenItIsNotDense) {
  std::string links;
  for (int i = 0; i < 30; ++i)
    links += "<p><a href=x>Another story of the day, with commas, that is long enough to count here</a></p>";
  const MadePage page = Page("<div class=links>" + links + "</div><div class=text>" + Paragraphs(3) + "</div>");
  EXPECT_EQ(Find(page).Of(CandidateKind::kDensity), page.Element("text"));
}

TEST(Candidates, WhenTheHeadingIsKnown_ThenItsElementGrowsToHalfOfTheText) {
  const MadePage page =
      Page("<div class=all><div class=head><h1>Board bans radios</h1></div>" + Paragraphs(3) + "</div>");
  const HtmlCandidates found = Find(page, page.Block("Board bans radios"));
  EXPECT_EQ(found.Of(CandidateKind::kHeading), page.Element("all"));
  EXPECT_EQ(found.heading, page.Block("Board bans radios"));
  EXPECT_EQ(Find(page).Of(CandidateKind::kHeading), HtmlCandidates::kNone);
}

TEST(Candidates, WhenABlockIsShortLinkedOrAHeading_ThenItIsNoParagraph) {
  HtmlBlock block;
  block.letters = 60;
  EXPECT_TRUE(IsParagraphText(block));
  block.letters = 59;
  EXPECT_FALSE(IsParagraphText(block));
  block.letters = 100;
  block.link_letters = 50;
  EXPECT_FALSE(IsParagraphText(block));
  block.link_letters = 0;
  block.kind = corpus::BlockKind::kHeading;
  EXPECT_FALSE(IsParagraphText(block));
}

TEST(Candidates, WhenAPageIsEmptyOrHostile_ThenEachIsNoneOrAnElement) {
  for (const std::string& markup : HostileMarkup()) {
    const MadePage page = Page(markup);
    for (uint32_t element : Find(page).element)
      EXPECT_TRUE(element == HtmlCandidates::kNone || element < page.tree.elements().size());
  }
}

TEST(Candidates, WhenNamed_ThenNamesAreDistinct) {
  std::set<std::string_view> names;
  for (int i = 0; i < kCandidateKinds; ++i) names.insert(CandidateName(static_cast<CandidateKind>(i)));
  EXPECT_EQ(names.size(), static_cast<size_t>(kCandidateKinds));
}

}  // namespace
}  // namespace dossier::indexer
