#include "query/forms/tlp.h"

#include <array>
#include <utility>

#include "corpus/base/ascii.h"

namespace dossier::query {

int TlpRank(std::string_view label) {
  static constexpr std::array<std::pair<std::string_view, int>, 7> kRanks = {
      {{"", 0}, {"WHITE", 0}, {"CLEAR", 0}, {"GREEN", 1}, {"AMBER", 2}, {"AMBER+STRICT", 3}, {"RED", 4}}};
  for (const auto& [name, rank] : kRanks)
    if (EqualIgnoringAsciiCase(label, name)) return rank;
  return 4;
}

}  // namespace dossier::query
