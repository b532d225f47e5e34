// The decoders of the Encoding standard against its own tables and rules. The digests are of what an independent
// implementation (encoding_rs 0.8.44) gives for the same bytes.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/digest.h"
#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"

namespace dossier {
namespace {

std::string Decoded(std::string_view bytes, std::string_view encoding) {
  const Result<std::string> text = DecodeToUtf8(bytes, encoding);
  EXPECT_TRUE(text) << encoding;
  return text.value_or("");
}

// SHA-256 of the decoded texts, each with a line feed after it.
std::string DigestOf(std::string_view encoding, const std::vector<std::string>& inputs) {
  std::string all;
  for (const std::string& bytes : inputs) all += Decoded(bytes, encoding) + "\n";
  return Sha256(all).hex();
}

std::string Byte(int value) { return std::string(1, static_cast<char>(value)); }

TEST(CharsetDecoders, EveryByteOfTheSingleByteEncodings) {
  const std::pair<const char*, const char*> digests[] = {
      {"ibm866", "5a856a1cc72f92ffbb8ce0162a6bfdeb61a47f5351af5bbea3cb3454e97456aa"},
      {"iso-8859-2", "5e9a0811bf08daf58df287360cbdaf477467d8cbc67cb99dfe84cf3c458070ca"},
      {"iso-8859-3", "6555258335579b899c0c622ba0528f4e8c834d4b64f99970b05ec92ea9dbfb8f"},
      {"iso-8859-4", "08e4e0f402fac5883b8573a2cd95f808ac9d1e0a6fd66a78fc16e342eb20d032"},
      {"iso-8859-5", "df3e28bbb226e1cd358fb027479c723de0a9881f47fd8655301ac9aefb80eadf"},
      {"iso-8859-6", "ac5e5b97608b416e246b69f432529465f63b34b5e6afc814d1a1cbaf40aaf63c"},
      {"iso-8859-7", "9f68204513e94f00597667930e375d4ec65b56ea57f2ebc0fb8e5c4a35b25345"},
      {"iso-8859-8", "16b842dbf1779d836c12a728691869562d1b0cceaaf4b321b0abd86b4ffbc766"},
      {"iso-8859-8-i", "16b842dbf1779d836c12a728691869562d1b0cceaaf4b321b0abd86b4ffbc766"},
      {"iso-8859-10", "34e36339240c8d8b8d806076f2a2520a435ad1dac730de005625fe4bf4c1a40f"},
      {"iso-8859-13", "3bac58e9cc8e52cd4df446e0d7daf8d4091c72ecfd57adbb784444ae023b56d4"},
      {"iso-8859-14", "ec2339ae801d510724002c02aa6408fde36be0b9fcf7cd59ddeddaa8ac6c7f37"},
      {"iso-8859-15", "e3f0667fe89309a7a28ff1aedf7c57ee9a0f97ff95158b81dfe2d1eaf813b72a"},
      {"iso-8859-16", "c68ff962b68531cb6405f331efa26baf538126c68784f61f09fe308e792a075e"},
      {"koi8-r", "e18c51434de748aab4b8f2f9992422ddc1c32a0903831b60ab24f3046e532154"},
      {"koi8-u", "09ca3df06fe07cf28f82ffec077644e53340fb185decac955565f65320944546"},
      {"macintosh", "a6af4ef8837ca7fcfc64bb66b0a02b6544188c657f266216031659d3ea5921b0"},
      {"windows-874", "328a1a499919669ed62ec06063b0dfe363bbfa3b380f85f6d9d5c3ff7d47cdbf"},
      {"windows-1250", "697d3e9c20631e29a0560863a139067b4795d824460d8323d7f517d04f33b620"},
      {"windows-1251", "046cabf3dd731926e96942c89b8f4acc183af9663d9186030073aa80f6295fc9"},
      {"windows-1252", "b45da48fcc29fa511892fc703434d75be08fb57c4c24c1630cead3db3d24bac9"},
      {"windows-1253", "b86ba26ea99fb62200b6c15a1043ea9a86ce2a4075dd7cedd8cefbdd59700c92"},
      {"windows-1254", "233441a35d0b7823beb38db16454a8c22e3ad7314d3ab9a67f324ba084488977"},
      {"windows-1255", "63cacbae4c945413fcd9af375b392813e66013550a651e89db1b2c69294b35da"},
      {"windows-1256", "8f0f0e8f96c6e90cc01fe554a051f617d84fa17348deeb0342f4661e3aa9cfe5"},
      {"windows-1257", "a2e34bb97e73154aa1bc2268e55c271d3e44f8b82734e57e39ca9f3dbac81c95"},
      {"windows-1258", "7ab8842d941a6717aacec13ab4318947f244dbb0d5e12079465857603e96c55c"},
      {"x-mac-cyrillic", "b84eb464bfafed2870415356e89e5338b8af8b8068b66dd6c284d2b8d6eacfb7"},
      {"x-user-defined", "87337a75680cce3d8274db1fbbc95a93f319defe1d5c871e9f53e67fe2a4fabc"}};
  std::vector<std::string> bytes;
  for (int b = 0; b < 256; ++b) bytes.push_back(Byte(b));
  for (const auto& [encoding, digest] : digests) EXPECT_EQ(DigestOf(encoding, bytes), digest) << encoding;
}

TEST(CharsetDecoders, EveryPairOfTheMultiByteEncodings) {
  std::vector<std::string> pairs, triples, escaped;  // with an "A" after them, which must not be swallowed
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      pairs.push_back(Byte(a) + Byte(b) + "A");
      triples.push_back("\x8F" + pairs.back());
      escaped.push_back("\x1B$B" + Byte(a) + Byte(b) + "\x1B(BA");
    }
  }
  EXPECT_EQ(DigestOf("gb18030", pairs), "2f6f57fcb32a5b36517baf1ed9eba566b9c437326d9cdc13a92d9eeddf0d1003");
  EXPECT_EQ(DigestOf("gbk", pairs), "2f6f57fcb32a5b36517baf1ed9eba566b9c437326d9cdc13a92d9eeddf0d1003");
  EXPECT_EQ(DigestOf("big5", pairs), "b6f3ebbdb054dff3bb6d0e62229c054918baee9e4caf761ecd6c30932c85158c");
  EXPECT_EQ(DigestOf("euc-jp", pairs), "3d9a5e7004ee738fe2e7e56f6b182711f1b407310878df6669eb65653c1f3251");
  EXPECT_EQ(DigestOf("shift_jis", pairs), "a6d9db3e5d137447e09d2f29140b2733df8b98025c2f6d9a6bcbadc862881436");
  EXPECT_EQ(DigestOf("euc-kr", pairs), "1ec13b5ca6d9a3010ef64da920421a0a1f7b527eaadcfb9766b57019ae725b2d");
  EXPECT_EQ(DigestOf("euc-jp", triples), "e878aeea494ed94038dbcb9f58e2da0b81b51104a54272001643097795937686");
  EXPECT_EQ(DigestOf("iso-2022-jp", escaped), "4f5e5f20cd4c35de46f99edec011fae4aa857377b8a39986569bc641f1393790");
}

TEST(CharsetDecoders, CharactersOfFourBytesInGb18030) {
  std::vector<std::string> quads;  // all of the Basic Multilingual Plane, and samples beyond
  for (int pointer = 0; pointer < 1259 * 1260; ++pointer) {
    if (pointer >= 40000 && pointer % 97 != 0) continue;
    quads.push_back(Byte(pointer / 12600 + 0x81) + Byte(pointer / 1260 % 10 + 0x30) + Byte(pointer / 10 % 126 + 0x81) +
                    Byte(pointer % 10 + 0x30));
  }
  EXPECT_EQ(DigestOf("gb18030", quads), "0880e97d9ee4e5c586d78377ca3ae096ed83f6d1c70d40957b61e572a09c14d2");
}

struct DecoderCase {
  const char* encoding;
  std::string bytes;
  const char* text;
};

TEST(CharsetDecoders, WhereTheStandardAndOtherDecodersDiffer) {
  using namespace std::string_literals;
  const DecoderCase cases[] = {
      {"iso-8859-1", "\x80\x81\x8D\x9D", "\u20AC\u0081\u008D\u009D"},  // windows-1252, holes are C1 controls
      {"windows-1252", "\x85\x92\x97", "\u2026\u2019\u2014"},
      {"windows-1253", "\xAA\xA1", "\uFFFD\u0385"},  // a hole beyond the controls stays a hole
      {"windows-1255", "\xCA", "\u05BA"},
      {"windows-874", "\x80\xDB\xFC\xA1", "\u20AC\uFFFD\uFFFD\u0E01"},
      {"tis-620", "\x85", "\u2026"},
      {"koi8-u", "\xAE\xBE\xA4", "\u045E\u040E\u0454"},      // also the Belarusian letters of koi8-ru
      {"ibm866", "\x1A\x1C\x7F\x80", "\x1A\x1C\x7F\u0410"},  // controls stay where they are
      {"macintosh", "\xDB\xF0", "\u20AC\uF8FF"},
      {"x-mac-cyrillic", "\xA2\xB6\xFF", "\u0490\u0491\u20AC"},
      {"iso-8859-8-i", "\xE0\xFD", "\u05D0\u200E"},
      {"iso-8859-16", "\xA4\xBA", "\u20AC\u0219"},
      {"shift_jis", "\\~\x80\xB1", "\\~\u0080\uFF71"},  // 5C is a backslash, not a yen sign
      {"shift_jis", "\x81\x60\x81\x7C\x87\x40\xFA\x55", "\uFF5E\uFF0D\u2460\uFFE4"},  // windows-31j
      {"shift_jis", "\xF0\x40", "\uE000"},                                            // private use
      {"euc-jp", "\xAD\xA1\x8E\xB1\x8F\xB0\xA1", "\u2460\uFF71\u4E02"},
      {"euc-jp", "\x8F\xF3\xA1", "\uFFFD"},  // vendors' additions to JIS X 0212 are not in
      {"iso-2022-jp", "\x1B(J\\~\x1B(I1", "\u00A5\u203E\uFF71"},
      {"gb2312", "\x80\xA2\xE3", "\u20AC\u20AC"},
      {"gbk", "\xA1\xA4\xA8\x44", "\u00B7\u2015"},
      {"gbk", "\x81\x30\x84\x36", "\u00A5"},  // gbk is decoded as gb18030
      {"gb18030", "\xA3\xA0\xA8\xBC\x81\x35\xF4\x37", "\u3000\u1E3F\uE7C7"},
      {"gb18030", "\xA6\xD9\xFE\x59\xFE\xA0", "\uFE10\u9FB4\u9FBB"},  // the edition of 2022
      {"gb18030", "\x84\x31\x82\x36\x82\x35\x90\x37", "\uFE10\u9FB4"},
      {"gb18030", "\xA2\xAB", "\uE766"},  // private use that is left
      {"gb18030", "\x90\x30\x81\x30\xE3\x32\x9A\x35", "\U00010000\U0010FFFF"},
      {"big5", "\x88\x62\x88\xA5", "\u00CA\u0304\u00EA\u030C"},      // two code points each
      {"big5", "\x87\x40\xF9\xFE\xA3\xE1", "\u43F0\uFFED\u20AC"},    // Hong Kong's set and the extensions of ETEN
      {"euc-kr", "\x81\x41\xC6\x52\xA2\xE6", "\uAC02\uD7A3\u20AC"},  // windows-949
      {"euc-kr", "\xC9\xA1\xFE\xA1", "\uFFFD\uFFFD"},                // its private rows are not in
      {"hz-gb-2312", "~{;*~}", "\uFFFD"},
      {"iso-2022-kr", "", ""},
      {"x-user-defined", "\x7F\x80\xFF", "\x7F\uF780\uF7FF"},
  };
  for (const DecoderCase& c : cases) EXPECT_EQ(Decoded(c.bytes, c.encoding), c.text) << c.encoding << " " << c.text;
}

TEST(CharsetDecoders, FaultsAreMarkedAsTheStandardSays) {
  using namespace std::string_literals;
  const DecoderCase cases[] = {
      // An ASCII byte after a lead is never swallowed, another byte is.
      {"big5", "\xA4<p>", "\uFFFD<p>"},
      {"big5", "\xA4\xFF<", "\uFFFD<"},
      {"big5", "\x80\xFFx\xA4", "\uFFFD\uFFFDx\uFFFD"},
      {"shift_jis", "\x81<a\x85\xBF\xA0", "\uFFFD<a\uFFFD\uFFFD"},
      {"euc-kr", "\xB0<b>\xB0\xFF", "\uFFFD<b>\uFFFD"},
      {"euc-jp", "\x8F\xA1<\x8F<\x8E\xE0\xA4", "\uFFFD<\uFFFD<\uFFFD\uFFFD"},
      {"euc-jp", "\x8F\xA1", "\uFFFD"},
      {"gb18030", "\x81\x30\x81<\x81\x30", "\uFFFD0\uFFFD<\uFFFD"},
      {"gb18030", "\x81\x30<", "\uFFFD0<"},
      {"gb18030", "\x81\x30\x81", "\uFFFD"},
      {"gb18030", "\x84\x31\xA5\x30", "\uFFFD"},  // beyond the last of the plane
      {"gbk", "\xFF\x81\x7F", "\uFFFD\uFFFD\x7F"},
      // ISO-2022-JP: switches that show nothing, unknown switches, half pairs, shift codes.
      {"iso-2022-jp", "\x1B(B\x1B$B", "\uFFFD"},
      {"iso-2022-jp", "a\x1B$B\x1B(Bb",
       "a\uFFFD"
       "b"},
      {"iso-2022-jp", "\x1B$B$\"\x1B(Bb",
       "\u3042"
       "b"},
      {"iso-2022-jp", "\x1B$B$\x1B(Bb",
       "\uFFFD"
       "b"},
      {"iso-2022-jp", "\x1B$C\x0E\x80", "\uFFFD$C\uFFFD\uFFFD"},
      {"iso-2022-jp", "\x1B$B$", "\uFFFD"},
      {"iso-2022-jp", "\x1B", "\uFFFD"},
      // UTF-16: lone halves, and an odd byte at the end.
      {"utf-16le",
       "\x3D\xD8"
       "a\0"s,
       "\uFFFD"
       "a"},
      {"utf-16be", "\xDE\0\0a"s,
       "\uFFFD"
       "a"},
      {"utf-16be", "\0a\xD8\x3D"s, "a\uFFFD"},
      {"utf-16be", "\0a\xD8\x3D\xDE"s, "a\uFFFD"},
      {"utf-16le", "a\0b"s, "a\uFFFD"},
      {"utf-8", "\xC0\xAF\xE2\x80<\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD<\uFFFD\uFFFD\uFFFD"},
  };
  for (const DecoderCase& c : cases) EXPECT_EQ(Decoded(c.bytes, c.encoding), c.text) << c.encoding << " " << c.text;
}

TEST(CharsetDecoders, LongAndPatternedInputTakesLinearTimeAndRoom) {
  for (const char* label : {"gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr", "utf-16le", "koi8-u"}) {
    for (const char* pattern : {"\xFF", "\x81", "\x81\x30", "\x1B$B", "\x1B", "\x8F\xA1", "<\xA4"}) {
      std::string bytes;
      while (bytes.size() < 300000) bytes += pattern;
      EXPECT_LE(Decoded(bytes, label).size(), bytes.size() * 3) << label;
    }
  }
}

}  // namespace
}  // namespace dossier
