// The Traffic Light Protocol (FIRST, TLP 2.0; "WHITE" is the older name of CLEAR): with whom a document may be shared.
#pragma once

#include <string_view>

namespace dossier::query {

// 0 CLEAR, 1 GREEN, 2 AMBER, 3 AMBER+STRICT, 4 RED. A label that is unknown counts as the strictest, none at all as
// CLEAR. Letter case does not count.
int TlpRank(std::string_view label);

// What leaves the corpus without being asked for.
inline constexpr std::string_view kTlpFree = "GREEN";

}  // namespace dossier::query
