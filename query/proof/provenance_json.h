// Where a row's words stand, as JSON: the parts that answers and certificates share (OUTPUT.md).
#pragma once

#include <string>

#include "corpus/base/json.h"
#include "query/answer/rows.h"
#include "query/proof/selector.h"

namespace dossier::query {

Json DocumentJson(const EvidenceRow& row);
Json CaptureJson(const indexer::Provenance& from);
// The parts "document", "paragraph", "page", "capture" and "text" of a certificate, and back. The fields are those of
// indexer/index/provenance.h.
void AddCertificateParts(const EvidenceRow& row, Json& certificate);
indexer::Provenance ProvenanceOfCertificate(const Json& certificate);
Json SelectorJson(const Selector& selector);
// "paragraph 4", "page 2, paragraph 9", "/document/notes/0/text".
std::string LocatorOf(const indexer::Passage& passage);

}  // namespace dossier::query
