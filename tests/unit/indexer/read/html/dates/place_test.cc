// Where a date stands: with the article, in a teaser, in a comment, in the page's frame.
#include "indexer/read/html/dates/place.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

const std::string kLong =
    "The board banned the radios in May after a review that took more than a year and cost a great deal of money, it "
    "said.";

// The place of the element of class "x"; the paragraphs that hold kLong are the article.
DatePlace PlaceOf(const std::string& markup, int from_title) {
  const MadePage page = Page(markup);
  HtmlTitle title;
  std::vector<char> kept;
  for (uint32_t i = 0; i < page.blocks.size(); ++i) {
    kept.push_back(page.blocks[i].text.find("banned the radios") != std::string::npos ? 1 : 0);
    if (page.blocks[i].kind == corpus::BlockKind::kHeading && title.block == UINT32_MAX) title.block = i;
  }
  return DatePlaces(page.tree, page.blocks, title, kept).Of(page.Element("x"), from_title);
}

TEST(DatePlaces, WhenADateStandsWithTheArticle_ThenItIsItsOwn) {
  EXPECT_EQ(PlaceOf("<article><h1>Board bans radios</h1><p class=x>4 May</p><p>" + kLong + "</p></article>", 1),
            DatePlace::kOwn);
  EXPECT_EQ(PlaceOf("<h1>Board bans radios</h1><aside><p class=x>4 May</p></aside><p>" + kLong, 1), DatePlace::kOwn)
      << "near the title bylines stand in boxes of all kinds";
}

TEST(DatePlaces, WhenADateStandsFarOffInTheFrame_ThenItIsAside) {
  const std::string head = "<div><h1>Board bans radios</h1><p>" + kLong + "</p></div>";
  EXPECT_EQ(PlaceOf(head + "<footer><p class=x>4 May</p></footer>", 20), DatePlace::kAside);
  EXPECT_EQ(PlaceOf(head + "<div class=sidebar><p class=x>4 May</p></div>", 20), DatePlace::kAside);
  EXPECT_EQ(PlaceOf(head + "<div class=related-stories><p class=x>4 May</p></div>", 2), DatePlace::kAside)
      << "related links are another page's wherever they stand";
}

TEST(DatePlaces, WhenADateStandsBesideALink_ThenItIsATeasers) {
  EXPECT_EQ(
      PlaceOf(
          "<div><h1>Board bans radios</h1><p>" + kLong +
              "</p></div><div><div><a href=y>Another story of quite some length</a><p class=x>4 May</p></div></div>",
          20),
      DatePlace::kTeaser);
}

TEST(DatePlaces, WhenADateStandsInACommentOrQuotation_ThenItIsNotTheArticles) {
  const std::string head = "<div><h1>Board bans radios</h1><p>" + kLong + "</p></div>";
  EXPECT_EQ(PlaceOf(head + "<div class=comments><p class=x>4 May</p></div>", 1), DatePlace::kComment);
  EXPECT_EQ(PlaceOf(head + "<blockquote><p class=x>4 May</p></blockquote>", 1), DatePlace::kComment);
}

TEST(DatePlaces, WhenATextIsAskedForItsBlock_ThenItIsTheFirstThatEndsAfterIt) {
  const MadePage page = Page("<p>one</p><p>two <b>bold</b></p><p>three</p>");
  const DatePlaces places(page.tree, page.blocks, {}, {0, 0, 0});
  for (uint32_t i = 0; i < page.blocks.size(); ++i)
    for (uint32_t t = page.blocks[i].first_text; t < page.blocks[i].end_text; ++t) EXPECT_EQ(places.BlockAt(t), i);
  EXPECT_EQ(places.BlockAt(UINT32_MAX), page.blocks.size());
}

TEST(DatePlaces, WhenMarkupIsHostile_ThenEveryElementHasAPlace) {
  for (const std::string& markup : HostileMarkup()) {
    const MadePage page = Page(markup);
    const DatePlaces places(page.tree, page.blocks, {}, std::vector<char>(page.blocks.size(), 0));
    for (uint32_t e = 0; e < page.tree.elements().size(); e += 1 + e / 50) {
      places.Of(e, 0);
      places.Of(e, 1000);
    }
  }
}

}  // namespace
}  // namespace dossier::indexer
