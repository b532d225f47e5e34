// Which reader reads a document: decided by its bytes, not by what a server calls them.
#include "indexer/read/reader.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace dossier::indexer {
namespace {

std::string FormatOf(const std::string& bytes, const std::string& type = "") {
  ReaderInput input;
  input.bytes = bytes;
  input.content_type = type;
  const Result<ReadDocument> document = Read(input);
  return document ? document->format : "error";
}

TEST(Reader, WhenBytesSayWhatTheyAre_ThenTheTypeDoesNotMatter) {
  const std::string page = "<!DOCTYPE html><title>x</title><p>text of the page";
  for (const char* type :
       {"", "text/html", "application/json", "application/octet-stream", "nonsense", "text/html; charset=x"})
    EXPECT_EQ(FormatOf(page, type), "html") << type;
  EXPECT_EQ(FormatOf(page, "text/plain"), "error") << "markup that is shown is no prose";
  EXPECT_EQ(FormatOf("Just words.\n\nAnd more of them."), "text");
  EXPECT_EQ(FormatOf("Just words.", "text/html"), "html");
  EXPECT_EQ(FormatOf("\xEF\xBB\xBF  <html><p>x"), "html");
}

TEST(Reader, WhenNoReaderKnowsIt_ThenTheErrorSaysSo) {
  ReaderInput input;
  input.bytes = "%PDF-1.4 ...";
  const Result<ReadDocument> document = Read(input);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::kParse);
  EXPECT_NE(document.error().message.find("PDF"), std::string::npos);
  EXPECT_EQ(FormatOf(std::string("\0\x01\x02\x03\0\0\0\0", 8)), "error") << "bytes that are no text";
}

TEST(Reader, WhenReadTwice_ThenTheTextIsTheSame) {
  const std::string page =
      "<html><h1>Board bans radios</h1><p>The board banned the radios, after a review that took more than a year, it "
      "said.</p>";
  ReaderInput input;
  input.bytes = page;
  const Result<ReadDocument> first = Read(input), second = Read(input);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->text.text, second->text.text);
  EXPECT_EQ(first->title, second->title);
}

TEST(Reader, WhenKindsAreNamed_ThenNamesAreTheContractsAndOnlyTwoAreEvidence) {
  const char* names[] = {"article", "advisory", "index", "block", "login", "redirect", "not-found", "video", "empty"};
  for (int i = 0; i <= static_cast<int>(PageKind::kEmpty); ++i) {
    EXPECT_EQ(PageKindName(static_cast<PageKind>(i)), names[i]);
    EXPECT_EQ(IsEvidence(static_cast<PageKind>(i)), i < 2);
  }
}

TEST(Reader, WhenBytesAreHostile_ThenThereIsADocumentOrAnError) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (const std::string& bytes : {std::string(), std::string("a"), std::string("<"), std::string("{"),
                                   std::string("\xFF\xFE"), std::string("\xFE\xFF\0", 3), std::string("\xEF\xBB\xBF"),
                                   all, std::string(100000, '<'), std::string("%PDF"), std::string(5000, '{')}) {
    const std::string format = FormatOf(bytes);
    EXPECT_TRUE(format == "html" || format == "text" || format == "csaf" || format == "error") << format;
  }
}

}  // namespace
}  // namespace dossier::indexer
