// Reads plain text: paragraphs between blank lines, with the byte ranges they came from.
#pragma once

#include "corpus/base/result.h"
#include "indexer/facts/document.h"

namespace dossier::indexer {

// The text as blocks. A first line that stands alone and reads like a headline becomes the title and a heading; lines
// that begin with a bullet or a number are list items; lines of rules ("=====") are left out. A date that stands alone
// on one of the lines around the title ("August 4, 2018", "Published: 2018-08-04") is the published date, after
// "Updated" or "Revised" the updated one; "By ..." there names the authors.
// Errors: kParse when the bytes are no text (they hold NUL or are mostly control characters).
// Any charset that the bytes or the type state (corpus/text/charset.h). Linear; thread safe.
Result<ReadDocument> ReadText(const ReaderInput& input);

}  // namespace dossier::indexer
