#include "corpus/url/url_host.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "corpus/base/ascii.h"
#include "corpus/base/hex.h"
#include "corpus/base/utf8.h"
#include "corpus/url/idna.h"

namespace dossier {
namespace {

constexpr bool IsForbiddenHost(char c) {
  if ((c >= 'a' && c <= 'z') || c == '.') return false;  // nearly all of them
  return std::string_view("\0\t\n\r #/:<>?@[\\]^|", 17).find(c) != std::string_view::npos;
}
constexpr bool IsForbiddenDomain(char c) {
  return IsForbiddenHost(c) || static_cast<uint8_t>(c) <= 0x1f || c == '%' || c == 0x7f;
}

std::string PercentDecode(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && text.size() - at >= 3 && HexValue(text[at + 1]) >= 0 && HexValue(text[at + 2]) >= 0) {
      out += static_cast<char>(HexValue(text[at + 1]) * 16 + HexValue(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

// One part of an IPv4 address: decimal, octal (0...) or hexadecimal (0x...). nullopt: no number.
// Values above 2^32 stay above it.
std::optional<uint64_t> Ipv4Number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  int radix = 10;
  if (text.size() >= 2 && text[0] == '0' && AsciiLower(text[1]) == 'x') {
    radix = 16;
    text.remove_prefix(2);
  } else if (text.size() >= 2 && text[0] == '0') {
    radix = 8;
    text.remove_prefix(1);
  }
  uint64_t value = 0;
  for (char c : text) {
    const int digit = HexValue(c);
    if (digit < 0 || digit >= radix) return std::nullopt;
    value = std::min<uint64_t>(value * static_cast<uint64_t>(radix) + static_cast<uint64_t>(digit), uint64_t{1} << 40);
  }
  return value;
}

std::vector<std::string_view> SplitDots(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t dot = text.find('.');
    parts.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    text.remove_prefix(dot + 1);
  }
}

// URL standard 3.5, "ends in a number".
bool EndsInNumber(std::string_view domain) {
  std::vector<std::string_view> parts = SplitDots(domain);
  if (parts.back().empty()) {
    if (parts.size() == 1) return false;
    parts.pop_back();
  }
  const std::string_view last = parts.back();
  if (!last.empty() && std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; })) return true;
  return Ipv4Number(last).has_value();
}

std::optional<std::string> ParseIpv4(std::string_view domain) {
  std::vector<std::string_view> parts = SplitDots(domain);
  if (parts.back().empty() && parts.size() > 1) parts.pop_back();
  if (parts.size() > 4) return std::nullopt;
  uint64_t address = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    const std::optional<uint64_t> number = Ipv4Number(parts[i]);
    if (!number) return std::nullopt;
    if (i + 1 < parts.size()) {
      if (*number > 255) return std::nullopt;
      address |= *number << (8 * (3 - i));
    } else {
      if (*number >= uint64_t{1} << (8 * (5 - parts.size()))) return std::nullopt;
      address |= *number;
    }
  }
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    if (!out.empty()) out += '.';
    out += std::to_string((address >> shift) & 255);
  }
  return out;
}

using Pieces = std::array<uint16_t, 8>;

// The dotted tail of an IPv6 address: four decimal numbers up to 255 without leading zeros.
bool Ipv6DottedTail(std::string_view text, Pieces& pieces, size_t& piece) {
  if (piece > 6) return false;
  int seen = 0;
  size_t at = 0;
  while (at < text.size()) {
    if (seen > 0) {
      if (text[at] != '.' || seen == 4) return false;
      ++at;
    }
    if (at == text.size() || text[at] < '0' || text[at] > '9') return false;
    int value = -1;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
      if (value == 0) return false;
      value = (value < 0 ? 0 : value * 10) + (text[at] - '0');
      if (value > 255) return false;
      ++at;
    }
    pieces[piece] = static_cast<uint16_t>(pieces[piece] * 256 + value);
    if (++seen == 2 || seen == 4) ++piece;
  }
  return seen == 4;
}

// URL standard 3.5, the IPv6 parser.
std::optional<Pieces> ParseIpv6(std::string_view text) {
  Pieces pieces{};
  size_t piece = 0;
  std::optional<size_t> compress;
  size_t at = 0;
  if (text.starts_with(':')) {
    if (!text.starts_with("::")) return std::nullopt;
    at = 2;
    compress = ++piece;
  }
  while (at < text.size()) {
    if (piece == 8) return std::nullopt;
    if (text[at] == ':') {
      if (compress) return std::nullopt;
      ++at;
      compress = ++piece;
      continue;
    }
    uint32_t value = 0;
    const size_t start = at;
    while (at < text.size() && at - start < 4 && HexValue(text[at]) >= 0)
      value = value * 16 + static_cast<uint32_t>(HexValue(text[at++]));
    if (at < text.size() && text[at] == '.') {
      if (at == start || !Ipv6DottedTail(text.substr(start), pieces, piece)) return std::nullopt;
      break;
    }
    if (at < text.size() && text[at] == ':') {
      if (++at == text.size()) return std::nullopt;
    } else if (at < text.size()) {
      return std::nullopt;
    }
    pieces[piece++] = static_cast<uint16_t>(value);
  }
  if (compress) {
    size_t swaps = piece - *compress;
    for (size_t to = 7; to != 0 && swaps > 0; --to, --swaps) std::swap(pieces[to], pieces[*compress + swaps - 1]);
  } else if (piece != 8) {
    return std::nullopt;
  }
  return pieces;
}

std::string SerializeIpv6(const Pieces& pieces) {
  size_t best = 8;
  size_t best_length = 1;
  for (size_t i = 0; i < 8; ++i) {
    size_t end = i;
    while (end < 8 && pieces[end] == 0) ++end;
    if (end - i > best_length) {
      best = i;
      best_length = end - i;
    }
  }
  constexpr char digits[] = "0123456789abcdef";
  std::string out = "[";
  for (size_t i = 0; i < 8; ++i) {
    if (i == best) {
      out += i == 0 ? "::" : ":";
      i += best_length - 1;
      continue;
    }
    bool started = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const int digit = (pieces[i] >> shift) & 15;
      if (digit == 0 && !started && shift > 0) continue;
      started = true;
      out += digits[digit];
    }
    if (i < 7) out += ':';
  }
  return out + "]";
}

std::optional<std::string> ParseOpaqueHost(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    if (IsForbiddenHost(c)) return std::nullopt;
    const auto byte = static_cast<uint8_t>(c);
    if (byte < 0x20 || byte > 0x7e) {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> ParseUrlHost(std::string_view text, bool opaque) {
  if (text.starts_with('[')) {
    if (!text.ends_with(']') || text.size() < 3) return std::nullopt;
    const std::optional<Pieces> pieces = ParseIpv6(text.substr(1, text.size() - 2));
    return pieces ? std::optional(SerializeIpv6(*pieces)) : std::nullopt;
  }
  if (opaque) return ParseOpaqueHost(text);
  std::string domain = PercentDecode(text);
  std::optional<std::string> ascii;
  if (IsAscii(domain)) {
    std::transform(domain.begin(), domain.end(), domain.begin(), AsciiLower);
    ascii = std::move(domain);  // even with a bad xn-- label: the standard gave way to sites that exist (3.3)
  } else {
    ascii = DomainToAscii(RepairUtf8(domain));
  }
  if (!ascii || ascii->empty() || std::any_of(ascii->begin(), ascii->end(), IsForbiddenDomain)) return std::nullopt;
  if (EndsInNumber(*ascii)) return ParseIpv4(*ascii);
  return ascii;
}

bool IsIpv4Host(std::string_view host) {
  const size_t dot = host.rfind('.');
  return dot != std::string_view::npos && dot + 1 < host.size() && host[dot + 1] >= '0' && host[dot + 1] <= '9';
}

}  // namespace dossier
