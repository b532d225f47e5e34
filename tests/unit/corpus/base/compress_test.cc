#include "corpus/base/compress.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

const std::string kWords = "plain words, plain words";

std::string OfHex(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}

TEST(Compress, WhenMembersFollow_ThenEachIsTakenAloneAtEveryLevel) {
  for (const int level : {0, 1, 6, 12}) {
    const std::string member = GzipMember(kWords, level);
    EXPECT_EQ(member, GzipMember(kWords, level));  // no time, no name
    size_t consumed = 0;
    const auto alone = GunzipMember(member, &consumed);
    ASSERT_TRUE(alone);
    EXPECT_EQ(*alone, kWords);
    EXPECT_EQ(consumed, member.size());
    const std::string two = member + GzipMember("other", level);
    const auto first = GunzipMember(two, &consumed);
    ASSERT_TRUE(first);
    EXPECT_EQ(*first, kWords);
    EXPECT_EQ(consumed, member.size());
  }
}

TEST(Compress, WhenAnyByteOfAMemberChanges_ThenItsContentIsNeverAnother) {
  const std::string member = GzipMember(kWords);
  for (size_t at = 0; at < member.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = member;
      changed[at] ^= static_cast<char>(1 << bit);
      size_t consumed = 0;
      const auto content = GunzipMember(changed, &consumed);
      EXPECT_EQ(content.value_or(kWords), kWords) << at << "." << bit;  // flags, time and system do not touch it
    }
}

TEST(Compress, WhenAMemberIsTorn_ThenItIsCorruptAtEveryLength) {
  const std::string member = GzipMember(kWords);
  for (size_t size = 0; size < member.size(); ++size) {
    size_t consumed = 0;
    const auto content = GunzipMember(member.substr(0, size), &consumed);
    ASSERT_FALSE(content) << size;
    EXPECT_EQ(content.error().code, ErrorCode::kCorrupt);
  }
}

TEST(Compress, WhenContentExpandsTooFar_ThenItIsCutAtTheLimit) {
  const std::string bomb = GzipMember(std::string(8 << 20, 'a'), 9);
  size_t consumed = 0;
  DecodeLimits limits;
  limits.max_ratio = 100;
  EXPECT_EQ(GunzipMember(bomb, &consumed, limits).error().code, ErrorCode::kLimit);
  const Decoded decoded = DecodeContent(bomb, "gzip", limits);
  EXPECT_FALSE(decoded.complete);
  EXPECT_EQ(decoded.bytes.size(), size_t{1} << 20);
  EXPECT_NE(decoded.problem.find("1048576"), std::string::npos) << decoded.problem;
  limits = {};
  limits.max_bytes = 3000;
  EXPECT_EQ(DecodeContent(bomb, "gzip", limits).bytes.size(), 3000u);
}

// The last four bytes say the size; they are the sender's word.
TEST(Compress, WhenTheStatedSizeLies_ThenNoRoomIsTakenForIt) {
  std::string member = GzipMember(kWords);
  for (size_t i = 1; i <= 4; ++i) member[member.size() - i] = '\x7f';
  size_t consumed = 0;
  EXPECT_EQ(GunzipMember(member, &consumed).error().code, ErrorCode::kCorrupt);
}

TEST(Compress, WhenCodingsAreListed_ThenTheLastIsUndoneFirst) {
  const std::string raw = OfHex("2bc849cccc5328cf2f4a29d65128407000");
  const std::string zlib = OfHex("789c2bc849cccc5328cf2f4a29d6512840700071110913");
  EXPECT_EQ(DecodeContent(raw, "deflate").bytes, kWords);
  EXPECT_EQ(DecodeContent(zlib, "Deflate").bytes, kWords);
  const Decoded both = DecodeContent(GzipMember(zlib), "deflate , X-GZIP");
  EXPECT_TRUE(both.complete) << both.problem;
  EXPECT_EQ(both.bytes, kWords);
  EXPECT_EQ(DecodeContent(GzipMember("a") + GzipMember("b") + "rest", "gzip").bytes, "ab");
  for (const char* none : {"", "identity", " , identity,"}) EXPECT_EQ(DecodeContent(raw, none).bytes, raw) << none;
}

TEST(Compress, WhenACodingIsUnknownOrTheDataIsNone_ThenTheBytesAreTakenAsTheyAreAndMarked) {
  const std::string page = "<html><p>A caf\xC3\xA9 in plain bytes.</p></html>";
  for (const char* coding : {"gzip", "x-gzip", "br", "zstd", "deflate", "gzip, br", "none", "UTF-8", "sdch"}) {
    const Decoded plain = DecodeContent(page, coding);
    EXPECT_TRUE(plain.complete) << coding;
    EXPECT_EQ(plain.bytes, page) << coding;
    EXPECT_NE(plain.mark, "") << coding;
    EXPECT_TRUE(DecodeContent("", coding).complete) << coding;
    EXPECT_EQ(DecodeContent("", coding).mark, "") << coding;
  }
  // One of two codings is there.
  const Decoded half = DecodeContent(GzipMember(kWords), "gzip, gzip");
  EXPECT_EQ(half.bytes, kWords);
  EXPECT_NE(half.mark, "");
  EXPECT_EQ(DecodeContent(GzipMember(kWords), "sdch, gzip").bytes, kWords);
  EXPECT_EQ(DecodeContent(GzipMember(kWords), "gzip").mark, "");
}

TEST(Compress, WhenCodedDataIsDamaged_ThenItIsNoPlainText) {
  std::string member = GzipMember(kWords);
  member.resize(member.size() - 9);
  const Decoded torn = DecodeContent(member, "gzip");
  EXPECT_FALSE(torn.complete);
  EXPECT_EQ(torn.mark, "");
  EXPECT_FALSE(DecodeContent(OfHex("2bc849cccc53ff0102"), "deflate").complete);
  EXPECT_FALSE(DecodeContent(OfHex("28b52ffd0001020304"), "zstd").complete);
}

TEST(Compress, WhenGzipIsNamedByNobody_ThenItIsUndoneAndMarked) {
  const Decoded silent = ContentOf(GzipMember(kWords), "");
  EXPECT_EQ(silent.bytes, kWords);
  EXPECT_TRUE(silent.complete);
  EXPECT_NE(silent.mark.find("no header"), std::string::npos);
  EXPECT_EQ(ContentOf(GzipMember(GzipMember(kWords)), "gzip").bytes, kWords);
  EXPECT_EQ(ContentOf(GzipMember(kWords), "gzip").mark, "");
  EXPECT_EQ(ContentOf("\x1f\x8b\x08 and no member", "").bytes, "\x1f\x8b\x08 and no member");
  DecodeLimits limits;
  limits.max_bytes = 3000;
  EXPECT_EQ(ContentOf(GzipMember(std::string(8 << 20, 'a')), "", limits).bytes.size(), 3000u);
}

TEST(Compress, WhenABodyIsChunked_ThenChunksAreJoinedAndTrailersLeftOut) {
  EXPECT_EQ(DecodeChunked("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n").bytes, "abcde");
  EXPECT_EQ(DecodeChunked("A \n0123456789\n0\n").bytes, "0123456789");
  EXPECT_TRUE(DecodeChunked("0\r\n\r\n").complete);
}

TEST(Compress, WhenAChunkLies_ThenWhatCameBeforeIsKept) {
  struct Case {
    const char *bytes, *kept;
  };
  for (const Case& each : {Case{"", ""},
                           {"3\r\nab", "ab"},
                           {"3\r\nabc", "abc"},
                           {"3\r\nabc\r\n3\r\nabcd\r\n0\r\n", "abcabc"},
                           {"3\r\nabc\r\n-1\r\nabc\r\n", "abc"},
                           {"3\r\nabc\r\nffffffffffffffff\r\nabc\r\n", "abc"},
                           {"3\r\nabc\r\n", "abc"}}) {
    const Decoded decoded = DecodeChunked(each.bytes);
    EXPECT_FALSE(decoded.complete) << each.bytes;
    EXPECT_EQ(decoded.bytes, each.kept) << each.bytes;
  }
}

TEST(Compress, WhenABodyIsNoChunksFromItsBeginning_ThenItIsTakenAsItIs) {
  for (const char* body : {"<html>", "2021\nwas a year", "3\r\nabcd\r\n0\r\n", "-1\r\nabc\r\n", "3x\r\nabc\r\n",
                           "abc\nde", "ffffffffffffffff\r\nabc\r\n"}) {
    const Decoded decoded = DecodeChunked(body);
    EXPECT_TRUE(decoded.complete) << body;
    EXPECT_EQ(decoded.bytes, body);
    EXPECT_NE(decoded.mark, "") << body;
  }
}

}  // namespace
}  // namespace dossier
