#include "corpus/text/charset.h"

#include <gtest/gtest.h>

#include "corpus/base/utf8.h"

namespace dossier {
namespace {

TEST(Charset, KnowsTheStandardsLabels) {
  EXPECT_EQ(EncodingForLabel("latin1"), "windows-1252");
  EXPECT_EQ(EncodingForLabel(" ISO-8859-1\n"), "windows-1252");
  EXPECT_EQ(EncodingForLabel("ascii"), "windows-1252");
  EXPECT_EQ(EncodingForLabel("iso-8859-9"), "windows-1254");
  EXPECT_EQ(EncodingForLabel("gb2312"), "gbk");
  EXPECT_EQ(EncodingForLabel("ks_c_5601-1987"), "euc-kr");
  EXPECT_EQ(EncodingForLabel("utf8"), "utf-8");
  EXPECT_EQ(EncodingForLabel("hz-gb-2312"), "replacement");
  EXPECT_EQ(EncodingForLabel("utf-7"), std::nullopt);
}

TEST(Charset, DecodesEveryEncoding) {
  struct EncodingCase {
    const char* encoding;
    std::string bytes;
    const char* text;
  };
  const EncodingCase cases[] = {
      {"utf-8", "\xEF\xBB\xBFz\xC3\xA9\xFF", "z\xC3\xA9\xEF\xBF\xBD"},
      {"latin1", "\x80\x93q\x94\x81", "\xE2\x82\xAC\xE2\x80\x9Cq\xE2\x80\x9D\xC2\x81"},
      {"windows-1251", "\xCF\xF0\xE8", "\xD0\x9F\xD1\x80\xD0\xB8"},
      {"koi8-r", "\xF0\xD2\xC9", "\xD0\x9F\xD1\x80\xD0\xB8"},
      {"shift_jis", "\x93\xFA\x96\x7B", "\xE6\x97\xA5\xE6\x9C\xAC"},
      {"euc-jp", "\xC6\xFC\xCB\xDC", "\xE6\x97\xA5\xE6\x9C\xAC"},
      {"gb2312", "\xBB\xAA\xCE\xAA", "\xE5\x8D\x8E\xE4\xB8\xBA"},
      {"big5", "\xB5\xD8", "\xE8\x8F\xAF"},
      {"euc-kr", "\xC7\xD1", "\xED\x95\x9C"},
      {"iso-8859-15", "\xA4", "\xE2\x82\xAC"},
      {"iso-8859-16", "\xAA", "\xC8\x98"},
      {"windows-874", "\xA1", "\xE0\xB8\x81"},
      {"utf-16le",
       std::string("\xFF\xFE"
                   "A\0=\xD8\0\xDE",
                   8),
       "A\xF0\x9F\x98\x80"},
      {"utf-16be", std::string("\0A", 2), "A"},
      {"x-user-defined", "\x80", "\xEF\x9E\x80"},
      {"replacement", "abc", "\xEF\xBF\xBD"},
  };
  for (const EncodingCase& c : cases) {
    const Result<std::string> text = DecodeToUtf8(c.bytes, c.encoding);
    ASSERT_TRUE(text) << c.encoding << ": " << text.error().message;
    EXPECT_EQ(*text, c.text) << c.encoding;
  }
  EXPECT_EQ(DecodeToUtf8("x", "klingon").error().code, ErrorCode::kParse);
}

TEST(Charset, EveryListedEncodingDecodesAnyBytesToValidUtf8) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (int i = 255; i >= 0; --i) all += static_cast<char>(i);
  for (const char* label : {"utf-8",
                            "866",
                            "l2",
                            "l3",
                            "l4",
                            "cyrillic",
                            "arabic",
                            "greek",
                            "hebrew",
                            "logical",
                            "l6",
                            "iso-8859-13",
                            "iso-8859-14",
                            "l9",
                            "iso-8859-16",
                            "koi",
                            "koi8-u",
                            "mac",
                            "tis-620",
                            "cp1250",
                            "cp1251",
                            "cp1252",
                            "cp1253",
                            "cp1254",
                            "cp1255",
                            "cp1256",
                            "cp1257",
                            "cp1258",
                            "x-mac-ukrainian",
                            "gbk",
                            "gb18030",
                            "big5",
                            "euc-jp",
                            "iso-2022-jp",
                            "sjis",
                            "korean",
                            "replacement",
                            "utf-16be",
                            "utf-16le",
                            "x-user-defined"}) {
    const Result<std::string> text = DecodeToUtf8(all, label);
    ASSERT_TRUE(text) << label << ": " << text.error().message;
    EXPECT_TRUE(IsValidUtf8(*text)) << label;
  }
}

TEST(Charset, LongInputIsDecodedAcrossBuffers) {
  std::string bytes;
  for (int i = 0; i < 50000; ++i) bytes += "\x93\xFA";
  EXPECT_EQ(DecodeToUtf8(bytes, "shift_jis")->size(), 150000u);
  std::string pairs("\xFF\xFE", 2);
  for (int i = 0; i < 40001; ++i) pairs += std::string("=\xD8\0\xDE", 4);
  EXPECT_EQ(DecodeToUtf8(pairs, "utf-16le")->size(), 160004u);
}

TEST(Charset, SniffsInTheOrderOfTheStandard) {
  EXPECT_EQ(SniffHtmlEncoding("\xEF\xBB\xBF<meta charset=latin1>", "koi8-r"), "utf-8");
  EXPECT_EQ(SniffHtmlEncoding("<meta charset=koi8-r>\xE9", "latin1"), "windows-1252");
  EXPECT_EQ(SniffHtmlEncoding("<meta charset='koi8-r'>\xE9", ""), "koi8-r");
  EXPECT_EQ(SniffHtmlEncoding("<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=shift_jis\">\xE9", ""),
            "shift_jis");
  EXPECT_NE(SniffHtmlEncoding("<meta content='text/html; charset=koi8-r'>\xE9 caf\xE9", ""), "koi8-r");
  EXPECT_EQ(SniffHtmlEncoding("<!-- <meta charset=koi8-r> --><meta charset=latin2>\xE9", ""), "iso-8859-2");
  EXPECT_EQ(SniffHtmlEncoding("<meta charset=utf-16le>\xE9", ""), "utf-8");
  EXPECT_EQ(SniffHtmlEncoding("<?xml version='1.0' encoding='windows-1251'?>\xE9", ""), "windows-1251");
  EXPECT_EQ(SniffHtmlEncoding("caf\xC3\xA9", ""), "utf-8");
  EXPECT_EQ(SniffHtmlEncoding("<meta charset=latin1>\xE2\x80\x9Cq\xE2\x80\x9D", ""), "utf-8");
  EXPECT_EQ(SniffHtmlEncoding(std::string(2000, ' ') + "<meta charset=koi8-r>\xE9\xEA", ""), "koi8-r");
  EXPECT_EQ(SniffHtmlEncoding("", ""), "utf-8");
}

TEST(Charset, BytesThatAreClearGoBeforeWrongNames) {
  std::string greek, russian;  // the same words in UTF-8 and in windows-1251
  for (int i = 0; i < 12; ++i)
    greek += "\xCE\xB1\xCE\xB2 ", russian += "\xEA\xEE\xEC\xE8\xF1\xF1\xE8\xFF \xF1\xEE\xEE\xE1\xF9\xE8\xEB\xE0 ";
  EXPECT_EQ(SniffHtmlEncoding("<meta charset=iso-8859-1>" + greek + "\xFF", ""), "utf-8");  // one broken byte
  EXPECT_EQ(SniffHtmlEncoding("<meta charset=koi8-r>" + greek + "\xCE", ""), "utf-8");      // cut off
  EXPECT_EQ(SniffHtmlEncoding("<meta charset=utf-8>" + russian, ""), "windows-1251");
  EXPECT_EQ(SniffHtmlEncoding(russian, "utf-8"), "windows-1251");
  EXPECT_EQ(SniffHtmlEncoding("<meta charset=windows-1251>" + russian, "utf-8"), "windows-1251");
  EXPECT_EQ(SniffHtmlEncoding("<meta charset=utf-8>" + greek + "\xFF\xFE", ""), "utf-8");
  EXPECT_EQ(SniffHtmlEncoding("caf\xE9", "utf-8"), "utf-8");  // too little to overrule the header
  EXPECT_EQ(SniffHtmlEncoding(greek, "iso-8859-1"), "utf-8");
  EXPECT_EQ(SniffHtmlEncoding("<meta charset=iso-8859-7>" + greek + "\xCE", "windows-1251"), "utf-8");
  EXPECT_EQ(SniffHtmlEncoding("caf\xC3\xA9", "iso-8859-1"), "windows-1252");  // too little to overrule it
  EXPECT_EQ(SniffHtmlEncoding(greek + russian, "windows-1251"), "windows-1251");
  EXPECT_EQ(SniffHtmlEncoding("<p>plain", "utf-16"), "utf-8");
  EXPECT_EQ(SniffHtmlEncoding(std::string_view("<\0p\0", 4), "utf-16"), "utf-16le");
}

TEST(Charset, SeesEncodingsThatNobodyNames) {
  EXPECT_EQ(SniffHtmlEncoding(std::string_view("<\0!\0d\0", 6), ""), "utf-16le");
  EXPECT_EQ(SniffHtmlEncoding(std::string_view("\0<\0h\0t", 6), ""), "utf-16be");
  EXPECT_EQ(SniffHtmlEncoding("<p>\x1B$BF|K\\\x1B(B</p>", ""), "iso-2022-jp");
  EXPECT_EQ(SniffHtmlEncoding("<p>price $B</p>", ""), "utf-8");
  const std::string korean =
      "\xB9\xAB\xBF\xAA\xC0\xA7\xBF\xF8\xC8\xB8\xB4\xC2 \xC8\xAD\xBF\xE4\xC0\xCF \xB3\xD7\xC6\xAE\xBF\xF6\xC5\xA9 ";
  EXPECT_EQ(SniffHtmlEncoding(korean + korean + korean, ""), "euc-kr");
}

TEST(Charset, ReadsContentTypes) {
  EXPECT_EQ(CharsetOfContentType("text/html; charset=UTF-8"), "UTF-8");
  EXPECT_EQ(CharsetOfContentType("text/html;boundary=x; Charset=\"utf-8\" "), "utf-8");
  EXPECT_EQ(CharsetOfContentType("text/html"), "");
  EXPECT_EQ(MediaTypeOf(" Text/HTML ; charset=x"), "text/html");
}

TEST(Charset, AViewIsOfTheBytesWhereTheyAreUtf8Already) {
  const std::string plain = "caf\xC3\xA9 " + std::string(100, 'x') + "\xE2\x82\xAC", marked = "\xEF\xBB\xBF" + plain,
                    broken = plain + "\xC3" + plain;
  for (const std::string& bytes : {plain, marked, broken}) {
    for (const char* encoding : {"utf-8", "UTF8", "windows-1252"}) {
      std::string decoded;
      const Result<std::string_view> view = ViewAsUtf8(bytes, encoding, decoded);
      ASSERT_TRUE(view);
      EXPECT_EQ(*view, *DecodeToUtf8(bytes, encoding));
    }
  }
  std::string decoded;
  EXPECT_EQ(ViewAsUtf8(plain, "utf-8", decoded)->data(), plain.data());
  EXPECT_FALSE(ViewAsUtf8(plain, "klingon", decoded));
}

}  // namespace
}  // namespace dossier
