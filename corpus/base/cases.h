// Conformance cases: JSON Lines files whose objects hold an input, as text or in base64, and an expected answer.
// `dossier inspect ... --cases FILE` reads them and prints its own answer under the same keys.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "corpus/base/json.h"
#include "corpus/base/result.h"

namespace dossier {

// Calls `visit` for each object of the file. Escapes of lone surrogates, which such files use for ill-formed input,
// are read as U+FFFD, as a browser reads them. Errors: kIo, kParse (names the line), and what `visit` returns.
Status ForEachCase(const std::string& path, const std::function<Status(const Json& object)>& visit);

// The bytes of member `key`, or of `key` + "_b64" decoded. Errors: kParse when neither is there.
Result<std::string> CaseBytes(const Json& object, std::string_view key);

}  // namespace dossier
