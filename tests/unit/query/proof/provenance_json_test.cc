// Keys and shapes are a contract (OUTPUT.md): a script of years ago reads them.
#include "query/proof/provenance_json.h"

#include "tests/support/answers.h"

namespace dossier::query {
namespace {

TEST(ProvenanceJson, WhenNothingIsKnown_ThenUnknownIsNullAndNotInvented) {
  EvidenceRow row = testing::RowOf("", "x", "");
  const Json json = DocumentJson(row);
  EXPECT_TRUE(json.at("published").is_null());
  EXPECT_TRUE(json.at("updated").is_null());
  EXPECT_TRUE(json.at("author").empty());
  EXPECT_EQ(json.at("publisher"), "");
  EXPECT_EQ(json.at("revision"), 1);
  EXPECT_EQ(json.at("superseded"), false);
}

TEST(ProvenanceJson, WhenThereAreValues_ThenTheyStandUnderTheirKeys) {
  EvidenceRow row = testing::RowOf("", "x", "");
  row.superseded = true;
  indexer::Provenance& from = row.passage.from;
  from.document_id = "d1";
  from.title = "T \"quoted\"";
  from.authors = {"A. One", "B. Two"};
  from.published = "2018-04";  // as granular as the publisher said
  from.url = "https://example.org/";
  from.capture_sha256 = "ab";
  from.fetched = *ParseRfc3339("2026-09-20T08:00:00Z");
  from.warc = "a.warc.gz";
  from.warc_offset = 12;
  from.warc_length = uint64_t{5} << 32;
  from.record_id = "<urn:uuid:1>";
  const Json document = DocumentJson(row), capture = CaptureJson(from);
  EXPECT_EQ(document.at("author"), Json::array({"A. One", "B. Two"}));
  EXPECT_EQ(document.at("published"), "2018-04");
  EXPECT_EQ(document.at("superseded"), true);
  EXPECT_EQ(capture.at("fetched"), "2026-09-20T08:00:00Z");
  EXPECT_EQ(capture.at("length"), uint64_t{5} << 32);
  EXPECT_EQ(capture.at("record_id"), "<urn:uuid:1>");
  const Json selector = SelectorJson({"e", "p", "s", 3, 4});
  EXPECT_EQ(selector, (Json{{"exact", "e"}, {"prefix", "p"}, {"suffix", "s"}, {"start", 3}, {"end", 4}}));
}

TEST(ProvenanceJson, WhenThePlaceIsSaid_ThenAPointerGoesBeforePageAndParagraph) {
  indexer::Passage passage;
  passage.ordinal = 4;
  EXPECT_EQ(LocatorOf(passage), "paragraph 4");
  passage.page = 2;
  EXPECT_EQ(LocatorOf(passage), "page 2, paragraph 4");
  passage.pointer = "/document/notes/0/text";
  EXPECT_EQ(LocatorOf(passage), "/document/notes/0/text");
}

}  // namespace
}  // namespace dossier::query
