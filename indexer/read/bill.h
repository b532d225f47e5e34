// Bills and resolutions of the US Congress: USLM 2 (schemas.gpo.gov/xml/uslm) and the older bill XML (bill.dtd,
// res.dtd).
#pragma once

#include "corpus/base/result.h"
#include "indexer/facts/document.h"
#include "indexer/read/xml/tree.h"

namespace dossier::indexer {

// Whether the root element is one of a bill, resolution, amendment or public law.
bool IsBill(const xml::Tree& tree);

// The measure: its citation ("116 S. Con. Res. 10 RS") as number, the stage as version, the official title; recitals,
// sections and paragraphs as blocks. What a committee struck is left out of the text: it is no longer said.
// Errors: kParse.
Result<ReadDocument> ReadBill(const ReaderInput& input, const xml::Tree& tree);

}  // namespace dossier::indexer
