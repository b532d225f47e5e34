#include "corpus/base/file_lock.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <thread>

#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;

TEST(FileLock, WhenTaken_ThenTheSecondIsRefusedAndToldWhoHasIt) {
  TempDir dir;
  const auto first = FileLock::Acquire(dir / "lock", "the archive", "crawl");
  ASSERT_TRUE(first);
  const auto second = FileLock::Acquire(dir / "lock", "the archive", "import");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  EXPECT_NE(second.error().message.find("the archive is in use by dossier crawl (pid " + std::to_string(getpid())),
            std::string::npos)
      << second.error().message;
}

TEST(FileLock, WhenTheOwnerGoesInTime_ThenWhoWaitsHasIt) {
  TempDir dir;
  auto first = std::make_optional(FileLock::Acquire(dir / "lock", "x", "crawl"));
  ASSERT_TRUE(*first);
  std::thread owner([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    first.reset();
  });
  EXPECT_TRUE(FileLock::Wait(dir / "lock", "x", "import"));
  owner.join();
}

TEST(FileLock, WhenTheOwnerStays_ThenWhoWaitsGivesUpAfterItsPatience) {
  TempDir dir;
  const auto first = FileLock::Acquire(dir / "lock", "x", "crawl");
  ASSERT_TRUE(first);
  const auto second = FileLock::Wait(dir / "lock", "x", "import", std::chrono::milliseconds(30));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
}

TEST(FileLock, WhenTheOwnerGoes_ThenItIsFree) {
  TempDir dir;
  { ASSERT_TRUE(FileLock::Acquire(dir / "lock", "x", "crawl")); }
  EXPECT_TRUE(FileLock::Acquire(dir / "lock", "x", "import"));
}

TEST(FileLock, WhenMoved_ThenItIsHeldUntilTheNewOwnerGoes) {
  TempDir dir;
  std::optional<FileLock> kept;
  {
    auto lock = FileLock::Acquire(dir / "lock", "x", "crawl");
    ASSERT_TRUE(lock);
    kept.emplace(std::move(*lock));
  }
  EXPECT_FALSE(FileLock::Acquire(dir / "lock", "x", "import"));
  kept.reset();
  EXPECT_TRUE(FileLock::Acquire(dir / "lock", "x", "import"));
}

// The file may hold anything: what a killed process or an editor left.
TEST(FileLock, WhenTheFileHoldsOtherBytes_ThenItLocksAllTheSame) {
  TempDir dir;
  std::ofstream(dir / "lock", std::ios::binary) << std::string(5000, 'x') << '\0' << "verb ";
  const auto first = FileLock::Acquire(dir / "lock", "x", "index");
  ASSERT_TRUE(first);
  std::ofstream(dir / "lock", std::ios::binary | std::ios::trunc) << std::string(5000, '\0');
  const auto second = FileLock::Acquire(dir / "lock", "x", "index");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
}

TEST(FileLock, WhenTheFolderIsMissing_ThenItIsAnErrorOfTheFileSystem) {
  TempDir dir;
  const auto lock = FileLock::Acquire(dir / "none/lock", "x", "crawl");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace dossier::corpus
