// Taking a text apart at a separator, piece by piece, without copies.
#pragma once

#include <algorithm>
#include <string_view>

namespace dossier {

// What stands before the first `separator` of `rest`, which then begins after it; all of `rest` when there is none. A
// view into the same text. Pure.
constexpr std::string_view TakeUntil(std::string_view& rest, char separator) {
  const size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

}  // namespace dossier
