// Reads security advisories in CSAF (OASIS Common Security Advisory Framework, version 2.0 section 3; 2.1 alike).
//
// Tolerant: files that break mandatory tests of the standard are read as far as they go, and nothing is invented for
// what they leave out. Pure and thread safe; nesting is bounded by ParseJson.
#pragma once

#include <string_view>

#include "corpus/base/result.h"
#include "indexer/facts/document.h"

namespace dossier::indexer {

// Whether the bytes are a JSON object with the marks of a CSAF document. Cheap: no parsing.
// A broken advisory still comes to ReadCsaf and is named as one.
bool LooksLikeCsaf(std::string_view bytes);

// The advisory: notes, vulnerabilities' notes, threats and remediations, and the revision history as blocks that name
// their JSON string by pointer. Product names, CVE ids and the notes' titles are blocks too, so that a change in them
// is a new revision, but as headings: they are labels, not statements. Legal disclaimers are left out.
// Errors: kParse (not JSON, or no object), kLimit (nested too deeply).
// The result owns all it holds but refers to `input.bytes` by range.
Result<ReadDocument> ReadCsaf(const ReaderInput& input);

}  // namespace dossier::indexer
