#include "indexer/read/list_reader.h"

#include <gmock/gmock.h>

#include "tests/support/read_record.h"

namespace dossier::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kRemarks =
    "Target Type Private Company; Effective Date (CMIC) 02 Aug 2021; Listing Date (CMIC) 03 Jun 2021; a.k.a. 'ACME'; "
    "Linked To: BIG CO.";

std::string Primary(char separator) {
  const std::string s(1, separator);
  const std::string empty = s + "-0- ";
  return "7" + s + "\"ACME, CO., LTD.\"" + empty + s + "\"CMIC-EO1\"" + empty + empty + empty + empty + empty + empty +
         empty + s + "\"" + std::string(kRemarks) + "\"\r\n\x1A";
}

TEST(ListReader, WhenFileIsOfac_ThenARowIsADocumentWithWhatItsRemarksState) {
  for (const char separator : {',', '|', '@'}) {
    const ReadDocument read = ReadRecord(Primary(separator));
    ASSERT_EQ(read.entries.size(), 1U) << separator;
    const StructuredFacts& facts = *read.entries[0].structured;
    EXPECT_EQ(facts.tracking_id, "7");
    EXPECT_EQ(facts.title, "ACME, CO., LTD.");
    EXPECT_EQ(facts.category, "CMIC-EO1");
    EXPECT_EQ(facts.initial, "2021-06-03");
    EXPECT_EQ(facts.effective, "2021-08-02");
    EXPECT_THAT(facts.aliases, ElementsAre("ACME"));
    EXPECT_EQ(
        facts.reads,
        "Office of Foreign Assets Control lists ACME, CO., LTD. under CMIC-EO1 since 2021-06-03; linked to BIG CO");
    EXPECT_EQ(read.entries[0].text.text.find("-0-"), std::string::npos);
    EXPECT_EQ(read.text.text, "ACME, CO., LTD.");
  }
}

TEST(ListReader, WhenFileIsTheScreeningList_ThenOwnerProgramAndCitationAreKept) {
  const ReadDocument read = ReadRecord(
      "source,entity_number,type,programs,name,federal_register_notice,start_date,license_policy,alt_names,remarks\n"
      "Entity List (EL) - Bureau of Industry and Security,,,,Acme Group,80 FR 69852,2015-11-12,Presumption of denial.,"
      "Acme A; Acme B,\n"
      "Specially Designated Nationals (SDN) - Treasury Department,9,Entity,CUBA,Pump SA,,,,,\n");
  ASSERT_EQ(read.entries.size(), 2U);
  EXPECT_EQ(read.entries[0].structured->reads,
            "Bureau of Industry and Security lists Acme Group on the Entity List (EL) since 2015-11-12 (80 FR 69852)");
  EXPECT_THAT(read.entries[0].structured->aliases, ElementsAre("Acme A", "Acme B"));
  EXPECT_EQ(read.entries[1].structured->publisher, "Office of Foreign Assets Control");
}

TEST(ListReader, WhenFileIsXml_ThenEntriesAreTheSame) {
  const ReadDocument read = ReadRecord(R"(<?xml version="1.0"?><sdnList xmlns="http://x"><sdnEntry><uid>7</uid>
<lastName>ACME &amp; CO.</lastName><sdnType>Entity</sdnType><remarks>Listing Date (CMIC) 03 Jun 2021.</remarks>
<programList><program>CMIC-EO1</program></programList><akaList><aka><lastName>AC</lastName></aka></akaList>
</sdnEntry></sdnList>)");
  ASSERT_EQ(read.entries.size(), 1U);
  EXPECT_EQ(read.entries[0].structured->title, "ACME & CO.");
  EXPECT_EQ(read.entries[0].structured->initial, "2021-06-03");
  EXPECT_THAT(read.entries[0].structured->aliases, ElementsAre("AC"));
}

TEST(ListReader, WhenFileWasCut_ThenItIsRefused) {
  const std::string whole = Primary(',');
  EXPECT_THAT(WhyNotRead(whole + "8,\"CUT OFF"), HasSubstr("cut"));
  EXPECT_THAT(WhyNotRead(whole.substr(0, whole.size() - 1) + "8,\"SHORT\",-0-\r\n"), HasSubstr("3 of 12 fields"));
}

}  // namespace
}  // namespace dossier::indexer
