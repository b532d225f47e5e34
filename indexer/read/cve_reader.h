// Reads CVE records (CVE Record Format 5.0 to 5.2, https://github.com/CVEProject/cve-schema).
//
// Tolerant like the reader of CSAF. Pure and thread safe; nesting is bounded by ParseJson.
#pragma once

#include "corpus/base/result.h"
#include "indexer/facts/document.h"

namespace dossier::indexer {

// The record: descriptions, workarounds, solutions and exploits of the assigner's container (CNA) as blocks that name
// their JSON string by pointer. What an authorised publisher (ADP) adds is kept as facts, not as prose: since when the
// vulnerability is known as exploited, the exploitation of SSVC, vendors that only it names. A REJECTED record has
// nothing but the reasons of its rejection.
// Errors: kParse (not JSON, or no record), kLimit (nested too deeply).
Result<ReadDocument> ReadCve(const ReaderInput& input);

}  // namespace dossier::indexer
