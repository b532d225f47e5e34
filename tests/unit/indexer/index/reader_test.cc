#include "indexer/index/reader.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "corpus/base/file.h"
#include "indexer/index/segments.h"
#include "indexer/index/walk.h"
#include "indexer/index/writer.h"
#include "indexer/pipeline/late_facts.h"
#include "tests/support/temp_dir.h"

namespace dossier::indexer {
namespace {

struct Text {
  std::string id, published;
  std::vector<std::string> passages;
};

IndexReader MakeIndex(const std::string& directory, const std::vector<Text>& texts) {
  EXPECT_TRUE(MakeDirectories(directory));
  auto writer = IndexWriter::Create(directory + "/seg-000001");
  EXPECT_TRUE(writer);
  Touched touched;
  for (const Text& text : texts) {
    std::vector<NewPassage> passages;
    for (const std::string& words : text.passages) {
      NewPassage passage;
      passage.ordinal = passage.block = static_cast<int>(passages.size()) + 1;
      passage.text = words;
      passages.push_back(std::move(passage));
    }
    DocumentRecord record;
    record.from.document_id = record.from.document_key = text.id;
    record.from.published = text.published;
    record.from.capture_sha256 = record.from.text_sha256 = std::string(64, 'a');
    touched.documents.insert(text.id);
    EXPECT_TRUE(writer->Add(record, passages));
  }
  EXPECT_TRUE(writer->Commit());
  FactsWork work;
  const auto facts = UpdateFacts(nullptr, directory, {}, "seg-000001", touched, work);
  EXPECT_TRUE(facts);
  EXPECT_TRUE(Publish(directory, {*facts, {"seg-000001"}}));
  auto index = IndexReader::Open(directory);
  EXPECT_TRUE(index);
  return std::move(*index);
}

std::vector<NewPassage> Passages(const std::string& word, size_t count) {
  std::vector<NewPassage> passages(count);
  for (size_t i = 0; i < count; ++i) {
    passages[i].text = fmt::format("{} {} {}", word, i, std::string(i * 37 % 900, 'x'));
    passages[i].ordinal = passages[i].block = static_cast<int>(i) + 1;
  }
  return passages;
}

std::vector<std::string> Documents(const IndexReader& index, const Expression& expression, FindOptions options) {
  std::vector<std::string> ids;
  const auto hits = index.Find(expression, options);
  EXPECT_TRUE(hits);
  for (const Hit& hit : hits->hits) ids.push_back(index.Fetch(hit.id)->from.document_id);
  return ids;
}

std::set<std::string> All(const IndexReader& index, const Expression& expression) {
  FindOptions options;
  options.limit = 1000;
  const auto found = Documents(index, expression, options);
  return {found.begin(), found.end()};
}

TEST(IndexReader, WhenDaysAreAskedFor_ThenTheYearTermsGiveWhatTheSlotGives) {
  testing::TempDir directory;
  std::vector<Text> texts = {{"none", "", {"word"}}, {"year", "2016", {"word"}}, {"month", "2016-12", {"word"}}};
  for (int year = 2012; year <= 2019; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int day : {1, 15, 28})
        texts.push_back({fmt::format("d{}-{}-{}", year, month, day),
                         fmt::format("{}-{:02}-{:02}{}", year, month, day, day == 15 ? "T23:30:00-05:00" : ""),
                         {"word"}});
  const IndexReader index = MakeIndex(directory.path() + "/index", texts);
  const std::string_view prefix = FieldOf(FieldId::kPublished).prefix;
  const std::vector<std::string> lows = {"",           "2010-01-01", "2012-01-01", "2014-06-15",
                                         "2016-01-01", "2016-12-02", "2030-01-01"};
  const std::vector<std::string> highs = {
      "", "2009-12-31~", "2014-06-15~", "2016-01-01~", "2016-12-31~", "2017-03-14~", "2019-12-31~", "2040-01-01~"};
  for (const std::string& low : lows)
    for (const std::string& high : highs) {
      if (low.empty() && high.empty()) continue;
      SCOPED_TRACE(low + ".." + high);
      EXPECT_EQ(All(index, Expression::Days(prefix, kPublishedSlot, low, high)),
                All(index, Expression::Range(kPublishedSlot, low, high)));
    }
}

// Databases merged to a segment, segments merged to another, two segments side by side.
TEST(IndexReader, WhenPassagesAreStoredInGroups_ThenEachIsFetchedAndWalkedAsItWasWritten) {
  testing::TempDir directory;
  const std::string index_directory = directory.path() + "/index";
  ASSERT_TRUE(MakeDirectories(index_directory));
  const auto path = [&](const std::string& name) { return index_directory + "/" + name; };
  const std::vector<std::string> words = {"alder", "birch", "cedar", "elm", "fir"};
  for (size_t i = 0; i < words.size(); ++i) {
    auto writer = IndexWriter::Create(path("part-" + words[i]));
    ASSERT_TRUE(writer);
    DocumentRecord record;
    record.from.document_id = record.from.document_key = "d" + words[i];
    record.from.title = "About " + words[i];
    ASSERT_TRUE(writer->Add(record, Passages(words[i], 10 + 7 * i)));
    record.from.document_id = record.from.document_key = "e" + words[i];
    ASSERT_TRUE(writer->Add(record, Passages(words[i] + "wood", 3)));
    ASSERT_TRUE(writer->Commit());
  }
  ASSERT_TRUE(MergeDatabases({path("part-alder"), path("part-birch")}, path("seg-000001"), {}));
  ASSERT_TRUE(MergeDatabases({path("part-cedar")}, path("seg-000002"), {}));
  ASSERT_TRUE(MergeDatabases({path("seg-000001"), path("seg-000002")}, path("seg-000003"), {}));
  ASSERT_TRUE(MergeDatabases({path("part-elm"), path("part-fir")}, path("seg-000004"), {}));
  EXPECT_FALSE(std::filesystem::exists(path("seg-000003") + "/termlist.glass"));
  FactsWork work;
  const auto facts = UpdateFacts(nullptr, index_directory, {}, "seg-000003", {}, work);
  ASSERT_TRUE(facts);
  ASSERT_TRUE(Publish(index_directory, {*facts, {"seg-000003", "seg-000004"}}));
  const auto index = IndexReader::Open(index_directory);
  ASSERT_TRUE(index);
  std::set<std::string> written, walked;
  for (size_t i = 0; i < words.size(); ++i)
    for (const std::string& word : {words[i], words[i] + "wood"}) {
      const auto expected = Passages(word, word == words[i] ? 10 + 7 * i : 3);
      FindOptions options;
      options.limit = 1000;
      const auto hits = index->Find(Expression::Words("", word), options);
      ASSERT_TRUE(hits);
      std::map<int, std::string> fetched;
      for (const Hit& hit : hits->hits) {
        const auto passage = index->Fetch(hit.id);
        ASSERT_TRUE(passage);
        EXPECT_EQ(passage->from.title, "About " + words[i]);
        fetched[passage->ordinal] = passage->text;
      }
      ASSERT_GE(fetched.size(), expected.size());  // words of the title count for both documents
      for (const NewPassage& one : expected) written.insert(one.text);
      if (word != words[i]) {
        EXPECT_EQ(fetched[2], expected[1].text);
      }
    }
  const auto walk = IndexWalk::Open(index_directory);
  ASSERT_TRUE(walk);
  ASSERT_TRUE(walk->All([&](Passage& passage) -> Result<bool> { return walked.insert(passage.text).second; }));
  EXPECT_EQ(walked, written);
  EXPECT_FALSE(index->Fetch(100000));
}

TEST(IndexReader, WhenManyAnswer_ThenFirstPassagesComeFirstAndAllAreFoundOnce) {
  testing::TempDir directory;
  const IndexReader index = MakeIndex(
      directory.path() + "/index", {
                                       {"late", "2018", {"nothing here", "word word word word"}},
                                       {"lead", "2018", {"the word stands in a lead of some length", "word word word"}},
                                       {"lead-twice", "2018", {"word word", "nothing"}},
                                       {"none", "2018", {"nothing"}},
                                   });
  FindOptions options;
  options.one_per_document = true;
  EXPECT_EQ(Documents(index, Expression::Words("", "word"), options)[0], "late");
  options.leads_from = 1;
  const auto found = Documents(index, Expression::Words("", "word"), options);
  EXPECT_EQ(found, (std::vector<std::string>{"lead-twice", "lead", "late"}));
  for (size_t limit : {1, 2, 3}) {  // the first pages of any size begin alike
    options.limit = limit;
    EXPECT_EQ(Documents(index, Expression::Words("", "word"), options),
              std::vector<std::string>(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(limit)));
  }
  options.offset = 1;
  options.limit = 2;
  EXPECT_EQ(Documents(index, Expression::Words("", "word"), options), (std::vector<std::string>{"lead", "late"}));
}

TEST(IndexReader, WhenFewAnswer_ThenLeadsHaveNoPrivilege) {
  testing::TempDir directory;
  const IndexReader index =
      MakeIndex(directory.path() + "/index", {{"late", "2018", {"nothing here", "word word word word"}},
                                              {"lead", "2018", {"the word stands in a lead of some length"}}});
  FindOptions options;
  options.leads_from = 3;
  EXPECT_EQ(Documents(index, Expression::Words("", "word"), options)[0], "late");
}

TEST(IndexWalk, WhenAllPassagesAreWalkedOver_ThenEachComesOnceAndThoseOfADocumentTogether) {
  testing::TempDir directory;
  std::vector<Text> texts;
  for (int i = 0; i < 30; ++i)
    texts.push_back({fmt::format("d{}", i), "2019", {"first words", "second words", "third"}});
  MakeIndex(directory.path() + "/index", texts);
  std::vector<std::string> walked;
  const auto walk = IndexWalk::Open(directory.path() + "/index");
  ASSERT_TRUE(walk);
  ASSERT_TRUE(walk->All([&](Passage& passage) -> Result<bool> {
    walked.push_back(passage.from.document_id + "/" + std::to_string(passage.ordinal));
    return walked.size() < 85;
  }));
  std::vector<std::string> expected;
  for (int i = 0; i < 30; ++i)
    for (int ordinal = 1; ordinal <= 3; ++ordinal) expected.push_back(fmt::format("d{}/{}", i, ordinal));
  expected.resize(85);  // where the visitor said no
  EXPECT_EQ(walked, expected);
  size_t matches = 0;
  ASSERT_TRUE(walk->Matching(Expression::Words("", "words"), [&](Passage& passage) -> Result<bool> {
    EXPECT_EQ(passage.from.published, "2019");
    ++matches;
    return true;
  }));
  EXPECT_EQ(matches, 60u);
  EXPECT_FALSE(walk->All([](Passage&) -> Result<bool> { return Fail(ErrorCode::kIo, "no"); }));
}

}  // namespace
}  // namespace dossier::indexer
