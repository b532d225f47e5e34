#include "query/proof/verifier.h"

#include <fstream>

#include "corpus/base/file.h"
#include "query/proof/certificate.h"
#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using testing::AnswersTest;
using testing::ArticleHtml;
using testing::kThreeSentences;

Claim Quoting(const std::string& exact, uint64_t begin, const std::string& prefix = "",
              const std::string& suffix = "") {
  Claim claim;
  claim.exact = exact;
  claim.begin = begin;
  claim.prefix = prefix;
  claim.suffix = suffix;
  return claim;
}

TEST(MatchQuotation, WhenItStandsWhereItIsClaimed_ThenThatPlaceIsTakenAmongEqualOnes) {
  const std::string text = "\xC3\xA9 one. one. one.";
  const VerifyResult result = MatchQuotation(Quoting("one.", 7), text);
  EXPECT_EQ(result.state, VerifyState::kVerified);
  EXPECT_EQ(result.begin, 7u);
  EXPECT_EQ(result.end, 11u);
  EXPECT_EQ(result.reason, "");
}

TEST(MatchQuotation, WhenItMoved_ThenItIsFoundByItselfOrByItsContextAndThatIsSaid) {
  const VerifyResult once = MatchQuotation(Quoting("two.", 0), "\xC3\xA9 one. two.");
  EXPECT_EQ(once.state, VerifyState::kVerified);
  EXPECT_EQ(once.begin, 7u);
  EXPECT_NE(once.reason, "");
  const VerifyResult context = MatchQuotation(Quoting("no.", 99, "B: ", " End"), "A: no. B: no. End C: no.");
  EXPECT_EQ(context.state, VerifyState::kVerified);
  EXPECT_EQ(context.begin, 10u);
}

// A guess would show the reader another sentence than the one that was cited.
TEST(MatchQuotation, WhenSeveralPlacesFit_ThenNoneIsGuessed) {
  EXPECT_EQ(MatchQuotation(Quoting("no.", 99), "no. no.").state, VerifyState::kAmbiguous);
  EXPECT_EQ(MatchQuotation(Quoting("no.", 99, "A: "), "A: no. A: no.").state, VerifyState::kAmbiguous);
  EXPECT_EQ(MatchQuotation(Quoting("no.", 99, "X: "), "A: no. B: no.").state, VerifyState::kAmbiguous);
  EXPECT_EQ(MatchQuotation(Quoting("aa", 99), "aaa").state, VerifyState::kAmbiguous);  // overlapping
}

TEST(MatchQuotation, WhenAWordCaseOrBlankDiffers_ThenItIsNotFound) {
  const std::string text = "The FBI  warned of \xE2\x80\x9CZTE\xE2\x80\x9D.";
  for (const char* other : {"The FBI warned", "the FBI", "The FBI  warns", "of \"ZTE\"",
                            "The FBI  warned of \xE2\x80\x9CZTE\xE2\x80\x9D. "})
    EXPECT_EQ(MatchQuotation(Quoting(other, 0), text).state, VerifyState::kQuoteNotFound) << other;
  EXPECT_EQ(MatchQuotation(Quoting("", 0), text).state, VerifyState::kUnchecked);
  EXPECT_EQ(MatchQuotation(Quoting("x", 0), "").state, VerifyState::kQuoteNotFound);
}

TEST(VerifyState, WhenNamed_ThenTheNamesAreThoseOfTheOutput) {
  EXPECT_EQ(VerifyStateName(VerifyState::kVerified), "verified");
  EXPECT_EQ(VerifyStateName(VerifyState::kAltered), "altered");
  EXPECT_EQ(VerifyStateName(VerifyState::kQuoteNotFound), "quote-not-found");
  EXPECT_EQ(VerifyStateName(VerifyState::kAmbiguous), "ambiguous");
  EXPECT_EQ(VerifyStateName(VerifyState::kCaptureMissing), "capture-missing");
  EXPECT_EQ(VerifyStateName(VerifyState::kUnchecked), "unchecked");
}

class VerifierTest : public AnswersTest {
 protected:
  void SetUp() override {
    AddPage("https://example.org/1", ArticleHtml("Commerce bans sales to ZTE", "2018-04-16", kThreeSentences));
    Index();
    const auto rows = Ask("vendor:zte");
    ASSERT_EQ(rows.size(), 1u);
    claim_ = ClaimOf(rows[0]);
  }
  VerifyResult Verified(const Claim& claim) {
    const corpus::Corpus corpus = OpenCorpus();
    return Verifier(corpus).Verify(claim);
  }
  Claim claim_;
};

TEST_F(VerifierTest, WhenNothingChanged_ThenTheHintsMayLieButDigestsDecide) {
  EXPECT_EQ(Verified(claim_).state, VerifyState::kVerified);
  EXPECT_NE(Verified(claim_).record_id, "");
  Claim other = claim_;
  other.capture_id = 999;  // of another corpus
  other.text_id = 999;
  EXPECT_EQ(Verified(other).state, VerifyState::kVerified);
  other.capture_id = -1;
  EXPECT_EQ(Verified(other).state, VerifyState::kVerified);
}

TEST_F(VerifierTest, WhenTheDigestIsNoneOrAnother_ThenItIsNeverVerified) {
  for (const std::string& digest :
       {std::string(), std::string("zz"), std::string(64, 'a'), claim_.capture_sha256.substr(1), claim_.text_sha256}) {
    Claim other = claim_;
    other.capture_sha256 = digest;
    EXPECT_NE(Verified(other).state, VerifyState::kVerified) << digest;
  }
}

TEST_F(VerifierTest, WhenTheArchiveIsGone_ThenTheCaptureIsMissing) {
  for (const auto& file : std::filesystem::directory_iterator(dir_ + "/archive")) std::filesystem::remove(file);
  const VerifyResult result = Verified(claim_);
  EXPECT_EQ(result.state, VerifyState::kCaptureMissing);
  EXPECT_NE(result.reason, "");
}

TEST_F(VerifierTest, WhenTheArchivesBytesDiffer_ThenItIsAltered) {
  for (const auto& file : std::filesystem::directory_iterator(dir_ + "/archive")) {
    std::string bytes = *ReadFile(file.path().string());
    for (size_t at = 40; at < bytes.size(); at += 97) bytes[at] ^= 0x55;
    std::ofstream(file.path(), std::ios::binary | std::ios::trunc) << bytes;
  }
  EXPECT_EQ(Verified(claim_).state, VerifyState::kAltered);
}

TEST_F(VerifierTest, WhenMoreCapturesAreDerivedThanAreKept_ThenAnswersStayRight) {
  const corpus::Corpus corpus = OpenCorpus();
  Verifier verifier(corpus);
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(verifier.Verify(claim_).state, VerifyState::kVerified);
    for (int i = 0; i < 100; ++i) {
      Claim other = claim_;
      other.capture_sha256 = Sha256(std::to_string(round * 100 + i)).hex();
      EXPECT_EQ(verifier.Verify(other).state, VerifyState::kCaptureMissing);
    }
  }
}

}  // namespace
}  // namespace dossier::query
