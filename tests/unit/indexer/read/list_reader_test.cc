#include "indexer/read/list_reader.h"

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <vector>

#include "indexer/read/list_tables.h"
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

TEST(ListReader, WhenFieldsHaveFixedPlaces_ThenRowsAreTheSame) {
  const auto line = [](std::string number, std::string name, std::string type, std::string program,
                       std::string remarks) {
    std::string out;
    for (auto& [text, width] : std::vector<std::pair<std::string, size_t>>{{number, 10},
                                                                           {name, 40},
                                                                           {type, 12},
                                                                           {program, 20},
                                                                           {"-0- ", 10},
                                                                           {"-0- ", 8},
                                                                           {"-0- ", 9},
                                                                           {"-0- ", 9},
                                                                           {"-0- ", 8},
                                                                           {"-0- ", 8},
                                                                           {"-0- ", 10},
                                                                           {remarks, 60}}) {
      text.resize(width, ' ');
      out += text;
    }
    return out + "\r\n";
  };
  const ReadDocument read =
      ReadRecord(line("7", "ACME CO., LTD.", "-0- ", "CMIC-EO1", "Listing Date (CMIC) 03 Jun 2021.") +
                 line("1234", "PUMP SA", "individual", "CUBA", "-0- ") +
                 line("25", "A B", "-0- ", "NS-PLC", "DOB 1962; a.k.a. 'C D'."));
  ASSERT_EQ(read.entries.size(), 3U);
  EXPECT_EQ(read.entries[0].structured->title, "ACME CO., LTD.");
  EXPECT_EQ(read.entries[0].structured->tracking_id, "7");
  EXPECT_EQ(read.entries[0].structured->category, "CMIC-EO1");
  EXPECT_EQ(read.entries[0].structured->initial, "2021-06-03");
  EXPECT_EQ(read.entries[1].structured->title, "PUMP SA");
  EXPECT_THAT(read.entries[2].structured->aliases, ElementsAre("C D"));
  EXPECT_EQ(read.entries[1].text.text.find("-0-"), std::string::npos);
}

TEST(ListReader, WhenFileIsOfTheAdvancedModel_ThenPartiesHaveNamesProgramsAndDays) {
  const ReadDocument read = ReadRecord(R"(<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="http://www.un.org/sanctions/1.0"><ReferenceValueSets>
<ListValues><List ID="15">SDN List</List></ListValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">Block</SanctionsType>
</SanctionsTypeValues></ReferenceValueSets><DistinctParties>
<DistinctParty FixedRef="36"><Profile ID="36"><Identity ID="4">
<Alias Primary="false"><DocumentedName ID="1"><DocumentedNamePart><NamePartValue>AC</NamePartValue></DocumentedNamePart>
</DocumentedName></Alias>
<Alias Primary="true"><DocumentedName ID="2"><DocumentedNamePart><NamePartValue>ACME &amp; CO.</NamePartValue>
</DocumentedNamePart></DocumentedName></Alias></Identity></Profile></DistinctParty>
<DistinctParty FixedRef="37"><Profile ID="37"><Identity ID="5"><Alias Primary="true"><DocumentedName ID="3">
<DocumentedNamePart><NamePartValue>BELL</NamePartValue></DocumentedNamePart><DocumentedNamePart>
<NamePartValue>Ann</NamePartValue></DocumentedNamePart></DocumentedName></Alias></Identity></Profile></DistinctParty>
</DistinctParties><SanctionsEntries><SanctionsEntry ID="1" ProfileID="36" ListID="15"><EntryEvent ID="9"><Comment/>
<Date><Year>2021</Year><Month>6</Month><Day>3</Day></Date></EntryEvent>
<SanctionsMeasure SanctionsTypeID="1"><Comment>CUBA</Comment></SanctionsMeasure>
<SanctionsMeasure SanctionsTypeID="2"><Comment>all of it</Comment></SanctionsMeasure></SanctionsEntry>
<SanctionsEntry ID="2" ProfileID="37" ListID="15"><EntryEvent ID="8"><Date><Year>2021</Year><Month>13</Month>
<Day>45</Day></Date></EntryEvent></SanctionsEntry></SanctionsEntries></Sanctions>)");
  ASSERT_EQ(read.entries.size(), 2U);
  const StructuredFacts& acme = *read.entries[0].structured;
  EXPECT_EQ(acme.title, "ACME & CO.");
  EXPECT_EQ(acme.tracking_id, "36");
  EXPECT_THAT(acme.aliases, ElementsAre("AC"));
  EXPECT_EQ(acme.reads,
            "Office of Foreign Assets Control lists ACME & CO. on the SDN List under CUBA since 2021-06-03");
  EXPECT_EQ(read.entries[0].text.text, "ACME & CO.\n\nCUBA");
  EXPECT_EQ(read.entries[1].structured->title, "BELL Ann");
  EXPECT_EQ(read.entries[1].structured->initial, "");  // no day of the calendar
}

TEST(ListReader, WhenAPartyIsOnSeveralListsOrNone_ThenEachListHasItsOwnOwnerDayAndPrograms) {
  const auto entry = [](const std::string& profile, const std::string& list, const std::string& year,
                        const std::string& program) {
    return "<SanctionsEntry ProfileID='" + profile + "' ListID='" + list + "'><EntryEvent><Date><Year>" + year +
           "</Year><Month>6</Month><Day>3</Day></Date></EntryEvent><SanctionsMeasure SanctionsTypeID='1'><Comment>" +
           program + "</Comment></SanctionsMeasure></SanctionsEntry>";
  };
  const auto party = [](const std::string& id, const std::string& name) {
    return "<DistinctParty><Profile ID='" + id + "'><Alias Primary='true'><DocumentedName><NamePartValue>" + name +
           "</NamePartValue></DocumentedName></Alias></Profile></DistinctParty>";
  };
  const ReadDocument read = ReadRecord(
      "<?xml version='1.0'?><Sanctions xmlns='http://www.un.org/sanctions/1.0'><ReferenceValueSets><ListValues>"
      "<List ID='1'>SDN List</List><List ID='2'>Harbour List</List><List ID='3'>Non-SDN CMIC List</List></ListValues>"
      "<SanctionsTypeValues><SanctionsType ID='1'>Program</SanctionsType></SanctionsTypeValues></ReferenceValueSets>"
      "<DistinctParties>" +
      party("7", "ACME") + party("8", "BELL") + party("9", "CRANE") + "</DistinctParties><SanctionsEntries>" +
      entry("7", "1", "2021", "CUBA") + entry("7", "1", "2019", "IRAN") + entry("7", "3", "2020", "CMIC") +
      entry("8", "2", "2018", "PORT") + "</SanctionsEntries></Sanctions>");
  std::vector<std::string> reads, keys, status;
  for (const ReadDocument& one : read.entries) {
    reads.push_back(one.structured->reads);
    keys.push_back(one.structured->tracking_id);
    status.push_back(one.structured->status);
  }
  EXPECT_THAT(reads,
              ElementsAre("Office of Foreign Assets Control lists ACME on the Non-SDN CMIC List under CMIC since "
                          "2020-06-03",
                          "Office of Foreign Assets Control lists ACME on the SDN List under CUBA; IRAN since "
                          "2019-06-03",
                          "BELL is listed on the Harbour List under PORT since 2018-06-03", "CRANE is named"));
  EXPECT_THAT(keys, ElementsAre("7 (Non-SDN CMIC List, 2020-06-03)", "7", "8", "9"));
  EXPECT_THAT(status, ElementsAre("listed", "listed", "listed", ""));
  EXPECT_EQ(read.entries[2].publisher, "");
  EXPECT_EQ(read.publisher, "");
}

TEST(ListReader, WhenManyRowsHaveOneKey_ThenEachHasItsOwn) {
  std::string table = "source,entity_number,programs,name\n";
  for (int i = 0; i < 20000; ++i) table += "L - O,7,P,Acme\n";
  ReaderInput input;
  input.bytes = table;
  const auto read = Read(input);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->entries.size(), 20000U);
  EXPECT_EQ(read->entries.back().structured->tracking_id, "7 (L) (20000)");
}

// A row that is added above or below another of its name takes nothing from it: neither key nor history.
TEST(ListReader, WhenRowsHaveOneName_ThenTheirKeysHoldWhateverIsAddedOrMoved) {
  const std::string head = "source,entity_number,programs,name,federal_register_notice,start_date\n";
  const std::string old = "Entity List (EL) - B,,,Acme,80 FR 1,2015-11-12\n";
  const std::string newer = "Entity List (EL) - B,,,Acme,85 FR 2,2020-01-02\n";
  const std::string other = "Denied List (DL) - B,,,Acme,,2021-03-04\n";
  const auto keys = [&](const std::string& rows) {
    std::map<std::string, std::string> by_day;
    for (const ReadDocument& entry : ReadRecord(head + rows).entries) {
      EXPECT_EQ(entry.text.reader, "list/1#" + entry.structured->tracking_id);
      by_day[entry.structured->initial] = entry.structured->tracking_id;
    }
    return by_day;
  };
  EXPECT_EQ(keys(old)["2015-11-12"], "Acme");
  for (const std::string& rows : {old + newer + other, other + newer + old, newer + old + other}) {
    auto found = keys(rows);
    EXPECT_EQ(found["2015-11-12"], "Acme");
    EXPECT_EQ(found["2020-01-02"], "Acme (Entity List (EL), 85 FR 2)");
    EXPECT_EQ(found["2021-03-04"], "Acme (Denied List (DL), 2021-03-04)");
  }
  // Nobody knows which of them came first.
  auto unknown = keys("Entity List (EL) - B,,,Acme,,\n" + newer);
  EXPECT_EQ(unknown[""], "Acme (Entity List (EL))");
  EXPECT_EQ(unknown["2020-01-02"], "Acme (Entity List (EL), 85 FR 2)");
}

TEST(ListTables, WhenAPageHoldsTheCoveredList_ThenARowIsADocument) {
  const ReadDocument read = ReadRecord(R"(<!DOCTYPE html><html><head><title>List of Equipment</title></head><body>
<article><h1>List of Equipment</h1><p>The list was last updated by the bureau in the spring and names what is covered by
the rules that the commission wrote for networks in this country, with the day on which each was included in it.</p>
<table><thead><tr><th>Covered Equipment or Services*</th><th>Date of Inclusion</th></tr></thead><tbody>
<tr><td><p>Telecommunications equipment produced or provided by <b>Norvane Technologies Company</b>,
including telecommunications or video services.</p></td>
<td>March 12, 2029</td></tr>
<tr><td>Video gear produced by Quillon Optics Co., Ltd., to the extent it is used for safety.</td>
<td>March 13, 2029†</td></tr>
<tr><td>Aircraft produced in a foreign country.</td><td>December 1, 2030</td></tr></tbody></table>
<p>Questions about the list are answered by the bureau at its office, which is open on all days of the week
for them.</p></article></body></html>)");
  ASSERT_EQ(read.entries.size(), 3U);
  EXPECT_EQ(
      read.entries[0].structured->reads,
      "Federal Communications Commission lists Norvane Technologies Company on the Covered List since 2029-03-12");
  EXPECT_EQ(read.entries[0].text.text,
            "Telecommunications equipment produced or provided by Norvane Technologies Company, including "
            "telecommunications or video services. March 12, 2029");
  EXPECT_EQ(read.entries[1].structured->title, "Quillon Optics Co., Ltd.");
  EXPECT_EQ(read.entries[1].structured->initial, "2029-03-13");
  EXPECT_EQ(read.entries[2].structured->title, "Aircraft produced in a foreign country.");
  EXPECT_EQ(read.page_kind, PageKind::kAdvisory);
  EXPECT_EQ(read.text.text.find("Norvane"), std::string::npos);
  EXPECT_NE(read.text.text.find("Questions about the list"), std::string::npos);
}

TEST(ListTables, WhenAPageHoldsTheEntityList_ThenNamesAliasesAndCitationsAreRead) {
  const ReadDocument read = ReadRecord(R"(<html><body><h1>Supplement No. 4</h1><table>
<tr><th>Country</th><th>Entity</th><th>License requirement</th><th>License review policy</th>
<th>Federal Register citation</th></tr>
<tr><td rowspan=2>DELMAR</td><td>Norvane Co., Ltd., a.k.a., the following two aliases: —Norvane Port; and —NV Tech. 7
Quay St., Port City.</td><td>For all items</td><td>Presumption of denial</td>
<td>84 FR 22963, 5/21/19. 85 FR 1, 1/2/20.</td></tr>
<tr><td>Quillon Works, 3 Main Street, Port City.</td><td>For all items</td><td>Case by case</td>
<td>85 FR 29853, 13/45/20.</td></tr></table></body></html>)");
  ASSERT_EQ(read.entries.size(), 2U);
  const StructuredFacts& facts = *read.entries[0].structured;
  EXPECT_EQ(facts.title, "Norvane Co., Ltd.");
  EXPECT_THAT(facts.aliases, ElementsAre("Norvane Port", "NV Tech"));
  EXPECT_EQ(facts.citation, "84 FR 22963");
  EXPECT_EQ(facts.initial, "2019-05-21");
  EXPECT_EQ(facts.action, "Presumption of denial");
  EXPECT_EQ(facts.publisher, "Bureau of Industry and Security");
  EXPECT_EQ(read.entries[1].structured->title, "Quillon Works");
  EXPECT_EQ(read.entries[1].structured->initial, "");
}

// Notes across columns, rows of other shapes and rows before the header are evidence too.
TEST(ListTables, WhenARowIsNoEntry_ThenItStaysInThePage) {
  const ReadDocument read = ReadRecord(R"(<html><body><h1>Supplement No. 4</h1><p>The supplement names those to whom the
rules of the bureau apply, and for which goods a license is to be asked for before they are sent to them.</p><table>
<tr><td colspan=5>Above the header stands a note of the quay.</td></tr>
<tr><th>Country</th><th>Entity</th><th>License requirement</th><th>License review policy</th>
<th>Federal Register citation</th></tr>
<tr><td rowspan=2>DELMAR</td><td>Norvane Co., Ltd.</td><td>For all items</td><td>Presumption of denial</td>
<td>84 FR 22963, 5/21/19.</td></tr><tr><td>Quillon Works.</td><td>For all items</td><td>Denial</td><td>84 FR 2,
5/22/19.</td></tr>
<tr><td colspan=5>A note across the columns tells of Tessel Cranes.</td></tr>
<tr><td>ORMUND</td><td>Vextal Ships</td><td>For all items and more</td></tr>
<tr><td>PERIN</td><td></td><td>For items of nobody</td><td>Denial</td><td>85 FR 3, 1/2/20.</td></tr>
<tr><td>PERIN</td><td>Norvane Co., Ltd.</td><td>For all items</td><td>Denial</td><td>85 FR 4, 1/3/20.</td></tr>
</table></body></html>)");
  ASSERT_EQ(read.entries.size(), 3U);
  EXPECT_EQ(read.entries[0].structured->tracking_id, "Norvane Co., Ltd.");
  EXPECT_EQ(read.entries[2].structured->tracking_id, "Norvane Co., Ltd. (PERIN, 85 FR 4)");
  for (const std::string_view kept :
       {"a note of the quay", "tells of Tessel Cranes", "Vextal Ships", "For items of nobody", "The supplement names"})
    EXPECT_NE(read.text.text.find(kept), std::string::npos) << kept << " not in " << read.text.text;
  for (const std::string_view moved : {"Norvane", "Quillon", "Federal Register citation"})
    EXPECT_EQ(read.text.text.find(moved), std::string::npos) << moved;
}

// A newspaper prints the table too, and a file of it may name the paper and no address.
TEST(ListTables, WhenThePageIsAnothers_ThenTheTableIsItsOwnText) {
  const auto page = [](const std::string& head) {
    return "<html><head>" + head +
           "<title>What the list holds</title></head><body><article><h1>What the list holds</h1><p>The commission "
           "wrote down on Friday whose gear it holds to be a risk, and the table below says since when that is so for "
           "each of them, in the order in which they came.</p><table><tr><th>Covered equipment or services</th>"
           "<th>Date of inclusion</th></tr><tr><td>Equipment produced by Norvane Technologies Company.</td>"
           "<td>March 12, 2029</td></tr></table></article></body></html>";
  };
  const std::string other = "<meta property=og:site_name content='Harbour Times'>";
  const std::string own = "<meta property=og:site_name content='Federal Communications Commission'>";
  for (const auto& [head, url] : std::vector<std::pair<std::string, std::string>>{
           {"", "https://www.harbour-times.example/list"},
           {own, "https://www.harbour-times.example/list"},
           {other, ""},
           {"<link rel=canonical href='https://www.harbour-times.example/list'>", ""}}) {
    const ReadDocument read = ReadRecord(page(head), url);
    EXPECT_TRUE(read.entries.empty()) << head << url;
    EXPECT_NE(read.text.text.find("Norvane"), std::string::npos) << head << url;
  }
  EXPECT_EQ(ReadRecord(page(own)).entries.size(), 1U);
  EXPECT_EQ(ReadRecord(page(""), "https://www.fcc.gov/list").entries.size(), 1U);
}

TEST(ListTables, WhenATableIsAnother_ThenThePageIsAPage) {
  const ReadDocument read = ReadRecord(
      "<html><body><p>The date of inclusion is told below in a table of the library for all books that it "
      "has.</p><table>"
      "<tr><th>Book</th><th>Date of inclusion</th></tr><tr><td>On Cranes</td><td>May 1, 2021</td></tr></table></body>"
      "</html>");
  EXPECT_TRUE(read.entries.empty());
  EXPECT_EQ(CoveredCompany("Services offered by International Port Ltd. and its subsidiaries"),
            "International Port Ltd.");
  EXPECT_EQ(CoveredCompany("Software supplied, directly or indirectly, by Norvane Lab or any of its successors."),
            "Norvane Lab");
  EXPECT_EQ(CoveredCompany("Equipment produced by it"), "");
  EXPECT_EQ(NamesOfEntity("").name, "");
}

}  // namespace
}  // namespace dossier::indexer
