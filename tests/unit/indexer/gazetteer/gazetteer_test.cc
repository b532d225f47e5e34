#include "indexer/gazetteer/gazetteer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/gazetteer/legal_forms.h"
#include "indexer/gazetteer/name_tokens.h"

namespace dossier::indexer {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Gazetteer& Known() {
  static const std::shared_ptr<const Gazetteer> gazetteer = *Gazetteer::Embedded();
  return *gazetteer;
}

// "id:surface" of every match.
std::vector<std::string> Matches(std::string_view text) {
  std::vector<std::string> found;
  for (const GazetteerHit& hit : Known().Match(text)) {
    const Alias& alias = Known().aliases()[hit.alias];
    found.push_back(Known().entities()[alias.entity].id + ":" +
                    std::string(text.substr(hit.begin, hit.end - hit.begin)));
  }
  return found;
}

TEST(Gazetteer, WhenNameIsInsideAnotherWord_ThenNoMatch) {
  EXPECT_THAT(Matches("Biztechc sells Aztec and Huaweis."), IsEmpty());
}

TEST(Gazetteer, WhenPossessive_ThenNameWithoutIt) {
  EXPECT_THAT(Matches("Huawei's phones, Huawei\xE2\x80\x99s routers"), ElementsAre("huawei:Huawei", "huawei:Huawei"));
}

TEST(Gazetteer, WhenHyphensAmpersandsAndInitials_ThenSpellingsAreEqual) {
  EXPECT_THAT(Matches("TP-Link TP Link TP\xE2\x80\x91Link"),
              ElementsAre("tp-link:TP-Link", "tp-link:TP Link", "tp-link:TP\xE2\x80\x91Link"));
  EXPECT_THAT(Matches("AT&T, AT&amp;T and AT & T"),
              ElementsAre("at-and-t:AT&T", "at-and-t:AT&amp;T", "at-and-t:AT & T"));
  EXPECT_THAT(Matches("the U.S. Senate"), Contains("us-senate:U.S. Senate"));
  EXPECT_THAT(Matches("the F.B.I. said"), ElementsAre("fbi:F.B.I."));
  EXPECT_THAT(Matches("(Huawei\xE2\x80\x94ZTE)"), ElementsAre("huawei:Huawei", "zte:ZTE"));
}

TEST(Gazetteer, WhenLegalFormFollows_ThenItBelongsToTheName) {
  EXPECT_THAT(Matches("Huawei Technologies Co., Ltd. sued"), Contains("huawei:Huawei Technologies Co., Ltd."));
  EXPECT_THAT(Matches("parts to ZTE Corp. for seven years"), ElementsAre("zte:ZTE Corp."));
  EXPECT_THAT(Matches("Alibaba Group Holding Ltd said"), ElementsAre("alibaba:Alibaba Group Holding Ltd"));
  EXPECT_THAT(Matches("Intel, Cisco"), ElementsAre("intel:Intel", "cisco:Cisco"));
  EXPECT_THAT(Matches("by Xiaomi, Inc., said"), ElementsAre("xiaomi:Xiaomi, Inc."));
}

TEST(Gazetteer, WhenCaseDiffers_ThenCapitalsDecide) {
  EXPECT_THAT(Matches("an apple a day, intel, the sec"), IsEmpty());
  EXPECT_THAT(Matches("HUAWEI AND ZTE BANNED"), ElementsAre("huawei:HUAWEI", "zte:ZTE"));
  EXPECT_THAT(Matches("Zte"), IsEmpty());
  EXPECT_THAT(Matches("Nasa said"), ElementsAre("nasa:Nasa"));
}

TEST(Gazetteer, WhenPartOfAnAddress_ThenNoMatch) {
  EXPECT_THAT(Matches("Huawei.com me@Huawei Huawei_1"), IsEmpty());
  EXPECT_THAT(Matches("sold on Amazon.com today"), Contains("amazon:Amazon.com"));
}

TEST(Gazetteer, WhenNamesOverlap_ThenLongestComesFirst) {
  const auto found = Matches("Palo Alto Networks");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], "palo-alto-networks:Palo Alto Networks");
}

TEST(Gazetteer, WhenParagraphEndsInsideName_ThenNoMatch) {
  EXPECT_THAT(Matches("Trend\n\nMicro"), IsEmpty());
  EXPECT_THAT(Matches("Trend\nMicro"), ElementsAre("trend-micro:Trend\nMicro"));
}

TEST(Gazetteer, WhenOtherScripts_ThenCharactersAreTokens) {
  EXPECT_THAT(Matches("\xE5\x8D\x8E\xE4\xB8\xBA\xE6\x89\x8B\xE6\x9C\xBA"),
              ElementsAre("huawei:\xE5\x8D\x8E\xE4\xB8\xBA"));
  EXPECT_THAT(Matches("Verfassungsschutz f\xC3\xBCr"), ElementsAre("bfv:Verfassungsschutz"));
}

TEST(Gazetteer, WhenHostileBytes_ThenItEnds) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 37 % 256);
  for (const GazetteerHit& hit : Known().Match(bytes)) EXPECT_LE(hit.end, bytes.size());
  Known().Match(std::string("\xE2\x80"));
  Known().Match(std::string("AT&"));
}

TEST(Gazetteer, WhenResolved_ThenAliasIdAndLegalFormFindTheEntity) {
  const auto ids = [](std::string_view name, EntityType type) {
    std::vector<std::string> result;
    for (const Entity* entity : Known().Resolve(name, type)) result.push_back(entity->id);
    return result;
  };
  EXPECT_THAT(ids("huawei", EntityType::kVendor), ElementsAre("huawei"));
  EXPECT_THAT(ids("Zhongxing Telecommunication Equipment", EntityType::kVendor), ElementsAre("zte"));
  EXPECT_THAT(ids("zte corporation", EntityType::kVendor), ElementsAre("zte"));
  EXPECT_THAT(ids("pentagon", EntityType::kAgency), ElementsAre("us-department-of-defense"));
  EXPECT_THAT(ids("pentagon", EntityType::kVendor), IsEmpty());
  EXPECT_THAT(ids("BSI", EntityType::kAgency), ::testing::UnorderedElementsAre("bsi", "british-standards-institution"));
  EXPECT_THAT(ids("HP", EntityType::kVendor), ::testing::UnorderedElementsAre("hp", "hewlett-packard"));
}

TEST(Gazetteer, WhenMisspelt_ThenTheClosestNamesAreSuggested) {
  EXPECT_EQ(Known().Suggest("Hauwei", EntityType::kVendor).at(0), "Huawei");
  EXPECT_EQ(Known().Suggest("Kasperski", EntityType::kVendor).at(0), "Kaspersky");
  EXPECT_EQ(Known().Suggest("Mircosoft Corp.", EntityType::kVendor).at(0), "Microsoft");
  EXPECT_THAT(Known().Suggest("qqqqqqqqqq", EntityType::kVendor), IsEmpty());
}

TEST(Gazetteer, WhenTableIsBroken_ThenFileAndLineAreNamed) {
  const auto broken = Gazetteer::Parse("a\tA\tname\nb\tB\talias\n", "", "");
  ASSERT_FALSE(broken.has_value());
  EXPECT_THAT(broken.error().message, ::testing::HasSubstr("vendors.tsv:2"));
  EXPECT_FALSE(Gazetteer::Parse("a\tA\tname\na\tB\tname\n", "", "").has_value());
}

TEST(LegalForms, WhenWordOnlyLooksLikeOne_ThenItStays) {
  EXPECT_EQ(WithoutLegalForm("Block, Inc."), "Block");
  EXPECT_EQ(WithoutLegalForm("Siemens AG"), "Siemens");
  EXPECT_EQ(WithoutLegalForm("Telecom Italia S.p.A."), "Telecom Italia");
  EXPECT_EQ(WithoutLegalForm("Limited"), "Limited");
  const std::string text = "Huawei Company picnic, Apple Co said";
  EXPECT_EQ(EndOfLegalForm(text, 29), 29u);
}

}  // namespace
}  // namespace dossier::indexer
