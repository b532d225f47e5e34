// Punycode (RFC 3492 with the parameters of its section 5): a label of any script in letters, digits and hyphens. The
// part after "xn--". Pure and thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dossier {

// nullopt when a number would not fit 32 bits.
std::optional<std::string> EncodePunycode(std::u32string_view label);

// nullopt for what no encoder writes: a character that is no digit of the scheme, a number that ends too early or does
// not fit, a code point beyond U+10FFFF or a surrogate. Digits may be of either case. `text` must be ASCII.
std::optional<std::u32string> DecodePunycode(std::u32string_view text);

}  // namespace dossier
