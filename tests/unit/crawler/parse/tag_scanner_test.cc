#include "crawler/parse/tag_scanner.h"

#include <gtest/gtest.h>

#include <chrono>

namespace dossier::crawler {
namespace {

// The start tags of a page with their href, "a=/x b c=/y".
std::string TagsOf(std::string_view page) {
  TagScanner scanner(page);
  std::string tags;
  while (scanner.NextStartTag()) {
    tags += (tags.empty() ? "" : " ") + std::string(scanner.name());
    if (scanner.Has("href")) tags += "=" + scanner.Value("href");
  }
  return tags;
}

TEST(TagScanner, WhenAttributesAreWrittenInEveryWay_ThenTheFirstOfANameCounts) {
  EXPECT_EQ(TagsOf("<A HREF=/x><a href='/y' href=/z><a\nhref = \"/w\"/><a/href=/v><a href>"), "a=/x a=/y a=/w a=/v a=");
  EXPECT_EQ(TagsOf("<a href=\"/x?a=1&amp;b=2&copy=3\">"), "a=/x?a=1&b=2&copy=3");  // "&copy=" is no reference here
  EXPECT_EQ(TagsOf("<a title=\"> <b href=/no>\" href=/x>"), "a=/x");
}

TEST(TagScanner, WhenItIsNoTag_ThenItIsText) {
  EXPECT_EQ(TagsOf("1 < 2 <3 < a></a><//x><?php <b> ?><!x <c>"), "");
  EXPECT_EQ(TagsOf("<"), "");
  EXPECT_EQ(TagsOf("<a href=/x"), "");  // the page ends inside
  EXPECT_EQ(TagsOf("<a href=\"/x>"), "");
}

TEST(TagScanner, WhenTextIsRaw_ThenItsTagsAreNone) {
  EXPECT_EQ(TagsOf("<script>'<a href=/no>'</script ><b>"), "script b");
  EXPECT_EQ(TagsOf("<title><a></title><textarea><a></TEXTAREA><style><a></style><b>"), "title textarea style b");
  EXPECT_EQ(TagsOf("<script><!--<script><a></script><a>--></script><b>"), "script b");
  EXPECT_EQ(TagsOf("<script><a></scripts><a>"), "script");  // never closed: nothing behind it is a tag
  EXPECT_EQ(TagsOf("<plaintext><a></plaintext><a>"), "plaintext");
}

TEST(TagScanner, WhenACommentEnds_ThenTagsBehindItCount) {
  EXPECT_EQ(TagsOf("<!--<a>--><b>"), "b");
  EXPECT_EQ(TagsOf("<!--><b>"), "b");
  EXPECT_EQ(TagsOf("<!---><b>"), "b");
  EXPECT_EQ(TagsOf("<!-- a --!><b>"), "b");
  EXPECT_EQ(TagsOf("<!-- <a>"), "");
}

TEST(TagScanner, WhenContentIsForeign_ThenRawElementsAreNotRawThere) {
  EXPECT_EQ(TagsOf("<svg><title><a href=/x></a></title></svg>"), "svg title a=/x");
  EXPECT_EQ(TagsOf("<svg><style><a href=/x></style></svg><style><b></style>"), "svg style a=/x style");
  EXPECT_EQ(TagsOf("<svg><![CDATA[<a>]]><b>"), "svg b");
  EXPECT_EQ(TagsOf("<![CDATA[<a>]]><b>"), "b");  // outside it is a comment up to the first >
}

TEST(TagScanner, WhenAPageIsMadeToCostTime_ThenItDoesNot) {
  const auto started = std::chrono::steady_clock::now();
  const auto times = [](std::string_view piece, size_t count) {
    std::string page;
    for (size_t i = 0; i < count; ++i) page += piece;
    return page;
  };
  TagsOf(times("<script>", 200000));
  TagsOf(times("<a ", 300000) + times("x=1 ", 300000));
  TagsOf(times("<!--", 300000));
  TagsOf(times("<svg>", 200000) + times("</g>", 200000));
  TagsOf(times("<textarea></textare", 100000));
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(20));
}

TEST(TagScanner, WhenThePageIsCutAnywhere_ThenOnlyWholeTagsAreFound) {
  const std::string page = "<!DOCTYPE html><a href='/x' b=c><!-- c --><script>x</script><svg/><b>&amp;</b>";
  size_t most = 0;
  for (size_t size = 0; size <= page.size(); ++size) {
    TagScanner scanner(std::string_view(page).substr(0, size));
    size_t count = 0;
    while (scanner.NextStartTag()) ++count;
    EXPECT_GE(count, most) << size;
    most = std::max(most, count);
  }
  EXPECT_EQ(most, 4u);
}

}  // namespace
}  // namespace dossier::crawler
