#include "indexer/read/html/dates/instants.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace dossier::indexer {

namespace {

constexpr size_t kSecondsEnd = 19;  // of "2018-08-04T16:49:00"
constexpr int64_t kMinutesOfDay = 24 * 60;
constexpr int64_t kFarthestEast = 14 * 60, kFarthestWest = 12 * 60;  // of local time from UTC
constexpr int64_t kLastAmerican = 10 * 60,
                  kFirstAsian = 15 * 60;  // a stamp before and after can be of another day there

struct StampClock {
  int64_t minutes = 0;            // since 1970 as the clock of the place shows them
  std::optional<int64_t> offset;  // minutes that the place is before UTC
};

// The clock of "2018-08-04T16:49:00+02:00"; nullopt for a day alone.
std::optional<StampClock> ClockOf(const StatedDate& date) {
  const std::string& value = date.value;
  if (value.size() < 19) return std::nullopt;
  const auto number = [&](size_t at) { return (value[at] - '0') * 10 + (value[at + 1] - '0'); };
  StampClock clock{DaysSinceEpoch(date.day) * kMinutesOfDay + number(11) * 60 + number(14), std::nullopt};
  if (value.size() == 20) clock.offset = 0;
  if (value.size() == 25) clock.offset = (value[19] == '-' ? -1 : 1) * (number(20) * 60 + number(23));
  return clock;
}

std::string FormatOffset(int64_t minutes) {
  char text[24];
  const int64_t size = std::abs(minutes);
  std::snprintf(text, sizeof text, "%c%02d:%02d", minutes < 0 ? '-' : '+', static_cast<int>(size / 60),
                static_cast<int>(size % 60));
  return text;
}

bool IsForeign(DateSource source) {
  return source == DateSource::kJsonLdOther || source == DateSource::kTeaser || source == DateSource::kAside ||
         source == DateSource::kComment || source == DateSource::kSwapped;
}

// Only markup is moved: what readers see is the publisher's day, whatever its zone.
bool IsMarkup(DateSource source) {
  return (source <= DateSource::kTimeOther && source != DateSource::kJsonLdOther) || source == DateSource::kScript ||
         source == DateSource::kScriptCreated || source == DateSource::kAsidePublished;
}

bool IsStatedModified(DateSource source) {
  return source == DateSource::kJsonLdModified || source == DateSource::kMetaModified ||
         source == DateSource::kTimeModified;
}

bool IsLine(DateSource source) {
  return source >= DateSource::kLinePublished && source <= DateSource::kLineText && source != DateSource::kLineModified;
}

bool IsDateLine(DateSource source) {
  return source == DateSource::kLinePublished || source == DateSource::kLineNear ||
         source == DateSource::kTimePublished || source == DateSource::kTimeNear;
}

class Settler {
 public:
  explicit Settler(std::vector<DateCandidate>& candidates) : candidates_(candidates) {
    for (DateCandidate& candidate : candidates_) {
      const std::optional<StampClock> clock = ClockOf(candidate.date);
      if (clock && clock->offset == 0 && IsMarkup(candidate.source)) stamps_.emplace(clock->minutes, &candidate);
      if (IsLine(candidate.source)) lines_.insert(candidate.date.day);
      if (IsDateLine(candidate.source)) date_lines_.insert(candidate.date.day);
    }
    if (stamps_.empty()) return;
    for (DateCandidate& candidate : candidates_) {  // copies that leave the "Z" out
      const std::optional<StampClock> clock = ClockOf(candidate.date);
      const bool copy =
          clock && !clock->offset && candidate.source <= DateSource::kMetaModified && stamps_.contains(clock->minutes);
      if (copy) stamps_.emplace(clock->minutes, &candidate);
    }
  }

  void Run() {
    if (stamps_.empty()) return;
    for (const DateCandidate& candidate : candidates_) {
      const std::optional<StampClock> clock = ClockOf(candidate.date);
      if (clock && clock->offset != 0 && !IsForeign(candidate.source)) MoveTo(candidate.date, *clock);
    }
    for (const auto& [minutes, stamp] : stamps_) MoveBeside(minutes % kMinutesOfDay, *stamp);
  }

 private:
  // Stamps of the instant that a local clock shows.
  void MoveTo(const StatedDate& local, const StampClock& clock) {
    const int64_t first = clock.offset ? clock.minutes - *clock.offset : clock.minutes - kFarthestEast;
    const int64_t last = clock.offset ? first : clock.minutes + kFarthestWest;
    for (auto stamp = stamps_.lower_bound(first); stamp != stamps_.end() && stamp->first <= last;) {
      StatedDate& date = stamp->second->date;
      const bool same = (stamp->first - clock.minutes) % 30 == 0 && date.day != local.day && !lines_.contains(date.day);
      if (same) {
        date.day = local.day;
        date.value = clock.offset ? local.value
                                  : local.value.substr(0, kSecondsEnd) + FormatOffset(clock.minutes - stamp->first);
      }
      stamp = same ? stamps_.erase(stamp) : std::next(stamp);
    }
  }

  void MoveBeside(int64_t minute, DateCandidate& stamp) const {
    if (IsStatedModified(stamp.source) || date_lines_.contains(stamp.date.day) ||
        (minute >= kLastAmerican && minute < kFirstAsian))
      return;
    const Day beside = DayFromEpoch(DaysSinceEpoch(stamp.date.day) + (minute < kLastAmerican ? -1 : 1));
    if (!date_lines_.contains(beside)) return;
    stamp.date.day = beside;
    stamp.date.value = FormatDay(beside);
  }

  std::vector<DateCandidate>& candidates_;
  std::multimap<int64_t, DateCandidate*> stamps_;  // in UTC, by minutes since 1970
  std::set<Day> lines_;                            // days that the article's lines show
  std::set<Day> date_lines_;                       // of them those that lines or elements near the title show
};

}  // namespace

void SettleInstants(std::vector<DateCandidate>& candidates) { Settler(candidates).Run(); }

}  // namespace dossier::indexer
