// A document of the Federal Register as its printed pages (PDF) show it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/facts/document.h"

namespace dossier::indexer {

// Fills `read.structured`, title and day when the heads are those of the Federal Register and one document of the pages
// can be told: the one whose number stands in `name` (the file's name or the address), else the only one, else the
// first that ends on these pages. `heads`: running heads and feet in the order of the pages. Pages also hold the end of
// the document before and the beginning of the next: those blocks stay in the text, and facts are read between them.
// Pure, thread safe; linear in the text.
void AddRegisterFacts(const std::vector<std::string_view>& heads, std::string_view name, ReadDocument& read);

}  // namespace dossier::indexer
