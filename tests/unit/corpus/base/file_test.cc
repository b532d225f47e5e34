#include "corpus/base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>

#include "tests/support/at_once.h"

namespace dossier {
namespace {

class FileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "dossier-file-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }
  std::string directory_;
};

TEST_F(FileTest, WhenWrittenAtomically_ThenReadBackAndNoTemporaryIsLeft) {
  const std::string path = directory_ + "/a";
  ASSERT_TRUE(WriteFileAtomically(path, "one"));
  ASSERT_TRUE(WriteFileAtomically(path, std::string_view("t\0wo", 4)));
  EXPECT_EQ(*ReadFile(path), std::string("t\0wo", 4));
  EXPECT_EQ(ListFiles(directory_)->size(), 1U);
}

TEST_F(FileTest, WhenTheDirectoryRefuses_ThenTheOldFileStays) {
  const auto written = WriteFileAtomically(directory_ + "/missing/a", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kIo);
  EXPECT_NE(written.error().message.find("missing"), std::string::npos);
}

TEST_F(FileTest, WhenLargerThanAllowed_ThenRefused) {
  ASSERT_TRUE(WriteFileAtomically(directory_ + "/a", "12345"));
  EXPECT_EQ(ReadFile(directory_ + "/a", 4).error().code, ErrorCode::kLimit);
  EXPECT_TRUE(ReadFile(directory_ + "/a", 5));
}

TEST_F(FileTest, WhenARangeIsAsked_ThenThatAndShorterAtTheEnd) {
  ASSERT_TRUE(WriteFileAtomically(directory_ + "/a", "0123456789"));
  EXPECT_EQ(*ReadFileRange(directory_ + "/a", 3, 4), "3456");
  EXPECT_EQ(*ReadFileRange(directory_ + "/a", 8, 100), "89");
  EXPECT_EQ(*ReadFileRange(directory_ + "/a", 50, 1), "");
}

TEST_F(FileTest, WhenAbsentOrADirectory_ThenAnErrorWithThePath) {
  EXPECT_EQ(ReadFile(directory_ + "/none").error().code, ErrorCode::kIo);
  EXPECT_FALSE(ReadFile(directory_));
  EXPECT_FALSE(ListFiles(directory_ + "/none"));
}

TEST_F(FileTest, WhenListed_ThenSortedAndLinksToDirectoriesAreNotFollowed) {
  ASSERT_TRUE(MakeDirectories(directory_ + "/b/c"));
  ASSERT_TRUE(MakeDirectories(directory_ + "/b/c")) << "existing is success";
  ASSERT_TRUE(WriteFileAtomically(directory_ + "/b/c/2", ""));
  ASSERT_TRUE(WriteFileAtomically(directory_ + "/b/1", ""));
  ASSERT_TRUE(WriteFileAtomically(directory_ + "/a", ""));
  std::filesystem::create_directory_symlink(directory_, directory_ + "/b/loop");
  EXPECT_EQ(*ListFiles(directory_),
            (std::vector<std::string>{directory_ + "/a", directory_ + "/b/1", directory_ + "/b/c/2"}));
  EXPECT_EQ(*ListFiles(directory_ + "/a"), std::vector<std::string>{directory_ + "/a"});
}

TEST_F(FileTest, WhenASecretIsNew_ThenOnlyItsOwnerReadsIt) {
  const std::string path = directory_ + "/key";
  const auto made = WriteNewSecret(path, "secret");
  ASSERT_TRUE(made);
  EXPECT_TRUE(*made);
  EXPECT_EQ(*ReadFile(path), "secret");
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(FileTest, WhenFiftyMakeASecretAtOnce_ThenOneDoesAndNoneReplacesIt) {
  const std::string path = directory_ + "/key";
  std::atomic<int> made = 0;
  EXPECT_EQ(testing::SucceededAtOnce([&](int i) {
              const auto done = WriteNewSecret(path, std::to_string(i));
              if (done && *done) ++made;
              return done.has_value();
            }),
            testing::kWriters);
  EXPECT_EQ(made, 1);
  EXPECT_EQ(ListFiles(directory_)->size(), 1u);
}

}  // namespace
}  // namespace dossier
