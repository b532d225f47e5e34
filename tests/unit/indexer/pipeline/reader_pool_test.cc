#include "indexer/pipeline/reader_pool.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <map>

#include "tests/support/temp_dir.h"

namespace dossier::indexer {
namespace {

// All replies to the requests, by ticket.
std::map<uint64_t, PageReply> Ask(ReaderPool& pool, const std::vector<std::string>& requests) {
  std::map<uint64_t, PageReply> replies;
  size_t given = 0;
  while (replies.size() < requests.size()) {
    while (given < requests.size() && pool.HasRoom()) {
      EXPECT_TRUE(pool.Give(given, requests[given]));
      ++given;
    }
    const auto reply = pool.Take();
    EXPECT_TRUE(reply);
    if (!reply) break;
    if (*reply) replies[(*reply)->ticket] = **reply;
  }
  return replies;
}

TEST(ReaderPool, WhenRequestsAreAnswered_ThenEachReplyIsThatOfItsTicket) {
  auto pool = ReaderPool::Start(3, {}, [](std::string_view request) { return std::string(request) + "!"; });
  ASSERT_TRUE(pool);
  std::vector<std::string> requests;
  for (int i = 0; i < 50; ++i) requests.push_back(std::string(static_cast<size_t>(i) * 20000, 'x') + std::to_string(i));
  const auto replies = Ask(*pool, requests);
  for (size_t i = 0; i < requests.size(); ++i) EXPECT_EQ(replies.at(i).bytes, requests[i] + "!");
}

TEST(ReaderPool, WhenAReaderDies_ThenOnlyItsRequestFailsAndTheWaitingOneIsServed) {
  auto pool = ReaderPool::Start(1, {}, [](std::string_view request) {
    if (request == "abort") std::abort();
    if (request == "fault") {
      std::signal(SIGSEGV, SIG_DFL);  // the sanitizers have a handler of their own, which ends with a code instead
      std::raise(SIGSEGV);
    }
    if (request == "leave") _exit(0);
    return std::string(request);
  });
  ASSERT_TRUE(pool);
  const auto replies = Ask(*pool, {"a", "abort", "b", "fault", "c"});
  EXPECT_EQ(replies.at(0).bytes, "a");
  EXPECT_EQ(replies.at(1).failure, "the reader crashed (SIGABRT)");
  EXPECT_EQ(replies.at(2).bytes, "b");
  EXPECT_EQ(replies.at(3).failure, "the reader crashed (SIGSEGV)");
  EXPECT_EQ(replies.at(4).bytes, "c");
}

TEST(ReaderPool, WhenAReaderIsKilledFromOutside_ThenItsRequestHasASecondTryAndNoThird) {
  testing::TempDir directory;
  const std::string mark = directory.path() + "/killed";
  auto pool = ReaderPool::Start(1, {}, [&](std::string_view request) {
    if (request == "always") std::raise(SIGKILL);
    if (request == "once" && std::filesystem::create_directory(mark)) std::raise(SIGKILL);
    return std::string(request);
  });
  ASSERT_TRUE(pool);
  const auto replies = Ask(*pool, {"once", "always", "after"});
  EXPECT_EQ(replies.at(0).bytes, "once");
  EXPECT_EQ(replies.at(1).failure, "the reader crashed (SIGKILL)");
  EXPECT_EQ(replies.at(2).bytes, "after");
}

TEST(ReaderPool, WhenARequestWaitsForEver_ThenTheClockEndsIt) {
  PageLimits limits;
  limits.seconds = 1;
  auto pool = ReaderPool::Start(1, limits, [](std::string_view request) {
    while (request == "wait") pause();
    return std::string(request);
  });
  ASSERT_TRUE(pool);
  const auto replies = Ask(*pool, {"wait", "go"});
  EXPECT_EQ(replies.at(0).failure, "reading does not end within 1 s");
  EXPECT_EQ(replies.at(1).bytes, "go");
}

#if !defined(__SANITIZE_ADDRESS__)  // whose own tables are larger than any limit
TEST(ReaderPool, WhenAPageTakesManyTimesItsSize_ThenThatIsSaidAndTheNextHasAllRoom) {
  PageLimits limits;
  limits.memory_least = uint64_t{64} << 20;
  auto pool = ReaderPool::Start(1, limits, [limits](std::string_view request) {
    const bool held = request != "before its size is known";
    if (held) HoldMemory(limits, request == "large" ? uint64_t{40} << 20 : 1000);
    const std::vector<char> eaten(size_t{200} << 20, 'x');
    return std::to_string(eaten.size() >> 20);
  });
  ASSERT_TRUE(pool);
  const auto replies = Ask(*pool, {"small", "large", "before its size is known", "small"});
  EXPECT_EQ(replies.at(0).failure, "reading takes more than 64 MB of memory, and more than 8 times the page's size");
  EXPECT_EQ(replies.at(1).bytes, "200");
  EXPECT_EQ(replies.at(2).bytes, "200");
  EXPECT_EQ(replies.at(3).failure, replies.at(0).failure);
}
#endif

TEST(ReaderPool, WhenThePoolGoes_ThenNoProcessStays) {
  pid_t reader = 0;
  {
    auto pool = ReaderPool::Start(1, {}, [](std::string_view request) {
      while (request == "wait") pause();
      return std::to_string(getpid());
    });
    ASSERT_TRUE(pool);
    reader = std::stoi(Ask(*pool, {"who"}).at(0).bytes);
    ASSERT_TRUE(pool->Give(1, "wait"));
  }
  for (int i = 0; i < 200 && kill(reader, 0) == 0; ++i) {
    // A zombie still has a number until the system's first process has taken it.
    std::string state;
    if (FILE* file = std::fopen(("/proc/" + std::to_string(reader) + "/stat").c_str(), "r")) {
      char text[256] = {};
      if (std::fgets(text, sizeof(text), file)) state = text;
      std::fclose(file);
    }
    if (state.find(") Z") != std::string::npos) return;
    usleep(50000);
  }
  EXPECT_NE(kill(reader, 0), 0);
}

}  // namespace
}  // namespace dossier::indexer
