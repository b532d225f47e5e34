#include "corpus/forms/pdf_text.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <string>

#include "corpus/base/file.h"
#include "corpus/base/utf8.h"
#include "corpus/forms/container.h"
#include "tests/support/made_pdf.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using dossier::testing::MadePdf;

constexpr const char* kPrinted =
    "<html><head><title>A &amp; B</title><meta name=\"Author\" content=\"Ann Bell\"/></head><body><doc>"
    "<page width=\"612.0\" height=\"792.0\"><flow><block xMin=\"1\" yMin=\"1\" xMax=\"1\" yMax=\"1\">"
    "<line xMin=\"1\" yMin=\"1\" xMax=\"1\" yMax=\"1\">"
    "<word xMin=\"72.0\" yMin=\"100.0\" xMax=\"90.0\" yMax=\"110.0\">o\xEF\xAC\x83"
    "ce</word>\n"
    "<word xMin=\"93.0\" yMin=\"100.0\" xMax=\"120.0\" yMax=\"110.0\">&lt;said&gt;</word>\n"
    "<word xMin=\"121.0\" yMin=\"99.0\" xMax=\"123.0\" yMax=\"105.0\">7</word></line></block>"
    "<block><line><word xMin=\"nan\" yMin=\"1e300\" xMax=\"-\" yMax=\"\">x</word></line></block></flow></page>"
    "<page width=\"612.0\" height=\"792.0\"><flow><block><line>"
    "<word xMin=\"1\" yMin=\"1\" xMax=\"2\" yMax=\"2\">end</word></line></block></flow></page></doc></body></html>";

TEST(PdfText, WhenPopplerHasPrinted_ThenWordsLinesBlocksAndPagesStandAsTheRuleSays) {
  const PdfText text = PdfTextOf(kPrinted);
  EXPECT_EQ(text.text, "office <said> 7\n\nx\n\n\fend\n\n");
  EXPECT_EQ(text.title, "A & B");
  EXPECT_EQ(text.author, "Ann Bell");
  ASSERT_EQ(text.pages.size(), 2u);
  ASSERT_EQ(text.pages[0].lines.size(), 2u);
  const PdfLine& line = text.pages[0].lines[0];
  EXPECT_EQ(line.left, 72);
  EXPECT_EQ(line.right, 123);
  EXPECT_EQ(line.size, 10);
  EXPECT_EQ(text.text.substr(line.begin, line.end - line.begin), "office <said> 7");
  ASSERT_EQ(line.note_marks.size(), 1u);
  EXPECT_EQ(text.text.substr(line.note_marks[0].begin, 1), "7");
  EXPECT_EQ(text.pages[0].lines[1].left, 0);  // no place that a page has
}

TEST(PdfText, WhenWhatIsPrintedIsCutOrNoText_ThenNothingBreaks) {
  const std::string printed = kPrinted;
  for (size_t cut = 0; cut <= printed.size(); ++cut)
    EXPECT_TRUE(IsValidUtf8(PdfTextOf(std::string_view(printed).substr(0, cut)).text));
  EXPECT_EQ(PdfTextOf("<word xMin=\"1\">x</word></line>").text.find('\n'), std::string::npos);
}

class PdfFile : public ::testing::Test {
 protected:
  void SetUp() override {
    if (PopplerVersion().empty()) GTEST_SKIP() << "pdftotext is not installed";
  }
};

TEST_F(PdfFile, WhenAFileHoldsText_ThenItIsReadAndOpenedByItsRule) {
  const std::string file = MadePdf({{{72, 100, 11, "The ministry banned cameras."}}, {{72, 100, 11, "Page two."}}},
                                   "/Info 5 0 R", "5 0 obj\n<</Title (An order)>>\nendobj\n");
  const auto text = ReadPdfText(file);
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_EQ(text->text, "The ministry banned cameras.\n\n\fPage two.\n\n");
  EXPECT_EQ(text->title, "An order");
  EXPECT_NEAR(text->pages[0].lines[0].left, 72, 0.5);
  EXPECT_EQ(PdfRule(), "pdf/1:" + PopplerVersion());
  const auto inside = BytesOfText(PdfRule() + " layout/1", file);
  ASSERT_TRUE(inside) << inside.error().message;
  EXPECT_EQ(*inside, text->text);
}

TEST_F(PdfFile, WhenNothingCanBeRead_ThenTheReasonIsNamed) {
  const std::string whole = MadePdf({{{72, 100, 11, "The ministry banned cameras."}}});
  const auto scan = ReadPdfText(MadePdf({{}}));
  ASSERT_FALSE(scan);
  EXPECT_EQ(scan.error().message, "PDF file: it holds images and no text (a scan?)");
  const auto damaged = ReadPdfText("%PDF-1.7\n1 0 obj\n<</Type /Cata");
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, ErrorCode::kParse);
  EXPECT_NE(damaged.error().message.find("PDF file: it "), std::string::npos);
  const std::string keys(64, '0');
  const auto locked = ReadPdfText(
      MadePdf({{{72, 100, 11, "secret"}}}, "/Encrypt 6 0 R /ID [<00> <00>]",
              "6 0 obj\n<</Filter /Standard /V 1 /R 2 /P -4 /O <" + keys + "> /U <" + keys + ">>>\nendobj\n"));
  ASSERT_FALSE(locked);
  EXPECT_NE(locked.error().message.find("encrypted"), std::string::npos) << locked.error().message;
}

TEST(PdfText, WhenPopplerIsNotThereOrDoesNotStart_ThenThatIsNoFaultOfTheFile) {
  const std::string file = MadePdf({{{72, 100, 11, "A port."}}}), folders = std::getenv("PATH");
  setenv("PATH", "/none", 1);
  const auto missing = ReadPdfText(file);
  const bool there = HasPoppler();
  setenv("PATH", folders.c_str(), 1);
  EXPECT_FALSE(there);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, kNoPoppler);
  if (PopplerVersion().empty()) GTEST_SKIP() << "pdftotext is not installed";
  const dossier::testing::TempDir folder;
  ASSERT_TRUE(WriteFileAtomically(folder / "pdftotext", "#!/bin/sh\nexit 127\n"));
  ASSERT_EQ(chmod((folder / "pdftotext").c_str(), 0755), 0);
  setenv("PATH", (folder.path() + ":" + folders).c_str(), 1);
  const auto broken = ReadPdfText(file);
  setenv("PATH", folders.c_str(), 1);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, kNoPoppler);
  EXPECT_NE(broken.error().message.find("does not start here"), std::string::npos);
}

TEST(Container, WhenAnotherPopplerMadeATextOfAPdfFile_ThenThatIsWhyItDiffers) {
  EXPECT_EQ(WhyOtherText("docx/1 text/4"), "");
  EXPECT_NE(WhyOtherText(PdfRule() + " layout/1").find("another build"), std::string::npos);
  EXPECT_NE(WhyOtherText("pdf/1:0.1.2 layout/1").find("made by poppler 0.1.2"), std::string::npos);
}

}  // namespace
}  // namespace dossier::corpus
