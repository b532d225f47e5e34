// Reads OFAC's lists in the Advanced Sanctions Data Model (SDN_ADVANCED.XML, CONS_ADVANCED.XML: root Sanctions).
#pragma once

#include "corpus/base/result.h"
#include "indexer/facts/document.h"
#include "indexer/read/xml/tree.h"

namespace dossier::indexer {

// Whether the tree is one, by the parts that it has.
bool IsAdvancedList(const xml::Tree& tree);

// Each distinct party is an entry for each list that its sanctions entries name: its primary name and the others, the
// programs of these entries and the first day on which it was entered. A party without such an entry is named and not
// listed. OFAC keeps its own lists; who keeps another is unknown. The text of an entry are its names and its programs'
// names where they stand. Pure; linear but for look-ups. Errors: kParse, kLimit.
Result<ReadDocument> ReadAdvancedList(const xml::Tree& tree);

}  // namespace dossier::indexer
