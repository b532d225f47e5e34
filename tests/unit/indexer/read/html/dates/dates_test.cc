// When a page was published: candidates weighed against each other, and none where the evidence is weak.
#include "indexer/read/html/dates/dates.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

const std::string kText =
    "<p>The board banned the radios after a review that took more than a year and cost a great deal of money, it "
    "said.</p>";

HtmlDates Dates(const std::string& markup, const std::string& url = "", bool explain = false) {
  const MadePage page = Page(markup);
  const HtmlMeta meta = CollectMeta(page.tree);
  HtmlTitle title;
  std::vector<char> kept;
  for (uint32_t i = 0; i < page.blocks.size(); ++i) {
    kept.push_back(page.blocks[i].text.find("banned the radios") != std::string::npos ? 1 : 0);
    if (page.blocks[i].kind == corpus::BlockKind::kHeading && title.block == UINT32_MAX) title.block = i;
  }
  const std::vector<JsonLdWork> works;
  const std::vector<std::string> authors;
  return FindDates({page.tree, page.blocks, meta, works, nullptr, title, authors, kept, *page.payload, url,
                    Day{2019, 1, 1}, "en-GB"},
                   explain);
}

std::string With(const std::string& top, const std::string& end = "") {
  return "<article><h1>Board bans radios</h1>" + top + kText + kText + "</article>" + end;
}

TEST(FindDates, WhenWitnessesAgree_ThenTheDayIsThatAndItsSourceIsTold) {
  const HtmlDates dates = Dates("<meta property=article:published_time content=2018-08-04T10:00:00+02:00>" +
                                With("<p>Published 4 August 2018</p>"));
  EXPECT_EQ(dates.published.day(), "2018-08-04");
  EXPECT_FALSE(dates.published.from.empty());
  EXPECT_GT(dates.published.confidence, 0.5);
  EXPECT_LE(dates.published.confidence, 1);
}

TEST(FindDates, WhenALaterChangeIsStated_ThenItIsNotTheDayOfPublication) {
  const HtmlDates dates = Dates(
      "<meta property=article:published_time content=2018-08-04>"
      "<meta property=article:modified_time content=2018-09-09>" +
      With("<p>Published 4 August 2018</p><p>Updated 9 September 2018</p>"));
  EXPECT_EQ(dates.published.day(), "2018-08-04");
  EXPECT_EQ(dates.updated.day(), "2018-09-09");
}

const std::string kStated = "<meta property=article:published_time content=2016-05-03>";

TEST(FindDates, WhenADayIsStated_ThenNoChangeCaptionOrLeadTakesItsPlace) {
  const char* const tops[] = {
      "<p>Updated 9 September 2018</p>",
      "<p class=byline>By Jane Roe</p><p>Last updated: 9 September 2018</p>",
      "<p><time class=updated datetime=2018-09-09>9 September 2018</time></p>",
      "<p><time datetime=2018-09-09>9 September 2018</time></p>",
      "<figure><img src=a.jpg><figcaption>Masts on 13 August 2008</figcaption></figure>",
      "<figure><img src=a.jpg><figcaption>13 August 2008</figcaption></figure>",
      "<p>Mis à jour le 9 septembre 2018</p>",
      "<p>Aktualisiert am 9. September 2018</p>",
  };
  for (const std::string top : tops) {
    const HtmlDates dates =
        Dates(kStated + "<meta property=article:modified_time content=2018-09-09>" + With(top + kText));
    EXPECT_EQ(dates.published.day(), "2016-05-03") << top;
    EXPECT_EQ(dates.updated.day(), "2018-09-09") << top;
  }
}

TEST(FindDates, WhenADayIsStated_ThenTheTextsOwnDaysAreOnlyTold) {
  for (const std::string lead : {"This picture taken on 13 August 2008 shows the masts of the harbour, where the board "
                                 "banned the radios after a review.",
                                 "On 2 May 2016 the board banned the radios, it said."}) {
    EXPECT_EQ(Dates(kStated + With("<p>" + lead + "</p>")).published.day(), "2016-05-03") << lead;
  }
}

TEST(FindDates, WhenStatementsDisagree_ThenTheConfidenceIsLowerAndTheOtherDaysAreNamed) {
  const double sure = Dates(kStated + With("<p>Published 3 May 2016</p>")).published.confidence;
  const StatedTime doubted = Dates(kStated + With("<p>Published 4 August 2018</p>")).published;
  EXPECT_LT(doubted.confidence, sure);
  EXPECT_EQ(doubted.disagrees.size(), 1u);
  EXPECT_TRUE(Dates(kStated + With("<p>Published 3 May 2016</p>")).published.disagrees.empty());
}

TEST(FindDates, WhenSeveralDaysAreStated_ThenWhatReadersSeeChooses) {
  const std::string two = kStated + "<meta name=publish_date content=2018-08-04>";
  EXPECT_EQ(Dates(two + With("<p>Published 4 August 2018</p>")).published.day(), "2018-08-04");
  EXPECT_EQ(Dates(two + With("<p>Published 3 May 2016</p>")).published.day(), "2016-05-03");
}

TEST(FindDates, WhenOnlyAChangeIsStated_ThenNobodyKnowsThePublication) {
  for (const std::string top :
       {"<p>Last updated 9 September 2018</p>", "<p>Zuletzt aktualisiert: 9. September 2018</p>",
        "<p>Modified: 9 September 2018</p>"}) {
    const HtmlDates dates = Dates(With(top));
    EXPECT_FALSE(dates.published.known()) << top << dates.published.value;
    EXPECT_EQ(dates.updated.day(), "2018-09-09") << top;
  }
}

TEST(FindDates, WhenThePageStatesNoDay_ThenItIsUnknown) {
  EXPECT_FALSE(Dates(With("")).published.known());
  EXPECT_FALSE(Dates(With("<p>In the summer</p>")).published.known());
  EXPECT_FALSE(Dates("").published.known());
}

TEST(FindDates, WhenACommentHasAnotherDay_ThenTheArticlesOwnCounts) {
  const HtmlDates dates =
      Dates(With("<p>Published 2 August 2018</p>",
                 "<div class=comments><p>Tom Poe, 4 August 2018</p><p>Me too, 5 August 2018</p></div>"));
  EXPECT_EQ(dates.published.day(), "2018-08-02");
}

TEST(FindDates, WhenAsked_ThenTheWeighingIsExplainedElseNot) {
  EXPECT_FALSE(Dates(With("<p>Published 4 August 2018</p>"), "", true).explanation.is_null());
  EXPECT_TRUE(Dates(With("<p>Published 4 August 2018</p>")).explanation.is_null());
}

TEST(FindDates, WhenMarkupIsHostile_ThenConfidenceIsAShareAndDaysAreWhole) {
  for (const std::string& markup : HostileMarkup()) {
    const HtmlDates dates = Dates(markup);
    for (const StatedTime* time : {&dates.published, &dates.updated}) {
      EXPECT_TRUE(time->confidence >= 0 && time->confidence <= 1);
      EXPECT_TRUE(time->value.empty() || time->value.size() >= 10) << time->value;
    }
  }
}

TEST(DateFeatures, WhenNamed_ThenEachNameIsThereOnce) {
  const std::vector<std::string>& names = DateFeatureNames();
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}

}  // namespace
}  // namespace dossier::indexer
