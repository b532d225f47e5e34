// Exports of picked evidence: bags, STIX, FollowTheMoney.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "corpus/base/digest.h"
#include "query/exchange/bundle.h"
#include "query/exchange/entity_exports.h"
#include "query/forms/uuid.h"

namespace dossier::query {
namespace {

using ::testing::HasSubstr;

EvidenceRow SmallRow(const std::string& id, const std::string& text) {
  EvidenceRow row;
  row.passage.text = text;
  row.passage.from.document_id = "d0123456789ab";
  row.passage.from.url = "https://example.org/a/story.html?x=1";
  row.passage.from.title = "A Title";
  row.passage.from.published = "2018-08-04T12:00:00Z";
  row.passage.from.capture_sha256 = std::string(64, 'a');
  indexer::IndexedStatement statement;
  statement.id = id;
  statement.end = text.size();
  statement.vendors = {"zte"};
  statement.agencies = {"fbi"};
  row.passage.statements.push_back(statement);
  row.verification = Verification::kVerified;
  return row;
}

std::string NameOf(const std::string& id) { return id == "zte" ? "ZTE" : "Federal Bureau of Investigation"; }
const UtcTime kMade = *ParseRfc3339("2026-01-02T03:04:05Z");

TEST(UuidOfUrl, IsVersionFiveOfTheName) {
  EXPECT_EQ(UuidOfUrl("https://example.org/a"),
            "77980eae-c343-5b01-9823-eb6ac1da021f");  // as Python's uuid.uuid5 gives it
  EXPECT_NE(UuidOfUrl("a"), UuidOfUrl("b"));
}

TEST(BagOf, ManifestsHoldTheDigestOfEveryFile) {
  const NamedFiles bag = BagOf({{"data/a.txt", "one"}, {"data/b%.txt", "three"}}, kMade);
  std::map<std::string, std::string> files(bag.begin(), bag.end());
  EXPECT_EQ(files["bagit.txt"], "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  EXPECT_EQ(files["manifest-sha256.txt"],
            Sha256("one").hex() + "  data/a.txt\n" + Sha256("three").hex() + "  data/b%25.txt\n");
  EXPECT_THAT(files["bag-info.txt"], HasSubstr("Bagging-Date: 2026-01-02\nPayload-Oxum: 8.2\n"));
  for (const char* tag : {"bagit.txt", "bag-info.txt", "manifest-sha256.txt"})
    EXPECT_THAT(files["tagmanifest-sha256.txt"], HasSubstr(Sha256(files[tag]).hex() + "  " + tag + "\n"));
}

TEST(StixBundle, HoldsWhatTheStandardRequires) {
  const std::vector<EvidenceRow> rows = {SmallRow("e1", "One."), SmallRow("e2", "Two.")};
  const Json bundle = StixBundle(rows, NameOf, kMade);
  std::set<std::string> ids;
  std::map<std::string, int> types;
  for (const Json& object : bundle["objects"]) {
    ids.insert(StringAt(object, "id"));
    ++types[StringAt(object, "type")];
    for (const char* key : {"spec_version", "created", "modified"}) EXPECT_FALSE(StringAt(object, key).empty()) << key;
    EXPECT_EQ(StringAt(object, "created"), "2026-01-02T03:04:05.000Z");
    EXPECT_TRUE(StringAt(object, "id").starts_with(StringAt(object, "type") + "--"));
  }
  EXPECT_EQ(types, (std::map<std::string, int>{{"identity", 3}, {"note", 2}, {"report", 1}}));
  EXPECT_EQ(ids.size(), 6u);
  for (const Json& object : bundle["objects"])
    for (const Json& ref : MemberAt(object, "object_refs")) EXPECT_TRUE(ids.contains(ref.get<std::string>()));
  // The order of the rows makes no other ids.
  EXPECT_EQ(StixBundle({rows[1], rows[0]}, NameOf, kMade)["id"], bundle["id"]);
}

TEST(FtmEntities, HaveTheirSchemasRequiredProperties) {
  const std::map<std::string, std::vector<std::string>> required = {{"Company", {"name"}},
                                                                    {"PublicBody", {"name"}},
                                                                    {"Article", {"name", "fileName"}},
                                                                    {"Mention", {"document", "name"}},
                                                                    {"Documentation", {"document", "entity"}}};
  std::set<std::string> ids, schemas;
  const auto entities = FtmEntities({SmallRow("e1", "One."), SmallRow("e2", "Two.")}, NameOf);
  for (const Json& entity : entities) {
    schemas.insert(StringAt(entity, "schema"));
    EXPECT_TRUE(ids.insert(StringAt(entity, "id")).second) << "twice";
    ASSERT_TRUE(required.contains(StringAt(entity, "schema")));
    for (const std::string& property : required.at(StringAt(entity, "schema")))
      EXPECT_TRUE(MemberAt(MemberAt(entity, "properties"), property).is_array()) << property;
  }
  EXPECT_EQ(schemas.size(), required.size());
  EXPECT_EQ(entities.size(), 1u + 2 + 2 + 4);  // a document, two organisations, two mentions, four proofs
  EXPECT_EQ(entities[0]["properties"]["fileName"], Json::array({"story.html"}));
  for (const Json& entity : entities)
    for (const char* key : {"document", "entity", "resolved"})
      for (const Json& ref : MemberAt(MemberAt(entity, "properties"), key))
        EXPECT_TRUE(ids.contains(ref.get<std::string>()));
}

}  // namespace
}  // namespace dossier::query
