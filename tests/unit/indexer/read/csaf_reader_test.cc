#include "indexer/read/csaf_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"
#include "tests/support/shared_data.h"

namespace dossier::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kAdvisory = R"({
  "document": {
    "category": "csaf_security_advisory", "csaf_version": "2.0", "lang": "en-US",
    "title": "Example  Works Pump Controller",
    "publisher": {"category": "coordinator", "name": " Sample CERT ", "namespace": "https://cert.example"},
    "notes": [
      {"category": "legal_disclaimer", "title": "Legal", "text": "Provided as is."},
      {"category": "summary", "title": "Risk", "text": "An attacker could\n stop the pump."}],
    "references": [
      {"category": "self", "url": "https://cert.example/sc-1.json", "summary": "JSON"},
      {"category": "self", "url": "https://cert.example/sc-1", "summary": "Web"}],
    "tracking": {"id": "SC-1", "version": "2", "status": "final",
      "initial_release_date": "2021-03-01T10:00:00-05:00", "current_release_date": "2021-03-09T10:00:00-05:00",
      "revision_history": [{"number": "1", "date": "x", "summary": "First"}, {"number": "2", "summary": "Adds B."}]}},
  "product_tree": {"branches": [{"category": "vendor", "name": " Example Works ", "branches": [
    {"category": "product_name", "name": "Pump A", "branches": [
      {"category": "product_version", "name": "1.0",
       "product": {"product_id": "1", "name": "Example Works Pump A 1.0"}}]},
    {"category": "product_name", "name": "Pump B", "product": {"product_id": "2", "name": "Example Works Pump B"}}]}]},
  "vulnerabilities": [{"cve": "CVE-2021-0001", "title": "Overflow",
    "notes": [{"category": "description", "text": "A buffer overflow."}],
    "threats": [{"category": "impact", "details": "High."}],
    "remediations": [{"category": "vendor_fix", "details": "Update to 1.1."}]}]
})";

ReadDocument MustRead(std::string_view bytes) {
  ReaderInput input;
  input.bytes = bytes;
  auto document = ReadCsaf(input);
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().message);
  return document ? *std::move(document) : ReadDocument{};
}

// What an analyst asks first: are this vendor's products affected or not.
TEST(CsafReader, WhenProductsHaveAStatus_ThenEachVendorHasItsOwn) {
  const auto statuses = [](const std::string& vulnerabilities) {
    const std::string product = R"("product": {"name": "x", "product_id": )";
    const ReadDocument read = MustRead(
        R"({"document": {"csaf_version": "2.0"}, "product_tree": {"branches": [
          {"category": "vendor", "name": "Pump Works", "branches": [
            {"category": "product_name", "name": "A", )" +
        product + R"("A"}}, {"category": "product_name", "name": "B", )" + product + R"("B"}}]},
          {"category": "vendor", "name": "Valve Works", "branches": [{"category": "product_name", "name": "V", )" +
        product + R"("V"}}]}], "relationships": [{"product_reference": "A", "relates_to_product_reference": "V",
            "full_product_name": {"name": "A on V", "product_id": "AV"}}]}, "vulnerabilities": [)" +
        vulnerabilities + "]}");
    std::string out;
    for (const ProductStatus& each : read.structured->product_status) out += each.vendor + ": " + each.status + "; ";
    return out;
  };
  EXPECT_EQ(
      statuses(R"({"cve": "CVE-2024-1", "product_status": {"known_affected": ["A"], "known_not_affected": ["V"]}})"),
      "Pump Works: affected; Valve Works: not affected; ");
  EXPECT_EQ(statuses(R"({"cve": "CVE-2024-1", "product_status": {"known_affected": ["A", "B"], "fixed": ["B"]}})"),
            "Pump Works: affected, fixed; ");
  EXPECT_EQ(statuses(R"({"cve": "CVE-2024-1", "product_status": {"known_not_affected": ["V"]}},
                        {"cve": "CVE-2024-2", "product_status": {"last_affected": ["V"]}})"),
            "Valve Works: affected (CVE-2024-2), not affected (CVE-2024-1); ");
  EXPECT_EQ(statuses(R"({"cve": "CVE-2024-1", "product_status": {"under_investigation": ["AV"]}})"),
            "Pump Works: under investigation; Valve Works: under investigation; ");
  EXPECT_EQ(statuses(R"({"product_status": {"known_affected": ["no such product", 7]}}, {"product_status": []})"), "");
}

TEST(CsafReader, WhenAdvisory_ThenFactsAndMetadata) {
  ASSERT_TRUE(LooksLikeCsaf(kAdvisory));
  const ReadDocument document = MustRead(kAdvisory);
  EXPECT_EQ(document.page_kind, PageKind::kAdvisory);
  EXPECT_EQ(document.title, "Example Works Pump Controller");
  EXPECT_EQ(document.publisher, "Sample CERT");
  EXPECT_EQ(document.language, "en");
  EXPECT_EQ(document.canonical_url, "https://cert.example/sc-1");
  EXPECT_EQ(document.published.day(), "2021-03-01");
  EXPECT_EQ(document.updated.day(), "2021-03-09");
  ASSERT_TRUE(document.structured);
  EXPECT_EQ(document.structured->tracking_id, "SC-1");
  EXPECT_EQ(document.structured->revisions, 2);
  EXPECT_THAT(document.structured->vendors, ElementsAre(" Example Works ")) << "as written";
  EXPECT_THAT(document.structured->products, ElementsAre("Pump A", "Pump B"));
  EXPECT_THAT(document.structured->cves, ElementsAre("CVE-2021-0001"));
}

TEST(CsafReader, WhenAdvisory_ThenBlocksNameTheirStrings) {
  const ReadDocument document = MustRead(kAdvisory);
  EXPECT_TRUE(corpus::CheckTextMap(kAdvisory, document.text).has_value());
  std::vector<std::string> pointers;
  for (const corpus::Block& block : document.text.blocks) pointers.push_back(block.pointer);
  EXPECT_THAT(pointers, ElementsAre("/document/notes/1/title", "/document/notes/1/text",
                                    "/product_tree/branches/0/branches/0/branches/0/product/name",
                                    "/product_tree/branches/0/branches/1/product/name", "/vulnerabilities/0/cve",
                                    "/vulnerabilities/0/title", "/vulnerabilities/0/notes/0/text",
                                    "/vulnerabilities/0/threats/0/details", "/vulnerabilities/0/remediations/0/details",
                                    "/document/tracking/revision_history/0/summary",
                                    "/document/tracking/revision_history/1/summary"));
  EXPECT_THAT(document.text.text, HasSubstr("An attacker could stop the pump.\n\n"));
  EXPECT_EQ(document.text.text.find("as is"), std::string::npos) << "legal disclaimers are no statements";
}

TEST(CsafReader, WhenMembersAreMissingOrOfOtherTypes_ThenTheRestIsRead) {
  const ReadDocument document = MustRead(
      R"({"document": {"title": 7, "tracking": {"id": "X", "initial_release_date": "soon", "revision_history": 3},
          "publisher": [], "notes": {"a": 1}}, "vulnerabilities": [null, {"cve": ["x"]}], "product_tree": "none"})");
  EXPECT_EQ(document.title, "");
  EXPECT_EQ(document.structured->tracking_id, "X");
  EXPECT_FALSE(document.published.known());
  EXPECT_TRUE(document.text.blocks.empty());
}

TEST(CsafReader, WhenTheBytesAreIllFormed_ThenTheyAreRepairedAsTheDecoderDoes) {
  const std::string bytes = "\xEF\xBB\xBF{\"document\": {\"notes\": [{\"text\": \"caf\xE9 \\u0041\"}]}}";
  const ReadDocument document = MustRead(bytes);
  EXPECT_EQ(document.text.text, "caf\xEF\xBF\xBD A");
  const auto payload = DecodeToUtf8(bytes, "utf-8");
  ASSERT_TRUE(payload);
  EXPECT_TRUE(corpus::CheckTextMap(*payload, document.text).has_value());
}

TEST(CsafReader, WhenNotCsaf_ThenAnError) {
  EXPECT_FALSE(LooksLikeCsaf("<html>\"document\" \"csaf_version\""));
  EXPECT_FALSE(LooksLikeCsaf(R"({"document": 1})"));
  EXPECT_FALSE(LooksLikeCsaf(R"({"properties": {"document": {"csaf_version": 1}}})")) << "a schema of CSAF";
  ReaderInput input;
  for (std::string_view bytes : {"", "{", "[1]", R"({"document": 1})"}) {
    input.bytes = bytes;
    EXPECT_FALSE(ReadCsaf(input)) << bytes;
  }
  const std::string deep = "{\"document\":" + std::string(5000, '[') + std::string(5000, ']') + "}";
  input.bytes = deep;
  EXPECT_EQ(ReadCsaf(input).error().code, ErrorCode::kLimit);
}

// Reads every .json below `directory` that has CSAF's marks; each map must lead back to the bytes.
void ReadAll(const std::string& directory, size_t at_least) {
  auto files = ListFiles(directory);
  ASSERT_TRUE(files);
  size_t read = 0;
  for (const std::string& file : *files) {
    if (!file.ends_with(".json")) continue;
    auto bytes = ReadFile(file);
    ASSERT_TRUE(bytes);
    if (!LooksLikeCsaf(*bytes)) continue;
    ReaderInput input;
    input.bytes = *bytes;
    auto document = ReadCsaf(input);
    ASSERT_TRUE(document) << file << ": " << document.error().message;
    const auto payload = DecodeToUtf8(*bytes, document->text.charset);
    ASSERT_TRUE(payload);
    const Status fits = corpus::CheckTextMap(*payload, document->text);
    EXPECT_TRUE(fits) << file << ": " << fits.error().message;
    ++read;
  }
  EXPECT_GE(read, at_least);
}

TEST(CsafReader, WhenRealHistories_ThenAllAreRead) {
  DOSSIER_SHARED_OR_SKIP(directory, "corpora/csaf-history");
  ReadAll(directory, 200);
}

TEST(CsafReader, WhenTheStandardsOwnTestFiles_ThenAllAreRead) {
  DOSSIER_SHARED_OR_SKIP(directory, "corpora/csaf-oasis");
  ReadAll(directory, 100);
}

std::set<std::string> StringSet(const Json& list) {
  std::set<std::string> set;
  for (const Json& value : list) {
    set.insert(value.get<std::string>());  // blanks around a name are the publisher's too
  }
  return set;
}

TEST(CsafReader, WhenComparedWithTheFilesOwnFields_ThenAllAreExact) {
  DOSSIER_SHARED_OR_SKIP(corpora, "corpora");
  DOSSIER_SHARED_OR_SKIP(truth_path, "corpora/advisory-truth/truth.jsonl");
  auto truth = ReadFile(truth_path);
  ASSERT_TRUE(truth);
  size_t compared = 0;
  for (size_t at = 0; at < truth->size();) {
    const size_t end = std::min(truth->find('\n', at), truth->size());
    auto line = ParseJson(std::string_view(*truth).substr(at, end - at), "truth");
    at = end + 1;
    if (!line || StringAt(*line, "format") != "csaf") continue;
    const std::string file = StringAt(*line, "file");
    auto bytes = ReadFile(corpora + "/" + file);
    ASSERT_TRUE(bytes) << file;
    const ReadDocument document = MustRead(*bytes);
    const StructuredFacts& facts = *document.structured;
    EXPECT_EQ(facts.tracking_id, StringAt(*line, "id")) << file;
    EXPECT_EQ(document.title, CollapseWhiteSpace(StringAt(*line, "title"))) << file;
    EXPECT_EQ(facts.publisher, StringAt(*line, "publisher")) << file;
    EXPECT_EQ(facts.version, StringAt(*line, "version")) << file;
    EXPECT_EQ(facts.status, StringAt(*line, "status")) << file;
    EXPECT_EQ(facts.initial.substr(0, 10), StringAt(*line, "initial")) << file;
    EXPECT_EQ(facts.current.substr(0, 10), StringAt(*line, "current")) << file;
    EXPECT_EQ(facts.revisions, IntegerAt(*line, "revisions")) << file;
    EXPECT_EQ(std::set(facts.vendors.begin(), facts.vendors.end()), StringSet(MemberAt(*line, "vendors"))) << file;
    EXPECT_EQ(std::set(facts.products.begin(), facts.products.end()), StringSet(MemberAt(*line, "products"))) << file;
    EXPECT_EQ(std::set(facts.cves.begin(), facts.cves.end()), StringSet(MemberAt(*line, "cves"))) << file;
    ++compared;
  }
  EXPECT_GE(compared, 100U);
}

}  // namespace
}  // namespace dossier::indexer
