// Who reported first, as far as the corpus holds it: the earliest document among the rows of an answer, and whom it
// names as its own source.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/base/result.h"
#include "query/answer/engine.h"

namespace dossier::query {

// An outlet that the first report was taken from, by its own words.
struct CitedOutlet {
  std::string name;
  EvidenceRow row;       // the sentence that says so
  size_t documents = 0;  // of that outlet among the rows: when none, an earlier report may exist elsewhere
};

struct FirstReport {
  EvidenceRow row;  // of the earliest document
  std::vector<CitedOutlet> cites;
  size_t documents = 0, origins = 0;  // that report it
  size_t same_day = 0;                // further documents of that day: which came first is not known
  size_t undated = 0;                 // documents that may be earlier
};

// nullopt when no row has a date. Rows that deny are not looked at. Errors: kIo, kCorrupt of the index.
Result<std::optional<FirstReport>> FindFirstReport(const Engine& engine, const EvidenceAnswer& answer);

}  // namespace dossier::query
