#include "corpus/base/signing/signing.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

// RFC 8032 section 7.1, test 2: the key, its message "r" and their signature.
constexpr char kPrivate[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
    "-----END PRIVATE KEY-----\n";
constexpr std::string_view kSignature =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

std::string Signature() {
  std::string bytes;
  for (size_t i = 0; i < kSignature.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(kSignature.substr(i, 2)), nullptr, 16));
  return bytes;
}

TEST(Signing, WhenTheKeyIsThatOfTheStandard_ThenSoIsTheSignature) {
  const auto signature = SignEd25519("r", kPrivate);
  ASSERT_TRUE(signature) << signature.error().message;
  EXPECT_EQ(*signature, Signature());
  EXPECT_TRUE(*VerifyEd25519("r", Signature(), *PublicKeyOf(kPrivate)));
}

TEST(Signing, WhenAnyBitOfTheSignatureChanges_ThenItDoesNotHold) {
  const std::string key = *PublicKeyOf(kPrivate);
  for (size_t at = 0; at < 64; ++at) {
    std::string changed = Signature();
    changed[at] ^= 1;
    EXPECT_FALSE(*VerifyEd25519("r", changed, key)) << at;
  }
  EXPECT_FALSE(*VerifyEd25519("r", Signature().substr(0, 63), key));
  EXPECT_FALSE(*VerifyEd25519("r", Signature() + "x", key));
  EXPECT_FALSE(*VerifyEd25519("r", "", key));
  EXPECT_FALSE(*VerifyEd25519("", Signature(), key));
  EXPECT_FALSE(*VerifyEd25519("r", Signature(), GenerateSigningKey()->public_pem));
}

TEST(Signing, WhenTheKeyIsNone_ThenThatIsSaidAndNothingSigned) {
  for (const char* pem : {"", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"}) {
    EXPECT_EQ(SignEd25519("r", pem).error().code, ErrorCode::kParse) << pem;
    EXPECT_EQ(VerifyEd25519("r", Signature(), pem).error().code, ErrorCode::kParse) << pem;
  }
  EXPECT_EQ(VerifyEd25519("r", Signature(), kPrivate).error().code, ErrorCode::kParse);  // the halves are not swapped
  EXPECT_EQ(PublicKeyOf(*PublicKeyOf(kPrivate)).error().code, ErrorCode::kParse);
}

}  // namespace
}  // namespace dossier
