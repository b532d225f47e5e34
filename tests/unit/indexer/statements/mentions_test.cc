// Mentions of one text: CVE ids by pattern, and the order and overlap that every reader of mentions relies on.
#include "indexer/statements/mentions.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "tests/unit/indexer/statements/made_gazetteer.h"

namespace dossier::indexer {
namespace {

std::string Cves(const std::string& text) {
  std::vector<Mention> mentions;
  FindCves(text, mentions);
  std::string out;
  for (const Mention& m : mentions) {
    EXPECT_EQ(m.type, MentionType::kCve);
    EXPECT_LT(m.begin, m.end);
    EXPECT_LE(m.end, text.size());
    out += "[" + text.substr(m.begin, m.end - m.begin) + "=" + m.value + "]";
  }
  return out;
}

TEST(FindCves, WhenIdsAreWritten_ThenCaseAndHyphensDoNotMatter) {
  EXPECT_EQ(Cves("CVE-2021-44228"), "[CVE-2021-44228=CVE-2021-44228]");
  EXPECT_EQ(Cves("see cve-2021-44228."), "[cve-2021-44228=CVE-2021-44228]");
  EXPECT_EQ(Cves("(CVE‑2021‐44228)"), "[CVE‑2021‐44228=CVE-2021-44228]");
  EXPECT_EQ(Cves("CVE–2021–44228,CVE-1999-0001"), "[CVE–2021–44228=CVE-2021-44228][CVE-1999-0001=CVE-1999-0001]");
  EXPECT_EQ(Cves("CVE-2021-1234567890123456789"), "[CVE-2021-1234567890123456789=CVE-2021-1234567890123456789]");
}

TEST(FindCves, WhenItIsNoId_ThenThereIsNone) {
  for (const char* text :
       {"", "C", "CVE", "CVE-", "CVE-2021", "CVE-2021-", "CVE-2021-123", "CVE-12-12345", "XCVE-2021-44228",
        "1CVE-2021-44228", "CVE 2021 44228", "CVE-20211-44228", "CVE-2021-12345678901234567890", "CVE\xE2\x80",
        "CVE-2021\xE2\x80\x91", "cccccccccccccccccccc", "CVE—2021—44228"})
    EXPECT_EQ(Cves(text), "") << text;
}

TEST(FindCves, WhenTextGrows_ThenTimeGrowsWithIt) {
  auto seconds = [](size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += "CVE-2021-1 cvecve-CVE-2021 ";
    const auto begin = std::clock();
    EXPECT_EQ(Cves(text), "");
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  const double once = std::max(seconds(10000), 1e-3);
  EXPECT_LT(seconds(80000), 24 * once);
}

Mention At(size_t begin, size_t end, MentionType type, const char* id = "", Via via = Via::kName) {
  Mention m;
  m.begin = begin;
  m.end = end;
  m.type = type;
  m.id = id;
  m.via = via;
  return m;
}

std::string Ordered(std::vector<Mention> mentions) {
  OrderMentions(mentions);
  std::string out;
  for (const Mention& m : mentions)
    out += std::string(MentionTypeName(m.type)) + std::to_string(m.begin) + "-" + std::to_string(m.end) + m.id + " ";
  return out;
}

TEST(OrderMentions, WhenTheyOverlap_ThenTheLongerOfOneTypeStaysAndOtherTypesDoNotMatter) {
  constexpr auto kVendor = MentionType::kVendor;
  constexpr auto kDate = MentionType::kDate;
  EXPECT_EQ(Ordered({}), "");
  EXPECT_EQ(Ordered({At(9, 12, kVendor), At(0, 5, kVendor)}), "vendor0-5 vendor9-12 ");
  EXPECT_EQ(Ordered({At(0, 5, kVendor), At(0, 9, kVendor)}), "vendor0-9 ");
  EXPECT_EQ(Ordered({At(0, 9, kVendor), At(2, 5, kDate)}), "vendor0-9 date2-5 ");
  EXPECT_EQ(Ordered({At(0, 9, kVendor), At(8, 12, kVendor)}), "vendor0-9 ") << "the first of two that cross";
  EXPECT_EQ(Ordered({At(0, 9, kVendor), At(9, 12, kVendor)}), "vendor0-9 vendor9-12 ") << "touching is no overlap";
}

TEST(OrderMentions, WhenOneReferenceStandsForTwo_ThenBothStay) {
  constexpr auto kVendor = MentionType::kVendor;
  EXPECT_EQ(Ordered({At(0, 9, kVendor, "a", Via::kReference), At(0, 9, kVendor, "b", Via::kReference)}),
            "vendor0-9a vendor0-9b ");
  EXPECT_EQ(Ordered({At(0, 9, kVendor, "a", Via::kReference), At(0, 9, kVendor, "a", Via::kReference)}), "vendor0-9a ");
  EXPECT_EQ(Ordered({At(0, 9, kVendor, "a"), At(0, 9, kVendor, "b")}), "vendor0-9a ");
}

TEST(FindMentions, WhenATextHoldsAllKinds_ThenTheyComeInOrderWithTheirValues) {
  const std::string text = "On 4 August 2018 the Harbour Board named CVE-2021-44228 in Quellgrid radios.";
  std::vector<DateSpan> dates;
  AnalysisContext context;
  context.published = "2018-08-05";
  const std::vector<Mention> mentions = FindMentions(MadeGazetteer(), text, {}, context, false, dates);
  std::string out;
  for (const Mention& m : mentions)
    out +=
        std::string(MentionTypeName(m.type)) + ":" + m.id + m.value + ":" + text.substr(m.begin, m.end - m.begin) + ";";
  EXPECT_EQ(out,
            "date:2018-08-04:4 August 2018;agency:harbour-board:Harbour Board;cve:CVE-2021-44228:CVE-2021-44228;"
            "vendor:quellgrid:Quellgrid;");
  ASSERT_EQ(dates.size(), 1u);
  EXPECT_TRUE(dates[0].is_explicit);
}

TEST(FindMentions, WhenTheLanguageIsAnother_ThenTheTaggerIsNotAsked) {
  const std::string text = "Yesterday Jane Roe of Frobnicate Industries met Tom Poe in Oslo.";
  std::vector<DateSpan> dates;
  EXPECT_GT(FindMentions(MadeGazetteer(), text, {}, {}, true, dates).size(),
            FindMentions(MadeGazetteer(), text, {}, {}, false, dates).size());
  EXPECT_TRUE(FindMentions(MadeGazetteer(), "", {}, {}, true, dates).empty());
  EXPECT_TRUE(dates.empty()) << "dates of the text before are gone";
}

}  // namespace
}  // namespace dossier::indexer
