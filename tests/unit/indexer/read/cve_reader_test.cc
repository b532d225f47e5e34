#include "indexer/read/cve_reader.h"

#include <gmock/gmock.h>

#include "tests/support/read_record.h"

namespace dossier::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Record(const std::string& state, const std::string& containers) {
  return R"({"dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": {"cveId": "CVE-2024-0001", "state": ")" +
         state +
         R"(", "assignerShortName": "acme", "datePublished": "2024-01-02T03:04:05Z", "dateUpdated": "2024-02-03"},
            "containers": )" +
         containers + "}";
}

TEST(CveReader, WhenRecordIsPublished_ThenAssignersFactsAndThoseOfOthersStandApart) {
  const ReadDocument read = ReadRecord(Record("PUBLISHED", R"({"cna": {"title": "Overflow in Pump",
      "affected": [{"vendor": "Acme ", "product": "Pump", "versions": [{"version": "1", "status": "affected"}]},
                   {"vendor": "Valve Works", "product": "V", "defaultStatus": "unaffected"},
                   {"vendor": "n/a", "product": "n/a", "versions": [{"version": "n/a", "status": "affected"}]}],
      "descriptions": [{"lang": "de", "value": "Ein Fehler."}, {"lang": "en", "value": "A  flaw in\n Pump."}],
      "references": [{"url": "https://acme.example/1"}],
      "metrics": [{"cvssV3_1": {"baseScore": 7.5}}]},
    "adp": [{"affected": [{"vendor": "acme"}], "metrics": [
      {"other": {"type": "kev", "content": {"dateAdded": "2024-03-04"}}},
      {"other": {"type": "ssvc", "content": {"options": [{"Exploitation": "active"}]}}},
      {"cvssV3_1": {"baseScore": 9.8}}]}]})"));
  const StructuredFacts& facts = *read.structured;
  EXPECT_EQ(facts.tracking_id, "CVE-2024-0001");
  EXPECT_EQ(facts.publisher, "acme");
  EXPECT_EQ(facts.status, "published");
  EXPECT_THAT(facts.vendors, ElementsAre("Acme ", "Valve Works")) << "as written, and n/a names nobody";
  EXPECT_THAT(facts.products, ElementsAre("Pump", "V"));
  EXPECT_THAT(facts.adp_vendors, ElementsAre("acme"));
  EXPECT_EQ(facts.kev_since, "2024-03-04");
  EXPECT_EQ(facts.exploitation, "active");
  EXPECT_EQ(facts.severity, "9.8");
  ASSERT_EQ(facts.product_status.size(), 2U);
  EXPECT_EQ(facts.product_status[0].status, "affected");
  EXPECT_EQ(facts.product_status[1].status, "not affected");
  EXPECT_EQ(read.text.text, "Overflow in Pump\n\nA flaw in Pump.\n\nEin Fehler.");
  EXPECT_EQ(read.published.value, "2024-01-02T03:04:05Z");
}

TEST(CveReader, WhenRecordIsRejected_ThenOnlyTheRejectionIsSaid) {
  const ReadDocument read = ReadRecord(Record("REJECTED", R"({"cna": {"title": "Overflow",
      "affected": [{"vendor": "Acme", "product": "Pump"}], "descriptions": [{"lang": "en", "value": "A flaw."}],
      "rejectedReasons": [{"lang": "en", "value": "Not a vulnerability."}]}})"));
  EXPECT_EQ(read.structured->status, "rejected");
  EXPECT_EQ(read.text.text, "Not a vulnerability.");
  EXPECT_TRUE(read.structured->vendors.empty());
  EXPECT_THAT(read.structured->reads, HasSubstr("rejected"));
}

TEST(CveReader, WhenRecordIsHostile_ThenItIsRefusedOrReadWithoutWhatIsImpossible) {
  EXPECT_THAT(WhyNotRead(Record("PUBLISHED", R"({"cna": {"title": "cut)")), HasSubstr("not valid JSON"));
  EXPECT_THAT(WhyNotRead(Record("PUBLISHED", std::string(5000, '['))), HasSubstr("nested deeper"));
  std::string odd = Record("PUBLISHED", R"({"cna": {"affected": {"vendor": 7}, "metrics": [1, {"cvssV3_1": []}]}})");
  odd.replace(odd.find("2024-01-02"), 10, "2021-13-45");
  const ReadDocument read = ReadRecord(odd);
  EXPECT_FALSE(read.published.known()) << "no day of the calendar";
  EXPECT_EQ(read.structured->initial.substr(0, 10), "2021-13-45") << "kept as stated";
}

}  // namespace
}  // namespace dossier::indexer
