// The host part of a URL (URL standard section 3): domains through IDNA, IPv4 in every notation, IPv6.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dossier {

// The serialised host, or nullopt when the standard says failure. `opaque`: the host of a scheme that is not special,
// which is only percent-encoded. Thread safe.
std::optional<std::string> ParseUrlHost(std::string_view text, bool opaque);

// Whether a serialised host is a dotted IPv4 address.
bool IsIpv4Host(std::string_view host);

}  // namespace dossier
