#include "indexer/index/record_data.h"

#include <gtest/gtest.h>

namespace dossier::indexer {
namespace {

Provenance From() {
  Provenance from;
  from.document_id = "d123";
  from.document_key = "https://example.org/a";
  from.title = "A title";
  from.authors = {"Jane Doe", "John Roe"};
  from.revision = 3;
  from.partial = true;
  from.capture_id = 77;
  from.fetched.milliseconds = -5;
  from.warc_offset = uint64_t{1} << 40;
  from.reader = "html/3";
  return from;
}

Passage WithStatement() {
  Passage passage;
  passage.text = "Acme was warned on Monday.";
  passage.block = -1;
  passage.ordinal = 12;
  IndexedStatement said;
  said.id = "e1";
  said.end = passage.text.size();
  said.vendors = {"acme"};
  said.speaker = Speaker{"Jane", "minister", ""};
  said.dates = {{"Monday", "2021-09-13"}};
  Action action;
  action.type = ActionType::kProcurement;
  action.polarity = Polarity::kDenied;
  action.modality = Modality::kAlleged;
  action.targets = {"acme"};
  said.actions = {action};
  passage.statements = {said};
  Mention mention;
  mention.end = 4;
  mention.type = MentionType::kPlace;
  mention.via = Via::kTagger;
  mention.id = "acme";
  passage.mentions = {mention};
  return passage;
}

DocumentRecord Record() {
  DocumentRecord record;
  record.from = From();
  record.words = 400;
  record.signature = {0, 1, UINT32_MAX};
  LearnedName name;
  name.id = "~acme";
  name.forms = {{"Acme", 2}};
  name.signs = {{Sign::kOtherDescribed, 1}};
  name.introductions = {{"e1", "d1", "title", "2021", "A sentence.", 5}};
  record.unlisted = {name};
  return record;
}

TEST(Record, WhenAPassageIsStored_ThenItComesBackWithAReferenceToItsRecord) {
  const Passage passage = WithStatement();
  const std::string data = SerializePassage(passage, From());
  const auto back = ParsePassage(data);
  ASSERT_TRUE(back);
  EXPECT_EQ(SerializePassage(*back, back->from), data);
  EXPECT_EQ(back->from.document_id, "d123");
  EXPECT_EQ(back->from.revision, 3);
  EXPECT_EQ(back->from.title, "");
  EXPECT_EQ(back->statements.at(0).speaker->role, "minister");
  EXPECT_EQ(back->statements.at(0).actions.at(0).type, ActionType::kProcurement);
  EXPECT_EQ(back->block, -1);
}

TEST(Record, WhenARecordIsStored_ThenItComesBackWholeAndItsProvenanceAlone) {
  const std::string data = SerializeRecord(Record());
  const auto back = ParseRecord(data);
  ASSERT_TRUE(back);
  EXPECT_EQ(SerializeRecord(*back), data);
  EXPECT_EQ(back->unlisted.at(0).introductions.at(0).sentence, "A sentence.");
  const auto from = ParseProvenance(data);
  ASSERT_TRUE(from);
  EXPECT_EQ(from->authors, From().authors);
  EXPECT_EQ(from->fetched.milliseconds, -5);
  EXPECT_EQ(from->warc_offset, uint64_t{1} << 40);
}

TEST(Record, WhenBytesAreCutOrChanged_ThenItIsAnErrorOrAValueWithinBounds) {
  const std::string passage = SerializePassage(WithStatement(), From()), record = SerializeRecord(Record());
  for (size_t size = 0; size < passage.size(); ++size) EXPECT_FALSE(ParsePassage(passage.substr(0, size)));
  for (size_t size = 0; size < record.size(); ++size) EXPECT_FALSE(ParseRecord(record.substr(0, size)));
  EXPECT_FALSE(ParsePassage(passage + "x"));
  for (size_t at = 0; at < passage.size(); ++at)
    for (int change : {1, 0x7F, 0x80, 0xFF}) {
      std::string changed = passage;
      changed[at] = static_cast<char>(changed[at] ^ change);
      const auto back = ParsePassage(changed);
      if (!back) continue;
      for (const IndexedStatement& said : back->statements) {
        EXPECT_LE(said.end, back->text.size());
        for (const Action& action : said.actions) EXPECT_FALSE(ActionTypeName(action.type).empty());
      }
      for (const Mention& mention : back->mentions) EXPECT_LE(mention.end, back->text.size());
    }
}

TEST(Record, WhenTheSchemaIsAnother_ThenTheWayOutIsNamed) {
  const auto old = ParsePassage("{\"v\":1,\"text\":\"x\"}");
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().code, ErrorCode::kVersion);
  EXPECT_EQ(old.error().hint, "run: dossier index --rebuild");
}

}  // namespace
}  // namespace dossier::indexer
