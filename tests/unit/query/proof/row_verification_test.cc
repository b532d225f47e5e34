#include "query/proof/row_verification.h"

#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using testing::AnswersTest;
using testing::ArticleHtml;
using testing::kThreeSentences;

// Whatever is not derived from the archive has failed: a row never shows "unchecked" after a check.
class RowVerification : public AnswersTest {};

TEST_F(RowVerification, WhenRowsAreVerified_ThenEachIsVerifiedOrFailedWithItsReason) {
  AddPage("https://example.org/1", ArticleHtml("Commerce bans sales to ZTE", "2018-04-16", kThreeSentences));
  Index();
  auto rows = Ask("vendor:zte,huawei");
  ASSERT_EQ(rows.size(), 2u);
  rows.push_back(rows[0]);
  rows.push_back(rows[0]);
  rows.push_back(testing::RowOf("", "", ""));
  rows[2].passage.text[5] = '!';  // as if the index had other words than the archive
  rows[3].passage.from.capture_sha256 = std::string(64, 'a');
  const corpus::Corpus corpus = OpenCorpus();
  VerifyRows(corpus, rows);
  EXPECT_EQ(rows[0].verification, Verification::kVerified);
  EXPECT_EQ(rows[0].verification_reason, "");
  EXPECT_EQ(rows[1].verification, Verification::kVerified);
  EXPECT_EQ(rows[2].verification, Verification::kFailed);
  EXPECT_TRUE(rows[2].verification_reason.starts_with("quote-not-found: ")) << rows[2].verification_reason;
  EXPECT_EQ(rows[3].verification, Verification::kFailed);
  EXPECT_TRUE(rows[3].verification_reason.starts_with("capture-missing: ")) << rows[3].verification_reason;
  EXPECT_EQ(rows[4].verification, Verification::kFailed);
}

}  // namespace
}  // namespace dossier::query
