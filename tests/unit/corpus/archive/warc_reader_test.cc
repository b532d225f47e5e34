#include "corpus/archive/warc_reader.h"

#include <gtest/gtest.h>

#include "corpus/archive/warc.h"
#include "corpus/base/compress.h"

namespace dossier::corpus {
namespace {

std::string Record(const std::string& uri, const std::string& body, const std::string& more = "") {
  return "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: " + uri + "\r\n" + more +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body + "\r\n\r\n";
}

struct Read {
  std::vector<WarcEntry> entries;
  std::vector<std::string> damage;
};
Read All(std::string bytes, bool strict = false) {
  WarcReadOptions options;
  options.strict = strict;
  WarcReader reader = WarcReader::FromBytes(std::move(bytes), options);
  Read read;
  while (true) {
    auto entry = reader.Next();
    EXPECT_TRUE(entry);
    if (!entry || !*entry) break;
    read.entries.push_back(**entry);
  }
  read.damage = reader.damage();
  return read;
}

TEST(WarcReader, WhenAFileIsPlainOrGzip_ThenRecordsAndPlacesAreRight) {
  const std::string first = Record("urn:a", "alpha"), second = Record("urn:b", std::string(700000, 'b'));
  const Read plain = All(first + second);
  ASSERT_EQ(plain.entries.size(), 2u);
  EXPECT_EQ(plain.entries[1].offset, first.size());
  EXPECT_EQ(plain.entries[1].block.size(), 700000u);
  EXPECT_TRUE(plain.damage.empty());
  const std::string one = GzipMember(first), two = GzipMember(second);
  const Read gzip = All(one + two);
  ASSERT_EQ(gzip.entries.size(), 2u);
  EXPECT_EQ(gzip.entries[0].length, one.size());
  EXPECT_EQ(gzip.entries[1].offset, one.size());
  EXPECT_EQ(gzip.entries[1].length, two.size());
  EXPECT_TRUE(gzip.damage.empty());
}

TEST(WarcReader, WhenAllRecordsShareAMember_ThenTheyAreReadAndOnlyAStrictReaderObjects) {
  const std::string file = GzipMember(Record("urn:a", "alpha") + Record("urn:b", "beta"));
  const Read lenient = All(file);
  EXPECT_EQ(lenient.entries.size(), 2u);
  EXPECT_TRUE(lenient.damage.empty());
  const Read strict = All(file, true);
  EXPECT_EQ(strict.entries.size(), 1u);
  EXPECT_EQ(strict.damage.size(), 1u);
}

TEST(WarcReader, WhenTheFileIsCutAtAnyByte_ThenWholeRecordsComeAndTheRestIsNamed) {
  const std::string one = GzipMember(Record("urn:a", "alpha")), two = GzipMember(Record("urn:b", "beta"));
  for (size_t cut = 1; cut < two.size(); ++cut) {
    const Read read = All(one + two.substr(0, cut));
    ASSERT_GE(read.entries.size(), 1u) << cut;
    EXPECT_EQ(read.entries[0].block, "alpha");
    EXPECT_TRUE(read.entries.size() == 1 ||
                read.entries[1].block == std::string("beta").substr(0, read.entries[1].block.size()));
    EXPECT_FALSE(read.damage.empty()) << cut;
  }
}

TEST(WarcReader, WhenAMemberInTheMiddleIsDamaged_ThenTheNextOneIsFound) {
  const std::string one = GzipMember(Record("urn:a", "alpha")), three = GzipMember(Record("urn:c", "gamma"));
  std::string two = GzipMember(Record("urn:b", std::string(50, 'x') + "beta"));
  for (size_t at = 0; at < two.size(); at += 3) {
    std::string changed = two;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    const Read read = All(one + changed + three);
    ASSERT_GE(read.entries.size(), 2u) << at;
    EXPECT_EQ(read.entries.front().block, "alpha");
    EXPECT_EQ(read.entries.back().block, "gamma") << at;
  }
}

TEST(WarcReader, WhenABlockIsLongerThanItsLength_ThenTheNextRecordIsStillFound) {
  std::string broken = Record("urn:a", "alpha");
  broken.insert(broken.size() - 4, "stray");
  const Read read = All(broken + Record("urn:b", "beta"));
  ASSERT_EQ(read.entries.size(), 2u);
  EXPECT_EQ(read.entries[1].block, "beta");
  EXPECT_EQ(read.damage.size(), 1u);
}

TEST(WarcReader, WhenTheBytesAreNoWarc_ThenThatIsSaidOnce) {
  std::string noise;
  for (int i = 0; i < 5000; ++i) noise += "line " + std::to_string(i) + "\n";
  for (const std::string& bytes : {noise, GzipMember(noise), std::string("\x1f\x8b"), std::string(100000, 'x')}) {
    const Read read = All(bytes);
    EXPECT_TRUE(read.entries.empty());
    EXPECT_EQ(read.damage.size(), 1u);
  }
  EXPECT_TRUE(All("").damage.empty());
}

TEST(WarcReader, WhenTheLengthIsNoNumber_ThenTheRecordIsMarked) {
  for (const char* length : {"", "-1", "12x", "99999999999999999999999"}) {
    const Read read =
        All(std::string("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: ") + length + "\r\n\r\nabc\r\n\r\n");
    ASSERT_EQ(read.entries.size(), 1u) << length;
    EXPECT_FALSE(read.entries[0].whole);
    EXPECT_FALSE(read.damage.empty());
  }
}

TEST(WarcReader, WhenDigestsAreInAnyOfTheThreeForms_ThenTheyAreCompared) {
  const std::string base32 = Sha1Base32("alpha");
  const std::string hex = "sha256:" + Sha256("alpha").hex();
  const auto holds = [](const std::string& field) {
    const Read read = All(Record("urn:a", "alpha", field));
    return DigestsHold(read.entries.at(0), read.entries.at(0).block);
  };
  EXPECT_EQ(holds(""), std::nullopt);
  EXPECT_EQ(holds("WARC-Block-Digest: " + base32 + "\r\n"), true);
  EXPECT_EQ(holds("WARC-Payload-Digest: " + hex + "\r\n"), true);
  EXPECT_EQ(holds("WARC-Payload-Digest: sha1:be76331b95dfc399cd776d2fc68021e0db03cc4f\r\n"), true);
  EXPECT_EQ(holds("WARC-Payload-Digest: sha1:vnYzG5Xfw5nNd20vxoAh4NsDzE8=\r\n"), true);
  EXPECT_EQ(holds("WARC-Block-Digest: " + base32 + "\r\nWARC-Payload-Digest: sha256:00\r\n"), false);
  EXPECT_EQ(holds("WARC-Block-Digest: nosuch:AA\r\n"), false);
}

TEST(Warc, WhenARecordIsWrittenAndRead_ThenItIsTheSame) {
  WarcDraft draft;
  draft.type = "metadata";
  draft.fields = {{"WARC-Record-ID", NewRecordId()}, {"X-Broken", "two\r\nlines"}};
  draft.block_head = "head ";
  draft.block_body = "body";
  const Read read = All(SerializeWarc(draft));
  ASSERT_EQ(read.entries.size(), 1u);
  EXPECT_EQ(read.entries[0].block, "head body");
  EXPECT_EQ(HeaderValue(read.entries[0].fields, "x-broken"), "two  lines");
  EXPECT_EQ(DigestsHold(read.entries[0], read.entries[0].block), true);
}

TEST(Warc, WhenAHeadIsArchived_ThenTransferEncodingIsRenamedAndHttp2IsSpelledOut) {
  EXPECT_EQ(ArchivedResponseHead("HTTP/1.1 200 OK\r\ntransfer-encoding : chunked\r\nX: y\r\n\r\n"),
            "HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\nX: y\r\n\r\n");
  EXPECT_EQ(ArchivedResponseHead("HTTP/2 404 \r\nx: y"), "HTTP/1.1 404 \r\nx: y\r\n\r\n");
  EXPECT_EQ(ProtocolOf("HTTP/2 404 "), "h2");
  EXPECT_EQ(UrlForHeader("http://a/b c\r\nX: \xC3\xA4"), "http://a/b%20c%0D%0AX:%20%C3%A4");
}

TEST(Warc, WhenARecordIdIsPacked_ThenItComesBack) {
  const std::string id = NewRecordId();
  EXPECT_EQ(RecordIdFromBytes(RecordIdBytes(id)), id);
  EXPECT_EQ(RecordIdBytes("<urn:uuid:nonsense>"), "");
}

}  // namespace
}  // namespace dossier::corpus
