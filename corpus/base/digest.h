// Digests of stored bytes. SHA-256 is what dossier relies on; SHA-1 is written beside it in WARC headers
// because that is what other web-archive tools read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

// A SHA-256 value. Plain value; the default is all zero and means "none".
struct Digest {
  std::array<uint8_t, 32> bytes{};
  auto operator<=>(const Digest&) const = default;
  std::string hex() const;  // 64 lower-case hexadecimal digits
  bool empty() const;
};

// The 32 bytes of a digest as they are stored in a table; a view into `digest`.
inline std::string_view ViewOf(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}
Digest DigestFrom(std::string_view bytes);  // 32 bytes; anything else gives the empty digest

// 64 hexadecimal digits, with or without "sha256:" before them. Errors: kParse.
Result<Digest> ParseDigest(std::string_view text);

Digest Sha256(std::string_view bytes);

// "sha1:" + RFC 4648 base32, the form of WARC-Payload-Digest that other tools write and read.
std::string Sha1Base32(std::string_view bytes);

// Compares bytes with a digest as WARC headers hold it: "algorithm:value", the value in base32, hexadecimal or
// base64, by its length. nullopt when the algorithm or the form is unknown.
std::optional<bool> DigestHolds(std::string_view labelled, std::string_view bytes);

// SHA-256 of bytes that arrive in pieces. Not thread safe; one object a stream.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(Sha256Stream&&) noexcept;
  Sha256Stream& operator=(Sha256Stream&&) noexcept;
  void Add(std::string_view bytes);
  Digest Finish();  // call once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dossier
