// When a page was published and updated: candidates from JSON-LD, meta elements, time elements, visible date lines
// and the URL, weighed against each other; none when the evidence is weak.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/base/json.h"
#include "indexer/facts/document.h"
#include "indexer/read/html/dates/candidates.h"

namespace dossier::indexer {

struct HtmlDates {
  StatedTime published;
  StatedTime updated;
  Json explanation;  // each candidate day, its sources and probability; null unless asked for
  Json unmarked;     // the same without what markup states, for the fit
};

// None when no day is likely enough: an unknown date is told as unknown, a wrong one would be cited.  Pure, thread
// safe.
HtmlDates FindDates(const DateInput& input, bool explain);

// The names of what is known about a candidate day, in the order of the fitted model.
const std::vector<std::string>& DateFeatureNames();

}  // namespace dossier::indexer
