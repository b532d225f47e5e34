// Which network addresses are public.
#pragma once

#include <string>

struct sockaddr;

namespace dossier::crawler {

// Whether the address is globally reachable unicast by the IANA special-purpose registries (RFC 6890): not loopback,
// private, link-local, shared, documentation, benchmarking, multicast, reserved or unspecified. IPv6 forms that carry
// an IPv4 address (mapped, 6to4, NAT64, Teredo) count as that address.
bool IsPublicAddress(const sockaddr& address);

// The same for a numeric address in text; false for what is no address.
bool IsPublicAddress(const std::string& text);

}  // namespace dossier::crawler
