// Text that a page shows as it was typed (<pre>): papers of GPO, filings of EDGAR, archives of mailing lists.
#pragma once

#include <string_view>

#include "corpus/text/canonical_text.h"

namespace dossier::indexer {

// Parts the blocks of preformatted prose at blank lines and where a line is indented behind one that is not; joins
// words that a line's end broke; drops lines of rules and the marks of pages ("[[Page 21717]]", "VerDate ... Jkt ...").
// Code and tables stay as they are. `payload`: what the map's ranges are of. Linear; pure; thread safe.
void PartPreformatted(std::string_view payload, corpus::TextMap& map);

}  // namespace dossier::indexer
