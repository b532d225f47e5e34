// The record of a known organisation's name in a text. Offsets are bytes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "indexer/facts/statement.h"

namespace dossier::indexer {

// One name of a known organisation, or of a product of one.
// A plain value, of use only with the gazetteer that it was found by: entity and alias are its indexes.
struct KnownName {
  size_t begin = 0;
  size_t end = 0;
  uint32_t entity = 0;   // index into Gazetteer::entities()
  uint32_t alias = 0;    // index into Gazetteer::aliases(): the name that matched or that stands behind it
  bool product = false;  // names a product; `entity` is its maker
  Via via = Via::kName;  // kAlias; kAcronym (also those that the text defines); kReference for "the Commission"
};

}  // namespace dossier::indexer
