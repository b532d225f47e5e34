#include "corpus/url/punycode.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace dossier {
namespace {

struct Sample {
  const char32_t* label;
  const char* punycode;
};

std::u32string Wide(std::string_view ascii) { return {ascii.begin(), ascii.end()}; }

TEST(Punycode, WhenTheSamplesOfTheRfcAreWrittenAndRead_ThenBothWaysAgree) {  // RFC 3492, section 7.1
  const Sample samples[] = {
      {U"\u0644\u064A\u0647\u0645\u0627\u0628\u062A\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064A\u061F",
       "egbpdaj6bu4bxfgehfvwxn"},
      {U"\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587", "ihqwcrb4cv8a8dqg056pqjye"},
      {U"Pro\u010Dprost\u011Bnemluv\u00ED\u010Desky", "Proprostnemluvesky-uyb24dma41a"},
      {U"\u043F\u043E\u0447\u0435\u043C\u0443\u0436\u0435\u043E\u043D\u0438\u043D\u0435\u0433\u043E\u0432\u043E\u0440"
       U"\u044F\u0442\u043F\u043E\u0440\u0443\u0441\u0441\u043A\u0438",
       "b1abfaaepdrnnbgefbadotcwatmq2g4l"},
      {U"3\u5E74B\u7D44\u91D1\u516B\u5148\u751F", "3B-ww4c5e180e575a65lsy2b"},
      {U"-> $1.00 <-", "-> $1.00 <--"},
      {U"b\u00FCcher", "bcher-kva"},
      {U"\U0010FFFF", "dn32g"},
      {U"", ""}};
  for (const Sample& sample : samples) {
    EXPECT_EQ(EncodePunycode(sample.label).value_or("none"), sample.punycode);
    EXPECT_EQ(DecodePunycode(Wide(sample.punycode)).value_or(U"none"), sample.label) << sample.punycode;
  }
}

TEST(Punycode, WhenNoEncoderWouldWriteIt_ThenItIsNotRead) {
  for (const char* text : {"bcher-kva!", "-", "-abc", "99999999", "kva-kv ", "abc-9999999999999", "\x7F"}) {
    EXPECT_FALSE(DecodePunycode(Wide(text))) << text;
  }
  EXPECT_EQ(DecodePunycode(Wide("BCHER-KVA")).value_or(U""), U"B\u00FCCHER");  // digits of either case
  EXPECT_EQ(DecodePunycode(Wide("abc-")).value_or(U""), U"abc");
}

TEST(Punycode, WhenLabelsAreLong_ThenTheyStillPass) {
  std::u32string label;
  for (char32_t c = 0x4E00; c < 0x4E00 + 2700; ++c) label += c;
  const std::optional<std::string> encoded = EncodePunycode(label);
  ASSERT_TRUE(encoded);
  EXPECT_EQ(DecodePunycode(Wide(*encoded)).value_or(U""), label);
}

}  // namespace
}  // namespace dossier
