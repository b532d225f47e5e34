// Reads HTML: news articles and agency pages. Scan, parse, split into blocks, find candidates, judge, describe.
#pragma once

#include "corpus/base/result.h"
#include "indexer/facts/document.h"

namespace dossier::indexer {

// How a page is prepared for the parser. kWhole is for comparing; both give the same visible text.
enum class HtmlPreparation { kReduced, kWhole };

// Errors: kLimit when the markup unfolds beyond the memory bound.
// The document owns its text; ranges in it are of `input.bytes`. Time and memory are bounded by the limits of scan.h
// and of the tree, whatever the bytes are. Thread safe: nothing is shared but tables that never change.
Result<ReadDocument> ReadHtml(const ReaderInput& input, HtmlPreparation preparation = HtmlPreparation::kReduced);

}  // namespace dossier::indexer
