// Who wrote a page: people that the page shows before those that its markup claims, an organisation only for want of
// one.
#include "indexer/read/html/page/byline.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

const std::string kText =
    "<p>The board banned the radios in May, after a review that took more than a year and cost a great deal of "
    "money.</p>";

// "[Jane Roe][Tom Poe]" of a page with `top` under its title; `works` is its JSON-LD.
std::string Authors(const std::string& head, const std::string& top, const JsonLdWork* work = nullptr) {
  const MadePage page = Page(head + "<article><h1>Board bans radios</h1>" + top + kText + kText + "</article>");
  const HtmlMeta meta = CollectMeta(page.tree);
  HtmlTitle title;
  title.text = "Board bans radios";
  title.block = page.Block("Board bans radios");
  std::string out;
  for (const std::string& name : FindAuthors({page.tree, page.blocks, meta, work, title, "The Lantern"}))
    out += "[" + name + "]";
  return out;
}

TEST(FindAuthors, WhenAPageShowsItsByline_ThenItsPeopleAreFound) {
  const std::pair<const char*, const char*> cases[] = {
      {"<p>By Jane Roe</p>", "[Jane Roe]"},
      {"<p>By Jane Roe and Tom Poe</p>", "[Jane Roe][Tom Poe]"},
      {"<p>By</p><p>Jane Roe</p>", "[Jane Roe]"},
      {"<p><a rel=author href=/x>Jane Roe</a></p>", "[Jane Roe]"},
      {"<p><a href=/authors/jane-roe>Jane Roe</a></p>", "[Jane Roe]"},
      {"<span itemprop=author>Jane Roe</span>", "[Jane Roe]"},
      {"<div class=byline>Jane Roe</div>", "[Jane Roe]"},
      {"<p>Posted on 4 August 2018 by Jane Roe</p>", "[Jane Roe]"},
      {"", ""},
      {"<p>Jane Roe walked home.</p>", ""},
  };
  for (const auto& [top, names] : cases) EXPECT_EQ(Authors("", top), names) << top;
}

TEST(FindAuthors, WhenOnlyTheHeadNamesThem_ThenTheHeadIsBelieved) {
  EXPECT_EQ(Authors("<meta name=author content='Jane Roe'>", ""), "[Jane Roe]");
  EXPECT_EQ(Authors("<meta property=article:author content='https://example.org/roe'>", ""), "")
      << "an address is no name";
  JsonLdWork work;
  work.authors = {{"Jane Roe", false}, {"Tom Poe", false}};
  EXPECT_EQ(Authors("", "", &work), "[Jane Roe][Tom Poe]");
  EXPECT_EQ(Authors("", "<p>By Jane Roe</p>", &work), "[Jane Roe]") << "the page shows which of them wrote it";
}

TEST(FindAuthors, WhenNoPersonIsNamed_ThenAnOrganisationMayBe) {
  JsonLdWork work;
  work.authors = {{"Harbour News Agency", true}};
  EXPECT_EQ(Authors("", "", &work), "[Harbour News Agency]");
  EXPECT_EQ(Authors("", "<p>By Jane Roe</p>", &work), "[Jane Roe]");
  for (const char* nobody : {"admin", "Staff", "Newsroom"}) {
    JsonLdWork label;
    label.authors = {{nobody, false}};
    EXPECT_EQ(Authors("", "", &label), "") << nobody << " is a label, not an author";
  }
}

TEST(FindAuthors, WhenNamesStandElsewhere_ThenTheyAreNotTheAuthors) {
  EXPECT_EQ(Authors("", "<p>By Jane Roe</p><aside><p>By Tom Poe</p></aside>"), "[Jane Roe]");
  EXPECT_EQ(Authors("", "<p>By Jane Roe</p><figure><figcaption>Photo by Tom Poe</figcaption></figure>"), "[Jane Roe]");
  EXPECT_EQ(Authors("", "<p>By Jane Roe</p><p>Photography by Tom Poe</p>"), "[Jane Roe]") << "who took the pictures";
}

TEST(FindAuthors, WhenAccentsAreLostInTheMarkup_ThenThePageSettlesThem) {
  EXPECT_EQ(Authors("<meta name=author content='Zoe Solcyre'>", "<p>By Zoé Solcyré</p>"), "[Zoé Solcyré]");
}

TEST(FindAuthors, WhenMarkupIsHostile_ThenNoNameIsEmptyOrEndless) {
  std::vector<std::string> pages = HostileMarkup();
  pages.push_back("<h1>x</h1><p class=byline>By " + std::string(100000, 'x'));
  pages.push_back("<meta name=author content='" + std::string(100000, 'x') + "'>");
  pages.push_back("<p>By</p>");
  pages.push_back("<p>Photo by</p><p>\xC4\xB0 by</p>");
  for (const std::string& markup : pages) {
    const MadePage page = Page(markup);
    const HtmlMeta meta = CollectMeta(page.tree);
    const HtmlTitle title = FindTitle(page.tree, page.blocks, meta, {}, "");
    for (const std::string& name : FindAuthors({page.tree, page.blocks, meta, nullptr, title, ""})) {
      EXPECT_FALSE(name.empty());
      EXPECT_LE(name.size(), 200u);
    }
  }
}

}  // namespace
}  // namespace dossier::indexer
