// Base64 (RFC 4648 section 4), as JSON files carry bytes.
#pragma once

#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

// White space is skipped, padding may be missing, the URL alphabet (section 5) is taken too. Errors: kParse.
Result<std::string> DecodeBase64(std::string_view text);

}  // namespace dossier
