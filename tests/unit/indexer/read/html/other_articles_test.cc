// Pages that show more than one article: the one of the title stays.
#include "indexer/read/html/other_articles.h"

#include <gtest/gtest.h>

#include <string>

#include "indexer/read/html/reader.h"
#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

const std::string kOwn =
    "<p>The Harbour Board banned the radios of Quellgrid in May, after a review that took more than a year, it "
    "said.</p>"
    "<p>Operators have until the end of the year to take the radios down, and the board pays a part of the cost.</p>";
const std::string kTheirs =
    "<p>The ferry company Halven has sold its oldest ship to a museum in the north, which wants to open in spring.</p>"
    "<p>Visitors will be able to see the engine room, the bridge and two of the cabins, the museum said on Friday.</p>";

ReadDocument ReadAround(const std::string& body, const std::string& head = "") {
  ReaderInput input;
  const std::string page =
      "<html lang=en><head><title>Board bans radios | Lantern</title><meta property=og:title "
      "content=\"Board bans radios\">" +
      head + "</head><body>" + body + "</body></html>";
  input.bytes = page;
  input.url = "https://lantern.example/board-bans-radios";
  const Result<ReadDocument> read = ReadHtml(input);
  return read ? *read : ReadDocument();
}

std::string Post(const std::string& open, const std::string& title, const std::string& author, const std::string& text,
                 const std::string& close) {
  return open + title + "<div class=byline>By <a rel=author href=/a/" + author.substr(0, 3) + ">" + author +
         "</a></div><time datetime=2018-05-0" + std::to_string(author.size() % 9) + ">May " +
         std::to_string(author.size() % 9) + ", 2018</time>" + text + close;
}

TEST(OtherArticles, WhenAnotherArticleStandsInThePage_ThenNeitherItsTextNorItsAuthorIsTheOwn) {
  const std::string own = "<h1>Board bans radios</h1>", theirs = "<h1><a href=/ferry>Ferry sold</a></h1>";
  const std::pair<std::string, std::string> frames[] = {
      {"<article>", "</article>"},
      {"<div class=\"post entry\" data-url=x>", "</div>"},
      {"<section class=story-wrap>", "</section>"},
  };
  for (const auto& [open, close] : frames) {
    for (const bool before : {false, true}) {
      const std::string a = Post(open, own, "Ann Bell", kOwn, close),
                        b = Post(open, theirs, "Carl Deane", kTheirs, close);
      const ReadDocument read = ReadAround("<main>" + (before ? b + a : a + b) + "</main>");
      EXPECT_NE(read.text.text.find("Harbour Board"), std::string::npos) << open << before;
      EXPECT_EQ(read.text.text.find("Halven"), std::string::npos) << open << before << read.text.text;
      EXPECT_EQ(read.authors, std::vector<std::string>{"Ann Bell"}) << open << before;
    }
  }
}

TEST(OtherArticles, WhenARelatedPostStandsWholeBelowTheOwn_ThenItIsLeftOut) {
  const ReadDocument read = ReadAround(
      "<article><h1>Board bans radios</h1><div class=byline>By Ann Bell</div>" + kOwn +
      Post("<div class=more-stories>", "<h2><a href=/ferry>Ferry sold</a></h2>", "Carl Deane", kTheirs, "</div>") +
      "</article>");
  EXPECT_NE(read.text.text.find("Harbour Board"), std::string::npos);
  EXPECT_EQ(read.text.text.find("Halven"), std::string::npos) << read.text.text;
}

TEST(OtherArticles, WhenChaptersOrListsFollow_ThenTheyAreTheArticles) {
  const std::string bodies[] = {
      "<article><h1>Board bans radios</h1>" + kOwn + "<section class=part><h2>The review</h2>" + kTheirs +
          "</section></article>",
      "<article><h1>Board bans radios</h1>" + kOwn +
          "<h3><a href=https://fair.example>Radio Fair</a></h3><p>3 May 2018, Kiel</p>" + kTheirs + "</article>",
      "<article><h1>Board bans radios</h1><div class=update><h2>Noon</h2><time>4 May 2018</time>" + kOwn +
          "</div><div class=update><h2>Evening</h2><time>4 May 2018</time>" + kTheirs + "</div></article>",
  };
  for (const std::string& body : bodies) {
    const ReadDocument read = ReadAround(body);
    EXPECT_NE(read.text.text.find("Halven"), std::string::npos) << body;
    EXPECT_NE(read.text.text.find("Harbour Board"), std::string::npos) << body;
  }
}

TEST(OtherArticles, WhenMarkupIsHostile_ThenBlocksStayInOrder) {
  for (const std::string& markup : HostileMarkup()) {
    MadePage page = Page(markup);
    HtmlTitle title = FindTitle(page.tree, page.blocks, CollectMeta(page.tree), {}, "");
    TakeOutOtherArticles(page.tree, page.blocks, title);
    for (size_t i = 1; i < page.blocks.size(); ++i) ASSERT_LE(page.blocks[i - 1].end_text, page.blocks[i].first_text);
    EXPECT_TRUE(title.block == UINT32_MAX || title.block < page.blocks.size());
  }
}

}  // namespace
}  // namespace dossier::indexer
