// Passages and document records as the bytes that the index stores.
#pragma once

#include <string>
#include <string_view>

#include "corpus/base/result.h"
#include "indexer/index/record.h"

namespace dossier::indexer {

// The stored forms (SCHEMA.md). A passage refers to its record by document id and revision; ParsePassage leaves the
// rest of `from` empty. Errors: kVersion (another schema), kCorrupt.
std::string SerializePassage(const Passage& passage, const Provenance& from);
Result<Passage> ParsePassage(std::string_view data);
std::string SerializeRecord(const DocumentRecord& record);
Result<DocumentRecord> ParseRecord(std::string_view data);
// Only where the document comes from.
Result<Provenance> ParseProvenance(std::string_view record);

}  // namespace dossier::indexer
