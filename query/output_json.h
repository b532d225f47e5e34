// The JSON of answers: the design's output contracts, described in OUTPUT.md.
#pragma once

#include "corpus/base/json.h"
#include "query/certificate.h"
#include "query/query.h"

namespace dossier::query {

Json EvidenceJson(const Query& query, const EvidenceAnswer& answer);
Json RowJson(const EvidenceRow& row);
Json SearchJson(const Query& query, const SearchAnswer& answer);
Json SearchRowJson(const SearchRow& row);
Json NamesJson(std::string_view schema, const std::vector<NameCount>& names);
Json PassageJson(const indexer::Passage& passage);

Json CoverageJson(const Coverage& coverage);
Json DocumentJson(const EvidenceRow& row);
Json CaptureJson(const indexer::Provenance& from);
Json SelectorJson(const Selector& selector);
// "paragraph 4", "page 2, paragraph 9", "/document/notes/0/text".
std::string LocatorOf(const indexer::Passage& passage);

}  // namespace dossier::query
