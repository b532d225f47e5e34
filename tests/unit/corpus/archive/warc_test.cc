#include "corpus/archive/warc.h"

#include <gtest/gtest.h>

#include "corpus/base/digest.h"

namespace dossier::corpus {
namespace {

TEST(Warc, WhenARecordIsWritten_ThenItIsReadAsItWas) {
  WarcDraft draft;
  draft.type = "response";
  draft.fields = {{"WARC-Target-URI", "https://example.org/"}, {"WARC-Record-ID", "<urn:uuid:1>"}};
  draft.block_head = "HTTP/1.1 200 OK\r\n\r\n";
  draft.block_body = "body\r\n\r\nWARC/1.1\r\n";
  const std::string bytes = SerializeWarc(draft) + "WARC/1.1\r\nnext";
  const auto record = ParseWarc(bytes);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->version, "WARC/1.1");
  EXPECT_EQ(record->block, std::string(draft.block_head) + std::string(draft.block_body));
  EXPECT_EQ(HeaderValue(record->fields, "warc-type"), "response");
  EXPECT_EQ(HeaderValue(record->fields, "WARC-Block-Digest"), "sha256:" + Sha256(record->block).hex());
}

// Values come from the network: none may add a field or end the header.
TEST(Warc, WhenAFieldHoldsLineEnds_ThenItStaysOneField) {
  WarcDraft draft;
  draft.type = "response";
  draft.fields = {{"WARC-Target-URI", std::string("https://a/\r\nContent-Length: 0\r\n\r\nx\0y\ny", 39)}};
  draft.block_body = "body";
  const std::string bytes = SerializeWarc(draft);
  const auto record = ParseWarc(bytes);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->block, "body");
  EXPECT_EQ(HeaderValue(record->fields, "Content-Length"), "4");
  EXPECT_EQ(record->fields.size(), 4u);
}

TEST(Warc, WhenTheHeaderLies_ThenTheRecordIsRefused) {
  const std::string head = "WARC/1.1\r\nWARC-Type: response\r\n";
  for (const char* length : {"Content-Length: 5\r\n", "Content-Length: -1\r\n", "Content-Length: 4x\r\n",
                             "Content-Length: 18446744073709551615\r\n", "Content-Length: 99999999999999999999\r\n",
                             "Content-Length:\r\n", "Content-Length: 0x4\r\n", ""}) {
    const auto record = ParseWarc(head + length + "\r\nbody");
    ASSERT_FALSE(record) << length;
    EXPECT_EQ(record.error().code, ErrorCode::kCorrupt);
  }
  EXPECT_FALSE(ParseWarc(""));
  EXPECT_FALSE(ParseWarc("warc/1.1\r\nContent-Length: 0\r\n\r\n"));
  EXPECT_FALSE(ParseWarc(head + "Content-Length: 0\r\n"));  // no end of the header
}

TEST(Warc, WhenLinesAreFoldedOrOdd_ThenWhatIsAHeaderIsKept) {
  Headers headers;
  std::string start;
  const std::string block = "HTTP/1.0 200\nA: 1\r\n\t2 \r\nno colon\r\n :x\r\nB:\n\nrest";
  const size_t head = ParseHeaderBlock(block, &start, headers);
  EXPECT_EQ(block.substr(head), "rest");
  EXPECT_EQ(start, "HTTP/1.0 200");
  EXPECT_EQ(HeaderValue(headers, "a"), "1 2 :x");
  EXPECT_EQ(HeaderValue(headers, "b"), "");
  Headers none;
  EXPECT_EQ(ParseHeaderBlock(" folded before any\r\n\r\n", nullptr, none), 22u);
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(ParseHeaderBlock("A: 1\r\n", nullptr, none), std::string::npos);
}

TEST(Warc, WhenABlockIsNoHttp_ThenAllOfItIsBody) {
  EXPECT_EQ(ParseHttp("<html>").body, "<html>");
  const HttpMessage cut = ParseHttp("HTTP/1.1 200 OK\r\nA: 1\r\n");
  EXPECT_FALSE(cut.ok);
  EXPECT_EQ(cut.body, "HTTP/1.1 200 OK\r\nA: 1\r\n");
  EXPECT_TRUE(cut.headers.empty());
  const HttpMessage message = ParseHttp("HTTP/1.1 404 Gone away\r\n\r\nx");
  EXPECT_TRUE(message.ok);
  EXPECT_EQ(message.body, "x");
  EXPECT_EQ(StatusOf(message.start_line), 404);
  for (const char* line : {"", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 OK", "HTTP/1.1 99999999999"})
    EXPECT_EQ(StatusOf(line), 0) << line;
}

TEST(Warc, WhenAHeadIsStored_ThenOtherReadersAreNotLiedToAndItComesBack) {
  const std::string stored =
      ArchivedResponseHead("HTTP/2 200\r\ntransfer-encoding: chunked\r\nX-Transfer-Encoding: y\r\n\r\nbehind: 1\r\n");
  const HttpMessage message = ParseHttp(stored);
  ASSERT_TRUE(message.ok);
  EXPECT_EQ(message.start_line, "HTTP/1.1 200");
  EXPECT_EQ(HeaderValue(message.headers, "Transfer-Encoding"), "");
  EXPECT_EQ(HeaderValue(message.headers, "X-Transfer-Encoding"), "y");
  EXPECT_EQ(HeaderValue(message.headers, "behind"), "");
  Headers headers = message.headers;
  RestoreHeaders(headers);
  EXPECT_EQ(HeaderValue(headers, "Transfer-Encoding"), "chunked");
  EXPECT_EQ(ArchivedResponseHead("HTTP/2"), "HTTP/1.1\r\n\r\n");
  EXPECT_EQ(ArchivedResponseHead("HTTP/2\r\nA: 1"), "HTTP/1.1\r\nA: 1\r\n\r\n");
  EXPECT_EQ(ArchivedResponseHead("HTTP/3 404\nA: 1\n"), "HTTP/1.1 404\r\nA: 1\r\n\r\n");
  EXPECT_EQ(ArchivedResponseHead(""), "\r\n");
  EXPECT_EQ(ProtocolOf("HTTP/3 200"), "h3");
  EXPECT_EQ(ProtocolOf("HTTP/1.1 200"), "");
}

TEST(Warc, WhenARecordIdIsPacked_ThenItComesBackAndOthersAreNone) {
  const std::string id = NewRecordId();
  EXPECT_NE(id, NewRecordId());
  ASSERT_EQ(RecordIdBytes(id).size(), 16u);
  EXPECT_EQ(RecordIdFromBytes(RecordIdBytes(id)), id);
  for (const char* other :
       {"", "<urn:uuid:>", "urn:uuid:0b0d2f80-0000-4000-8000-000000000000",
        "<urn:uuid:0b0d2f80-0000-4000-8000-00000000000g>", "<urn:uuid:0b0d2f80000040008000000000000000>"})
    EXPECT_EQ(RecordIdBytes(other), "") << other;
  EXPECT_EQ(RecordIdFromBytes("short").size(), id.size());  // a damaged row: no read past its end
}

TEST(Warc, WhenAUrlHoldsControlBytes_ThenTheHeaderHasThemEncoded) {
  EXPECT_EQ(UrlForHeader("https://a/\r\nX: \xC3\xA9\x7f"), "https://a/%0D%0AX:%20%C3%A9%7F");
  EXPECT_EQ(FormatWarcDate(*ParseRfc3339("2018-08-14T10:00:00.250Z")), "2018-08-14T10:00:00.250Z");
  EXPECT_EQ(FormatWarcDate(*ParseRfc3339("2018-08-14T10:00:00Z")), "2018-08-14T10:00:00Z");
}

}  // namespace
}  // namespace dossier::corpus
