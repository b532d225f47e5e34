#include "corpus/base/cli/table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "corpus/base/utf8.h"

namespace dossier {
namespace {

Table Sample() {
  return {{{"Vendor"}, {"Rows", true}, {"Words", false, true}},
          {{"ZTE", "7", "a, \"quoted\" | word"}, {"华为", "12", "line\nbreak and quite some more words to fold"}}};
}

TEST(TableTest, WhenText_ThenAlignedWithinTheWidth) {
  const std::string text = RenderText(Sample(), 40);
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = text.find('\n', begin);
    ASSERT_NE(end, std::string::npos) << "every line ends";
    EXPECT_LE(DisplayWidth(text.substr(begin, end - begin)), 40U);
    begin = end + 1;
  }
  EXPECT_NE(text.find("quite"), std::string::npos);
  EXPECT_NE(text.find("fold"), std::string::npos) << "nothing is cut";
}

TEST(TableTest, WhenTheColumnsDoNotFit_ThenEachRowIsToldInLinesWithoutBrokenWords) {
  const Table table{{{"id"}, {"name"}, {"documents", true}, {"example", false, true}},
                    {{"us-department-of-homeland-security", "Department of Homeland Security", "5", "It was banned."},
                     {"fcc", "", "12", "Cybersecurity, telecommunications and infrastructure were named by it."}}};
  for (const size_t width : {60u, 80u, 200u}) {
    const std::string text = RenderText(table, width);
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = text.find('\n', begin);
      EXPECT_LE(DisplayWidth(text.substr(begin, end - begin)), width) << text;
      begin = end + 1;
    }
    for (const char* whole : {"us-department-of-homeland-security", "telecommunications", "infrastructure"})
      EXPECT_NE(text.find(whole), std::string::npos) << width;
  }
  EXPECT_EQ(RenderText(table, 60),
            "us-department-of-homeland-security\n"
            "  name       Department of Homeland Security\n"
            "  documents  5\n"
            "  example    It was banned.\n"
            "\n"
            "fcc\n"
            "  documents  12\n"
            "  example    Cybersecurity, telecommunications and\n"
            "             infrastructure were named by it.\n");
}

TEST(TableTest, WhenCsv_ThenQuotedAsRfc4180) {
  const std::string csv = RenderCsv(Sample());
  EXPECT_EQ(csv.substr(0, csv.find("\r\n")), "Vendor,Rows,Words");
  EXPECT_NE(csv.find("ZTE,7,\"a, \"\"quoted\"\" | word\"\r\n"), std::string::npos);
  EXPECT_NE(csv.find("\"line\nbreak"), std::string::npos);
}

TEST(TableTest, WhenMarkdown_ThenBarsAreEscaped) {
  const std::string markdown = RenderMarkdown(Sample());
  EXPECT_NE(markdown.find("\\|"), std::string::npos);
  EXPECT_EQ(std::count(markdown.begin(), markdown.end(), '\n'), 4);
}

TEST(WrapTextTest, WhenWordsAreLonger_ThenTheyStandAlone) {
  EXPECT_EQ(WrapText("aa bb incomprehensibilities cc", 6),
            (std::vector<std::string>{"aa bb", "incomprehensibilities", "cc"}));
  EXPECT_LE(WrapText("", 6).size(), 1U);
}

}  // namespace
}  // namespace dossier
