// Late facts brought up to date segment by segment are those of all at once, and what a publish takes depends on what
// it touches.
#include "indexer/pipeline/late_facts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "corpus/base/file.h"
#include "indexer/index/facts.h"
#include "indexer/index/writer.h"
#include "indexer/pipeline/near_duplicates.h"
#include "tests/support/temp_dir.h"

namespace dossier::indexer {
namespace {

std::string Text(size_t count, unsigned seed) {
  std::string text;
  for (size_t i = 0; i < count; ++i) text += "w" + std::to_string((i * 7919u + seed * 104729u) % 100003u) + " ";
  return text;
}

LearnedName NameIn(const DocumentRecord& record, const std::string& word, bool strong) {
  LearnedName name;
  name.id = "~" + word;
  name.documents = 1;
  name.sentences = 2;
  name.forms = {{word, 2}, {word + " Ltd", 1}};
  if (strong) name.signs = {{Sign::kApposition, 1}};
  Introduction introduction;
  introduction.sentence = "The maker " + word + " said so in " + record.from.document_key + ".";
  introduction.evidence = EvidenceIdOf(record.from.document_key, introduction.sentence);
  introduction.document = record.from.document_id;
  introduction.published = record.from.published;
  introduction.signs = strong ? SignBit(Sign::kApposition) : 0;
  name.introductions = {introduction};
  return name;
}

// A revision of a document: its text is that of a family of copies with some words of its own.
DocumentRecord Record(int document, int revision, int family, std::mt19937& random) {
  DocumentRecord record;
  Provenance& from = record.from;
  from.document_key = fmt::format("https://paper{}.example/{}", document % 5, document);
  from.document_id = DocumentIdOf(from.document_key);
  from.revision = revision;
  from.publisher = fmt::format("Paper {}", document % 5);
  from.title = fmt::format("Title {}", family);
  from.published = fmt::format("2021-0{}-1{}", 1 + random() % 9, random() % 9);
  from.fetched = UtcTime{1'600'000'000'000 + static_cast<int64_t>(random() % 1'000'000) * 86'400};
  from.text_sha256 = fmt::format("{:064}", document * 10 + revision);
  from.capture_id = document * 10 + revision;
  record.signature =
      SignatureOf(Text(300, static_cast<unsigned>(family)) + Text(random() % 60, static_cast<unsigned>(random())));
  for (const char* word : {"quellgrid", "ostrava-net", "tanfeld"})
    if (random() % 3 == 0) record.unlisted.push_back(NameIn(record, word, random() % 2 == 0));
  return record;
}

std::vector<NewPassage> PassagesOf(const DocumentRecord& record) {
  NewPassage passage;
  passage.text = "They said so.";
  IndexedStatement said;
  said.end = passage.text.size();
  for (const LearnedName& name : record.unlisted) said.unlisted.push_back(name.id);
  passage.statements = {said};
  return {passage};
}

// An index that grows segment by segment.
class Growing {
 public:
  explicit Growing(std::string directory) : directory_(std::move(directory)) {
    EXPECT_TRUE(MakeDirectories(directory_));
  }

  // What it took.
  FactsWork Add(const std::vector<DocumentRecord>& records) {
    const std::string segment = fmt::format("seg-{:06}", published_.segments.size() + 1);
    auto writer = IndexWriter::Create(directory_ + "/" + segment);
    EXPECT_TRUE(writer);
    Touched touched;
    for (const DocumentRecord& record : records) {
      EXPECT_TRUE(writer->Add(record, PassagesOf(record)));
      touched.documents.insert(record.from.document_id);
    }
    EXPECT_TRUE(writer->Commit());
    touched.outcomes["read"] = records.size();
    FactsWork work;
    auto facts = UpdateFacts(nullptr, directory_, published_, segment, touched, work);
    EXPECT_TRUE(facts) << facts.error().message;
    published_.facts = *facts;
    published_.segments.push_back(segment);
    return work;
  }

  std::map<std::string, std::string> Facts() const {
    std::map<std::string, std::string> all;
    const auto facts = indexer::Facts::Open(directory_, published_.facts);
    EXPECT_TRUE(facts);
    EXPECT_TRUE(facts->ForEach("", [&](const std::string& key, const std::string& value) {
      // How many entries a tier has is its own affair, and that there once were ranks tells nothing wrong.
      if (key != "entries" && key != kFactRanked) all[key] = value;
      return Ok();
    }));
    return all;
  }
  size_t tiers() const { return published_.facts.size(); }

 private:
  std::string directory_;
  PublishedIndex published_;
};

std::vector<DocumentRecord> Records(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<DocumentRecord> records;
  for (int document = 1; document <= 40; ++document) {
    const int revisions = document % 5 == 0 ? 3 : 1;
    // A revision may be of another family than the one before: the copies of what it was are to be placed anew.
    for (int revision = 1; revision <= revisions; ++revision)
      records.push_back(Record(document, revision, static_cast<int>(random() % 12), random));
  }
  return records;
}

TEST(LateFacts, WhenDocumentsComeInAnyOrderAndNumber_ThenTheFactsAreThoseOfAllAtOnce) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    testing::TempDir directory;
    std::vector<DocumentRecord> records = Records(seed);
    Growing whole(directory.path() + "/whole");
    whole.Add(records);
    const auto expected = whole.Facts();
    EXPECT_GT(std::count_if(expected.begin(), expected.end(),
                            [](const auto& fact) { return fact.first.starts_with(kFactOrigin); }),
              4);
    EXPECT_GT(std::count_if(expected.begin(), expected.end(),
                            [](const auto& fact) { return fact.first.starts_with(kFactRanks); }),
              0);
    std::mt19937 random(seed);
    std::shuffle(records.begin(), records.end(), random);
    Growing growing(directory.path() + "/growing");
    for (size_t at = 0; at < records.size();) {
      const size_t end = std::min(records.size(), at + 1 + random() % 4);
      growing.Add(
          {records.begin() + static_cast<std::ptrdiff_t>(at), records.begin() + static_cast<std::ptrdiff_t>(end)});
      at = end;
    }
    const auto grown = growing.Facts();
    for (const auto& [key, value] : expected) {
      const auto found = grown.find(key);
      EXPECT_EQ(found == grown.end() ? "" : found->second, value) << "seed " << seed << ", " << key;
    }
    for (const auto& [key, value] : grown) EXPECT_TRUE(expected.contains(key)) << "seed " << seed << ", " << key;
    EXPECT_LE(growing.tiers(), 8u);
  }
}

TEST(LateFacts, WhenOneDocumentComes_ThenItTakesAsMuchInASmallIndexAsInALargeOne) {
  std::vector<FactsWork> works;
  for (const int size : {20, 400}) {
    testing::TempDir directory;
    std::mt19937 random(7);
    Growing growing(directory.path() + "/index");
    std::vector<DocumentRecord> records;
    for (int document = 1; document <= size; ++document) records.push_back(Record(document, 1, document, random));
    growing.Add(records);
    DocumentRecord copy = records[4];
    copy.from.document_key = "https://other.example/copy";
    copy.from.document_id = DocumentIdOf(copy.from.document_key);
    copy.from.publisher = "The Other";
    copy.from.published = "2022-01-01";
    copy.unlisted = {NameIn(copy, "quellgrid", true)};
    works.push_back(growing.Add({copy}));
  }
  EXPECT_EQ(works[0].records_read, works[1].records_read);
  EXPECT_EQ(works[0].facts_written, works[1].facts_written);
  EXPECT_LE(works[1].records_read, 4u);  // its own, and the text that it is a copy of
  EXPECT_LE(works[1].facts_written, 10u);
}

}  // namespace
}  // namespace dossier::indexer
