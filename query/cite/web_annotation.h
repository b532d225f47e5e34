// W3C Web Annotations (Web Annotation Data Model, 2017) of cited quotations.
#pragma once

#include <vector>

#include "corpus/base/json.h"
#include "query/answer/rows.h"

namespace dossier::query {

// One annotation: the target is the page with a TextQuoteSelector and a TextPositionSelector; positions are code
// points of the canonical text, which the target's state names by digest.
Json WebAnnotation(const EvidenceRow& row);
// An AnnotationCollection with one page that holds them all.
Json WebAnnotations(const std::vector<EvidenceRow>& rows);

}  // namespace dossier::query
