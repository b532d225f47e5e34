// Texts compared but for how they are set: quotation marks, dashes, ellipses, white space. Letters, case, words and
// numbers stay what they are.
#pragma once

#include <string>
#include <string_view>

namespace dossier::query {

std::string FoldTypography(std::string_view text);

}  // namespace dossier::query
