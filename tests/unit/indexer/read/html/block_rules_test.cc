// Tables at the end, lines that lead away, and short notices: kinds that the fitted model sees too seldom.
#include "indexer/read/html/block_rules.h"

#include <gtest/gtest.h>

#include <string>

#include "indexer/read/html/reader.h"

namespace dossier::indexer {
namespace {

const std::string kRuleFirst =
    "<p>The Harbour Board banned the radios of Quellgrid in May, after a review that took more than a year, it "
    "said.</p>";
const std::string kRuleSecond =
    "<p>Operators have until the end of the year to take the radios down, and the board pays a part of the cost.</p>";
const std::string kRuleThird =
    "<p>Quellgrid, which makes masts as well, said that the board had never told it what was wrong with its "
    "radios.</p>";

ReadDocument ReadBetween(const std::string& article, const std::string& around = "") {
  ReaderInput input;
  const std::string page =
      "<html><head><title>Board bans radios</title></head><body><nav><ul><li><a href=/a>Home</a></li></ul></nav><main>"
      "<article><h1>Board bans radios</h1>" +
      article + "</article></main>" + around +
      "<footer><p>© 2018 The Lantern. All rights reserved.</p></footer></body>";
  input.bytes = page;
  const Result<ReadDocument> read = ReadHtml(input);
  return read ? *read : ReadDocument();
}

bool Says(const ReadDocument& read, const std::string& words) {
  return read.text.text.find(words) != std::string::npos;
}

std::string Table(const std::string& rows) { return "<table>" + rows + "</table>"; }

TEST(FinalTables, WhenCellsHoldFactsOrTheTextSpeaksOfThem_ThenTheTableIsTheArticlesRowByRow) {
  const std::string tables[] = {
      Table("<tr><th>CVE</th><th>Severity</th></tr><tr><td>CVE-2018-1234</td><td>High</td></tr>"
            "<tr><td>CVE-2018-9876</td><td>Low</td></tr>"),
      "<h2>Affected versions</h2>" +
          Table("<tr><th>Product</th><th>Fixed in</th></tr><tr><td>Mast OS</td><td>12.4.1</td></tr>"
                "<tr><td>Relay</td><td>7.0.2</td></tr>"),
      "<p>Betroffene Geräte:</p>" + Table("<tr><th>Gerät</th><th>Stufe</th></tr><tr><td>Mast</td><td>hoch</td></tr>"),
      Table("<tr><th>Site</th><th>Removed</th></tr><tr><td>Kiel</td><td>4 May 2018</td></tr>"
            "<tr><td>Husum</td><td>9 May 2018</td></tr>"),
  };
  for (const std::string& table : tables) {
    const ReadDocument read = ReadBetween(kRuleFirst + kRuleSecond + kRuleThird + table);
    size_t rows = 0;
    for (const corpus::Block& block : read.text.blocks) rows += block.kind == corpus::BlockKind::kTableRow ? 1 : 0;
    EXPECT_GE(rows, 2u) << table << read.text.text;
  }
}

TEST(FinalTables, WhenTheTableIsFurniture_ThenItStaysOut) {
  const std::string table = Table("<tr><th>Rates</th><th>Today</th></tr><tr><td>Wheat</td><td>3.14</td></tr>");
  EXPECT_FALSE(Says(ReadBetween(kRuleFirst + kRuleSecond, "<aside>" + table + "</aside>"), "Wheat"));
  EXPECT_FALSE(Says(ReadBetween(kRuleFirst + kRuleSecond + "<div class=related>" + table + "</div>"), "Wheat"));
}

TEST(LinkLines, WhenALineLeadsAway_ThenItIsOutInAnyLanguage) {
  const std::string link = "<a href=/ferry>Ferry company sells its oldest ship</a>";
  for (const std::string lead : {"READ MORE: ", "Don't miss: ", "Also: ", "See also: ", "Lesen Sie auch: ",
                                 "Lire aussi : ", "Lea también: ", "Leggi anche: ", "Читайте также: ", "Lees ook: "}) {
    const ReadDocument read = ReadBetween(kRuleFirst + "<p>" + lead + link + "</p>" + kRuleSecond + kRuleThird);
    EXPECT_FALSE(Says(read, "Ferry company")) << lead;
    EXPECT_TRUE(Says(read, "Operators have")) << lead;
  }
  for (const std::string& line :
       {"[Related: " + link + "]", "(Read more: " + link + ")", link,
        std::string("[button link=\"/shop\" color=\"red\"]Get the ferry magazine[/button]")}) {
    EXPECT_FALSE(Says(ReadBetween(kRuleFirst + "<p>" + line + "</p>" + kRuleSecond + kRuleThird), "erry")) << line;
  }
}

TEST(LinkLines, WhenALinkedLineIsTheArticles_ThenItStays) {
  for (const std::string line : {"The order, which <a href=/order>names nine products of Quellgrid</a>, is in force.",
                                 "<a href=/order.pdf>Order on radios of Quellgrid (PDF)</a>",
                                 "The board wrote more in its <a href=/report>report on the masts</a>."}) {
    EXPECT_TRUE(
        Says(ReadBetween(kRuleFirst + "<p>" + line + "</p>" + kRuleSecond + kRuleThird), "Quellgrid (PDF)") ||
        Says(ReadBetween(kRuleFirst + "<p>" + line + "</p>" + kRuleSecond + kRuleThird), "products of Quellgrid") ||
        Says(ReadBetween(kRuleFirst + "<p>" + line + "</p>" + kRuleSecond + kRuleThird), "report on the masts"))
        << line;
  }
}

TEST(ShortNotices, WhenAPageHasASentenceOrTwo_ThenItIsAnArticle) {
  for (const std::string body :
       {"<p>The board fined Quellgrid on Friday.</p>", "<p>The board banned Halven.</p><p>It fined Quellgrid, too.</p>",
        "<div>Das Amt warnt vor Routern von Quellgrid.</div>", "<p>委员会周五禁止了奎尔公司的无线电设备。</p>"}) {
    const ReadDocument read = ReadBetween(body);
    EXPECT_EQ(read.page_kind, PageKind::kArticle) << body;
    EXPECT_FALSE(read.text.text.empty()) << body;
  }
}

TEST(ShortNotices, WhenAPageHasOnlyFurniture_ThenItIsNoArticle) {
  for (const std::string body :
       {"<p>Subscribe to our newsletter.</p>", "<p>Menu</p>", "<form><p>Enter your name and your town.</p></form>",
        "<ul><li><a href=/a>Ferry company sells its oldest ship</a></li><li><a href=/b>Museum opens in spring, it "
        "says</a>"
        "</li><li><a href=/c>Bridge of Husum closed for repairs</a></li></ul><p>All stories of the day at a "
        "glance.</p>"}) {
    EXPECT_FALSE(IsEvidence(ReadBetween(body).page_kind)) << body << ReadBetween(body).text.text;
  }
}

}  // namespace
}  // namespace dossier::indexer
