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

// The passages that some of this text's data give back.
std::vector<Passage> Back(const std::vector<std::string>& data) {
  std::vector<Passage> passages;
  for (size_t i = 0; i < data.size(); ++i) {
    const auto distance = DistanceToGroup(data[i]);
    EXPECT_TRUE(distance && *distance <= i);
    const auto group = ParseGroup(data[i - *distance]);
    EXPECT_TRUE(group);
    auto passage = PassageOf(*group, *distance);
    EXPECT_TRUE(passage);
    passages.push_back(std::move(*passage));
  }
  return passages;
}

TEST(Record, WhenAPassageIsStored_ThenItComesBackWithAReferenceToItsRecord) {
  NewPassage passage;
  static_cast<Passage&>(passage) = WithStatement();
  const std::vector<std::string> data = SerializePassages({passage}, From());
  const std::vector<Passage> back = Back(data);
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].from.document_id, "d123");
  EXPECT_EQ(back[0].from.revision, 3);
  EXPECT_EQ(back[0].from.title, "");
  EXPECT_EQ(back[0].statements.at(0).speaker->role, "minister");
  EXPECT_EQ(back[0].statements.at(0).actions.at(0).type, ActionType::kProcurement);
  EXPECT_EQ(back[0].block, -1);
}

TEST(Record, WhenPassagesAreStored_ThenAGroupHoldsSeveralAndEachComesBackFromItsPlace) {
  std::vector<NewPassage> passages(40);
  for (size_t i = 0; i < passages.size(); ++i) {
    passages[i].text = std::string(i % 7 == 0 ? 3000 : 60, static_cast<char>('a' + i % 26));
    passages[i].ordinal = static_cast<int>(i);
  }
  const std::vector<std::string> data = SerializePassages(passages, From());
  ASSERT_EQ(data.size(), passages.size());
  const std::vector<Passage> back = Back(data);
  for (size_t i = 0; i < back.size(); ++i) {
    EXPECT_EQ(back[i].text, passages[i].text);
    EXPECT_EQ(back[i].ordinal, static_cast<int>(i));
  }
  const auto group = ParseGroup(data[1]);  // behind the first long one
  ASSERT_TRUE(group);
  EXPECT_EQ(group->passages.size(), 7U);
  EXPECT_EQ(data[2].size(), 1U);
  EXPECT_FALSE(PassageOf(*group, 7));
  EXPECT_FALSE(ParseGroup(data[2]));
  EXPECT_TRUE(SerializePassages({}, From()).empty());
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
  NewPassage stored;
  static_cast<Passage&>(stored) = WithStatement();
  const std::string data = SerializePassages({stored}, From())[0], record = SerializeRecord(Record());
  const auto parse = [](std::string_view bytes) -> Result<Passage> {
    DOSSIER_CHECK(DistanceToGroup(bytes));
    DOSSIER_TRY_ASSIGN(const PassageGroup group, ParseGroup(bytes));
    return PassageOf(group, 0);
  };
  ASSERT_TRUE(parse(data));
  for (size_t size = 0; size < data.size(); ++size) EXPECT_FALSE(parse(data.substr(0, size)));
  for (size_t size = 0; size < record.size(); ++size) EXPECT_FALSE(ParseRecord(record.substr(0, size)));
  EXPECT_FALSE(parse(data + "x"));
  EXPECT_FALSE(DistanceToGroup(std::string("\1x", 2)));
  for (size_t at = 0; at < data.size(); ++at)
    for (int change : {1, 0x7F, 0x80, 0xFF}) {
      std::string changed = data;
      changed[at] = static_cast<char>(changed[at] ^ change);
      const auto back = parse(changed);
      if (!back) continue;
      for (const IndexedStatement& said : back->statements) {
        EXPECT_LE(said.end, back->text.size());
        for (const Action& action : said.actions) EXPECT_FALSE(ActionTypeName(action.type).empty());
      }
      for (const Mention& mention : back->mentions) EXPECT_LE(mention.end, back->text.size());
    }
}

TEST(Record, WhenTheSchemaIsAnother_ThenTheWayOutIsNamed) {
  std::string data = SerializePassages({NewPassage()}, From())[0];
  ASSERT_TRUE(ParseGroup(data));
  data[1] ^= 1;
  const auto old = ParseGroup(data);
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().code, ErrorCode::kVersion);
  EXPECT_EQ(old.error().hint, "run: dossier index --rebuild");
}

}  // namespace
}  // namespace dossier::indexer
