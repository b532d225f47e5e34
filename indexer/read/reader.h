// Readers: captured bytes of any format to one document record: main text with locators, metadata, page kind.
//
// One reader a format (HTML, plain text, CSAF 2.0, ...), chosen by content, not by name. Pure functions of their
// input: the same bytes and reader version always give the same text. Thread safe. Hostile input is bounded
// in size, depth and time.
#pragma once

#include <string>

#include "corpus/base/result.h"
#include "indexer/facts/document.h"

namespace dossier::indexer {

// Names every reader with its version; a change makes `index` read captures again.
std::string ReaderSet();

// Reads one document. Errors: kParse (no reader knows the format, or the structure is broken), kLimit.
Result<ReadDocument> Read(const ReaderInput& input);

}  // namespace dossier::indexer
