#include "corpus/base/cli/command.h"

#include <gtest/gtest.h>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/suggest.h"

namespace dossier {
namespace {

TEST(ParseArgumentsTest, WhenGlobalOptionsStandAfterTheVerb_ThenTheyOverride) {
  CommandLine line("x");
  std::string vendor;
  line.Add("vendor", vendor, "who").Required();
  Invocation invocation;
  invocation.verb = "evidence";
  invocation.corpus_dir = "before";
  invocation.arguments = {"ZTE", "-C", "after", "--format", "json", "--quiet"};
  EXPECT_EQ(ParseArguments(line, invocation), std::nullopt);
  EXPECT_EQ(vendor, "ZTE");
  EXPECT_EQ(invocation.corpus_dir, "after");
  EXPECT_EQ(*FormatOf(invocation, {Format::kText, Format::kJson}), Format::kJson);
  EXPECT_TRUE(invocation.quiet);
}

TEST(FormatOfTest, WhenNotAllowed_ThenAUsageErrorThatListsTheAllowed) {
  Invocation invocation;
  invocation.verb = "cite";
  EXPECT_EQ(*FormatOf(invocation, {Format::kMarkdown, Format::kText}), Format::kMarkdown) << "the first is the default";
  invocation.format = "yaml";
  const auto format = FormatOf(invocation, {Format::kText, Format::kCsv});
  ASSERT_FALSE(format);
  EXPECT_EQ(format.error().code, ErrorCode::kUsage);
  EXPECT_NE((format.error().message + format.error().hint).find("csv"), std::string::npos);
}

TEST(ExitCodes, WhenEachKindOfError_ThenAsDocumented) {
  EXPECT_EQ(ExitCodeOf(ErrorCode::kUsage), kExitUsage);
  EXPECT_EQ(ExitCodeOf(ErrorCode::kNotFound), kExitNothing);
  EXPECT_EQ(ExitCodeOf(ErrorCode::kNoCorpus), kExitNoCorpus);
  EXPECT_EQ(ExitCodeOf(ErrorCode::kBusy), kExitNoCorpus);
  EXPECT_EQ(ExitCodeOf(ErrorCode::kVersion), kExitVersion);
  EXPECT_EQ(ExitCodeOf(ErrorCode::kIo), kExitPartly);
  EXPECT_EQ(ExitCodeOf(ErrorCode::kCorrupt), kExitNothing);
  EXPECT_EQ(ExitCodeOf(ErrorCode::kNetwork), kExitNetwork);
  EXPECT_EQ(ExitCodeOf(ErrorCode::kInternal), kExitInternal);
}

}  // namespace
}  // namespace dossier
