#include "crawler/parse/links.h"

#include <gmock/gmock.h>

namespace dossier::crawler {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Raw(std::string_view page) {
  std::vector<std::string> out;
  for (const RawLink& link : ScanLinks(page).links) out.push_back(link.address);
  return out;
}

std::vector<std::string> Resolved(std::string_view page, std::string_view content_type = "text/html; charset=utf-8") {
  std::vector<std::string> out;
  for (const PageLink& link : ExtractLinks(page, content_type, *Url::Parse("http://h/a/b")).links)
    out.push_back(link.url.href());
  return out;
}

TEST(Links, WhenAttributesAreWrittenInEveryWay_ThenFound) {
  EXPECT_THAT(
      Raw("<a href=x><A HREF = 'y&amp;z'><a\nclass=\"a>b\" href=\"w\"><a/href=v><a href=first href=second><a name=n>"),
      ElementsAre("x", "y&z", "w", "v", "first"));
  EXPECT_THAT(Raw("<a href=\"a?b=1&copy=2\">"), ElementsAre("a?b=1&copy=2"));
  EXPECT_THAT(Raw("<a href=x"), ElementsAre());
}

TEST(Links, WhenInsideTextOrComments_ThenNotFound) {
  EXPECT_THAT(
      Raw("<!-- <a href=1> --><script>'<a href=2>'</script><style><a href=3></style><textarea><a href=4></textarea>"
          "<title><a href=5></title><!--><a href=6><!doctype \"<a href=7>\"><a href=8>"),
      ElementsAre("6", "8"));
  EXPECT_THAT(Raw("<script><!-- <script> </script> <a href=1> --></script><a href=2>"), ElementsAre("2"));
  EXPECT_THAT(Raw("<script></scriptx><a href=1></script ><a href=2>"), ElementsAre("2"));
  EXPECT_THAT(Raw("<plaintext><a href=1>"), ElementsAre());
  EXPECT_THAT(Raw("<noscript><a href=1></noscript>"), ElementsAre("1"));
}

TEST(Links, WhenInForeignContent_ThenItsRulesHold) {
  EXPECT_THAT(
      Raw("<svg><title><a href=1></title><style><a href=2></style><![CDATA[<a href=3>]]></svg><![CDATA[<a href=4>]]>"),
      ElementsAre("1", "2"));
  EXPECT_THAT(Raw("<svg><p><title><a href=1></title><a href=2>"), ElementsAre("2"));
  EXPECT_THAT(Raw("<svg><foreignObject><title><a href=1></title></foreignObject><script/><a href=2>"),
              ElementsAre("2"));
}

TEST(Links, WhenBaseIsGiven_ThenItHoldsForTheWholePage) {
  EXPECT_THAT(Resolved("<a href=x><base href='http://other/d/'><base href='http://third/'>"),
              ElementsAre("http://other/d/x"));
  EXPECT_THAT(Resolved("<a href=x><a href='#top'><a href='mailto:a@b'><a href='javascript:1'>"),
              ElementsAre("http://h/a/x"));
}

TEST(Links, WhenPageIsInALegacyEncoding_ThenTheQueryKeepsIt) {
  EXPECT_THAT(Resolved("<a href='/\xe4?q=\xe4'>", "text/html; charset=iso-8859-1"),
              ElementsAre("http://h/%C3%A4?q=%E4"));
}

TEST(Links, WhenElementsHaveRoles_ThenKinds) {
  const RawLinks links = ScanLinks(
      "<link rel='shortcut icon' href=i><link rel=canonical href=c><link rel=alternate type='application/rss+xml' "
      "href=f>"
      "<link rel=next href=n><meta http-equiv=Refresh content='3; URL=\"r\"'><iframe src=s></iframe><meta name=ROBOTS "
      "content='index, nofollow'>");
  std::vector<LinkKind> kinds;
  for (const RawLink& link : links.links) kinds.push_back(link.kind);
  EXPECT_THAT(kinds, ElementsAre(LinkKind::kOther, LinkKind::kCanonical, LinkKind::kFeed, LinkKind::kSequence,
                                 LinkKind::kRefresh, LinkKind::kFrame));
  EXPECT_EQ(links.links[4].address, "r");
  EXPECT_TRUE(links.nofollow);
}

TEST(Links, WhenRefreshIsRead_ThenByTheStandardsSteps) {
  EXPECT_EQ(RefreshAddress("5; url=/x"), "/x");
  EXPECT_EQ(RefreshAddress("0,/x"), "/x");
  EXPECT_EQ(RefreshAddress("0 url = 'a b'c"), "a b");
  EXPECT_EQ(RefreshAddress("5"), std::nullopt);
  EXPECT_EQ(RefreshAddress("x; url=/x"), std::nullopt);
}

}  // namespace
}  // namespace dossier::crawler
