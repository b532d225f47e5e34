#include "query/proof/certificate.h"

#include "query/proof/row_verification.h"
#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using testing::AnswersTest;
using testing::ArticleHtml;
using testing::kThreeSentences;

class CertificateTest : public AnswersTest {
 protected:
  void SetUp() override {
    AddPage("https://example.org/1", ArticleHtml("Commerce bans sales to ZTE", "2018-04-16", kThreeSentences));
    Index();
    auto rows = Ask("vendor:zte");
    ASSERT_EQ(rows.size(), 1u);
    row_ = rows[0];
    certificate_ = CertificateOf(row_, OpenCorpus());
  }
  EvidenceRow row_;
  Json certificate_;
};

TEST_F(CertificateTest, WhenItIsRead_ThenItClaimsWhatTheRowClaims) {
  const auto back = ClaimOfCertificate(*ParseJson(certificate_.dump(), "certificate"));
  ASSERT_TRUE(back) << back.error().message;
  const Claim claim = ClaimOf(row_);
  EXPECT_EQ(back->evidence_id, claim.evidence_id);
  EXPECT_EQ(back->exact, kThreeSentences[1]);
  EXPECT_EQ(back->prefix, claim.prefix);
  EXPECT_EQ(back->suffix, claim.suffix);
  EXPECT_EQ(back->begin, claim.begin);
  EXPECT_EQ(back->end, claim.end);
  EXPECT_EQ(back->capture_sha256, claim.capture_sha256);
  EXPECT_EQ(back->text_sha256, claim.text_sha256);
  EXPECT_EQ(back->url, "https://example.org/1");
  EXPECT_EQ(back->fetched.milliseconds, claim.fetched.milliseconds);
  EXPECT_GT(back->text_id, 0);
}

TEST_F(CertificateTest, WhenTheIndexIsGone_ThenTheRowOfItCitesAndVerifiesAlike) {
  auto row = RowOfCertificate(certificate_);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->quotation(), row_.quotation());
  EXPECT_EQ(row->passage.from.title, row_.passage.from.title);
  EXPECT_EQ(row->passage.from.published, row_.passage.from.published);
  EXPECT_EQ(row->passage.from.publisher, "Example Times");
  EXPECT_EQ(row->passage.ordinal, row_.passage.ordinal);
  EXPECT_EQ(row->said().fragment, row_.said().fragment);
  const corpus::Corpus corpus = OpenCorpus();
  Verifier verifier(corpus);
  VerifyRow(verifier, *row);
  EXPECT_EQ(row->verification, Verification::kVerified);
  EXPECT_EQ(CertificateOf(*row, corpus), certificate_);  // nothing is lost on the way
}

// The id is made of document and words: neither can be exchanged under it.
TEST_F(CertificateTest, WhenWordsKeyOrIdAreExchanged_ThenItIsRefused) {
  const auto refused = [&](const char* pointer, const Json& value) {
    Json other = certificate_;
    other[Json::json_pointer(pointer)] = value;
    const auto claim = ClaimOfCertificate(other);
    return !claim && claim.error().code == ErrorCode::kCorrupt && !RowOfCertificate(other);
  };
  EXPECT_TRUE(refused("/quotation", "ZTE was banned."));
  EXPECT_TRUE(refused("/selector/exact", "ZTE was banned."));
  EXPECT_TRUE(refused("/document/key", "https://example.org/2"));
  EXPECT_TRUE(refused("/id", "e000000000000"));
  EXPECT_TRUE(refused("/schema", "dossier.certificate/2"));
  EXPECT_TRUE(refused("/schema", 1));
  Json both = certificate_;
  both["quotation"] = both["selector"]["exact"] = "ZTE was banned.";
  EXPECT_FALSE(ClaimOfCertificate(both));
}

TEST_F(CertificateTest, WhenAnyMemberHasAnotherType_ThenItIsReadOrRefusedAndNeverFails) {
  const Json flat = certificate_.flatten();
  for (const Json& value : {Json(), Json(-1), Json("x"), Json::array({1}), Json::object(), Json(1e300)})
    for (const auto& [pointer, old] : flat.items()) {
      Json other = certificate_;
      other[Json::json_pointer(pointer)] = value;
      const auto row = RowOfCertificate(other);
      EXPECT_EQ(row ? row->quotation() : kThreeSentences[1], kThreeSentences[1]) << pointer << value;
    }
  for (const char* text : {"null", "[]", "{}", "3", R"({"schema":"dossier.certificate/1"})"})
    EXPECT_FALSE(ClaimOfCertificate(*ParseJson(text, "certificate"))) << text;
}

TEST(Certificate, WhenTheCaptureWasAFile_ThenTheAddressToAskIsTheOneItStandsFor) {
  EvidenceRow row = testing::RowOf("", "quoted", "");
  row.passage.from.url = "https://example.org/1";
  row.passage.from.capture_url = "file:/home/me/page.html";
  EXPECT_EQ(ClaimOf(row).url, "https://example.org/1");
  row.passage.from.capture_url = "https://example.org/1?print";
  EXPECT_EQ(ClaimOf(row).url, "https://example.org/1?print");
}

}  // namespace
}  // namespace dossier::query
