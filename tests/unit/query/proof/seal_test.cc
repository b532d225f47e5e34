#include "query/proof/seal.h"

#include <gtest/gtest.h>

#include "corpus/base/signing/signing.h"
#include "tests/support/temp_dir.h"

namespace dossier::query {
namespace {

void Add(const std::string& dir, const std::string& body, const char* day) {
  auto corpus = corpus::Corpus::Open(dir, corpus::Access::kArchive, corpus::Create::kIfMissing);
  ASSERT_TRUE(corpus);
  corpus::NewCapture capture;
  capture.kind = corpus::CaptureKind::kResource;
  capture.url = "https://example.org/" + body;
  capture.fetched = *ParseRfc3339(std::string(day) + "T10:00:00Z");
  capture.body = body;
  capture.content_type = "text/plain";
  capture.metadata = Json::object();
  capture.source = {"example", "Example", "news", "en"};
  ASSERT_TRUE(corpus->Append(capture));
  ASSERT_TRUE(corpus->Flush());
}

TEST(Seal, HoldsWhenCapturesFollowAndBreaksWhenTheyDiffer) {
  testing::TempDir dir;
  Add(dir / "a", "one", "2026-01-01");
  Add(dir / "a", "two", "2026-01-02");
  Json stored;
  {
    auto corpus = corpus::Corpus::Open(dir / "a", corpus::Access::kRead);
    const auto seal = MakeSeal(*corpus);
    ASSERT_TRUE(seal);
    EXPECT_EQ(seal->captures, 2u);
    ASSERT_EQ(seal->days.size(), 2u);
    EXPECT_NE(seal->days[0].root, seal->days[1].root);
    stored = SealJson(*seal);
    EXPECT_TRUE(CheckSeal(stored, *corpus)->intact);
  }
  Add(dir / "a", "three", "2026-01-03");
  auto corpus = corpus::Corpus::Open(dir / "a", corpus::Access::kRead);
  EXPECT_TRUE(CheckSeal(stored, *corpus)->intact);
  Json forged = stored;
  forged["root"] = std::string(64, 'a');
  EXPECT_FALSE(CheckSeal(forged, *corpus)->intact);
  Add(dir / "b", "one", "2026-01-01");
  auto other = corpus::Corpus::Open(dir / "b", corpus::Access::kRead);
  EXPECT_FALSE(CheckSeal(stored, *other)->intact);
}

TEST(Seal, WhenAPersonHoldsKeyOrRoot_ThenAnotherSealIsBroken) {
  testing::TempDir dir;
  Add(dir / "a", "one", "2026-01-01");
  auto corpus = corpus::Corpus::Open(dir / "a", corpus::Access::kRead);
  const Seal seal = *MakeSeal(*corpus);
  const auto mine = GenerateSigningKey(), other = GenerateSigningKey();
  Json stored = SealJson(seal);
  EXPECT_TRUE(CheckSeal(stored, *corpus)->intact);
  EXPECT_NE(CheckSeal(stored, *corpus)->reason.find("proves order only"), std::string::npos);
  EXPECT_FALSE(CheckSeal(stored, *corpus, {mine->public_pem, "", ""})->intact) << "unsigned";
  std::string hex;
  const auto signature = SignEd25519(MessageOf(seal), mine->private_pem);
  ASSERT_TRUE(signature);
  for (const char c : *signature) {
    constexpr char kDigits[] = "0123456789abcdef";
    hex += kDigits[static_cast<unsigned char>(c) >> 4];
    hex += kDigits[c & 15];
  }
  stored["signature"] = hex;
  stored["public_key"] = mine->public_pem;
  EXPECT_TRUE(CheckSeal(stored, *corpus, {mine->public_pem, seal.root, ""})->intact);
  EXPECT_TRUE(CheckSeal(stored, *corpus, {mine->private_pem, "", ""})->intact);
  EXPECT_FALSE(CheckSeal(stored, *corpus, {other->public_pem, "", ""})->intact);
  EXPECT_FALSE(CheckSeal(stored, *corpus, {"", std::string(64, 'a'), ""})->intact);
  stored["rfc3161"] = "00112233";
  EXPECT_FALSE(CheckSeal(stored, *corpus)->intact) << "random bytes are no time stamp";
}

TEST(Seal, ASignatureBelongsToItsMessage) {
  const auto key = GenerateSigningKey();
  ASSERT_TRUE(key);
  EXPECT_EQ(*PublicKeyOf(key->private_pem), key->public_pem);
  const auto signature = SignEd25519("message", key->private_pem);
  ASSERT_TRUE(signature);
  EXPECT_EQ(signature->size(), 64u);
  EXPECT_TRUE(*VerifyEd25519("message", *signature, key->public_pem));
  EXPECT_FALSE(*VerifyEd25519("massage", *signature, key->public_pem));
  EXPECT_FALSE(SignEd25519("message", "no key"));
}

}  // namespace
}  // namespace dossier::query
