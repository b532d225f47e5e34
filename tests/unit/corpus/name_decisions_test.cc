// The log of decisions about names: what is in force, what a kill or a change does to it.
#include "corpus/name_decisions.h"

#include <gtest/gtest.h>

#include <fstream>

#include "corpus/base/file.h"
#include "corpus/corpus.h"
#include "tests/support/at_once.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;

class NameDecisions : public ::testing::Test {
 protected:
  void SetUp() override {
    dir_ = temp_ / "c";
    ASSERT_TRUE(Corpus::Open(dir_, Access::kArchive, Create::kIfMissing));
  }
  NameDecision Add(NameAct act, const std::string& id, const std::string& target = "", int64_t undoes = 0) {
    NameDecision decision;
    decision.act = act;
    decision.id = id;
    decision.target = target;
    decision.undoes = undoes;
    auto done = AppendNameDecision(dir_, decision);
    EXPECT_TRUE(done) << done.error().message;
    return done ? *done : NameDecision{};
  }
  std::string InForce() {
    auto decisions = ReadNameDecisions(dir_);
    EXPECT_TRUE(decisions) << decisions.error().message;
    std::string text;
    if (decisions)
      for (const NameDecision& decision : *decisions) text += decision.in_force ? '1' : '0';
    return text;
  }
  TempDir temp_;
  std::string dir_;
};

TEST_F(NameDecisions, WhenNothingWasDecided_ThenTheLogIsEmpty) { EXPECT_EQ(InForce(), ""); }

TEST_F(NameDecisions, WhenADecisionIsWritten_ThenItIsReadBack) {
  EXPECT_EQ(Add(NameAct::kAccept, "~acme", "acme").number, 1);
  EXPECT_EQ(Add(NameAct::kMerge, "~acme-inc", "acme").number, 2);
  auto decisions = ReadNameDecisions(dir_);
  ASSERT_TRUE(decisions);
  ASSERT_EQ(decisions->size(), 2u);
  EXPECT_EQ((*decisions)[1].act, NameAct::kMerge);
  EXPECT_EQ((*decisions)[1].id, "~acme-inc");
  EXPECT_EQ((*decisions)[1].target, "acme");
  EXPECT_EQ(InForce(), "11");
}

TEST_F(NameDecisions, WhenFiftyDecideAtOnce_ThenEveryDecisionIsThereInOneOrder) {
  EXPECT_EQ(testing::SucceededAtOnce([&](int i) {
              NameDecision decision;
              decision.act = NameAct::kReject;
              decision.id = "~" + std::to_string(i);
              return AppendNameDecision(dir_, decision).has_value();
            }),
            testing::kWriters);
  const auto decisions = ReadNameDecisions(dir_);
  ASSERT_TRUE(decisions) << decisions.error().message;
  EXPECT_EQ(decisions->size(), static_cast<size_t>(testing::kWriters));
}

TEST_F(NameDecisions, WhenAnUndoIsUndone_ThenTheDecisionIsInForceAgain) {
  Add(NameAct::kAccept, "~acme", "acme");
  Add(NameAct::kUndo, "", "", 1);
  EXPECT_EQ(InForce(), "01");
  Add(NameAct::kUndo, "", "", 2);
  EXPECT_EQ(InForce(), "101");
}

TEST_F(NameDecisions, WhenAnUndoNamesNoDecision_ThenItIsRefused) {
  NameDecision undo;
  undo.act = NameAct::kUndo;
  undo.undoes = 7;
  auto done = AppendNameDecision(dir_, undo);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kNotFound);
}

TEST_F(NameDecisions, WhenTheLastLineIsTorn_ThenItCountsAsNotWrittenAndIsReplaced) {
  Add(NameAct::kAccept, "~acme", "acme");
  std::ofstream(dir_ + "/names.jsonl", std::ios::app) << "{\"n\":2,\"time\":\"2026";
  EXPECT_EQ(InForce(), "1");
  EXPECT_EQ(Add(NameAct::kReject, "~other").number, 2);
  EXPECT_EQ(InForce(), "11");
}

TEST_F(NameDecisions, WhenALineWasChangedOrTakenOut_ThenItIsDamageAndCheckTells) {
  Add(NameAct::kAccept, "~acme", "acme");
  Add(NameAct::kAccept, "~other", "other");
  const std::string path = dir_ + "/names.jsonl";
  const std::string whole = *ReadFile(path);
  std::string changed = whole;
  changed.replace(changed.find("~acme"), 5, "~acmf");
  for (const std::string& bad : {changed, whole.substr(whole.find('\n') + 1)}) {
    ASSERT_TRUE(WriteFileAtomically(path, bad));
    auto decisions = ReadNameDecisions(dir_);
    ASSERT_FALSE(decisions);
    EXPECT_EQ(decisions.error().code, ErrorCode::kCorrupt);
    auto report = Corpus::Open(dir_, Access::kRead)->Check({});
    ASSERT_TRUE(report);
    ASSERT_EQ(report->damage.size(), 1u);
    EXPECT_EQ(report->damage[0].where, "names.jsonl");
  }
}

TEST_F(NameDecisions, WhenOthersAreMerged_ThenTheyComeOnceWithTheirTimesAndOursStayInForce) {
  const std::string other = temp_ / "other";
  ASSERT_TRUE(Corpus::Open(other, Access::kArchive, Create::kIfMissing));
  Add(NameAct::kAccept, "~acme", "acme");
  const std::string mine = dir_;
  dir_ = other;  // theirs: one that differs, one of their own, one that they took back
  Add(NameAct::kReject, "~acme");
  Add(NameAct::kMerge, "~acme-inc", "acme");
  Add(NameAct::kAccept, "~mistake", "mistake");
  Add(NameAct::kUndo, "", "", 3);
  const auto theirs = *ReadNameDecisions(other);
  dir_ = mine;
  const auto merged = MergeNameDecisions(dir_, theirs);
  ASSERT_TRUE(merged) << merged.error().message;
  EXPECT_EQ(merged->added, 4u);
  ASSERT_EQ(merged->held_back.size(), 1u);
  EXPECT_EQ(merged->held_back[0].id, "~acme");
  // Ours; their rejection and what holds it back; the merge; the mistake and its undo.
  EXPECT_EQ(InForce(), "101101");
  EXPECT_EQ(FormatRfc3339((*ReadNameDecisions(dir_))[3].time), FormatRfc3339(theirs[1].time));
  const auto twice = MergeNameDecisions(dir_, theirs);
  ASSERT_TRUE(twice);
  EXPECT_EQ(twice->added, 0u);
  EXPECT_EQ(twice->known, 4u);
  EXPECT_EQ(InForce(), "101101");
}

TEST_F(NameDecisions, WhenThereIsNoCorpus_ThenNothingIsWritten) {
  auto done = AppendNameDecision(temp_ / "none", {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kNoCorpus);
}

}  // namespace
}  // namespace dossier::corpus
