// The scan that drops bytes against the full parse, on every page of the prepared sets: the same visible text.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"
#include "indexer/read/html/page/scan.h"
#include "indexer/read/html/page/tree.h"
#include "tests/support/paths.h"

namespace dossier::indexer {
namespace {

// Visible text without white space.
std::string Solid(const HtmlTree& tree) {
  std::string out;
  for (const HtmlText& text : tree.texts()) {
    for (const char c : text.text) {
      if (static_cast<unsigned char>(c) > ' ') out += c;
    }
  }
  return out;
}

TEST(HtmlPreparation, DroppedBytesHoldNoText) {
  const char* given = std::getenv("DOSSIER_SHARED");
  const std::string shared = given != nullptr ? given : dossier::testing::SourceDirectory() + "/../shared";
  const auto files = ListFiles(shared + "/eval/extraction/pages");
  if (!files) GTEST_SKIP() << "the prepared pages are not here";
  const size_t step = std::getenv("DOSSIER_SOAK") != nullptr ? 1 : 25;
  size_t compared = 0, different = 0;
  for (size_t i = 0; i < files->size(); i += step) {
    const auto packed = ReadFile((*files)[i]);
    size_t consumed = 0;
    ASSERT_TRUE(packed);
    const auto bytes = GunzipMember(*packed, &consumed);
    ASSERT_TRUE(bytes) << (*files)[i];
    const auto page = DecodeToUtf8(*bytes, SniffHtmlEncoding(*bytes, ""));
    ASSERT_TRUE(page);
    const auto reduced = HtmlTree::Parse(ScanHtml(*page));
    const auto whole = HtmlTree::Parse(KeepWholeHtml(*page));
    ASSERT_TRUE(reduced && whole) << (*files)[i];
    ++compared;
    if (Solid(*reduced) != Solid(*whole)) ++different;
  }
  // A few pages have scripts that no two tokenizers end alike.
  EXPECT_LE(different * 50, compared) << different << " of " << compared << " pages differ";
}

// A tree as one line: tags with their class, id, name and content, the text between them in brackets, blanks once.
std::string Drawn(const HtmlTree& tree) {
  std::string out;
  uint32_t text = 0;
  const auto texts_before = [&](uint32_t element) {
    std::string words;
    for (; text < tree.texts().size() && tree.texts()[text].next_element <= element; ++text)
      words += tree.texts()[text].text;
    words = CollapseWhiteSpace(words);
    if (!words.empty()) out += "[" + words + "]";
  };
  for (uint32_t i = 1; i < tree.elements().size(); ++i) {
    texts_before(i);
    out += " " + std::to_string(tree.elements()[i].parent) + std::string(HtmlTagName(tree.elements()[i].tag));
    for (const auto name :
         {HtmlAttributeName::kClass, HtmlAttributeName::kId, HtmlAttributeName::kName, HtmlAttributeName::kContent}) {
      if (tree.Attribute(i, name).data() != nullptr) out += "/" + std::string(tree.Attribute(i, name));
    }
  }
  texts_before(UINT32_MAX);
  return out;
}

TEST(HtmlPreparation, ALessThanSignIsNoTagWithWhatFollowsADroppedComment) {
  const std::string payload =
      "<p>five <<!-- c -->six <a class=b href=/x>link</a> seven <<script></script>/p> eight</p>";
  const auto tree = HtmlTree::Parse(ScanHtml(payload));
  ASSERT_TRUE(tree);
  EXPECT_EQ(Drawn(*tree), " 0html 1head 1body 3p[five <six] 4a/b[link seven </p> eight]");
}

TEST(HtmlPreparation, WhatStandsBesideThePageIsReadAsGumboWould) {
  const std::vector<std::string> pages = {
      "<p class=one ID='two' name=\"three\" content>words <b>bold words</b> more words</p>",
      "<p class='a&amp;b' id=\"x\r\ny\" name=\"\x01\">entities</p><p class=\"a\" class=b CLASS=c>twice</p>",
      "<p class=\"a id=b>never closed</p>",
      "<p/class=a/id=b>slashes</p><p class = a  id= 'b'>blanks</p><p =class=a>signs</p>",
      "<p class==a id ==\"b\">two signs</p>",
      "<p class=>empty</p><p class= >blank</p><p class=a/>unquoted</p><p class=\"a\"id='b'>close</p>",
      "<div>text<!-- c -->more<!-- d --> and &amp; more &lt;</div>",
      "<div>first</nothing>second &copy; third</div>",
      "<p>five < six <7 and <!-- x -->seven</p>",
      "<p>5 <6 > 4 </p>",
      "a<",
      "words <",
      "words </",
      "<p>one <!",
      "<p>Q&A &#32; &nbsp; &#8211111; &notit; &amp</p><p>&Tab;</p><p>&#10;x</p>",
      "<p>line\r\nline\rline\r\n\r\n\r\nline</p>",
      "<p>control \x01\x7F \xC2\x85 and \xEF\xBF\xBF signs</p>",
      "<p>control \x01<!-- x -->plain \xC2\x85 &amp;</p>",
      "<b class=a><b class=a><b class=a><b class=a><b class=b>bold<p>next<p>next</b></b>",
      "<p><a class=a href=/x>link<p>link</p><a class=b>other<div>in</div>",
      "<i class=a>one<p id=p>two</i>three</p>four",
      "<html class=a><head><title class=t>Title of it</title><meta name=d content=\"words, words\"><body "
      "class=b>text<html id=c><body id=d class=e>more",
      "<table class=t>lost words<tr><td class=c>cell words</td>lost too</tr></table>after it",
      "<table> <colgroup> words <col></table>",
      "<pre>\n\n  kept  words\n</pre><textarea class=a>raw <b>words</b></textarea>",
      "before<head>words in head<body>after",
      "<p>words and words",
      "<math class=m><mi class=a>x y</mi><p class=b>out of it</math>",
      "<form class=a><form class=b>inner form</form>",
      "<button class=a>one<button class=b>two",
      "<h1 class=a>one<h2 class=b>two</h1>",
  };
  for (const std::string& page : pages) {
    for (const std::string& around : {std::string(), std::string("<!doctype html><div id=outer>words ")}) {
      const std::string payload = around + page;
      const auto reduced = HtmlTree::Parse(ScanHtml(payload));
      const auto whole = HtmlTree::Parse(KeepWholeHtml(payload));
      ASSERT_TRUE(reduced && whole) << payload;
      EXPECT_EQ(Drawn(*reduced), Drawn(*whole)) << payload;
    }
  }
}

}  // namespace
}  // namespace dossier::indexer
