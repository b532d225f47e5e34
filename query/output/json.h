// The JSON of answers: the design's output contracts, described in OUTPUT.md.
#pragma once

#include "corpus/base/json.h"
#include "query/answer/rows.h"
#include "query/proof/provenance_json.h"
#include "query/question/question.h"

namespace dossier::query {

Json EvidenceJson(const Query& query, const EvidenceAnswer& answer);
Json RowJson(const EvidenceRow& row);
Json SearchJson(const Query& query, const SearchAnswer& answer);
Json SearchRowJson(const SearchRow& row);
Json NamesJson(std::string_view schema, const std::vector<NameCount>& names);
Json PassageJson(const indexer::Passage& passage);

Json CoverageJson(const Coverage& coverage);

}  // namespace dossier::query
