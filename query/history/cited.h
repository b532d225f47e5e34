// What became of the evidence that was cited: certificates (of `cite`, `brief`, `export`) and baskets against the
// newest capture of each document, indexed or not. Nothing is fetched. On the corpus's thread. Errors: kIo, kCorrupt.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer/engine.h"
#include "query/history/history.h"
#include "query/proof/live.h"

namespace dossier::query {

// The names are written to output: never rename one.
enum class CitedState { kIntact, kMoved, kAltered, kSuperseded, kGone, kUnchecked };
//   kMoved       the words stand, elsewhere in the text
//   kAltered     a sentence like them stands in their place
//   kSuperseded  the words stand in a newer revision too, or the publisher withdrew the document
//   kGone        the newest revision does not hold them, or the address answers no more
std::string_view CitedStateName(CitedState state);  // "intact"...

struct CitedEvidence {
  Claim claim;
  std::vector<std::string> where;  // "certificate of 2026-01-02", "basket asia"
  std::string document_id, title, publisher;
  CitedState state = CitedState::kUnchecked;
  std::string reason;
  std::string now;              // kAltered: the sentence as it stands
  std::vector<DiffPart> diff;   // kAltered: from the quotation to `now`
  std::optional<UtcTime> seen;  // of the capture compared with
};

// Everything that was cited, in the order cited. `engine` may be null; baskets' evidence without a certificate is then
// unchecked.
Result<std::vector<CitedEvidence>> CitedNow(const corpus::Corpus& corpus, const Engine* engine);

// What a person should look at: all but intact and unchecked ones.
bool HasChanged(const CitedEvidence& cited);
std::string CitedText(const std::vector<CitedEvidence>& all, size_t width);
Json CitedJson(const std::vector<CitedEvidence>& all);
// "2 of 5 cited quotations have changed: 1 altered, 1 gone"
std::string CitedSummary(const std::vector<CitedEvidence>& all);

}  // namespace dossier::query
