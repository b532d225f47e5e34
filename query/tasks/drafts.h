// Checking a draft, and telling what came of it, by verbs, pages, API and MCP alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/json.h"
#include "query/draft/checker.h"

namespace dossier::query {

// The draft's bytes as they were sent; `name` tells the format by its ending. `engine` may be null. Errors: kParse,
// kLimit, kIo.
Result<std::vector<DraftResult>> CheckDraftBytes(std::string_view bytes, std::string_view name, const Engine* engine,
                                                 const corpus::Corpus& corpus);

// A citation to paste: of where the words stand. "" when there is none.
std::string DraftCitation(const DraftResult& result, const std::string& style);
// Whether a person should look at it: what fails, is too short, or warns.
bool NeedsAnEye(const DraftResult& result);
// Failures, then warnings and what is too short, then the rest; each in the order of the draft.
void SortByUrgency(std::vector<DraftResult>& results);

// dossier.draft/1 (OUTPUT.md): a row, and the whole.
Json DraftRowJson(const DraftResult& result, const std::string& citation);
Json DraftJson(Json rows, const DraftCounts& counts);

}  // namespace dossier::query
