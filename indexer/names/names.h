// Known names in a text: gazetteer matches after the context rules that tell "Apple" from "apple" and "Fiona Apple".
//
//   std::vector<KnownName> names = FindKnownNames(*gazetteer, text, blocks, {.published = "2018-08-04"});
//
// The rules are kinds, named in the `rule` column of the tables (indexer/gazetteer/SOURCES.md lists them); no rule
// knows a single name. Pure and thread safe. Offsets are bytes.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/text/canonical_text.h"
#include "indexer/facts/statement.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/names/known_name.h"

namespace dossier::indexer {

// Linear in the text but for names that need context, which cost their block's words. Never fails; bytes that are no
// UTF-8 are separators. Indexes in the result are those of `gazetteer`, which must be the one that is asked later.

// In text order; names do not overlap, except that a product may follow directly after its maker's name.
// `blocks` bound the context of a name (a heading is no sentence); empty: blank lines bound it. Of the context it
// uses published (names change owners over the years), publisher and title (evidence for ambiguous names).
std::vector<KnownName> FindKnownNames(const Gazetteer& gazetteer, std::string_view text,
                                      const std::vector<corpus::Block>& blocks, const AnalysisContext& context);

}  // namespace dossier::indexer
