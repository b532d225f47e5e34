#include "indexer/read/kev_reader.h"

#include <gmock/gmock.h>

#include "tests/support/read_record.h"

namespace dossier::indexer {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kCatalogue = R"({"title": "CISA Catalog of Known Exploited Vulnerabilities",
  "catalogVersion": "2026.03.05", "dateReleased": "2026-03-05T10:00:00Z", "count": 2, "vulnerabilities": [
  {"cveID": "CVE-2017-0001", "vendorProject": "Pump Works", "product": "Multiple Products",
   "vulnerabilityName": "Pump Works Improper Authentication", "dateAdded": "2026-03-05",
   "shortDescription": "Pump Works products have a flaw.", "requiredAction": "Apply mitigations.",
   "dueDate": "2026-03-26", "knownRansomwareCampaignUse": "Known",
   "notes": "https://a.example/1 ; https://b.example/2", "cwes": ["CWE-287"]},
  {"cveID": "CVE-2020-0002", "vendorProject": "Acme", "product": "Valve", "vulnerabilityName": "Acme Valve",
   "dateAdded": "2026-01-01", "shortDescription": "A flaw.", "requiredAction": "Patch.", "dueDate": "2026-01-22"}]})";

TEST(KevReader, WhenCatalogueIsRead_ThenEachEntryIsADocumentThatReadsAsAPersonWouldSayIt) {
  const ReadDocument read = ReadRecord(kCatalogue);
  ASSERT_EQ(read.entries.size(), 2U);
  const ReadDocument& entry = read.entries[0];
  EXPECT_EQ(entry.structured->reads,
            "CISA added CVE-2017-0001 (Pump Works, Multiple Products) to its catalogue of known exploited "
            "vulnerabilities on 2026-03-05; due 2026-03-26; used in ransomware campaigns");
  EXPECT_EQ(entry.text.text,
            "Pump Works Improper Authentication\n\nPump Works products have a flaw.\n\nApply mitigations.");
  EXPECT_EQ(entry.text.reader, "kev/1#CVE-2017-0001");
  EXPECT_EQ(entry.published.value, "2026-03-05");
  EXPECT_EQ(entry.structured->references.size(), 2U);
  EXPECT_EQ(read.text.text, "CVE-2017-0001\n\nCVE-2020-0002")
      << "an entry that is removed shows in the list's own text";
}

TEST(KevReader, WhenCatalogueIsATable_ThenItGivesTheSameEntries) {
  const ReadDocument read = ReadRecord(
      "cveID,vendorProject,product,vulnerabilityName,dateAdded,shortDescription,requiredAction,dueDate\r\n"
      "CVE-2017-0001,Pump Works,\"Pump, \"\"Pro\"\"\",\"Pump Works Flaw\",2026-03-05,\"Says \"\"no\"\",\nthen yes.\","
      "Patch.,2026-03-26\r\n");
  ASSERT_EQ(read.entries.size(), 1U);
  EXPECT_EQ(read.entries[0].structured->products[0], "Pump, \"Pro\"");
  EXPECT_EQ(read.entries[0].text.text, "Pump Works Flaw\n\nSays \"no\", then yes.\n\nPatch.");
}

TEST(KevReader, WhenCatalogueWasCut_ThenAllOfItIsRefused) {
  for (size_t cut : {kCatalogue.size() - 1, kCatalogue.size() / 2, kCatalogue.size() / 4 * 3})
    EXPECT_THAT(WhyNotRead(kCatalogue.substr(0, cut)), HasSubstr("refused")) << cut;
  std::string fewer(kCatalogue);
  fewer.replace(fewer.find("\"count\": 2"), 10, "\"count\": 3");
  EXPECT_THAT(WhyNotRead(fewer), HasSubstr("counts 3 entries and has 2"));
}

}  // namespace
}  // namespace dossier::indexer
