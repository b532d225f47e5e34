// Later mentions of a known name by what the text itself introduces: acronyms it defines ("... Bureau (XYZ)") and the
// head noun of an agency's name ("the Commission", "the bureau").
#pragma once

#include <string_view>
#include <vector>

#include "indexer/gazetteer/gazetteer.h"
#include "indexer/names/known_name.h"

namespace dossier::indexer {

// Both run after the context rules, on names that were accepted: a wrong antecedent would multiply. Pure and thread
// safe; `names` belongs to the caller and is the only thing that changes. Linear in the text times the few names that a
// reference looks back at.

// Adds acronyms that stand in brackets behind a name, there and wherever they follow, and corrects those that were
// taken for another organisation. `names` is in text order and stays so.
void AddDefinedAcronyms(const Gazetteer& gazetteer, std::string_view text, std::vector<KnownName>& names);

// Adds "the bureau" and the like as references to the one agency named before whose name has that head; when two have
// it, the nearer one of the same sentence or paragraph, else none. A head of the rule `head` without antecedent stands
// for its owner when its country is named ("The Commission opened an inquiry in Brussels").
// Precision again: without a single antecedent nothing is added.
void AddHeadReferences(const Gazetteer& gazetteer, std::string_view text, std::vector<KnownName>& names);

}  // namespace dossier::indexer
