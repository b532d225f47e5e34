#include "corpus/index_manifest.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "corpus/base/file.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;

class IndexManifest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto corpus = Corpus::Open(dir_ / "c", Access::kIndex, Create::kIfMissing);
    ASSERT_TRUE(corpus);
    corpus_.emplace(std::move(*corpus));
    for (const char* name : {"facts-000001", "seg-000001", "seg-000002"}) {
      ASSERT_TRUE(MakeDirectories(Folder(name)));
      ASSERT_TRUE(WriteFileAtomically(Folder(name) + "/postlist.glass", name));
    }
  }
  std::string Folder(const std::string& name) { return corpus_->index_directory() + "/" + name; }
  int64_t Announce(const std::vector<std::string>& names) {
    std::vector<IndexPart> parts;
    for (const std::string& name : names) parts.push_back(*MeasureIndexPart(corpus_->index_directory(), name, 7));
    const auto generation = AnnounceIndexParts(*corpus_, parts);
    EXPECT_TRUE(generation) << generation.error().message;
    return generation.value_or(0);
  }
  size_t Wrong(const std::vector<std::string>& published, Compare depth = Compare::kNamesAndSizes) {
    const auto damage = CompareIndexParts(*corpus_, published, depth);
    EXPECT_TRUE(damage) << damage.error().message;
    return damage ? damage->size() : 99;
  }
  TempDir dir_;
  std::optional<Corpus> corpus_;
};

TEST_F(IndexManifest, WhenThereIsNone_ThenNothingIsWrong) {
  EXPECT_EQ(Wrong({"seg-000009"}), 0u);
  EXPECT_TRUE(IndexParts(*corpus_)->empty());
}

TEST_F(IndexManifest, WhenAPartIsMissingOrAnotherIsThere_ThenEachIsNamed) {
  ASSERT_TRUE(SettleIndexParts(*corpus_, Announce({"facts-000001", "seg-000001"})));
  EXPECT_EQ(Wrong({"facts-000001", "seg-000001"}), 0u);
  EXPECT_EQ(Wrong({"facts-000001"}), 1u);
  EXPECT_EQ(Wrong({"facts-000001", "seg-000002"}), 2u);
  EXPECT_EQ(Wrong({}), 2u);
  std::filesystem::remove_all(Folder("seg-000001"));
  EXPECT_EQ(Wrong({"facts-000001", "seg-000001"}), 1u);
}

TEST_F(IndexManifest, WhenAByteIsFlipped_ThenOnlyTheWholeComparisonSeesIt) {
  ASSERT_TRUE(SettleIndexParts(*corpus_, Announce({"seg-000001"})));
  ASSERT_TRUE(WriteFileAtomically(Folder("seg-000001") + "/postlist.glass", "seg-000011"));
  EXPECT_EQ(Wrong({"seg-000001"}), 0u);
  EXPECT_EQ(Wrong({"seg-000001"}, Compare::kEveryByte), 1u);
  ASSERT_TRUE(WriteFileAtomically(Folder("seg-000001") + "/postlist.glass", "seg-00001"));
  EXPECT_EQ(Wrong({"seg-000001"}), 1u);
}

TEST_F(IndexManifest, WhenAPublisherWasKilledInBetween_ThenTheOldAndTheNewAreBothRight) {
  ASSERT_TRUE(SettleIndexParts(*corpus_, Announce({"seg-000001"})));
  const int64_t next = Announce({"seg-000002"});
  EXPECT_EQ(Wrong({"seg-000001"}), 0u) << "before the stub was replaced";
  EXPECT_EQ(Wrong({"seg-000002"}), 0u) << "after";
  ASSERT_TRUE(SettleIndexParts(*corpus_, next));
  EXPECT_NE(Wrong({"seg-000001"}), 0u);
}

TEST_F(IndexManifest, WhenTheIndexHoldsNothing_ThenThatIsNotedToo) {
  ASSERT_TRUE(SettleIndexParts(*corpus_, Announce({})));
  EXPECT_EQ(Wrong({}), 0u);
  EXPECT_EQ(Wrong({"seg-000001"}), 1u);
}

}  // namespace
}  // namespace dossier::corpus
