// Where a quotation stands in its text, so that it is found again when the text around it moved.
#pragma once

#include <cstdint>
#include <string>

#include "query/answer/rows.h"

namespace dossier::query {

// The quotation's context, up to 32 code points on either side, as W3C TextQuoteSelector has it.
struct Selector {
  std::string exact, prefix, suffix;
  uint64_t start = 0, end = 0;  // code points of the canonical text
};
// Of the row's statement; context beyond the passage comes from its before and after, which hold 40 code points. Cuts
// between code points, never inside one. Cannot fail; the result owns its memory. Thread safe.
Selector SelectorOf(const EvidenceRow& row);

}  // namespace dossier::query
