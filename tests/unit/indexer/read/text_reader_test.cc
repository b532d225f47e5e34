#include "indexer/read/text_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/text/charset.h"

namespace dossier::indexer {
namespace {

using ::testing::ElementsAre;

ReadDocument MustRead(std::string_view bytes) {
  ReaderInput input;
  input.bytes = bytes;
  auto document = ReadText(input);
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().message);
  if (!document) return {};
  const auto payload = DecodeToUtf8(bytes, document->text.charset);
  EXPECT_TRUE(payload.has_value());
  EXPECT_TRUE(corpus::CheckTextMap(*payload, document->text).has_value());
  return *std::move(document);
}

TEST(TextReader, WhenHeadlineBylineAndDate_ThenMetadata) {
  const ReadDocument document = MustRead(
      "Agency Orders Removal\n=====================\n\nBy Ann Bell and Carl Dean\nSeptember 13, 2017\nUpdated: "
      "2017-09-14\n\n"
      "The agency ordered\r\nthe removal.\n\n\nA second paragraph.\n");
  EXPECT_EQ(document.title, "Agency Orders Removal");
  EXPECT_THAT(document.authors, ElementsAre("Ann Bell", "Carl Dean"));
  EXPECT_EQ(document.published.value, "2017-09-13");
  EXPECT_EQ(document.updated.value, "2017-09-14");
  EXPECT_EQ(document.text.text, "Agency Orders Removal\n\nThe agency ordered the removal.\n\nA second paragraph.");
  EXPECT_EQ(document.text.blocks[0].kind, corpus::BlockKind::kHeading);
}

TEST(TextReader, WhenFrontMatterOpensTheText_ThenItStatesTheDocument) {
  const ReadDocument document = MustRead(
      "---\nlayout: page\ntitle: \"Emergency Directive 30-01\"\ndate: 2030-01-17\nmenu:\n  - title: Background\n    "
      "date: 1999-01-01\n---\n"
      "January 18, 2030\n## **Mitigate the Flaw** ##\n\nAgencies shall act.\n\n### Required Actions\n1. Disconnect the "
      "product.\n");
  EXPECT_EQ(document.title, "Emergency Directive 30-01");
  EXPECT_EQ(document.published.value, "2030-01-17");
  EXPECT_EQ(document.page_kind, PageKind::kAdvisory);
  EXPECT_EQ(document.text.text,
            "Mitigate the Flaw\n\nAgencies shall act.\n\nRequired Actions\n\nDisconnect the product.");
  EXPECT_EQ(document.text.blocks[0].kind, corpus::BlockKind::kHeading);
  EXPECT_EQ(document.text.blocks[0].level, 2);
  EXPECT_EQ(document.text.blocks[2].level, 3);
}

TEST(TextReader, WhenALineOfDashesOpensNoFrontMatter_ThenNothingIsLost) {
  EXPECT_EQ(MustRead("---\ntitle: One\nand more text\n").text.text, "title: One and more text");
  EXPECT_EQ(MustRead("---\n---\nThe agency ordered the removal.\n").text.text, "The agency ordered the removal.");
  EXPECT_EQ(MustRead("---").page_kind, PageKind::kEmpty);
}

TEST(TextReader, WhenALineIsAMarkdownHeading_ThenAHeading) {
  const ReadDocument document =
      MustRead("# Notice of Removal\n\nThe agency ordered #5 of C# and #tags.\n#!/bin/sh\n####### seven\n#\n");
  EXPECT_EQ(document.title, "Notice of Removal");
  EXPECT_EQ(document.page_kind, PageKind::kAdvisory);
  EXPECT_EQ(document.text.blocks[0].level, 1);
  EXPECT_NE(document.text.text.find("The agency ordered #5 of C# and #tags. #!/bin/sh"), std::string::npos);
}

TEST(TextReader, WhenTheFirstLineBeginsAParagraph_ThenNoTitle) {
  EXPECT_EQ(MustRead("The agency ordered\nthe removal.\n").title, "");
  EXPECT_EQ(MustRead("The agency ordered the removal.\n\nMore.\n").title, "") << "a sentence is no headline";
}

TEST(TextReader, WhenListItems_ThenBlocksOfTheirOwnWithoutMarkers) {
  const ReadDocument document = MustRead("They must:\n- identify\n  the products\n- remove them\n2) report\n");
  EXPECT_EQ(document.text.text, "They must:\n\nidentify the products\n\nremove them\n\nreport");
  EXPECT_EQ(document.text.blocks[1].kind, corpus::BlockKind::kListItem);
}

TEST(TextReader, WhenADateStandsInASentence_ThenItIsText) {
  const ReadDocument document = MustRead("Title line\n\nOn August 4, 2018 the report came out.\n\nAugust 32, 2018\n");
  EXPECT_FALSE(document.published.known());
  EXPECT_EQ(document.text.blocks.size(), 3U);
}

TEST(TextReader, WhenForeignEncoding_ThenDecoded) {
  const ReadDocument document = MustRead(
      "Pr\xFC"
      "fung der Ger\xE4te durch das Bundesamt\n\nDie Beh\xF6rde warnt.\n");
  EXPECT_EQ(document.text.charset, "windows-1252");
  EXPECT_NE(document.text.text.find("Beh\xC3\xB6rde"), std::string::npos);
}

TEST(TextReader, WhenBinary_ThenAnError) {
  ReaderInput input;
  input.bytes = std::string_view("PK\x03\x04\0\0abc", 9);
  EXPECT_EQ(ReadText(input).error().code, ErrorCode::kParse);
}

TEST(TextReader, WhenEmpty_ThenEmptyPage) {
  EXPECT_EQ(MustRead("").page_kind, PageKind::kEmpty);
  EXPECT_EQ(MustRead(" \n\t\n").page_kind, PageKind::kEmpty);
}

}  // namespace
}  // namespace dossier::indexer
