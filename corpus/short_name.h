// Names that people give to what they keep (baskets, saved questions, tags) and that become names of files or words of
// a query. Pure.
#pragma once

#include <algorithm>
#include <string_view>

namespace dossier {

// Letters, digits, '.', '_' and '-' of ASCII, at most 64, not starting with a dot.
inline bool IsShortName(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  };
  return !name.empty() && name.size() <= 64 && name[0] != '.' && std::all_of(name.begin(), name.end(), allowed);
}
inline constexpr std::string_view kShortNameRule =
    "letters, digits, '.', '_' and '-', at most 64, not starting with a dot";

}  // namespace dossier
