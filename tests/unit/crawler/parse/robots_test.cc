#include "crawler/parse/robots.h"

#include <gtest/gtest.h>

namespace dossier::crawler {
namespace {

bool Allowed(std::string_view robots, std::string_view url, std::string_view agent = "dossier") {
  return RobotsFile::Parse(robots).For(agent).Check(RobotsTarget(url)).allowed;
}

TEST(Robots, WhenRobotsTxtItselfIsAsked_ThenAllowed) {  // RFC 9309 section 2.2.2
  EXPECT_TRUE(Allowed("User-agent: *\nDisallow: /\n", "http://h/robots.txt"));
  EXPECT_FALSE(Allowed("User-agent: *\nDisallow: /\n", "http://h/robots.txt2"));
}

TEST(Robots, WhenSeveralRulesMatch_ThenTheLongestWinsAndAllowAtEqualLength) {
  constexpr std::string_view robots = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /c\nAllow: /c\n";
  EXPECT_FALSE(Allowed(robots, "http://h/a/x"));
  EXPECT_TRUE(Allowed(robots, "http://h/a/b/x"));
  EXPECT_TRUE(Allowed(robots, "http://h/c"));
  const RobotsVerdict verdict = RobotsFile::Parse(robots).For("x").Check("/a/x");
  EXPECT_EQ(verdict.line, 2);
  EXPECT_EQ(verdict.rule, "Disallow: /a");
}

TEST(Robots, WhenAgentIsNamed_ThenItsGroupsAreMergedAndTheStarIsNot) {
  constexpr std::string_view robots =
      "User-agent: *\nDisallow: /\n\nUser-agent: Dossier/1.0\nDisallow: /x\n\nUser-agent: other\nUser-agent: "
      "dossier\nDisallow: /y\n";
  EXPECT_TRUE(Allowed(robots, "http://h/z"));
  EXPECT_FALSE(Allowed(robots, "http://h/x"));
  EXPECT_FALSE(Allowed(robots, "http://h/y"));
  EXPECT_FALSE(Allowed(robots, "http://h/z", "stranger"));
}

TEST(Robots, WhenPatternsHaveWildcards_ThenTheyMatch) {
  constexpr std::string_view robots = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /p*q*r\n";
  EXPECT_FALSE(Allowed(robots, "http://h/a/b.pdf"));
  EXPECT_TRUE(Allowed(robots, "http://h/a/b.pdf?x"));
  EXPECT_FALSE(Allowed(robots, "http://h/p1q22r333"));
  EXPECT_TRUE(Allowed(robots, "http://h/p1r"));
}

TEST(Robots, WhenMisspelt_ThenStillUnderstood) {
  EXPECT_FALSE(Allowed("\xEF\xBB\xBFuseragent: *\rdissalow /a\r", "http://h/a"));
  EXPECT_TRUE(Allowed("User-agent: *\nDisallow: /\nAllow: /d/index.html\n", "http://h/d/"));
  EXPECT_TRUE(Allowed("<html>no robots here</html>", "http://h/a"));
}

TEST(Robots, WhenPatternIsPathological_ThenStillFast) {
  std::string pattern = "User-agent: *\nDisallow: /";
  for (int i = 0; i < 2000; ++i) pattern += "*a";
  pattern += "*b$\n";
  EXPECT_TRUE(Allowed(pattern, "http://h/" + std::string(5000, 'a')));
}

TEST(Robots, WhenCrawlDelayIsStated_ThenOfTheRightGroup) {
  const RobotsFile file = RobotsFile::Parse(
      "User-agent: a\nCrawl-delay: 2.5\nUser-agent: *\nCrawl-delay: 10\nDisallow: /x\nSitemap: http://h/s.xml\n");
  EXPECT_EQ(file.For("a").crawl_delay(), 2.5);
  EXPECT_EQ(file.For("b").crawl_delay(), 10);
  EXPECT_EQ(RobotsFile::Parse("User-agent: *\nCrawl-delay: soon\n").For("b").crawl_delay(), std::nullopt);
  ASSERT_EQ(file.sitemaps().size(), 1u);
}

}  // namespace
}  // namespace dossier::crawler
