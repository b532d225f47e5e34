// What servers really send under the names of robots.txt, sitemap and feed.
#include <gtest/gtest.h>

#include <string>

#include "crawler/page_reader.h"
#include "crawler/parse/feed.h"
#include "crawler/parse/feed_dates.h"
#include "crawler/parse/robots.h"
#include "crawler/parse/sitemap.h"

namespace dossier::crawler {
namespace {

bool Allowed(std::string_view robots, std::string_view target) {
  return RobotsFile::Parse(robots).For("dossier").Check(target).allowed;
}

TEST(Hostile, WhenRobotsIsAnErrorPage_ThenNothingIsForbidden) {
  EXPECT_TRUE(
      Allowed("<!DOCTYPE html><html><head><title>404</title></head><body>Disallow nothing: /</body></html>", "/a"));
}

TEST(Hostile, WhenRobotsHasAMarkAndOldLineEnds_ThenItsRulesHold) {
  EXPECT_FALSE(Allowed("\xEF\xBB\xBFUser-agent: *\rDisallow: /private\r", "/private/x"));
  EXPECT_FALSE(Allowed("User-agent: *\r\n\r\n\r\nDisallow: /private", "/private/x"));
}

TEST(Hostile, WhenRobotsRulesComeBeforeAnyGroup_ThenTheyAreNobodys) {
  EXPECT_TRUE(Allowed("Disallow: /\nUser-agent: other\nDisallow: /a\n", "/a"));
}

TEST(Hostile, WhenAPatternIsMadeToTakeLong_ThenItDoesNot) {
  std::string pattern;
  for (int i = 0; i < 2000; ++i) pattern += "*a";
  EXPECT_TRUE(Allowed("User-agent: *\nDisallow: /" + pattern + "b$\n", "/" + std::string(8000, 'a')));
}

TEST(Hostile, WhenRobotsIsHugeOrHasNul_ThenTheRulesInFrontHold) {
  std::string robots = "User-agent: *\nDisallow: /x\n";
  robots.append(std::string("\0\0junk\0\n", 8));
  robots.append(std::string(900000, '#'));
  EXPECT_FALSE(Allowed(robots, "/x1"));
  EXPECT_TRUE(Allowed(robots, "/y"));
}

std::vector<std::string> Locations(std::string_view body) {
  std::vector<std::string> out;
  if (const auto sitemap = ParseSitemap(body, "", "http://h/sitemap.xml")) {
    for (const SitemapUrl& url : sitemap->urls) out.push_back(url.location);
  }
  return out;
}
using List = std::vector<std::string>;

TEST(Hostile, WhenASitemapIsCut_ThenItsWholeEntriesCount) {
  EXPECT_EQ(Locations("<urlset><url><loc>http://h/a</loc></url><url><loc>http://h/b</lo"), List{"http://h/a"});
}

TEST(Hostile, WhenASitemapsNamespaceIsUnusual_ThenItIsReadAllTheSame) {
  EXPECT_EQ(Locations("<s:urlset xmlns:s='https://www.google.com/schemas/sitemap/0.84'><s:url><s:loc> "
                      "http://h/a\n</s:loc></s:url></s:urlset>"),
            List{"http://h/a"});
}

TEST(Hostile, WhenImagesHaveAddresses_ThenTheyAreNoPages) {
  EXPECT_EQ(
      Locations(
          "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
          "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>"
          "<url><loc>http://h/a</loc><image:image><image:loc>http://h/i.jpg</image:loc></image:image></url></urlset>"),
      List{"http://h/a"});
}

TEST(Hostile, WhenAmpersandsAreBareOrInCdata_ThenTheAddressIsWhole) {
  EXPECT_EQ(Locations("<urlset><url><loc>http://h/?a=1&b=2</loc></url><url><loc><![CDATA[http://h/?c=1&d=2]]></loc></"
                      "url></urlset>"),
            (List{"http://h/?a=1&b=2", "http://h/?c=1&d=2"}));
}

TEST(Hostile, WhenEntitiesExpandWithoutEnd_ThenTheyDoNot) {
  const std::string bomb =
      "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c "
      "'&b;&b;&b;&b;&b;&b;&b;&b;'>"
      "<!ENTITY f SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>http://h/&c;&f;</loc></url></urlset>";
  for (const std::string& location : Locations(bomb)) {
    EXPECT_LT(location.size(), 100u);
    EXPECT_EQ(location.find("root:"), std::string::npos);
  }
}

std::optional<Feed> Read(std::string_view body, std::string_view type = "application/xml") {
  Result<Feed> feed = ParseFeed(body, type, "http://h/dir/feed");
  return feed ? std::optional(*std::move(feed)) : std::nullopt;
}

TEST(Hostile, WhenAFeedIsOfACodePageNotOfTheWeb_ThenItIsDecoded) {
  const auto ibm =
      Read("<?xml version='1.0' encoding='cp850'?><rss><channel><item><title>\x82\x84</title></item></channel></rss>");
  ASSERT_TRUE(ibm);
  EXPECT_EQ(ibm->entries.at(0).title, "éä");
  const auto mac =
      Read("<?xml version='1.0' encoding='macroman'?><rss><channel><item><title>\x8E</title></item></channel></rss>");
  ASSERT_TRUE(mac);
  EXPECT_EQ(mac->entries.at(0).title, "é");
  const auto hz =
      Read("<?xml version='1.0' encoding='hz'?><rss><channel><item><title>~{::WV~}</title></item></channel></rss>");
  ASSERT_TRUE(hz);
  EXPECT_EQ(hz->entries.at(0).title, "汉字");
}

TEST(Hostile, WhenAFeedIsEbcdic_ThenItIsAFeed) {
  // Letters, digits and marks that are the same in all code pages of the family.
  const std::string text =
      "<?xml version='1.0' encoding='cp037'?><rss><channel><item><title>IBM</title></item></channel></rss>";
  const std::string ascii = " ?='./<>0123456789abcdefghijklmnopqrstuvwxyzIBM";
  const std::string ebcdic =
      "\x40\x6F\x7E\x7D\x4B\x61\x4C\x6E\xF0\xF1\xF2\xF3\xF4\xF5\xF6\xF7\xF8\xF9\x81\x82\x83\x84\x85\x86\x87\x88\x89\x91"
      "\x92\x93"
      "\x94\x95\x96\x97\x98\x99\xA2\xA3\xA4\xA5\xA6\xA7\xA8\xA9\xC9\xC2\xD4";
  std::string body;
  for (const char c : text) body += ebcdic.at(ascii.find(c));
  FetchResult result;
  result.body = body;
  result.headers = {{"Content-Type", "application/xml"}};
  EXPECT_EQ(ReadPage(result, "http://h/feed", false, true).kind, BodyKind::kFeed);
  const auto feed = Read(body);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.at(0).title, "IBM");
}

TEST(Hostile, WhenTheCharsetIsBogus_ThenTheTextIsReadAllTheSame) {
  const auto feed = Read(
      "<?xml version='1.0' encoding='no-such'?><rss><channel><item><title>caf\xC3\xA9</title></item></channel></rss>");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.at(0).title, "café");
  EXPECT_TRUE(feed->damaged);
}

TEST(Hostile, WhenATitleStandsInMediaToo_ThenTheFeedsOwnCounts) {
  const std::string media = "<media:group><media:title>caption</media:title></media:group>";
  const std::string start = "<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><item>",
                    end = "</item></channel></rss>";
  EXPECT_EQ(Read(start + media + "<title>Headline</title>" + end)->entries.at(0).title, "Headline");
  EXPECT_EQ(Read(start + "<title></title><title>Headline</title>" + media + end)->entries.at(0).title, "Headline");
  EXPECT_EQ(Read(start + media + end)->entries.at(0).title, "caption");
}

TEST(Hostile, WhenANamespaceIsWrittenInAnyCase_ThenItIsThatNamespace) {
  const auto feed = Read(
      "<rss "
      "xmlns:itunes='http://www.itunes.com/DTDs/Podcast-1.0.dtd'><channel><item><itunes:author>A</itunes:author></"
      "item></channel></rss>");
  EXPECT_EQ(feed->entries.at(0).author, "A");
}

TEST(Hostile, WhenAnIdIsRelative_ThenItIsAnAddressUnlessItSaysOtherwise) {
  const auto feed = Read(
      "<rss><channel><item><guid>a?b=1</guid></item><item><guid isPermaLink='false'>a</guid></item></channel></rss>");
  EXPECT_EQ(feed->entries.at(0).id, "http://h/dir/a?b=1");
  EXPECT_EQ(feed->entries.at(0).link, "http://h/dir/a?b=1");
  EXPECT_EQ(feed->entries.at(1).id, "a");
  EXPECT_EQ(feed->entries.at(1).link, "");
}

TEST(Hostile, WhenAFeedEndsInTheMiddle_ThenWhatCameCounts) {
  const auto feed = Read("<rss><channel><item><title>One</title></item><item><title><![CDATA[Two");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.at(0).title, "One");
  EXPECT_TRUE(feed->damaged);
}

TEST(Hostile, WhenElementsNestWithoutEnd_ThenItEnds) {
  std::string deep = "<rss><channel>";
  for (int i = 0; i < 200000; ++i) deep += "<item>";
  const auto feed = Read(deep);
  EXPECT_TRUE(!feed || feed->entries.size() <= 20000);
}

TEST(Hostile, WhenDatesAreWrittenAsTheyAre_ThenTheyAreRead) {
  const auto when = [](std::string_view text) {
    const auto time = ParseFeedDate(text);
    return time ? FormatFeedTime(*time) : "none";
  };
  EXPECT_EQ(when("03-12-31"), "2003-12-31");
  EXPECT_EQ(when("Thu, 5 Apr 2012 11:45:19 CT"), "2012-04-05T17:45:19Z");
  EXPECT_EQ(when("Mon, 02 Nov 2026 09:00:00 AEDT"), "2026-11-01T22:00:00Z");
  EXPECT_EQ(when("Wed, 31 Dec 2003 10:14:55 MEZ"), "2003-12-31T09:14:55Z");
  EXPECT_EQ(when("2003-12-31T10:14:55.123456789+05:30"), "2003-12-31T04:44:55Z");
  EXPECT_EQ(when("Thu, 32 Jan 2004 19:48:21 GMT"), "none");
  EXPECT_EQ(when("yesterday"), "none");
}

}  // namespace
}  // namespace dossier::crawler
