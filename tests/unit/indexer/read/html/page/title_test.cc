// The title of a page: the heading that witnesses agree on, without the site's name.
#include "indexer/read/html/page/title.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

TEST(TrimSiteName, WhenASiteIsNamedBesideTheHeadline_ThenOnlyTheHeadlineStays) {
  struct Case {
    const char* title;
    const char* site;
    const char* trimmed;
  };
  const Case cases[] = {{"Board bans radios | The Lantern", "The Lantern", "Board bans radios"},
                        {"Board bans radios - The Lantern", "Lantern", "Board bans radios"},
                        {"The Lantern: Board bans radios", "The Lantern", "Board bans radios"},
                        {"Board bans radios – Tech – The Lantern", "The Lantern", "Board bans radios – Tech"},
                        {"Board bans radios | Tech", "", "Board bans radios"},
                        {"Board bans radios - a report", "The Lantern", "Board bans radios - a report"},
                        {"Radios: what the board bans", "The Lantern", "Radios: what the board bans"},
                        {"The Lantern", "The Lantern", "The Lantern"},
                        {"", "The Lantern", ""},
                        {" | ", "x", " | "},
                        {"Board-made radios", "made radios", "Board-made radios"}};
  for (const Case& c : cases) EXPECT_EQ(TrimSiteName(c.title, c.site), c.trimmed) << c.title;
}

HtmlTitle Title(const std::string& markup, const std::vector<JsonLdWork>& works = {},
                const std::string& site = "The Lantern") {
  const MadePage page = Page(markup);
  return FindTitle(page.tree, page.blocks, CollectMeta(page.tree), works, site);
}

TEST(FindTitle, WhenAHeadingAgreesWithTheHead_ThenItIsTheTitle) {
  const HtmlTitle title = Title(
      "<title>Board bans radios | The Lantern</title><h1>The Lantern</h1><h1>Board bans radios</h1><h2>Read also "
      "this</h2>");
  EXPECT_EQ(title.text, "Board bans radios");
  EXPECT_EQ(title.from, "h1");
  EXPECT_EQ(title.block, 1u);
  ASSERT_EQ(title.witnesses.size(), 1u);
  EXPECT_EQ(title.witnesses[0], "Board bans radios");
}

TEST(FindTitle, WhenNoHeadingAgrees_ThenTheHeadDecides) {
  const HtmlTitle title =
      Title("<meta property=og:title content='Board bans radios'><h2>Something else altogether</h2><p>text");
  EXPECT_EQ(title.text, "Board bans radios");
  EXPECT_EQ(title.from, "og");
  EXPECT_EQ(title.block, UINT32_MAX);
}

TEST(FindTitle, WhenOnlyAHeadingStands_ThenItIsTheTitle) {
  EXPECT_EQ(Title("<h1>Board bans radios</h1><p>text").text, "Board bans radios");
  EXPECT_EQ(Title("<h1>Board bans radios</h1><h1>A second one</h1>").text, "Board bans radios");
}

TEST(FindTitle, WhenABlockCallsItselfHeadline_ThenItMayBeOne) {
  const HtmlTitle title =
      Title("<title>Board bans radios</title><div class=headline>Board bans radios</div><p>text of the page");
  EXPECT_EQ(title.text, "Board bans radios");
  EXPECT_EQ(title.block, 0u);
}

TEST(FindTitle, WhenTheHeadlineIsInJsonLd_ThenItIsAWitness) {
  JsonLdWork work;
  work.type = "NewsArticle";
  work.headline = "Board &amp; bureau ban radios";
  EXPECT_EQ(Title("<p>text", {work}).text, "Board & bureau ban radios");
}

TEST(FindTitle, WhenThereIsNone_ThenItIsEmpty) {
  const HtmlTitle title = Title("<p>text");
  EXPECT_EQ(title.text, "");
  EXPECT_EQ(title.from, "");
}

TEST(FindTitle, WhenMarkupIsHostile_ThenTheTitleIsBoundedAndItsBlockExists) {
  std::vector<std::string> pages = HostileMarkup();
  pages.push_back("<title>" + std::string(100000, 'x') + "</title>");
  pages.push_back("<title>" + std::string(999, 'x') + "é</title>");
  pages.push_back("<h1>" + std::string(100000, 'x') + "</h1>");
  for (const std::string& markup : pages) {
    const MadePage page = Page(markup);
    const HtmlTitle title = FindTitle(page.tree, page.blocks, CollectMeta(page.tree), {}, "");
    EXPECT_LE(title.text.size(), 1000u);
    EXPECT_TRUE(title.block == UINT32_MAX || title.block < page.blocks.size());
    EXPECT_TRUE(title.text.empty() || static_cast<unsigned char>(title.text.back()) != 0xC3)
        << "cut inside a character";
  }
}

}  // namespace
}  // namespace dossier::indexer
