// When to come back: often to what changes, rarely to what is still or gone.
#pragma once

#include <cstdint>

namespace dossier::crawler {

constexpr int64_t kDay = int64_t{24} * 3600 * 1000;  // milliseconds

enum class VisitOutcome {
  kNew,        // first visit, or something new since the last
  kUnchanged,  // not modified, or nothing new
  kGone,       // 404, 410
  kFailed,     // no answer, or an error that may pass
};

// The next interval in milliseconds. `current`: the last one, 0 at the first visit. `lists`: feeds and sitemaps, which
// are there to be polled.
int64_t NextInterval(VisitOutcome outcome, int64_t current, bool lists);

// Whether a list that used to bring something new every `interval_ms` has been still for suspiciously long.
bool IsSilent(int64_t now_ms, int64_t changed_ms, int64_t first_seen_ms, int64_t interval_ms);

}  // namespace dossier::crawler
