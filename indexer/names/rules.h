// The context rules of names: how much speaks for a match being the organisation, and how much is needed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "indexer/gazetteer/gazetteer.h"
#include "indexer/names/context.h"

namespace dossier::indexer {

// What the whole document says, gathered before and while names are decided.
// Grows while names are decided in text order: an accepted name is evidence for the next. One object a document.
struct NameFacts {
  int year = 0;                                    // of publication; 0: unknown
  std::unordered_set<uint32_t> named;              // entities with an unambiguous or accepted name
  std::unordered_set<uint32_t> products;           // entities with a product named
  std::unordered_map<std::string, int> countries;  // country code -> words that name it; filled when needed
};

// Where a match stands among its neighbours.
struct Neighbours {
  bool listed_with_vendor = false;  // "Apple, Google and X": joined to another match of a vendor
  bool listed_with_agency = false;
  bool listed_with_candidate = false;  // joined to a match of a vendor that needs context itself
  bool same_entity_near = false;       // "X, formerly Twitter"
};

// How well a match fits the context rules of its name. Acceptable from 0 on; higher is better, for choosing between
// the owners of one name.
// Pure. `context` must be of the block that holds the hit. Points are small whole numbers whose meaning is only their
// order; the thresholds are in rules.cc beside the evidence they weigh. Rules that the table names and nobody knows
// count as none: `gazetteer check` reports them.
int JudgeName(const Gazetteer& gazetteer, const GazetteerHit& hit, const NameContext& context,
              const Neighbours& neighbours, const NameFacts& facts);

// No evidence can lift a name out of this.
inline constexpr int kRefused = -100;

}  // namespace dossier::indexer
