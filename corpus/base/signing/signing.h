// Ed25519 signatures (RFC 8032) through libcrypto. Keys are PEM files that openssl(1) reads and writes:
//   openssl pkeyutl -verify -rawin -pubin -inkey seal.pub.pem -in message -sigfile signature
#pragma once

#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

struct SigningKey {
  std::string private_pem;
  std::string public_pem;
};

// A fresh key pair from the system's random numbers. Errors: kInternal.
Result<SigningKey> GenerateSigningKey();
// The public key of a private one. Errors: kParse when the PEM is no Ed25519 private key.
Result<std::string> PublicKeyOf(std::string_view private_pem);
// 64 bytes. Errors: kParse, kInternal.
Result<std::string> SignEd25519(std::string_view message, std::string_view private_pem);
// Errors: kParse when the PEM is no public key.
Result<bool> VerifyEd25519(std::string_view message, std::string_view signature, std::string_view public_pem);

}  // namespace dossier
