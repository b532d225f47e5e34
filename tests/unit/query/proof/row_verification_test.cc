#include "query/proof/row_verification.h"

#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using testing::AnswersTest;
using testing::ArticleHtml;
using testing::kThreeSentences;

// Whatever is not derived from the archive has failed: a row never shows "unchecked" after a check.
class RowVerification : public AnswersTest {};

// Pages show the words around a quotation too.
TEST_F(RowVerification, WhenTheParagraphAroundIsNotTheTexts_ThenTheRowFailsAndThePassageIsTakenOut) {
  AddPage("https://example.org/1", ArticleHtml("Commerce bans sales to ZTE", "2018-04-16",
                                               {"Ports were searched by the police on Friday and again on Sunday. The "
                                                "Commerce Department banned sales to ZTE on Monday, officials said."}));
  Index();
  EvidenceRow row = Ask("vendor:zte").at(0);
  const corpus::Corpus corpus = OpenCorpus();
  Verifier verifier(corpus);
  VerifyRow(verifier, row);
  ASSERT_EQ(row.verification, Verification::kVerified) << row.verification_reason;
  std::vector<indexer::Passage> passages = {row.passage, row.passage};
  passages[1].text[2] = '!';
  ASSERT_GT(row.said().begin, 2u);
  EXPECT_EQ(KeepStanding(verifier, passages), 1u);
  ASSERT_EQ(passages.size(), 1u);
  row.passage.text[2] = '!';
  VerifyRow(verifier, row);
  EXPECT_EQ(row.verification, Verification::kFailed);
  EXPECT_EQ(row.verification_reason.substr(0, 7), "altered");
}

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
