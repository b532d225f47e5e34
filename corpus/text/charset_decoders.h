// The decoders of the WHATWG Encoding standard (sections 9 to 14): exact, also for bytes that make no sense.
#pragma once

#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

// Bytes in the encoding of that lower-case name, without a byte order mark, to UTF-8; faults become U+FFFD as the
// standard says. `converter`: ICU's converter for an encoding of one byte a character. Takes every encoding but utf-8.
// Errors: kInternal when ICU lacks the tables. Thread safe.
Result<std::string> DecodeLegacy(std::string_view bytes, std::string_view name, std::string_view converter);

}  // namespace dossier
