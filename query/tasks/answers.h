// The JSON of answers that are made of several parts, by verbs and API alike (OUTPUT.md). Pure.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/json.h"
#include "query/answer/facets.h"
#include "query/answer/timeline.h"
#include "query/question/question.h"

namespace dossier::query {

// "date", "newest"; anything else is the rank.
EvidenceOrder OrderNamed(std::string_view sort);

Json FacetsJson(const Query& query, const EvidenceAnswer& answer, const std::vector<Facet>& facets);
// `left_aside`: LeftAsideJson of the corpus.
Json TimelineJson(const Query& query, const EvidenceAnswer& answer, const std::vector<TimelineEntry>& entries,
                  const Json& left_aside);
// dossier.document/1, of what `first`, one of its passages, is of. `passages`: those that stand in its text
// (KeepStanding); `withheld`: how many do not.
Json DocumentPassagesJson(const indexer::Passage& first, const std::vector<indexer::Passage>& passages,
                          size_t withheld);
Json EvidenceRowJson(const EvidenceRow& row);
Json CoMentionsJson(const Name& subject, const std::vector<CoMention>& edges);
Json FieldsJson();
// What a field takes, in words.
std::string_view FieldKindText(indexer::FieldKind kind);

}  // namespace dossier::query
