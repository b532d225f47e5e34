// The decoders of the WHATWG Encoding standard (sections 9 to 14): exact, also for bytes that make no sense.
#pragma once

#include <string>
#include <string_view>

namespace dossier {

// Bytes in the encoding of that lower-case name, without a byte order mark, to UTF-8; faults become U+FFFD as the
// standard says. Takes every encoding but utf-8. Thread safe.
std::string DecodeLegacy(std::string_view bytes, std::string_view name);

}  // namespace dossier
