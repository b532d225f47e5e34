#include "crawler/parse/feed.h"

#include <gtest/gtest.h>

#include "crawler/parse/feed_dates.h"
#include "crawler/parse/sitemap.h"

namespace dossier::crawler {
namespace {

std::string When(const std::optional<FeedTime>& time) { return time ? FormatFeedTime(*time) : "none"; }

TEST(Feed, WhenRss_ThenItems) {
  const Result<Feed> feed = ParseFeed(
      "<rss "
      "version='2.0'><channel><title>News</title><image><title>logo</title><link>http://h/i</link></"
      "image><item><title>A &amp; B</title>"
      "<link>/a</link><guid isPermaLink='false'>7</guid><pubDate>Sat, 04 Aug 2018 12:49:00 "
      "EDT</pubDate><description><![CDATA[<p>x]]></description></item>"
      "<item><guid>http://h/b</guid></item></channel></rss>",
      "application/rss+xml", "http://h/feed");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->format, "rss20");
  EXPECT_EQ(feed->title, "News");
  ASSERT_EQ(feed->entries.size(), 2u);
  EXPECT_EQ(feed->entries[0].title, "A & B");
  EXPECT_EQ(feed->entries[0].link, "http://h/a");
  EXPECT_EQ(feed->entries[0].id, "7");
  EXPECT_EQ(feed->entries[0].summary, "<p>x");
  EXPECT_EQ(When(feed->entries[0].published), "2018-08-04T16:49:00Z");
  EXPECT_EQ(feed->entries[1].link, "http://h/b");
}

TEST(Feed, WhenAtom_ThenAlternateLinkAndBase) {
  const Result<Feed> feed = ParseFeed(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://b/'><entry><link rel='self' href='s'/><link "
      "href='x'/><id>tag:1</id>"
      "<source><title>other</title></source><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>T &lt; "
      "<b>U</b></div></title>"
      "<updated>2020-01-02T03:04:05+01:00</updated><author><name>N</name><email>e@x</email></author></entry></feed>",
      "", "http://h/");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->entries.size(), 1u);
  EXPECT_EQ(feed->entries[0].link, "http://b/x");
  EXPECT_EQ(feed->entries[0].author, "N (e@x)");
  EXPECT_EQ(feed->entries[0].title, "<div>T &lt; <b>U</b></div>");
  EXPECT_EQ(When(feed->entries[0].updated), "2020-01-02T02:04:05Z");
}

TEST(Feed, WhenJson_ThenItems) {
  const Result<Feed> feed =
      ParseFeed(R"({"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"/a","title":"T",
      "date_published":"2020-01-02T03:04:05Z","authors":[{"name":"N"}]}]})",
                "application/feed+json", "http://h/f");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries[0].link, "http://h/a");
  EXPECT_EQ(feed->entries[0].author, "N");
}

TEST(Feed, WhenBroken_ThenWhatIsThereIsRead) {
  const Result<Feed> feed =
      ParseFeed("<rss><channel><item><title>a&nbsp;b & c<link>http://h/1</link><item><title>second", "", "http://h/");
  ASSERT_TRUE(feed);
  EXPECT_TRUE(feed->damaged);
  EXPECT_FALSE(feed->entries.empty());
  EXPECT_FALSE(ParseFeed("<html><body>no", "", "http://h/"));
  EXPECT_FALSE(ParseFeed("", "", "http://h/"));
}

TEST(Feed, WhenEntitiesAreABomb_ThenNotExpanded) {
  const Result<Feed> feed = ParseFeed(
      "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel><title>&b;</title></channel></rss>", "",
      "http://h/");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->title, "&b;");
}

TEST(FeedDate, WhenWrittenInManyWays_ThenTheInstantOrAsMuchAsIsStated) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"},
      {"2003-12-31 10:14 -0800", "2003-12-31T18:14:00Z"},
      {"2003-12", "2003-12"},
      {"2003", "2003"},
      {"20031231", "2003-12-31"},
      {"2003-335", "2003-12-01"},
      {"2003/12/31 10:14:55 UTC", "2003-12-31T10:14:55Z"},
      {"Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"},
      {"1 January 04 19:48 +0200", "2004-01-01T17:48:00Z"},
      {"Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"},
      {"4 Jan 2004", "2004-01-04"},
      {"1600000000", "2020-09-13T12:26:40Z"},
      {"1600000000123", "2020-09-13T12:26:40Z"},
      {"yesterday", "none"},
      {"2003-13-45", "none"},
      {"Mon, 00 Feb 2010 00:00:00 +0000", "none"},
      {"Mon, 01 Jan 0001 00:00:00 +0000", "none"}};
  for (const auto& [text, right] : cases) EXPECT_EQ(When(ParseFeedDate(text)), right) << text;
}

TEST(FeedDate, WhenTheClockHasTwelveHours_ThenItsHalfOfTheDayCounts) {
  EXPECT_EQ(When(ParseFeedDate("Fri, 6 Sep 2013 5:07:00 PM EDT")), "2013-09-06T21:07:00Z");
  EXPECT_EQ(When(ParseFeedDate("6 Sep 2013 12:07 am GMT")), "2013-09-06T00:07:00Z");
  EXPECT_EQ(When(ParseFeedDate("6 Sep 2013 12:07p.m. GMT")), "2013-09-06T12:07:00Z");
  EXPECT_EQ(When(ParseFeedDate("2013-09-06 05:07 PM +0000")), "2013-09-06T17:07:00Z");
  EXPECT_EQ(When(ParseFeedDate("6 Sep 2013 17:07 PM GMT")), "2013-09-06T17:07:00Z");
  EXPECT_EQ(When(ParseFeedDate("6 Sep 2013 17:07 AM GMT")), "none");
}

TEST(FeedDate, WhenTheZoneIsMissingOrNotKnown_ThenTheDayOnly) {
  for (const char* zone : {"", " IST", " Europe/Berlin", " -00:14400", " +2500", " local time", " XYZ"})
    EXPECT_EQ(When(ParseFeedDate(std::string("Sat, 28 Mar 2020 18:27:26") + zone)), "2020-03-28") << zone;
  EXPECT_EQ(When(ParseFeedDate("2020-03-28T18:27:26")), "2020-03-28");
  EXPECT_EQ(When(ParseFeedDate("2020-03-28T18:27:26+04:30")), "2020-03-28T13:57:26Z");
  EXPECT_EQ(When(ParseFeedDate("2020-03-28T18:27:26+4:30")), "2020-03-28T13:57:26Z");
}

TEST(FeedDate, WhenDayAndMonthCannotBeToldApart_ThenNothingIsGuessed) {
  for (const char* text : {"10/02/2024", "10/02/2024 3:45:00 PM", "10.02.2024", "10-02-2024 10:00 GMT"})
    EXPECT_EQ(When(ParseFeedDate(text)), "none") << text;
}

TEST(FeedDate, WhenMonthsAreNamedInOtherLanguages_ThenTheyAreRead) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"Mo, 16 Mai 2005 13:02:08 +0200", "2005-05-16T11:02:08Z"},
      {"Di, 03 Dez 2019 08:00:00 GMT", "2019-12-03T08:00:00Z"},
      {"mar., 15 févr. 2022 09:00:00 +0100", "2022-02-15T08:00:00Z"},
      {"mar, 04 ott 2022 18:55:00 GMT", "2022-10-04T18:55:00Z"},
      {"mié, 17 ago 2022 10:00:00 GMT", "2022-08-17T10:00:00Z"},
      {"3 de setembro de 2021", "2021-09-03"},
      {"ma, 4 mrt 2024 10:00 CET", "2024-03-04T09:00:00Z"},
      {"Thu, 12 Sept 2024 08:00:00 +0000", "2024-09-12T08:00:00Z"}};
  for (const auto& [text, right] : cases) EXPECT_EQ(When(ParseFeedDate(text)), right) << text;
}

TEST(Feed, WhenAnItemNamesItsOriginalLink_ThenThatIsItsLinkWhereverItStands) {
  for (const bool before : {true, false}) {
    const std::string original = "<feedburner:origLink>https://h/story</feedburner:origLink>";
    const std::string link = "<link>https://counts.example/~r/1</link>";
    const Result<Feed> feed =
        ParseFeed("<rss version='2.0' xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'><channel><item>" +
                      (before ? original + link : link + original) +
                      "</item><item><link>https://h/2</link></item></channel></rss>",
                  "", "http://h/");
    ASSERT_TRUE(feed);
    ASSERT_EQ(feed->entries.size(), 2u);
    EXPECT_EQ(feed->entries[0].link, "https://h/story");
    EXPECT_EQ(feed->entries[1].link, "https://h/2");
  }
}

TEST(Sitemap, WhenNews_ThenTitleAndDate) {
  const Result<Sitemap> sitemap = ParseSitemap(
      "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
      "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' "
      "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'><url><loc> http://h/a "
      "</loc><image:image><image:loc>http://h/i.jpg</image:loc>"
      "</image:image><lastmod>2020-01-02</lastmod><news:news><news:publication><news:name>P</news:name></"
      "news:publication>"
      "<news:publication_date>2020-01-01</news:publication_date><news:title>T &amp; "
      "U</news:title></news:news></url></urlset>",
      "", "");
  ASSERT_TRUE(sitemap);
  ASSERT_EQ(sitemap->urls.size(), 1u);
  EXPECT_EQ(sitemap->urls[0].location, "http://h/a");
  EXPECT_EQ(sitemap->urls[0].modified, "2020-01-02");
  EXPECT_EQ(sitemap->urls[0].news_title, "T & U");
  EXPECT_EQ(sitemap->urls[0].news_publication, "P");
}

TEST(Sitemap, WhenTornOrPlain_ThenStillRead) {
  const Result<Sitemap> torn =
      ParseSitemap("<sitemapindex><sitemap><loc>http://h/1.xml</loc></sitemap><sitemap><loc>http://h/2.x", "", "");
  ASSERT_TRUE(torn);
  EXPECT_EQ(torn->kind, "index");
  EXPECT_TRUE(torn->damaged);
  EXPECT_EQ(torn->urls[0].location, "http://h/1.xml");
  const Result<Sitemap> list = ParseSitemap("http://h/a\r\nhttp://h/b\n", "", "");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->kind, "text");
  EXPECT_EQ(list->urls.size(), 2u);
  EXPECT_FALSE(ParseSitemap("<html>", "", ""));
}

}  // namespace
}  // namespace dossier::crawler
