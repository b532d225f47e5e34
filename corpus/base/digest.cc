#include "corpus/base/digest.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <cassert>
#include <cstring>

#include "corpus/base/hex.h"

namespace dossier {
namespace {

// RFC 4648 section 6, padded.
std::string Base32(std::string_view bytes) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  uint32_t buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8) | static_cast<uint8_t>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += kAlphabet[(buffer >> (bits - 5)) & 31];
  }
  if (bits > 0) text += kAlphabet[(buffer << (5 - bits)) & 31];
  while (text.size() % 8 != 0) text += '=';
  return text;
}

}  // namespace

std::string Digest::hex() const {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(64);
  for (const uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

bool Digest::empty() const {
  return std::all_of(bytes.begin(), bytes.end(), [](uint8_t byte) { return byte == 0; });
}

Result<Digest> ParseDigest(std::string_view text) {
  const std::string_view given = text;
  if (text.starts_with("sha256:")) text.remove_prefix(7);
  if (text.size() != 64) return Fail(ErrorCode::kParse, "not a SHA-256: '" + std::string(given) + "'");
  Digest digest;
  for (size_t i = 0; i < 32; ++i) {
    const int high = HexValue(text[2 * i]), low = HexValue(text[2 * i + 1]);
    if (high < 0 || low < 0) return Fail(ErrorCode::kParse, "not a SHA-256: '" + std::string(given) + "'");
    digest.bytes[i] = static_cast<uint8_t>(high * 16 + low);
  }
  return digest;
}

Digest DigestFrom(std::string_view bytes) {
  Digest digest;
  if (bytes.size() == digest.bytes.size()) std::memcpy(digest.bytes.data(), bytes.data(), bytes.size());
  return digest;
}

Digest Sha256(std::string_view bytes) {
  Sha256Stream stream;
  stream.Add(bytes);
  return stream.Finish();
}

std::string Sha1Base32(std::string_view bytes) {
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
  unsigned length = 0;
  static const EVP_MD* method = EVP_MD_fetch(nullptr, "SHA1", nullptr);
  const int ok = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, method, nullptr);
  assert(ok == 1 && length == digest.size());
  static_cast<void>(ok);
  return "sha1:" + Base32({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::optional<bool> DigestHolds(std::string_view labelled, std::string_view bytes) {
  const size_t colon = labelled.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string algorithm(labelled.substr(0, colon));
  const std::string_view value = labelled.substr(colon + 1);
  const EVP_MD* method = EVP_get_digestbyname(algorithm.c_str());
  if (method == nullptr) return std::nullopt;
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest, &length, method, nullptr) != 1) return std::nullopt;
  const std::string_view raw(reinterpret_cast<const char*>(digest), length);
  const std::string base32 = Base32(raw);
  if (value == base32 || (base32.ends_with('=') && value == base32.substr(0, base32.find('=')))) return true;
  if (value.size() == 2 * length) {
    for (size_t i = 0; i < length; ++i) {
      const int high = HexValue(value[2 * i]), low = HexValue(value[2 * i + 1]);
      if (high < 0 || low < 0 || high * 16 + low != digest[i]) return false;
    }
    return true;
  }
  unsigned char base64[EVP_MAX_MD_SIZE * 2];
  const int size = EVP_EncodeBlock(base64, digest, static_cast<int>(length));
  std::string wanted(reinterpret_cast<const char*>(base64), static_cast<size_t>(size));
  if (value == wanted) return true;
  for (char& c : wanted) c = c == '+' ? '-' : c == '/' ? '_' : c;  // RFC 4648 section 5
  return value == wanted || value == wanted.substr(0, wanted.find('='));
}

struct Sha256Stream::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) {
  // Fetched once: OpenSSL 3 looks an algorithm up by name whenever it is named.
  static const EVP_MD* method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_DigestInit_ex(state_->context, method, nullptr);
}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::Add(std::string_view bytes) { EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()); }

Digest Sha256Stream::Finish() {
  Digest digest;
  unsigned length = 0;
  EVP_DigestFinal_ex(state_->context, digest.bytes.data(), &length);
  return digest;
}

}  // namespace dossier
