// Text into HTML or XML.
#pragma once

#include <string>
#include <string_view>

namespace dossier::query {

// Safe in element content and in attributes with double quotes. Control characters that XML 1.0 cannot hold
// (section 2.2) are dropped.
std::string EscapeMarkup(std::string_view text);

}  // namespace dossier::query
