// Pages in every encoding of the Encoding standard: the text is right, and each block leads back to its bytes.
#include <gtest/gtest.h>

#include <string>

#include "corpus/text/canonical_text.h"
#include "corpus/text/charset.h"
#include "indexer/read/html/reader.h"

namespace dossier::indexer {
namespace {

constexpr const char* kBefore =
    "The trade commission opened an inquiry on Tuesday into how the maker of network equipment sold its routers, "
    "according to two officials who had read the notice: ";
constexpr const char* kAfter =
    " The company said that it had answered every question of the commission, and that none of its routers had left "
    "the "
    "country without a licence, a spokesman added.";

std::string PageOf(const std::string& words) {
  return "<!DOCTYPE html><html lang=en><head><title>Inquiry opens</title></head><body><nav><a href=/>" + words +
         "</a></nav><article><h1>Inquiry opens</h1><p>" + kBefore + "<b>" + words + "</b>." + kAfter + "</p><p>" +
         words + " " + kAfter + "</p></article></body></html>";
}

// In two bytes a character, as the page's ASCII stands in UTF-16; other words are taken as they are.
std::string Widened(const std::string& ascii, bool big_endian) {
  std::string out;
  for (const char c : ascii) {
    if (big_endian) out += '\0';
    out += c;
    if (!big_endian) out += '\0';
  }
  return out;
}

ReadDocument ReadAs(const std::string& bytes, const std::string& charset, const std::string& encoding) {
  ReaderInput input;
  input.bytes = bytes;
  input.url = "https://courier.example/news/inquiry";
  input.content_type = "text/html; charset=" + charset;
  const Result<ReadDocument> document = ReadHtml(input);
  EXPECT_TRUE(document) << encoding;
  if (!document) return {};
  EXPECT_EQ(document->text.charset, encoding);
  const Status map = corpus::CheckTextMap(*DecodeToUtf8(bytes, encoding), document->text);
  EXPECT_TRUE(map) << encoding << ": " << map.error().message;
  return *document;
}

struct Case {
  const char* encoding;
  std::string words;  // in that encoding
  const char* text;
};

TEST(HtmlCharsets, PagesInEveryEncodingAreReadAndLeadBackToTheirBytes) {
  const Case cases[] = {
      {"utf-8", "\xE2\x82\xAC\xFF!", "\u20AC\uFFFD!"},
      {"ibm866", "\x8C\xAE\xE1\xAA\xA2\xA0", "\u041C\u043E\u0441\u043A\u0432\u0430"},
      {"iso-8859-2", "\xA3\xF3\x64\xBC", "\u0141\u00F3d\u017A"},
      {"iso-8859-3", "\xB1\xA5\xA1", "\u0127\uFFFD\u0126"},
      {"iso-8859-4", "\xE0\xE8", "\u0101\u010D"},
      {"iso-8859-5", "\xBC\xDE\xE1", "\u041C\u043E\u0441"},
      {"iso-8859-6", "\xE3\xE4\xFF", "\u0643\u0644\uFFFD"},
      {"iso-8859-7", "\xC1\xE8\xDE\xED\xE1", "\u0391\u03B8\u03AE\u03BD\u03B1"},
      {"iso-8859-8", "\xF9\xEC\xE5\xED", "\u05E9\u05DC\u05D5\u05DD"},
      {"iso-8859-8-i", "\xF9\xEC\xE5\xED", "\u05E9\u05DC\u05D5\u05DD"},
      {"iso-8859-10", "\xFE\xBD", "\u00FE\u2015"},
      {"iso-8859-13", "\xE0\xFE", "\u0105\u017E"},
      {"iso-8859-14", "\xF0\xDE", "\u0175\u0176"},
      {"iso-8859-15", "\xA4\xBD", "\u20AC\u0153"},
      {"iso-8859-16", "\xAA\xFE", "\u0218\u021B"},
      {"koi8-r", "\xED\xCF\xD3\xCB\xD7\xC1", "\u041C\u043E\u0441\u043A\u0432\u0430"},
      {"koi8-u", "\xEB\xC9\xA7\xD7", "\u041A\u0438\u0457\u0432"},
      {"macintosh", "\x8E\xD2q\xD3", "\u00E9\u201Cq\u201D"},
      {"windows-874", "\xA1\xE4\xB7\xC2\xDB", "\u0E01\u0E44\u0E17\u0E22\uFFFD"},
      {"windows-1250", "\xA3\xF3\x64\x9F", "\u0141\u00F3d\u017A"},
      {"windows-1251", "\xCC\xEE\xF1\xEA\xE2\xE0", "\u041C\u043E\u0441\u043A\u0432\u0430"},
      {"windows-1252", "\x93\xE9\x94\x81", "\u201C\u00E9\u201D\u0081"},
      {"windows-1253", "\xC1\xE8\xDE\xED\xE1\xAA", "\u0391\u03B8\u03AE\u03BD\u03B1\uFFFD"},
      {"windows-1254", "\xDD\xFE\xF0", "\u0130\u015F\u011F"},
      {"windows-1255", "\xF9\xEC\xE5\xED\xCA", "\u05E9\u05DC\u05D5\u05DD\u05BA"},
      {"windows-1256", "\xE3\xE1\x81", "\u0645\u0644\u067E"},
      {"windows-1257", "\xE0\xFE", "\u0105\u017E"},
      {"windows-1258", "\xD0\xE0\xCC", "\u0110\u00E0\u0300"},
      {"x-mac-cyrillic", "\x8C\xEE\xF1\xEA", "\u041C\u043E\u0441\u043A"},
      {"gbk", "\xBB\xAA\xCE\xAA\x80\x81<i>x</i>", "\u534E\u4E3A\u20AC\uFFFDx"},
      {"gb18030", "\xBB\xAA\x90\x30\x81\x30\x81\x30<i>x</i>",
       "\u534E\U00010000\uFFFD"
       "0x"},
      {"big5", "\xB5\xD8\x88\x62\xA4<i>x</i>", "\u83EF\u00CA\u0304\uFFFDx"},
      {"euc-jp", "\xC6\xFC\xCB\xDC\x8F\xB0\xA1\x8E<i>x</i>", "\u65E5\u672C\u4E02\uFFFDx"},
      {"iso-2022-jp", "\x1B$BF|K\\\x1B(B\\\x1B(B\x1B(B!", "\u65E5\u672C\\\uFFFD!"},
      {"shift_jis", "\x93\xFA\x96\x7B\x95\x5C\xB1\x81<i>x</i>", "\u65E5\u672C\u8868\uFF71\uFFFDx"},
      {"euc-kr", "\xC7\xD1\x81\x41\xFE\xA1\xB0<i>x</i>", "\uD55C\uAC02\uFFFD\uFFFDx"},
      {"x-user-defined", "\x80\xFF", "\uF780\uF7FF"},
  };
  for (const Case& c : cases) {
    const ReadDocument document = ReadAs(PageOf(c.words), c.encoding, c.encoding);
    EXPECT_EQ(document.text.text, std::string(kBefore) + c.text + "." + kAfter + "\n\n" + c.text + kAfter)
        << c.encoding;
  }
}

TEST(HtmlCharsets, PagesInUtf16LeadBackToTheirBytes) {
  for (const bool big_endian : {false, true}) {
    std::string bytes = Widened(PageOf("WORDS"), big_endian);
    const std::string marker = Widened("WORDS", big_endian);
    const std::string words =
        big_endian ? std::string("\xD8\x3D\xDE\0\xDC\0\x20\xAC", 8) : std::string("\x3D\xD8\0\xDE\0\xDC\xAC\x20", 8);
    for (size_t at = bytes.find(marker); at != std::string::npos; at = bytes.find(marker, at))
      bytes.replace(at, marker.size(), words);
    const std::string name = big_endian ? "utf-16be" : "utf-16le";
    const ReadDocument document = ReadAs(bytes, name, name);
    EXPECT_EQ(document.text.text,
              std::string(kBefore) + "\U0001F600\uFFFD\u20AC." + kAfter + "\n\n\U0001F600\uFFFD\u20AC" + kAfter);
  }
}

TEST(HtmlCharsets, PagesThatNoBrowserDecodesHoldNoText) {
  EXPECT_EQ(ReadAs(PageOf("x"), "iso-2022-kr", "replacement").text.text, "");
}

}  // namespace
}  // namespace dossier::indexer
