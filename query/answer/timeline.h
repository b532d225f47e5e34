// The timeline of a vendor: dated statements, as text and as a picture.
#pragma once

#include <string>
#include <vector>

#include "query/answer/rows.h"

namespace dossier::query {

struct TimelineEntry {
  std::string date;     // with its granularity; "" is unknown
  bool stated = false;  // the sentence states the date; else it is the day of publication
  const EvidenceRow* row = nullptr;
};

// Oldest first, unknown dates last. The rows must outlive the entries. Rows that failed verification are left out.
std::vector<TimelineEntry> TimelineOf(const EvidenceAnswer& answer);

// The lane that a row stands in: its first event as people say it, "denied or negated", "other".
std::string LaneOf(const EvidenceRow& row);

// The picture: a lane for each action, a mark for each statement. Units are pixels, y grows downwards; the place of a
// text is its left end on the base line.
struct TimelinePicture {
  struct Line {
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  };
  struct Text {
    enum class Kind { kHeading, kLane, kYear };
    Kind kind = Kind::kLane;
    double x = 0, y = 0;
    std::string text;
  };
  struct Mark {
    double x = 0, y = 0;
    bool stated = false;  // full; else hollow: only the day of publication is known
    std::string title;
  };
  int width = 0, height = 0;
  std::vector<Line> lines;
  std::vector<Text> texts;
  std::vector<Mark> marks;
};
TimelinePicture DrawTimeline(const std::vector<TimelineEntry>& entries, const std::string& heading);

// One self-contained SVG; the words of each mark are its title.
std::string TimelineSvg(const TimelinePicture& picture);
// The same as an Enhanced Metafile ([MS-EMF]), which word processors draw without anything beside it.
std::string TimelineEmf(const TimelinePicture& picture);

}  // namespace dossier::query
