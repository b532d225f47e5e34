#include "indexer/read/pdf_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "corpus/forms/container.h"
#include "corpus/forms/pdf_text.h"
#include "indexer/read/reader.h"
#include "indexer/read/register_pages.h"
#include "tests/support/made_pdf.h"

namespace dossier::indexer {
namespace {

using dossier::testing::MadePdf;

class PdfReader : public ::testing::Test {
 protected:
  void SetUp() override {
    if (corpus::PopplerVersion().empty()) GTEST_SKIP() << "pdftotext is not installed";
  }
};

ReadDocument ReadFile(const std::string& bytes, const std::string& name) {
  ReaderInput input;
  input.bytes = bytes;
  input.content_type = "application/pdf";
  input.file_name = name;
  auto read = Read(input);
  EXPECT_TRUE(read) << read.error().message;
  return read ? *read : ReadDocument();
}

TEST_F(PdfReader, WhenADirectiveIsOnPaper_ThenItIsOneByItsNumberSubjectAndDate) {
  const std::string file = MadePdf({{{72, 90, 11, "Department of Ports"},
                                     {72, 130, 11, "Binding Operational Directive BOD-29-03"},
                                     {72, 150, 11, "Original Release Date: March 4, 2029"},
                                     {72, 190, 11, "SUBJECT:"},
                                     {180, 190, 11, "Removal of Norvane Cameras"},
                                     {72, 230, 11, "Required Actions:"},
                                     {72, 260, 11, "Agencies shall remove all cameras of Norvane by May 1, 2029."}}},
                                   "/Info 5 0 R", "5 0 obj\n<</Title (bod2903.pdf)>>\nendobj\n");
  const ReadDocument read = ReadFile(file, "x.pdf");
  EXPECT_EQ(read.format, "pdf");
  EXPECT_EQ(read.title, "Binding Operational Directive BOD-29-03: Removal of Norvane Cameras");
  EXPECT_EQ(read.published.value, "2029-03-04");
  ASSERT_TRUE(read.structured);
  EXPECT_EQ(read.structured->tracking_id, "BOD-29-03");
  EXPECT_EQ(read.structured->due, "2029-05-01");
  EXPECT_EQ(read.text.reader, corpus::PdfRule() + " layout/1");
  for (const corpus::Block& block : read.text.blocks) EXPECT_EQ(block.page, 1);
  const auto inside = corpus::BytesOfText(read.text.reader, file);
  ASSERT_TRUE(inside);
  EXPECT_TRUE(corpus::CheckTextMap(*inside, read.text));
}

// Reports, memos and slides about a directive bear its number too, in their titles and on lines of their own.
TEST_F(PdfReader, WhenAPaperIsAboutADirective_ThenItIsNone) {
  const std::string about = "The Cybersecurity and Infrastructure Security Agency, see www.cisa.gov, issued it.";
  const std::vector<std::vector<dossier::testing::PdfLineToSet>> papers = {
      {{72, 90, 20, "Emergency Directive 29-07: What Agencies Did"}, {72, 150, 11, about}},
      {{72, 90, 14, "Norvane Counsel LLP"},
       {72, 130, 11, "SUBJECT: Our view of Emergency Directive 29-07"},
       {72, 170, 14, "Emergency Directive 29-07"},
       {72, 210, 11, about}},
      {{72, 90, 14, "Norvane Counsel LLP"},
       {72, 130, 14, "Emergency Directive 29-07"},
       {72, 170, 11, "SUBJECT: What it means for our clients"},
       {72, 210, 11, about}},
      {{72, 90, 14, "Cybersecurity and Infrastructure Security Agency Needs Better Lists"},
       {72, 130, 14, "Emergency Directive 29-07"},
       {72, 170, 11, "Original Release Date of this report: May 4, 2029"},
       {72, 210, 11, about}},
      {{72, 90, 14, "Department of Homeland Security"},
       {72, 130, 14, "Emergency Directive 29-07 on page 29"},
       {72, 170, 11, "SUBJECT: A list of what was read"},
       {72, 210, 11, about}}};
  for (size_t i = 0; i < papers.size(); ++i) {
    const ReadDocument read =
        ReadFile(MadePdf({papers[i]}, "/Info 5 0 R", "5 0 obj\n<</Title (Emergency Directive 29-07 today)>>\nendobj\n"),
                 "x.pdf");
    EXPECT_FALSE(read.structured) << i;
  }
}

TEST_F(PdfReader, WhenADirectiveHasALetterheadAndASubject_ThenItIsOne) {
  const ReadDocument read =
      ReadFile(MadePdf({{{72, 90, 11, "U.S. Department of Homeland Security, Washington, DC 20528"},
                         {72, 130, 11, "Emergency Directive 29-07"},
                         {72, 170, 11, "SUBJECT: Cameras of Norvane"},
                         {72, 210, 11, "Agencies shall remove all cameras of Norvane."}}}),
               "x.pdf");
  ASSERT_TRUE(read.structured);
  EXPECT_EQ(read.structured->tracking_id, "ED-29-07");
}

TEST_F(PdfReader, WhenTheFileStatesATitle_ThenItIsItsTitleAndItsMakingIsNoDate) {
  const std::string file =
      MadePdf({{{72, 100, 20, "Cranes"}, {72, 140, 11, "The port office banned cranes."}}}, "/Info 5 0 R",
              "5 0 obj\n<</Title (Report on Cranes) /CreationDate (D:20210304050607Z)>>\nendobj\n");
  const ReadDocument read = ReadFile(file, "x.pdf");
  EXPECT_EQ(read.title, "Report on Cranes");
  EXPECT_FALSE(read.published.known());
}

ReadDocument Pages(const std::vector<std::string>& paragraphs) {
  ReadDocument read;
  for (const std::string& paragraph : paragraphs) {
    if (!read.text.text.empty()) read.text.text += "\n\n";
    corpus::Block block;
    block.begin = read.text.text.size();
    read.text.text += paragraph;
    block.end = read.text.text.size();
    block.page = 2;
    read.text.blocks.push_back(block);
  }
  return read;
}

TEST(RegisterPages, WhenPagesOfTheRegisterHoldSeveralDocuments_ThenTheOneThatIsNamedIsRead) {
  const std::vector<std::string> paragraphs = {"and the end of another.",
                                               "[FR Doc. 2029\xE2\x80\x93"
                                               "00100 Filed 3\xE2\x80\x93"
                                               "1\xE2\x80\x93"
                                               "29; 8:45 am]",
                                               "DEPARTMENT OF PORTS",
                                               "Cranes of Norvane; Order",
                                               "AGENCY : Office of Cranes, Ports.",
                                               "ACTION : Final rule.",
                                               "DATES: This rule is effective April 5, 2029.",
                                               "[FR Doc. 2029\xE2\x80\x93"
                                               "00101 Filed 3\xE2\x80\x93"
                                               "1\xE2\x80\x93"
                                               "29; 8:45 am]",
                                               "The beginning of a third."};
  const std::vector<std::string_view> heads = {
      "21700", "Federal Register / Vol. 94, No. 41 / Friday, March 2, 2029 / Rules and Regulations"};
  ReadDocument read = Pages(paragraphs);
  AddRegisterFacts(heads, "2029-00101.pdf", read);
  ASSERT_TRUE(read.structured);
  EXPECT_EQ(read.structured->tracking_id, "2029-00101");
  EXPECT_EQ(read.structured->category, "Rule");
  EXPECT_EQ(read.structured->action, "Final rule.");
  EXPECT_EQ(read.structured->effective, "2029-04-05");
  EXPECT_EQ(read.structured->citation, "94 FR 21701");
  EXPECT_EQ(read.structured->agencies, std::vector<std::string>{"Office of Cranes, Ports"});
  EXPECT_EQ(read.title, "Cranes of Norvane; Order");
  EXPECT_EQ(read.published.value, "2029-03-02");
  ReadDocument other = Pages(paragraphs);
  AddRegisterFacts({"A Report / Vol. 94, No. 41 / Friday, March 2, 2029"}, "", other);
  EXPECT_FALSE(other.structured);
}

}  // namespace
}  // namespace dossier::indexer
