// Whether what was recognised of a scanned page, or cut out of a decorated heading, are words. Pure; linear.
#pragma once

#include <string_view>

namespace dossier::indexer::pdf {

// Mostly characters that belong to no word, number, address or mark: "s '-0.C.7\" _\".'T:>er!al'tm".
bool IsGarbled(std::string_view text);

// Letters set apart: "AN AL Y S I S R E P O R T".
bool IsSpacedOut(std::string_view text);

}  // namespace dossier::indexer::pdf
