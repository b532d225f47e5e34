// Decoding by any registered name of a charset. The web's own list (charset.h) is short on purpose; XML allows every
// charset of the IANA registry, and old feeds use them: IBM code pages, EBCDIC, the Macintosh ones, HZ, JIS X 0213.
#pragma once

#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

// As UTF-8, with U+FFFD where bytes make no sense: by the WHATWG standard where it knows the label, else by ICU, else
// by the C library. Errors: kParse for a label that none of them knows. Thread safe.
Result<std::string> DecodeAnyCharset(std::string_view bytes, std::string_view label);

}  // namespace dossier
