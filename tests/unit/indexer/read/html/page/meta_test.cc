// What a page's head says of itself.
#include "indexer/read/html/page/meta.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

HtmlMeta Meta(const std::string& markup) { return CollectMeta(Page(markup).tree); }

TEST(HtmlMeta, WhenEntriesAreRead_ThenNamesAreFoldedAndTheFirstFullOneCounts) {
  const HtmlMeta meta = Meta(
      "<meta property='OG:Title' content=''><meta property=og:title content=' A  title '><meta property=og:title "
      "content=B>"
      "<meta name=Author content=Roe><meta itemprop=datePublished content=2018><meta name=empty><meta content=alone>");
  EXPECT_EQ(meta.Get("og:title"), "A title");
  EXPECT_EQ(meta.Get("author"), "Roe");
  EXPECT_EQ(meta.Get("datepublished"), "2018");
  EXPECT_EQ(meta.Get("empty"), "");
  EXPECT_EQ(meta.Get("absent"), "");
  EXPECT_EQ(meta.All("og:title").size(), 2u);
  EXPECT_EQ(meta.GetAny({"absent", "empty", "author"}), "Roe");
  EXPECT_EQ(meta.GetAny({}), "");
}

TEST(HtmlMeta, WhenLinkAndLanguageStand_ThenTheFirstCounts) {
  const HtmlMeta meta = Meta(
      "<html lang=' en-GB '><link rel=stylesheet href=x><link rel=CANONICAL href=' https://example.org/a '>"
      "<link rel=canonical href=https://example.org/b>");
  EXPECT_EQ(meta.canonical_url, "https://example.org/a");
  EXPECT_EQ(meta.language, "en-GB");
  EXPECT_EQ(Meta("<p>x").canonical_url, "");
  EXPECT_EQ(Meta("<p lang=de>x").language, "") << "a paragraph's language is not the page's";
}

TEST(HtmlMeta, WhenThePageSendsVisitorsOn_ThenOnlyAtOnceAndElsewhereCounts) {
  const std::pair<const char*, bool> cases[] = {{"0; url=https://example.org/", true},
                                                {"5;URL='x'", true},
                                                {"3600; url=x", false},
                                                {"0", false},
                                                {"", false},
                                                {"300", false},
                                                {"99999999999999999999; url=x", false}};
  for (const auto& [content, at_once] : cases)
    EXPECT_EQ(Meta(std::string("<meta http-equiv=Refresh content=\"") + content + "\">").refresh_at_once, at_once)
        << content;
}

TEST(HtmlMeta, WhenMarkupIsHostile_ThenNoEntryIsEmpty) {
  for (const std::string& markup : HostileMarkup()) {
    for (const auto& [name, content] : Meta(markup).entries) EXPECT_FALSE(name.empty() && content.empty());
  }
}

}  // namespace
}  // namespace dossier::indexer
