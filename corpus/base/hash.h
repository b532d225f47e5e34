// FNV-1a of 64 bits (draft-eastlake-fnv, section 2): fast and stable over builds and machines, for tables and for
// numbers that are stored. Against hostile input it guards nothing; for proof there is corpus/base/digest.h.
#pragma once

#include <cstdint>
#include <string_view>

namespace dossier {

constexpr uint64_t kFnvOffset = 0xcbf29ce484222325u;

// One step: the hash so far and the next byte (or a wider unit, which is no longer FNV-1a of the text's bytes).
constexpr uint64_t FnvStep(uint64_t hash, uint64_t unit) { return (hash ^ unit) * 0x100000001b3u; }

constexpr uint64_t Fnv1a(std::string_view bytes, uint64_t hash = kFnvOffset) {
  for (const char c : bytes) hash = FnvStep(hash, static_cast<unsigned char>(c));
  return hash;
}

}  // namespace dossier
