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
// To be raised with every change that may alter what is read, however small: the index compares the whole string.
std::string ReaderSet();

// Reads one document. Errors: kParse (no reader knows the format, or the structure is broken), kLimit.
// Decides by the bytes before the stated type: servers are often wrong, bytes are not. The document owns its parts. A
// page that stands in place of an article (a refusal, a login form) is no error: its kind says so and its text is
// empty.
Result<ReadDocument> Read(const ReaderInput& input);

}  // namespace dossier::indexer
