// What a vendor's or agency's rows look like together: the timeline as a picture with its table, and who did what as a
// table whose counts open the rows.
#pragma once

#include <string>
#include <vector>

#include "query/brief/brief.h"
#include "query/page/visit.h"

namespace dossier::query {

// The picture as SVG in the page's own colours, and below it a table of the same marks: kind by year.
Html TimelinePlot(const BriefSection& section);

// "2017 3 · 2018 12": rows by year of publication, each leading to them.
Html YearLinks(const BriefSection& section, const std::string& query);

// Who acts (rows) by what is done (columns), asserted events only. `of_vendor`: the rows are the agencies and vendors
// that act on the vendor asked for; else the vendors on which the agency asked for acts.
Html ActionMatrix(const BriefSection& section, const Engine& engine, const std::string& id, bool of_vendor);

}  // namespace dossier::query
