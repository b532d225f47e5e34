// Which outlet a sentence names as the one that reported: "..., Reuters reported", "(AP) —", "told the BBC".
#pragma once

#include <string>

#include "indexer/gazetteer/gazetteer.h"
#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// The outlet as the press names it (its short name, or the words of one that no table knows), "" for none. The
// sentence must be tagged and have its entities. Pure; thread safe.
std::string ReportedBy(const Sentence& sentence, const Gazetteer& gazetteer);

}  // namespace dossier::indexer
