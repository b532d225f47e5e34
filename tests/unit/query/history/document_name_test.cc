#include "query/history/document_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dossier::query {
namespace {

TEST(DocumentName, WhenACitationIsWrittenInAnyWay_ThenItIsOne) {
  for (const char* name : {"83 FR 21776", "83 F.R. 21776", "83 Fed. Reg. 21,776", "83 fr 21776", "83FR21776"})
    EXPECT_EQ(RegisterCitation(name), "83 FR 21776") << name;
  for (const char* name :
       {"", "83 FR", "FR 21776", "83 FR 21776 and more", "83 US 21776", "2018-09921", "83 FR 21776.5"})
    EXPECT_EQ(RegisterCitation(name), "") << name;
}

TEST(DocumentName, WhenANumberIsWrittenInAnyWay_ThenItIsComparedAsOne) {
  for (const char* name : {"BOD-17-01", "BOD 17-01",
                           "bod 17\xE2\x80\x93"
                           "01",
                           "Binding Operational Directive 17-01", "Binding Operational Directive BOD-17-01"})
    EXPECT_EQ(ComparedNumber(name), "bod17-01") << name;
  EXPECT_EQ(ComparedNumber("2018\xE2\x80\x93"
                           "09921"),
            "2018-09921");
  EXPECT_EQ(ComparedNumber("Pub. L. 115\xE2\x80\x93"
                           "232"),
            ComparedNumber("Public Law 115-232"));
  EXPECT_NE(ComparedNumber("Pub. L. 11-523"), ComparedNumber("Pub. L. 115-23"));
  EXPECT_NE(ComparedNumber("ED-17-01"), ComparedNumber("BOD-17-01"));
}

TEST(DocumentName, WhenABillIsNamed_ThenItIsOneWithOrWithoutItsCongress) {
  for (const char* name : {"S. Con. Res. 10", "S.Con.Res. 10", "s con res 10"})
    EXPECT_EQ(BillNumber(name), "sconres10");
  EXPECT_EQ(BillNumber("116 H.R. 5515"), "116hr5515");
  EXPECT_EQ(BillNumber("HR 5515"), "hr5515");
  for (const char* name : {"S10", "", "S. 10 and S. 11", "Galaxy S 10", "H.R.", "T. 10", "S. 1234567"})
    EXPECT_EQ(BillNumber(name), "") << name;
}

TEST(DocumentName, WhenTextsWriteANameInSeveralWays_ThenEachIsLookedFor) {
  using ::testing::Contains;
  EXPECT_THAT(SpellingsOf("P.L. 115-232"), Contains("Pub. L. No. 115-232"));
  EXPECT_THAT(SpellingsOf("P.L. 115-232"), Contains("Public Law 115-232"));
  EXPECT_THAT(SpellingsOf("83 F.R. 21,776"), Contains("83 Fed. Reg. 21776"));
  EXPECT_THAT(SpellingsOf("83 FR 21776"), Contains("83 FR 21,776"));
  EXPECT_THAT(SpellingsOf("BOD 17-01"), Contains("Binding Operational Directive 17-01"));
  EXPECT_THAT(SpellingsOf("E8-12345"), ::testing::ElementsAre("E8-12345"));
}

TEST(DocumentName, WhenAQuestionIsNoName_ThenItStaysAQuestion) {
  for (const char* name : {"83 FR 230", "BOD 17-01", "2018-09921", "E8-12345", "Pub. L. 115-232", "ICSA-19-029-02"})
    EXPECT_TRUE(MayNameDocument(name)) << name;
  for (const char* name : {"", "ZTE", "hikvision 2018", "2018-09", "2018-09-21", "2018-05-01..2018-06-01", "802.11",
                           "F-35", "cameras of 2018-09921 and others", "cve:CVE-2021-1"})
    EXPECT_FALSE(MayNameDocument(name)) << name;
  EXPECT_EQ(CveIn("cve-2021-44228"), "CVE-2021-44228");
  EXPECT_EQ(CveIn("CVE\xE2\x80\x93"
                  "2021\xE2\x80\x93"
                  "44228"),
            "CVE-2021-44228");
  for (const char* name : {"CVE-2021", "CVE-2021-1", "CVE-2021-44228 x", "XCVE-2021-44228"}) EXPECT_EQ(CveIn(name), "");
}

}  // namespace
}  // namespace dossier::query
