#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "corpus/forms/pdf_text.h"
#include "indexer/read/pdf/blocks.h"
#include "indexer/read/pdf/lines.h"
#include "indexer/read/pdf/noise.h"
#include "indexer/read/pdf/order.h"

namespace dossier::indexer::pdf {
namespace {

// A line at a place of the page; its words share its width by their letters.
struct Set {
  double left, top, width;
  std::string text;
  double size = 10;
};

// As pdftotext prints them, one block a line.
corpus::PdfText Printed(const std::vector<std::vector<Set>>& pages) {
  std::string out;
  for (const auto& page : pages) {
    out += "<page width=\"612.0\" height=\"792.0\">";
    for (const Set& line : page) {
      out += "<block><line>";
      const double step = line.width / static_cast<double>(line.text.size());
      for (size_t at = 0; at < line.text.size();) {
        const size_t end = std::min(line.text.find(' ', at), line.text.size());
        out += fmt::format("<word xMin=\"{}\" yMin=\"{}\" xMax=\"{}\" yMax=\"{}\">{}</word>",
                           line.left + step * static_cast<double>(at), line.top,
                           line.left + step * static_cast<double>(end), line.top + line.size,
                           line.text.substr(at, end - at));
        at = end + 1;
      }
      out += "</line></block>";
    }
    out += "</page>";
  }
  return corpus::PdfTextOf(out);
}

Blocks Read(const corpus::PdfText& pdf) {
  const Lines lines = LinesOf(pdf);
  std::vector<Row> rows;
  int columns = 0;
  for (const auto& page : lines.pages)
    for (Row& row : RowsInOrder(page, lines.body_size, columns)) rows.push_back(std::move(row));
  Blocks blocks = BlocksOf(pdf, lines, rows, 1000);
  EXPECT_TRUE(corpus::CheckTextMap(pdf.text, blocks.map));
  return blocks;
}

// "kind page text" of each block.
std::vector<std::string> Shown(const std::vector<std::vector<Set>>& pages) {
  const corpus::PdfText pdf = Printed(pages);
  const Blocks blocks = Read(pdf);
  std::vector<std::string> shown;
  for (const corpus::Block& block : blocks.map.blocks)
    shown.push_back(fmt::format("{} {} {}", corpus::BlockKindName(block.kind), block.page,
                                blocks.map.text.substr(block.begin, block.end - block.begin)));
  return shown;
}

using Expected = std::vector<std::string>;

TEST(PdfOrder, WhenProseStandsInColumns_ThenEachIsReadDownToItsEnd) {
  std::vector<Set> page = {{150, 90, 300, "An Order of the Port Authority on Cranes", 16}};
  for (int row = 0; row < 6; ++row) {
    // As some programs write them: line by line over both columns.
    page.push_back({72, 130 + 12.0 * row, 220, fmt::format("left words of line {} go on and", row)});
    page.push_back({320, 130 + 12.0 * row, 220, fmt::format("right words of line {} go on and", row)});
  }
  page.push_back(
      {72, 230, 468, "A line below that runs over both of the columns of the page and more than that, it ended."});
  const auto shown = Shown({page});
  ASSERT_EQ(shown.size(), 2u);
  EXPECT_EQ(shown[0], "heading 1 An Order of the Port Authority on Cranes");
  const std::string& text = shown[1];
  EXPECT_LT(text.find("left words of line 5"), text.find("right words of line 0")) << text;
  EXPECT_LT(text.find("right words of line 5"), text.find("A line below")) << text;
}

TEST(PdfOrder, WhenLabelsMarksOrNumbersStandBesideText_ThenTheyAreOfItsRows) {
  EXPECT_EQ(Shown({{{72, 100, 30, "FROM:"},
                    {200, 100, 150, "Ann Bell of the Port Office"},
                    {72, 130, 20, "CC:"},
                    {200, 130, 150, "Carl Dean of the Crane Board"},
                    {80, 160, 5, "\xE2\x80\xA2"},
                    {95, 160, 300, "remove the cameras of the vendor;"},
                    {80, 172, 5, "\xE2\x80\xA2"},
                    {95, 172, 300, "report what was found."}}}),
            (Expected{"paragraph 1 FROM: Ann Bell of the Port Office", "paragraph 1 CC: Carl Dean of the Crane Board",
                      "list-item 1 remove the cameras of the vendor;", "list-item 1 report what was found."}));
}

TEST(PdfOrder, WhenCellsStandInRows_ThenEachRowIsABlock) {
  EXPECT_EQ(Shown({{{72, 100, 60, "Vendor"},
                    {200, 100, 60, "Product"},
                    {330, 100, 60, "Status"},
                    {72, 120, 60, "Norvane"},
                    {200, 120, 60, "Gate 4"},
                    {330, 120, 60, "affected"},
                    {72, 140, 60, "Quillon"},
                    {200, 140, 190, "Port 9 not affected"},
                    {72, 180, 468,
                     "Below the table the text goes on in a sentence that fills the line up to its very end."}}}),
            (Expected{"table-row 1 Vendor Product Status", "table-row 1 Norvane Gate 4 affected",
                      "table-row 1 Quillon Port 9 not affected",
                      "paragraph 1 Below the table the text goes on in a sentence that fills the line up to its very "
                      "end."}));
}

TEST(PdfLines, WhenHeadsFeetAndMarksRunOverThePages_ThenTheyAreNoText) {
  std::vector<std::vector<Set>> pages;
  for (int page = 1; page <= 4; ++page)
    pages.push_back({{72, 30, 200, fmt::format("Port Register / Vol. 8 / page {}", 40 + page)},
                     {18, 600, 8, "jbell on DSKJLSW7X2PROD with RULES", 120},
                     {72, 100, 300, fmt::format("Paragraph {} says that the crane stands.", page)},
                     {72, 766, 60, "VerDate Sep 11"},
                     {300, 740, 20, fmt::format("- {} -", page)}});
  EXPECT_EQ(Shown(pages), (Expected{"paragraph 1 Paragraph 1 says that the crane stands.",
                                    "paragraph 2 Paragraph 2 says that the crane stands.",
                                    "paragraph 3 Paragraph 3 says that the crane stands.",
                                    "paragraph 4 Paragraph 4 says that the crane stands."}));
}

TEST(PdfLines, WhenTheTextItselfRunsToTheEdge_ThenNoLineOfItIsTakenForAFoot) {
  std::vector<std::vector<Set>> pages(2);
  for (int page = 0; page < 2; ++page)
    for (int row = 0; row < 40; ++row)
      pages[static_cast<size_t>(page)].push_back(
          {72, 250 + 12.0 * row, 460, fmt::format("the report of May {}, which the office of the port had", row + 1)});
  const Lines lines = LinesOf(Printed(pages));
  EXPECT_EQ(lines.pages[0].size(), 40u);
  EXPECT_EQ(lines.pages[1].size(), 40u);
}

TEST(PdfBlocks, WhenASentenceGoesOverThePage_ThenWhatFollowsItIsOfTheNextPage) {
  std::vector<Set> first, second;
  for (int row = 0; row < 4; ++row)
    first.push_back(
        {72, 640 + 12.0 * row, 468, "words that fill the line and go on to the next one of the page with more"});
  second.push_back(
      {72, 80, 468, "until they end here. The second page bans the cranes of the vendor by its own words"});
  second.push_back({72, 92, 100, "and stops."});
  const auto shown = Shown({first, second});
  ASSERT_EQ(shown.size(), 2u);
  EXPECT_TRUE(shown[0].starts_with("paragraph 1 words that fill"));
  EXPECT_TRUE(shown[0].ends_with("with more until they end here.")) << shown[0];
  EXPECT_EQ(shown[1], "paragraph 2 The second page bans the cranes of the vendor by its own words and stops.");
}

TEST(PdfBlocks, WhenWordsBreakAtTheEndsOfLines_ThenTheyAreJoinedAsTheyWereWritten) {
  EXPECT_EQ(
      Shown({{{72, 100, 468, "The office announced sanc-"},
              {72, 112, 468, "tions and a long-term plan for long-"},
              {72, 124, 468, "term trade; see https://port.example/"},
              {72, 136, 468, "orders/2021 under number PO-"},
              {72, 148, 468, "17 of the counter-"},
              {72, 160, 200, "party's list of sanctions."}}}),
      (Expected{"paragraph 1 The office announced sanctions and a long-term plan for long-term trade; see "
                "https://port.example/orders/2021 under number PO-17 of the counter-party's list of sanctions."}));
}

TEST(PdfBlocks, WhenNotesStandInSmallType_ThenTheyFollowTheirPageAndTheirMarksAreNoWords) {
  const auto shown =
      Shown({{{72, 300, 468, "The vendor's cameras were banned by the port office in the year after the report and"},
              {72, 312, 300, "none of them came back since then."},
              {72, 700, 300, "1 Report of the office, page 7.", 8}},
             {{72, 100, 468, "The next page has words of its own that are set in the same type as before it."}}});
  EXPECT_EQ(shown,
            (Expected{"paragraph 1 The vendor's cameras were banned by the port office in the year after the "
                      "report and none of them came back since then.",
                      "note 1 1 Report of the office, page 7.",
                      "paragraph 2 The next page has words of its own that are set in the same type as before it."}));
}

TEST(PdfBlocks, WhenFirstLinesAreSetIn_ThenParagraphsPart) {
  EXPECT_EQ(
      Shown({{{92, 100, 448, "The first paragraph begins set in and fills its line up to the right margin of it all"},
              {72, 112, 200, "and ends here."},
              {92, 124, 448, "The second paragraph begins set in and fills its line up to the margin again, it does"},
              {72, 136, 200, "and ends too."}}}),
      (Expected{"paragraph 1 The first paragraph begins set in and fills its line up to the right margin of it all and "
                "ends here.",
                "paragraph 1 The second paragraph begins set in and fills its line up to the margin again, it does and "
                "ends too."}));
}

TEST(PdfNoise, WhenRecognitionGaveNoWords_ThenItIsTold) {
  EXPECT_TRUE(IsGarbled("s '-0.C.7\" _\".'T:>er!al'tm"));
  EXPECT_FALSE(IsGarbled("Washington, DC 20528"));
  EXPECT_FALSE(IsGarbled("CVE-2021-44228, CVE-2020-1472"));
  EXPECT_FALSE(IsGarbled("6 U.S.C. \xC2\xA7 655(3)."));
  EXPECT_TRUE(IsSpacedOut("AN AL Y S I S R E P O R T"));
  EXPECT_FALSE(IsSpacedOut("US AND UK ACT ON AI"));
}

TEST(PdfLayout, WhenAPageIsMadeToCostMuch_ThenItIsStillRead) {
  std::vector<Set> page;
  for (int i = 0; i < 4000; ++i)
    page.push_back({10.0 + (i * 37) % 590, 5.0 + (i * 53) % 780, 3.0 + i % 40, fmt::format("w{} x", i)});
  const corpus::PdfText pdf = Printed({page, page});
  EXPECT_FALSE(Read(pdf).map.blocks.empty());
  page.resize(2500);
  EXPECT_FALSE(Read(Printed({page})).map.blocks.empty());
  EXPECT_TRUE(Read(corpus::PdfText()).map.blocks.empty());
}

}  // namespace
}  // namespace dossier::indexer::pdf
