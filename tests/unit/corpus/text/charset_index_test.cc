// Every pointer of every index of the Encoding standard, decoded from its bytes. The digests are of the standard's own
// tables (encoding-indexes.js, with the pairs of GB 18030-2022), not of what this program gives.
#include "corpus/text/charset_index.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/base/digest.h"
#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"

namespace dossier {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

std::string Bytes(std::initializer_list<uint32_t> values) {
  std::string out;
  for (const uint32_t value : values) out += static_cast<char>(value);
  return out;
}

// What the bytes say; U+FFFD alone where they say nothing (an ASCII byte at the end is then given back).
std::string Character(std::string_view encoding, std::string_view bytes) {
  const std::string text = DecodeToUtf8(bytes, encoding).value_or("unknown encoding");
  return text.starts_with(kReplacement) ? std::string(kReplacement) : text;
}

// SHA-256 of what the pointers from 0 on stand for, a line feed between each and the next.
template <typename BytesOfPointer>
std::string DigestOfPointers(std::string_view encoding, uint32_t count, BytesOfPointer bytes_of) {
  std::string all;
  for (uint32_t pointer = 0; pointer < count; ++pointer) {
    if (pointer > 0) all += '\n';
    all += Character(encoding, bytes_of(pointer));
  }
  return Sha256(all).hex();
}

constexpr const char* kJis0208Digest = "740f3c368feb6faebf51e4c53d3ae8917b622ea159c289a64e88466f74ab24d3";

TEST(CharsetIndex, WhenEachPointerOfThePairsIsDecoded_ThenTheStandardsCharacter) {
  const auto big5 = [](uint32_t p) { return Bytes({p / 157 + 0x81, p % 157 + (p % 157 < 0x3F ? 0x40 : 0x62)}); };
  EXPECT_EQ(DigestOfPointers("big5", 126 * 157, big5),
            "1ca07bc6b309573a53532cb47a0f79704534b83e2631ecae21f62e7daef29f4a");
  const auto euc_kr = [](uint32_t p) { return Bytes({p / 190 + 0x81, p % 190 + 0x41}); };
  EXPECT_EQ(DigestOfPointers("euc-kr", 126 * 190, euc_kr),
            "cec77df2f06786aaf084e0bc4c0708f229831df1f5f4b9a23fb09ee942e5cc87");
  const auto gb18030 = [](uint32_t p) { return Bytes({p / 190 + 0x81, p % 190 + (p % 190 < 0x3F ? 0x40 : 0x41)}); };
  constexpr const char* kGb18030Digest = "fd48ac1b9d0a4740840059e1863e7e1e8b7cce3967afaae758d82cfe23ea55c5";
  EXPECT_EQ(DigestOfPointers("gb18030", 126 * 190, gb18030), kGb18030Digest);
  EXPECT_EQ(DigestOfPointers("gbk", 126 * 190, gb18030), kGb18030Digest);
}

TEST(CharsetIndex, WhenEachPointerOfJapanesePairsIsDecoded_ThenTheStandardsCharacter) {
  const auto shift_jis = [](uint32_t p) {
    return Bytes({p / 188 + (p / 188 < 0x1F ? 0x81 : 0xC1), p % 188 + (p % 188 < 0x3F ? 0x40 : 0x41)});
  };
  EXPECT_EQ(DigestOfPointers("shift_jis", 60 * 188, shift_jis),
            "31191f2072104fcedfebd59821e3d8d9383235cdedd4759dda74a53f8e792d06");
  const auto euc_jp = [](uint32_t p) { return Bytes({p / 94 + 0xA1, p % 94 + 0xA1}); };
  EXPECT_EQ(DigestOfPointers("euc-jp", 94 * 94, euc_jp), kJis0208Digest);
  const auto jis0212 = [](uint32_t p) { return Bytes({0x8F, p / 94 + 0xA1, p % 94 + 0xA1}); };
  EXPECT_EQ(DigestOfPointers("euc-jp", 94 * 94, jis0212),
            "816cdd19b564072aaf82fd12367000d21f99c869fe34d8fdf2a4c9d9951baa4c");
  const auto escaped = [](uint32_t p) { return Bytes({0x1B, '$', 'B', p / 94 + 0x21, p % 94 + 0x21}); };
  EXPECT_EQ(DigestOfPointers("iso-2022-jp", 94 * 94, escaped), kJis0208Digest);
}

std::string Quad(uint32_t p) {
  return Bytes({p / 12600 + 0x81, p / 1260 % 10 + 0x30, p / 10 % 126 + 0x81, p % 10 + 0x30});
}

TEST(CharsetIndex, WhenEachPointerOfTheGb18030RangesIsDecoded_ThenTheStandardsCharacter) {
  EXPECT_EQ(DigestOfPointers("gb18030", 39420, Quad),
            "67315b8d1af596cf523450a8d3eb9bd0a622fb4388c24f918c1f53bac57d23b9");
}

TEST(CharsetIndex, WhenPointersLieBeyondThePlane_ThenTheOtherPlanesOrNothing) {
  constexpr uint32_t kPlane = 39420, kOtherPlanes = 189000, kEnd = 1237576, kLast = 126 * 10 * 126 * 10;
  std::string bytes, expected;
  for (uint32_t pointer = kPlane; pointer < kLast; ++pointer) {
    bytes += Quad(pointer);
    AppendUtf8(expected, pointer >= kOtherPlanes && pointer < kEnd ? pointer - kOtherPlanes + 0x10000 : 0xFFFD);
  }
  EXPECT_TRUE(DecodeToUtf8(bytes, "gb18030").value_or("") == expected);
}

TEST(CharsetIndex, WhenEachByteOfTheSingleByteEncodingsIsDecoded_ThenTheStandardsCharacter) {
  const std::pair<const char*, const char*> digests[] = {
      {"ibm866", "743f699e9d8e629d68283fd52f21cb2233f095eff5b3c81fca7b34272b49e5c5"},
      {"iso-8859-10", "69dd7eccec52ac7ae45469edd82ec13d2afe5afd7dcfd051c637e68e9d389cb6"},
      {"iso-8859-13", "97f8f49fc9c4aeb0be54c46a854e11115004e8a432d2197f21ab8e1fa28b01cf"},
      {"iso-8859-14", "22dfe79969b47a4aea066148e7f250ae48e608cb77a22fe9e9c3b7e3d7f491b7"},
      {"iso-8859-15", "8e15a0f04c006cbf43469983377d427a482601b80f1079682a2acde59e96d2ad"},
      {"iso-8859-16", "190b40ad429bc81577c92c2d822e2591fbd5657b4128fcdd7b33a4dbff872e85"},
      {"iso-8859-2", "532edb15ebf3b20d07c37249a2e33cf6bcab6e59776ec01a60b08e8a5a9b4642"},
      {"iso-8859-3", "addacea71463a378351790d4afa64264ff83f20f7845e14933538427dafd7ccf"},
      {"iso-8859-4", "e626e3ba9f09a0de593ec047087fbd594c6dac311e8ad2387943bc9e5bc1441f"},
      {"iso-8859-5", "d7d53aa65fb021ad83876eb2c160979e7c2cedce2ef90679cde46385ef0299ba"},
      {"iso-8859-6", "5fde0584b0660826fbe4bde7531aca1406b6efe340a0f7ddb6645aa9962d0ea3"},
      {"iso-8859-7", "e033aac233af1dcab5372055f3b76c2b0594a7bc85b0c67854e9a91fca287a0e"},
      {"iso-8859-8", "aea7cba07ea1cc804bd9f69963c0f3d0eb59f74bce349f232578f9957acf04ad"},
      {"koi8-r", "ab097761abc898884ca8bbb2c17a4e502113cb0169b16e5e3f4a88f0d670e91e"},
      {"koi8-u", "6893bfa3ddf22a54a0292e7fb99cfc621701f38eb88902d5d5828e8e16ea2be0"},
      {"macintosh", "9bcfcf37deef34f3ac350cc5e7550fc4862c2f0dbad676720d137d51e70625a1"},
      {"windows-1250", "d15762a6bad9ebcf5f30c47624eab50cd66b6363fe6d7bd4598e72b30f38d85d"},
      {"windows-1251", "80e9fc763c05aac1dcfcd3f61aff140536d00e68d31a34f3e691177ef2686cde"},
      {"windows-1252", "d538fb25e5bce1cadc87922ecab2238b15b0fa126d2fb8afd86a062827a988e9"},
      {"windows-1253", "cef9ea98e4354ba0f0a872f0ecb1752279a3c035245894aada761877c6b9954a"},
      {"windows-1254", "2aa8d9d94546b8cc7a41b0715a55347111e7b69403920ffd5ac94f15c9d0f02f"},
      {"windows-1255", "b5c97b562844f9a394a057d945c81b2b569e8b674b96d906f2e0cc19ad06972c"},
      {"windows-1256", "a01678264068176eea05a3118ad8f40d70b2d92b2034b8750de27f469c3ba72f"},
      {"windows-1257", "12e6d8fac638483685b4bd4e0a9f4ec30c37040417fa2fe03d08882ab63232dd"},
      {"windows-1258", "4166d1a6d5c3bdf8a5a016f7f96f54811319222faf4c23fb80a6a329168be29c"},
      {"windows-874", "7166955a2079e81bc8c390fa54af952f65739b8de96d70473c8e9f8eaacf5ce0"},
      {"x-mac-cyrillic", "800a1ab2440a776360f29747f55d6474d76d49f89172e7ed23b91502fad2ee2a"}};
  const auto byte = [](uint32_t p) { return Bytes({p + 0x80}); };
  for (const auto& [encoding, digest] : digests) EXPECT_EQ(DigestOfPointers(encoding, 128, byte), digest) << encoding;
  EXPECT_EQ(BytesOf("iso-8859-8-i"), BytesOf("iso-8859-8"));
  EXPECT_EQ(BytesOf("no such encoding"), ByteTable{});
}

}  // namespace
}  // namespace dossier
