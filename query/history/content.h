// The content of one capture, and what kind of change leads from one to the next.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/sightings.h"
#include "query/history/changes.h"

namespace dossier::query {

// What a capture says, read afresh, so that two are compared by the same reader.
struct Content {
  std::string format;       // csaf, html...
  std::string tracking_id;  // of structured formats
  std::string title, text;
  std::string version, initial, current, status;  // as stated; "" where the format or the page states none
  Json root;                                      // of a JSON format; else null
};

// The names are written to output: never rename one.
enum class ChangeKind {
  kStated,   // the version moved; where a format has none, the date of the update
  kPartial,  // dates, status or revision history moved, the version did not
  kSilent,   // content moved and the publisher's own tracking did not
};
std::string_view ChangeKindName(ChangeKind kind);  // "stated"...

struct ContentChange {
  ChangeKind kind = ChangeKind::kStated;
  std::vector<std::string> changed;   // kinds of content: "title", "product_tree", "references", "text", "dates"...
  std::vector<std::string> tracking;  // fields of the publisher's tracking: "version", "current_release_date"...
  bool any() const { return !changed.empty() || !tracking.empty(); }
};

// Errors: kParse, kLimit, kCorrupt, kIo: the capture cannot be read.
Result<Content> ContentOf(const corpus::Corpus& corpus, const corpus::Sighting& sighting);

ContentChange CompareContents(const Content& before, const Content& after);
// The same field by field, sentence by sentence.
Changes DiffContents(const Content& before, const Content& after);

}  // namespace dossier::query
