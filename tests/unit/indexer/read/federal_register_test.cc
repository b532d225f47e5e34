#include "indexer/read/federal_register.h"

#include <gmock/gmock.h>

#include "indexer/read/plain_dates.h"
#include "tests/support/read_record.h"

namespace dossier::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kUslm = R"(<?xml version="1.0" encoding="UTF-8"?>
<rule xmlns="http://schemas.gpo.gov/xml/uslm" xmlns:dc="http://purl.org/dc/elements/1.1/" style="-uslm-sgm:PRORULE"
  identifier="/us/fr/83/frdoc2018-00001"><meta><property role="ACTION">Proposed rule.</property>
<startingPage>21716</startingPage><docNumber>2018–00001</docNumber></meta>
<preface><organization style="-uslm-sgm:AGENCY">DEPARTMENT OF PUMPS
</organization><organization style="-uslm-sgm:SUBAGY">Valve Service</organization>
<subject>Radios &amp; Pumps; <inline>Model</inline> 7</subject></preface>
<main><statement role="dates"><content><heading>DATES:</heading><p>Effective June 7, 2018.</p></content></statement>
<p>The Service <?page num="21717"?>bans radios of Acme.</p></main>
<notes><frDocId>[FR Doc. 2018–00001 Filed 5–11–18; 8:45 am]</frDocId><billingCode>BILLING CODE 1</billingCode></notes>
</rule>)";

TEST(FederalRegister, WhenDocumentIsUslm_ThenItsHeadIsFactsAndItsBodyText) {
  const ReadDocument read = ReadRecord(kUslm);
  const StructuredFacts& facts = *read.structured;
  EXPECT_EQ(facts.tracking_id, "2018-00001") << "an en dash stands for a hyphen";
  EXPECT_EQ(facts.title, "Radios & Pumps; Model 7");
  EXPECT_EQ(facts.category, "Proposed Rule");
  EXPECT_EQ(facts.action, "Proposed rule.");
  EXPECT_EQ(facts.citation, "83 FR 21716");
  EXPECT_EQ(facts.effective, "2018-06-07");
  EXPECT_THAT(facts.agencies, ElementsAre("DEPARTMENT OF PUMPS", "Valve Service"));
  EXPECT_EQ(facts.initial, "2018-05-14") << "filed on a Friday at 8:45";
  EXPECT_THAT(read.text.text, HasSubstr("The Service bans radios of Acme."));
  EXPECT_EQ(read.text.text.find("BILLING"), std::string::npos);
}

TEST(FederalRegister, WhenDayOfPublicationIsKnown_ThenItDecidesAndElseNothingIsGuessed) {
  EXPECT_EQ(ReadRecord(kUslm, "", "2018-05-15_2018-00001.xml").structured->initial, "2018-05-15");
  EXPECT_EQ(ReadRecord(kUslm, "https://www.govinfo.gov/content/pkg/FR-2018-05-16/xml/a.xml").structured->initial,
            "2018-05-16");
  std::string special(kUslm);
  special.replace(special.find("8:45 am"), 7, "4:15 pm");
  EXPECT_EQ(ReadRecord(special).structured->initial, "");
}

TEST(FederalRegister, WhenDocumentIsOlderXmlOrAnAnswerOfTheApi_ThenFactsAreTheSame) {
  const ReadDocument older = ReadRecord(R"(<?xml version="1.0"?><NOTICE><PREAMB><PRTPAGE P="230"/>
<AGENCY TYPE="F">DEPARTMENT OF PUMPS</AGENCY><SUBAGY>Valve Service</SUBAGY><SUBJECT>Radios</SUBJECT>
<ACT><HD SOURCE="HED">ACTION:</HD><P>Notice.</P></ACT><SUM><P>Acme<E T="03"> radios</E> are banned.</P></SUM></PREAMB>
<FRDOC>[FR Doc. 2020–00002 Filed 1–2–20; 8:45 am]</FRDOC></NOTICE>)");
  EXPECT_EQ(older.structured->citation, "85 FR 230");
  EXPECT_EQ(older.structured->action, "Notice.");
  EXPECT_THAT(older.text.text, HasSubstr("Acme radios are banned."));
  const ReadDocument api = ReadRecord(R"({"document_number": "2020-00002", "title": "Radios", "type": "Notice",
    "action": "Notice.", "abstract": "Acme radios are banned.", "citation": "85 FR 230",
    "publication_date": "2020-01-03",
    "agencies": [{"name": "Pumps Department"}, {"raw_name": "Valve Service", "name": null}]})");
  EXPECT_EQ(api.structured->tracking_id, older.structured->tracking_id);
  EXPECT_EQ(api.structured->citation, older.structured->citation);
  EXPECT_EQ(api.structured->initial, older.structured->initial);
  EXPECT_THAT(api.structured->agencies, ElementsAre("Pumps Department", "Valve Service"));
}

TEST(FederalRegister, WhenFiledBeforeAHoliday_ThenItIsPublishedBehindIt) {
  EXPECT_EQ(FormatDay(NextBusinessDay({2018, 5, 25})), "2018-05-29") << "Memorial Day";
  EXPECT_EQ(FormatDay(NextBusinessDay({2021, 7, 2})), "2021-07-06") << "4 July on a Sunday";
  EXPECT_EQ(FormatDay(NextBusinessDay({2019, 11, 27})), "2019-11-29") << "Thanksgiving";
  EXPECT_FALSE(FirstLongDate("on February 30, 2018 or 2021-13-45"));
}

}  // namespace
}  // namespace dossier::indexer
