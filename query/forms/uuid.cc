#include "query/forms/uuid.h"

#include <fmt/format.h>

#include "corpus/base/digest.h"

namespace dossier::query {
namespace {

// RFC 4648 section 6 without padding: what Sha1Base32 writes after its label.
std::string BytesOfBase32(std::string_view text) {
  std::string bytes;
  unsigned bits = 0, held = 0;
  for (const char c : text) {
    held = (held << 5) | static_cast<unsigned>(c >= 'A' && c <= 'Z' ? c - 'A' : c - '2' + 26);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> bits) & 0xFF);
  }
  return bytes;
}

}  // namespace

std::string UuidOfUrl(std::string_view url) {
  static constexpr unsigned char kUrlNamespace[] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                                    0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
  std::string input(reinterpret_cast<const char*>(kUrlNamespace), sizeof(kUrlNamespace));
  input += url;
  const std::string labelled = Sha1Base32(input);
  std::string bytes = BytesOfBase32(std::string_view(labelled).substr(labelled.find(':') + 1)).substr(0, 16);
  bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0F) | 0x50);
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3F) | 0x80);
  std::string out;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += fmt::format("{:02x}", static_cast<unsigned char>(bytes[i]));
  }
  return out;
}

}  // namespace dossier::query
