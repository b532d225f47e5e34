#include "corpus/base/child_process.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier {
namespace {

Result<ProgramResult> Shell(const std::string& command, std::string_view input, const ProgramLimits& limits) {
  return RunProgram({FindProgram({"sh"}), "-c", command}, input, limits);
}

TEST(ChildProcess, WhenAProgramRuns_ThenItReadsItsInputAndGivesWhatItWrote) {
  const auto result = Shell("cat; cat /dev/stdin; echo no >&2; exit 3", "bytes", {});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->output, "bytesbytes");  // a file that can be read again from its start
  EXPECT_EQ(result->errors, "no\n");
  EXPECT_EQ(result->exit_code, 3);
  EXPECT_EQ(result->failure, "");
}

TEST(ChildProcess, WhenItPassesALimit_ThenItIsEndedAndTheReasonSaid) {
  const auto much =
      Shell("while echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; do :; done", "", {.output = 1 << 16});
  ASSERT_TRUE(much);
  EXPECT_TRUE(much->limited);
  EXPECT_EQ(much->output.size(), size_t{1} << 16);
  EXPECT_NE(much->failure.find("gives more than"), std::string::npos);
  const auto slow = Shell("exec sleep 1000", "", {.seconds = 1});
  ASSERT_TRUE(slow);
  EXPECT_TRUE(slow->limited);
  EXPECT_EQ(slow->failure, "does not end within 1 s");
  const auto crash = Shell("kill -SEGV $$", "", {});
  ASSERT_TRUE(crash);
  EXPECT_FALSE(crash->limited);
  EXPECT_EQ(crash->failure, "crashed (SIGSEGV)");
}

TEST(ChildProcess, WhenItClosesItsOutputsAndGoesOn_ThenTheLimitHoldsAllTheSame) {
  const auto slow = Shell("exec sleep 1000 >&- 2>&-", "", {.seconds = 1});
  ASSERT_TRUE(slow);
  EXPECT_TRUE(slow->limited);
  EXPECT_EQ(slow->failure, "does not end within 1 s");
  const auto late = Shell("exec >&- 2>&-; sleep 0.1; exit 3", "", {.seconds = 100});
  ASSERT_TRUE(late);
  EXPECT_EQ(late->exit_code, 3);
  EXPECT_EQ(late->failure, "");
}

TEST(ChildProcess, WhenThereIsNoSuchProgram_ThenNoneIsFoundOrRun) {
  EXPECT_EQ(FindProgram({"no-such-program-of-dossier"}), "");
  const auto result = RunProgram({"/no/such/program"}, "", {});
  ASSERT_TRUE(result);
  EXPECT_NE(result->exit_code, 0);
}

}  // namespace
}  // namespace dossier
