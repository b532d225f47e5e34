#include "corpus/base/signing/signing.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>

namespace dossier {
namespace {

struct KeyFree {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct BioFree {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
struct DigestFree {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyFree>;
using Bio = std::unique_ptr<BIO, BioFree>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, DigestFree>;

Bio ReadingBio(std::string_view text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

std::string TextOf(BIO* bio) {
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio, &data);
  return std::string(data, static_cast<size_t>(length));
}

Result<Key> ReadPrivate(std::string_view pem) {
  const Bio bio = ReadingBio(pem);
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  if (!key || EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519)
    return Fail(ErrorCode::kParse, "not an Ed25519 private key in PEM form",
                "openssl genpkey -algorithm ed25519 makes one");
  return key;
}

Result<std::string> PublicPem(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!PEM_write_bio_PUBKEY(bio.get(), key)) return Fail(ErrorCode::kInternal, "cannot write a public key");
  return TextOf(bio.get());
}

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Result<SigningKey> GenerateSigningKey() {
  const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!key || !PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr))
    return Fail(ErrorCode::kInternal, "cannot make an Ed25519 key");
  SigningKey pair;
  pair.private_pem = TextOf(bio.get());
  DOSSIER_TRY_ASSIGN(pair.public_pem, PublicPem(key.get()));
  return pair;
}

Result<std::string> PublicKeyOf(std::string_view private_pem) {
  DOSSIER_TRY_ASSIGN(const Key key, ReadPrivate(private_pem));
  return PublicPem(key.get());
}

Result<std::string> SignEd25519(std::string_view message, std::string_view private_pem) {
  DOSSIER_TRY_ASSIGN(const Key key, ReadPrivate(private_pem));
  const DigestContext context(EVP_MD_CTX_new());
  std::string signature(64, '\0');
  size_t length = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, Bytes(message),
                     message.size()) != 1)
    return Fail(ErrorCode::kInternal, "cannot sign");
  signature.resize(length);
  return signature;
}

Result<bool> VerifyEd25519(std::string_view message, std::string_view signature, std::string_view public_pem) {
  const Bio bio = ReadingBio(public_pem);
  const Key key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
  if (!key || EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519)
    return Fail(ErrorCode::kParse, "not an Ed25519 public key in PEM form");
  const DigestContext context(EVP_MD_CTX_new());
  if (EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1)
    return Fail(ErrorCode::kInternal, "cannot verify a signature");
  return EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(message), message.size()) == 1;
}

}  // namespace dossier
