#include "crawler/revisit.h"

#include <algorithm>

namespace dossier::crawler {
namespace {

constexpr int64_t kMinute = 60000;
constexpr int64_t kHour = 60 * kMinute;

}  // namespace

int64_t NextInterval(VisitOutcome outcome, int64_t current, bool lists) {
  const int64_t first = lists ? kHour : kDay;
  const int64_t least = lists ? 10 * kMinute : 3 * kHour;
  const int64_t most = lists ? 7 * kDay : 90 * kDay;
  if (current <= 0) return outcome == VisitOutcome::kGone ? 30 * kDay : first;
  switch (outcome) {
    case VisitOutcome::kNew:
      return std::clamp(current * 4 / 5, least, most);
    case VisitOutcome::kUnchanged:
      return std::clamp(current * 3 / 2, least, most);
    case VisitOutcome::kGone:
      return std::max(30 * kDay, std::min(current * 2, 90 * kDay));
    case VisitOutcome::kFailed:
      return std::clamp(current, least, most);
  }
  return first;
}

bool IsSilent(int64_t now_ms, int64_t changed_ms, int64_t first_seen_ms, int64_t interval_ms) {
  const int64_t since = now_ms - std::max(changed_ms, first_seen_ms);
  return since > std::max(14 * kDay, 20 * interval_ms);
}

}  // namespace dossier::crawler
