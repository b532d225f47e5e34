// Every place of a page that states a day, and what it is called there.
#include "indexer/read/html/dates/candidates.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

const std::string kCandidateText =
    "<p>The board banned the radios after a review that took more than a year and cost a great deal of money, it "
    "said.</p>";

std::vector<DateCandidate> Collect(const std::string& markup, const std::string& url = "",
                                   const JsonLdWork* work = nullptr) {
  const MadePage page = Page(markup);
  const HtmlMeta meta = CollectMeta(page.tree);
  std::vector<JsonLdWork> works;
  if (work != nullptr) works.push_back(*work);
  HtmlTitle title;
  std::vector<char> kept;
  for (uint32_t i = 0; i < page.blocks.size(); ++i) {
    kept.push_back(page.blocks[i].text.find("banned the radios") != std::string::npos ? 1 : 0);
    if (page.blocks[i].kind == corpus::BlockKind::kHeading && title.block == UINT32_MAX) title.block = i;
  }
  const std::vector<std::string> authors;
  return CollectDates({page.tree, page.blocks, meta, works, works.empty() ? nullptr : &works[0], title, authors, kept,
                       *page.payload, url, Day{2019, 1, 1}, "en-GB"});
}

bool Has(const std::vector<DateCandidate>& candidates, DateSource source, const char* day) {
  for (const DateCandidate& c : candidates)
    if (c.source == source && FormatDay(c.date.day) == day) return true;
  return false;
}

std::string Topped(const std::string& top) {
  return "<article><h1>Board bans radios</h1>" + top + kCandidateText + kCandidateText + "</article>";
}

TEST(CollectDates, WhenAPlaceStatesADay_ThenItsSourceIsKnown) {
  struct Case {
    std::string markup;
    DateSource source;
  };
  const Case cases[] = {
      {"<meta property=article:published_time content=2018-08-04T10:00:00Z>" + Topped(""), DateSource::kMetaPublished},
      {"<meta property=article:modified_time content=2018-08-04>" + Topped(""), DateSource::kMetaModified},
      {Topped("<time itemprop=datePublished datetime=2018-08-04>x</time>"), DateSource::kTimePublished},
      {Topped("<time datetime=2018-08-04>x</time>"), DateSource::kTimeNear},
      {Topped("<p>Published 4 August 2018</p>"), DateSource::kLinePublished},
      {Topped("<p>Updated 4 August 2018</p>"), DateSource::kLineModified},
      {Topped("<p>4 August 2018</p>"), DateSource::kLineNear},
      {Topped("") + "<script>{\"datePublished\":\"2018-08-04\"}</script>", DateSource::kScript},
  };
  for (const Case& c : cases)
    EXPECT_TRUE(Has(Collect(c.markup), c.source, "2018-08-04")) << DateSourceName(c.source) << ": " << c.markup;
}

TEST(CollectDates, WhenTheAddressOrJsonLdStatesADay_ThenItIsACandidate) {
  EXPECT_TRUE(Has(Collect(Topped(""), "https://example.org/2018/08/04/board"), DateSource::kUrl, "2018-08-04"));
  JsonLdWork work;
  work.type = "NewsArticle";
  work.published = "2018-08-04T23:30:00+02:00";
  work.modified = "2018-08-05";
  const std::vector<DateCandidate> found = Collect(Topped(""), "", &work);
  EXPECT_TRUE(Has(found, DateSource::kJsonLdPublished, "2018-08-04")) << "the publisher's day, not that of UTC";
  EXPECT_TRUE(Has(found, DateSource::kJsonLdModified, "2018-08-05"));
}

TEST(CollectDates, WhenADayLiesAfterTheFetch_ThenItIsNone) {
  EXPECT_TRUE(Collect(Topped("<p>Published 4 August 2030</p>")).empty());
}

TEST(CollectDates, WhenDayAndMonthCouldBeExchanged_ThenBothReadingsAreGiven) {
  const std::vector<DateCandidate> found = Collect(Topped("<p>Published 04/08/2018</p>"));
  EXPECT_TRUE(Has(found, DateSource::kLinePublished, "2018-08-04")) << "day first in British English";
  EXPECT_TRUE(Has(found, DateSource::kSwapped, "2018-04-08"));
}

TEST(CollectDates, WhenThePageStatesNone_ThenThereAreNone) { EXPECT_TRUE(Collect(Topped("<p>In August</p>")).empty()); }

TEST(CollectDates, WhenMarkupIsHostile_ThenDaysAreRealAndSourcesNamed) {
  std::vector<std::string> pages = HostileMarkup();
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "<p>4 August 2018</p>";
  pages.push_back(many);
  pages.push_back("<time datetime='" + std::string(100000, '1') + "'>x");
  pages.push_back("<meta name=date content='0000-00-00'><time datetime=2018-02-31>x</time>");
  for (const std::string& markup : pages) {
    for (const DateCandidate& c : Collect(markup)) {
      EXPECT_EQ(DayFromEpoch(DaysSinceEpoch(c.date.day)), c.date.day) << "the calendar has it";
      EXPECT_FALSE(DateSourceName(c.source).empty());
    }
  }
}

TEST(DateSources, WhenNamed_ThenEachHasItsOwnName) {
  std::vector<std::string_view> names;
  for (int i = 0; i < kDateSources; ++i) names.push_back(DateSourceName(static_cast<DateSource>(i)));
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace dossier::indexer
