#include "crawler/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace dossier::crawler {
namespace {

struct Ipv4Block {
  uint32_t prefix;
  int length;
};

// IANA IPv4 special-purpose address registry: what is not globally reachable.
constexpr Ipv4Block kNotPublic4[] = {
    {0x00000000, 8},   // this network
    {0x0a000000, 8},   // private
    {0x64400000, 10},  // shared
    {0x7f000000, 8},   // loopback
    {0xa9fe0000, 16},  // link-local
    {0xac100000, 12},  // private
    {0xc0000000, 24},  // protocol assignments
    {0xc0000200, 24},  // documentation
    {0xc0586300, 24},  // former 6to4 relay
    {0xc0a80000, 16},  // private
    {0xc6120000, 15},  // benchmarking
    {0xc6336400, 24},  // documentation
    {0xcb007100, 24},  // documentation
    {0xe0000000, 4},   // multicast
    {0xf0000000, 4},   // reserved, broadcast
};

bool IsPublic4(uint32_t address) {
  for (const Ipv4Block& block : kNotPublic4) {
    if ((address ^ block.prefix) >> (32 - block.length) == 0) return false;
  }
  return true;
}

using Bytes16 = std::array<uint8_t, 16>;

uint32_t Ipv4At(const Bytes16& bytes, size_t at) {
  return uint32_t{bytes[at]} << 24 | uint32_t{bytes[at + 1]} << 16 | uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

bool StartsWith(const Bytes16& bytes, std::initializer_list<uint8_t> prefix) {
  size_t at = 0;
  for (uint8_t byte : prefix) {
    if (bytes[at++] != byte) return false;
  }
  return true;
}

bool IsPublic6(const Bytes16& bytes) {
  if (StartsWith(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) return IsPublic4(Ipv4At(bytes, 12));  // mapped
  if (StartsWith(bytes, {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}))
    return IsPublic4(Ipv4At(bytes, 12));                                            // NAT64
  if ((bytes[0] & 0xe0) != 0x20) return false;                                      // only 2000::/3 is global unicast
  if (StartsWith(bytes, {0x20, 0x02})) return IsPublic4(Ipv4At(bytes, 2));          // 6to4
  if (StartsWith(bytes, {0x20, 0x01, 0, 0})) return IsPublic4(~Ipv4At(bytes, 12));  // Teredo: the client's, inverted
  if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 0x02) return false;        // 2001::/23 protocol assignments
  if (StartsWith(bytes, {0x20, 0x01, 0x0d, 0xb8})) return false;                    // documentation
  if (bytes[0] == 0x3f && (bytes[1] & 0xf0) == 0xf0) return false;  // 3fff::/20 documentation and beyond
  return true;
}

}  // namespace

bool IsPublicAddress(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return IsPublic4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in6{};
    std::memcpy(&in6, &address, sizeof in6);
    Bytes16 bytes;
    std::memcpy(bytes.data(), &in6.sin6_addr, bytes.size());
    return IsPublic6(bytes);
  }
  return false;
}

bool IsPublicAddress(const std::string& text) {
  std::string plain = text;
  if (plain.starts_with('[') && plain.ends_with(']')) plain = plain.substr(1, plain.size() - 2);
  sockaddr_in in{};
  if (inet_pton(AF_INET, plain.c_str(), &in.sin_addr) == 1) return IsPublic4(ntohl(in.sin_addr.s_addr));
  Bytes16 bytes;
  return inet_pton(AF_INET6, plain.c_str(), bytes.data()) == 1 && IsPublic6(bytes);
}

}  // namespace dossier::crawler
