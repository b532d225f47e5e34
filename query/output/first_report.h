// How the first report of an answer (query/answer/first_report.h) is shown.
#pragma once

#include <optional>
#include <string>

#include "corpus/base/json.h"
#include "query/answer/first_report.h"
#include "query/output/text.h"

namespace dossier::query {

// The "first_report" member of evidence answers (OUTPUT.md); null when nothing is dated.
Json FirstReportJson(const std::optional<FirstReport>& report);
// The block above the rows, wrapped to options.width columns.
std::string FirstReportText(const std::optional<FirstReport>& report, const TextOptions& options);

}  // namespace dossier::query
