// Reads lists of sanctioned and restricted parties: OFAC's files (CSV, .PIP, .DEL, and XML; https://ofac.treasury.gov,
// "SDN data formats") and the Consolidated Screening List of trade.gov (CSV and the API's JSON), which has the Entity
// List of BIS among others.
#pragma once

#include "corpus/base/result.h"
#include "indexer/facts/document.h"
#include "indexer/read/xml/tree.h"

namespace dossier::indexer {

// The list: each row a document (ReadDocument::entries) with name, aliases, program, the day of listing and the
// citation that its remarks state; the text of the list itself is the names, so that who was removed shows as a change
// of it. All of it or nothing. Errors: kParse (cut, or no list that is known), kLimit.
Result<ReadDocument> ReadList(const ReaderInput& input);

// The same for the XML of OFAC (root sdnList).
Result<ReadDocument> ReadListXml(const xml::Tree& tree);

}  // namespace dossier::indexer
