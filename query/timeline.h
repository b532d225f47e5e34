// The timeline of a vendor: dated statements, as text and as a picture.
#pragma once

#include <string>
#include <vector>

#include "query/query.h"

namespace dossier::query {

struct TimelineEntry {
  std::string date;        // with its granularity; "" is unknown
  bool stated = false;     // the sentence states the date; else it is the day of publication
  const EvidenceRow* row = nullptr;
};

// Oldest first, unknown dates last. The rows must outlive the entries. Rows that failed verification are left out.
std::vector<TimelineEntry> TimelineOf(const EvidenceAnswer& answer);

// One self-contained SVG: a lane for each action, a mark for each statement with its words as the title.
std::string TimelineSvg(const std::vector<TimelineEntry>& entries, const std::string& heading);

}  // namespace dossier::query
