// Suggestions for a name that nothing knows: how far two words are apart, and the error that names the nearest.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier {

// "unknown field 'vndor'", with "did you mean vendor?" when a known name is near, else `otherwise` as the hint.
Error UnknownName(std::string_view what, std::string_view given, const std::vector<std::string>& known,
                  std::string_view otherwise);
// Damerau-Levenshtein distance in bytes, for suggestions.
size_t EditDistance(std::string_view a, std::string_view b);

}  // namespace dossier
