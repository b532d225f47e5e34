// Citations: a row of evidence in the styles that analysts use. Facts about the styles: query/STYLES.md.
//
//   CitationRecord record = RecordOf(row);
//   DOSSIER_TRY_ASSIGN(auto citations, RenderCitations({record}, {.style = "apa"}));
//   citations[0].in_text   // (“Democratic National Committee Warns ...,” 2018, para. 1)
//   citations[0].entry     // Democratic National Committee Warns ... (2018, August 4). Fortune. https://...
//
// Pure functions, thread safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/base/result.h"
#include "query/answer/rows.h"
#include "query/cite/record.h"

namespace dossier::query {

CitationRecord RecordOf(const EvidenceRow& row);

// Names of all styles, in the order of the help.
std::vector<std::string> CitationStyles();
// Renders several records in one style, one citation each, in the order given; what depends on the others (year
// letters) is resolved among them. Errors: kUsage for an unknown style.
Result<std::vector<Citation>> RenderCitations(const std::vector<CitationRecord>& records,
                                              const CitationOptions& options);

// A byline to a name: "Jane Q. Doe" or "Doe, Jane Q."; a byline of one word stays whole.
CitedName NameOfByline(std::string_view byline);

// The record as CSL-JSON data (schema 1.0.2), and one as read from such data: for goldens and round trips.
Json CslJson(const CitationRecord& record, Archived archived);
CitationRecord RecordOfCslJson(const Json& item);

}  // namespace dossier::query
