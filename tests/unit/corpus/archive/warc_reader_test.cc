#include "corpus/archive/warc_reader.h"

#include <gtest/gtest.h>
#include <zstd.h>

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
  uint64_t sharing_members = 0;
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
  read.sharing_members = reader.sharing_members();
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
  ASSERT_EQ(lenient.entries.size(), 2u);
  EXPECT_TRUE(lenient.damage.empty());
  EXPECT_EQ(lenient.sharing_members, 1u);
  for (const WarcEntry& entry : lenient.entries) EXPECT_EQ(entry.length, 0u);  // none has a place of its own
  EXPECT_EQ(All(GzipMember(Record("urn:a", "alpha")) + GzipMember(Record("urn:b", "beta"))).sharing_members, 0u);
  const Read strict = All(file, true);
  EXPECT_EQ(strict.entries.size(), 1u);
  EXPECT_EQ(strict.damage.size(), 1u);
}

// One frame of Zstandard, with a dictionary when there is one.
std::string ZstdFrame(const std::string& bytes, const std::string& dictionary = "") {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  if (!dictionary.empty()) ZSTD_CCtx_loadDictionary(context, dictionary.data(), dictionary.size());
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress2(context, out.data(), out.size(), bytes.data(), bytes.size()));
  ZSTD_freeCCtx(context);
  return out;
}

std::string DictionaryFrame(const std::string& content) {
  std::string frame("\x5D\x2A\x4D\x18", 4);
  for (int shift = 0; shift < 32; shift += 8) frame += static_cast<char>(content.size() >> shift & 0xFF);
  return frame + content;
}

TEST(WarcReader, WhenAFileIsZstd_ThenRecordsAndPlacesAreRightWithADictionaryOrWithout) {
  const std::string first = Record("urn:a", "alpha"), second = Record("urn:b", std::string(700000, 'b'));
  std::string dictionary = Record("urn:c", "words that many records have in common");
  for (int i = 0; i < 40; ++i) dictionary += "and line " + std::to_string(i * 7919) + " of them\n";
  for (const std::string& head : {std::string(), DictionaryFrame(dictionary), DictionaryFrame(ZstdFrame(dictionary))}) {
    const std::string used = head.empty() ? "" : dictionary;
    const std::string one = ZstdFrame(first, used), two = ZstdFrame(second, used);
    const Read read = All(head + one + two);
    ASSERT_EQ(read.entries.size(), 2u);
    EXPECT_EQ(read.entries[0].block, "alpha");
    EXPECT_EQ(read.entries[0].offset, head.size());
    EXPECT_EQ(read.entries[0].length, one.size());
    EXPECT_EQ(read.entries[1].offset, head.size() + one.size());
    EXPECT_EQ(read.entries[1].block.size(), 700000u);
    EXPECT_TRUE(read.damage.empty());
  }
}

TEST(WarcReader, WhenAFrameOfZstdIsDamaged_ThenItIsNamedAndTheNextOneIsFound) {
  const std::string one = ZstdFrame(Record("urn:a", "alpha")), three = ZstdFrame(Record("urn:c", "gamma"));
  std::string two = ZstdFrame(Record("urn:b", std::string(50, 'x') + "beta"));
  two[5] = static_cast<char>(two[5] ^ 0x55);
  const Read read = All(one + two + three);
  ASSERT_GE(read.entries.size(), 2u);
  EXPECT_EQ(read.entries.front().block, "alpha");
  EXPECT_EQ(read.entries.back().block, "gamma");
  EXPECT_FALSE(read.damage.empty());
  EXPECT_FALSE(All(one + three.substr(0, three.size() / 2)).damage.empty());
}

std::string ArcRecord(const std::string& line, const std::string& block) {
  return line + " " + std::to_string(block.size()) + "\n" + block + "\n";
}

TEST(WarcReader, WhenAFileIsArc_ThenItsRecordsHaveTheFieldsOfWarc) {
  const std::string about = "1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n";
  const std::string page = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Old words.</p>";
  const std::vector<std::string> records = {
      ArcRecord("filedesc://x.arc 0.0.0.0 20010911124559 text/plain", about),
      ArcRecord("http://a.example/a b.html 192.0.2.7 20010911124601 text/html; charset=x", page),
      ArcRecord("http://a.example/2 2001:db8::7 200109111246 text/html 200 - - 0 x.arc", page)};
  std::string plain, packed;
  for (const std::string& record : records) {
    plain += record;
    packed += GzipMember(record);
  }
  for (const std::string& file : {plain, packed, GzipMember(plain)}) {
    const Read read = All(file);
    ASSERT_EQ(read.entries.size(), 3u);
    EXPECT_TRUE(read.damage.empty());
    EXPECT_EQ(HeaderValue(read.entries[0].fields, "WARC-Type"), "warcinfo");
    EXPECT_EQ(HeaderValue(read.entries[1].fields, "WARC-Type"), "response");
    EXPECT_EQ(TargetUri(read.entries[1].fields), "http://a.example/a%20b.html");
    EXPECT_EQ(HeaderValue(read.entries[1].fields, "WARC-Date"), "2001-09-11T12:46:01Z");
    EXPECT_EQ(HeaderValue(read.entries[1].fields, "WARC-IP-Address"), "192.0.2.7");
    EXPECT_EQ(HeaderValue(read.entries[2].fields, "WARC-Date"), "2001-09-11T12:46:00Z");
    EXPECT_EQ(read.entries[1].block, page);
    EXPECT_EQ(read.entries[2].block, page);
  }
  const Read cut = All(plain.substr(0, plain.size() - 20));
  EXPECT_EQ(cut.entries.size(), 3u);
  EXPECT_FALSE(cut.entries[2].whole);
  EXPECT_FALSE(cut.damage.empty());
  EXPECT_FALSE(All(records[0] + "no line of an archive\n" + records[1]).damage.empty());
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
