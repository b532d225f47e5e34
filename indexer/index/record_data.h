// Passages and document records as the bytes that the index stores.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/index/record.h"

namespace dossier::indexer {

inline constexpr char kRebuildHint[] = "the corpus is not affected; run: dossier index --rebuild";

// The stored forms (SCHEMA.md). Errors: kVersion (another schema), kCorrupt.

// The data of each passage (PassageGroup), in their order.
std::vector<std::string> SerializePassages(const std::vector<NewPassage>& passages, const Provenance& from);
// How many passages before this one its group begins; 0: here.
Result<uint64_t> DistanceToGroup(std::string_view data);
Result<PassageGroup> ParseGroup(std::string_view data);
// The passage at a place of its group. Of `from` it has document id and revision, and nothing else.
Result<Passage> PassageOf(const PassageGroup& group, size_t place);

std::string SerializeRecord(const DocumentRecord& record);
Result<DocumentRecord> ParseRecord(std::string_view data);
// Only where the document comes from.
Result<Provenance> ParseProvenance(std::string_view record);

}  // namespace dossier::indexer
