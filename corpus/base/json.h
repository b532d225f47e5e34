// JSON through nlohmann::ordered_json, which keeps the order of keys. The only fence for its exceptions:
// ParseJson and DumpJson never throw, and nothing else may call json::parse or dump.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

using Json = nlohmann::ordered_json;

// Parses hostile JSON: nesting deeper than max_depth is refused before the library recurses; a UTF-8 byte order
// mark is skipped. `what` names the input in the error. Errors: kParse, kLimit.
Result<Json> ParseJson(std::string_view text, std::string_view what, int max_depth = 128);

// indent < 0 gives one line. Invalid UTF-8 becomes U+FFFD instead of throwing.
std::string DumpJson(const Json& value, int indent = -1);

// Members of documents that others wrote: absent or of another type gives the fallback, never an exception.
std::string StringAt(const Json& object, std::string_view key, std::string_view fallback = {});
int64_t IntegerAt(const Json& object, std::string_view key, int64_t fallback = 0);
// The member, or a shared null value when absent or when `object` is no object.
const Json& MemberAt(const Json& object, std::string_view key);

}  // namespace dossier
