// Reads CISA's catalogue of known exploited vulnerabilities (KEV), as JSON
// (https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities_schema.json) and as CSV.
#pragma once

#include "corpus/base/result.h"
#include "indexer/facts/document.h"

namespace dossier::indexer {

// The catalogue: each entry a document (ReadDocument::entries) with its description and required action; the text of
// the catalogue itself is the list of its CVE ids, so that an entry which was removed shows as a change of it. All of
// it or nothing: a truncated catalogue would say that entries were removed. Errors: kParse (truncated, no catalogue, or
// fewer entries than it counts), kLimit.
Result<ReadDocument> ReadKev(const ReaderInput& input);

}  // namespace dossier::indexer
