#include "indexer/dates/values.h"

#include <cstdio>
#include <cstdlib>

#include "indexer/dates/holidays.h"

namespace dossier::indexer::dates {
namespace {

constexpr int kRunMonths = 1;
constexpr int kTurnMonths = 10;
constexpr int kSameYearDays = 60;  // a yearless date this near is of the same year, whatever the tense

std::string Pad(int value, int width) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%0*d", width, value);
  return buffer;
}

std::string YearText(int year) {
  if (year == 0) return "XXXX";
  return year < 0 ? "BC" + Pad(-year, 4) : Pad(year, 4);
}

std::string MonthText(const Place& place) {
  return YearText(place.year) + "-" + (place.month < 0 ? "XX" : Pad(place.month, 2));
}

std::string DayText(const Place& place) { return MonthText(place) + "-" + (place.day < 0 ? "XX" : Pad(place.day, 2)); }

// Years move over the missing year 0.
int MoveYear(int year, int by) {
  if (year == 0) return 0;
  const int moved = year + by;
  if (year < 0 && moved >= 0) return moved + 1;
  if (year > 0 && moved <= 0) return moved - 1;
  return moved;
}

bool IsFull(const Place& place) { return place.year > 0 && place.month > 0 && place.day > 0; }
Day ToDay(const Place& place) { return {place.year, place.month, place.day}; }
Place ToPlace(Day day) { return {day.year, day.month, day.day}; }

Place MoveDays(const Place& place, int days) { return ToPlace(DayFromEpoch(DaysSinceEpoch(ToDay(place)) + days)); }

Place MoveMonths(const Place& place, int months) {
  const int index = place.month - 1 + months;
  const int years = index >= 0 ? index / 12 : -((11 - index) / 12);
  return {MoveYear(place.year, years), index - 12 * years + 1, -1};
}

// "2018-W31" of a full day, by ISO 8601: a week belongs to the year of its Thursday.
std::string WeekText(const Place& place) {
  const Day day = ToDay(place);
  const Day thursday = DayFromEpoch(DaysSinceEpoch(day) + 4 - WeekdayOf(day));
  const int64_t first = DaysSinceEpoch({thursday.year, 1, 1});
  return YearText(thursday.year) + "-W" + Pad(static_cast<int>((DaysSinceEpoch(thursday) - first) / 7 + 1), 2);
}

std::string_view SeasonText(char season) {
  return season == 'P' ? "SP" : season == 'S' ? "SU" : season == 'F' ? "FA" : "WI";
}
int FirstMonthOf(char season) { return season == 'P' ? 3 : season == 'S' ? 6 : season == 'F' ? 9 : 12; }

int FloorDiv(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

std::string DecadeText(int year, int shift) {
  if (year == 0) return "XXX";
  const int decade = FloorDiv(std::abs(year), 10) + (year < 0 ? -shift : shift);
  return (year < 0 ? "BC" : "") + Pad(std::max(decade, 0), 3);
}

std::string CenturyText(int year, int shift) {
  if (year == 0) return "XX";
  const int century = FloorDiv(std::abs(year), 100) + (year < 0 ? -shift : shift);
  return (year < 0 ? "BC" : "") + Pad(std::max(century, 0), 2);
}

// A year without its month or day, for what cannot be counted exactly.
std::string Unknown(Unit unit, const Place& base) {
  switch (unit) {
    case Unit::kYear:
      return "XXXX";
    case Unit::kMonth:
      return YearText(base.year) + "-XX";
    case Unit::kWeek:
      return YearText(base.year) + "-WXX";
    case Unit::kQuarter:
      return YearText(base.year) + "-QX";
    case Unit::kDecade:
      return "XXX";
    case Unit::kCentury:
      return "XX";
    default:
      return MonthText(base) + "-XX";
  }
}

}  // namespace

Place Resolver::Base(Anchor anchor) const {
  const Place published = published_ ? ToPlace(*published_) : Place{};
  if (anchor == Anchor::kReference) return reference_.year != 0 ? reference_ : published;
  if (narrative_) return reference_;
  return published;
}

std::string Resolver::OffsetValue(const Expression& e, Place base, Place& place) const {
  if (e.amount_unknown) return Unknown(e.unit, {});
  switch (e.unit) {
    case Unit::kYear:
      place.year = MoveYear(base.year, e.amount);
      return YearText(place.year);
    case Unit::kDecade:
      return DecadeText(base.year, e.amount);
    case Unit::kCentury:
      return CenturyText(base.year, e.amount);
    case Unit::kMonth:
      if (base.year == 0 || base.month < 0) {
        place = {base.year, -1, -1};
        return Unknown(Unit::kMonth, e.amount == 0 ? base : Place{});
      }
      place = MoveMonths(base, e.amount);
      return MonthText(place);
    case Unit::kQuarter: {
      if (base.year == 0 || base.month < 0) return Unknown(Unit::kQuarter, base);
      place = MoveMonths({base.year, (base.month - 1) / 3 * 3 + 1, -1}, 3 * e.amount);
      const std::string value = YearText(place.year) + "-Q" + std::to_string((place.month - 1) / 3 + 1);
      place.month = -1;
      return value;
    }
    case Unit::kWeek: {
      if (!IsFull(base)) return Unknown(Unit::kWeek, base) + (e.weekend ? "-WE" : "");
      const Place moved = MoveDays(base, 7 * e.amount);
      place = {moved.year, moved.month, -1};
      if (e.amount != 0) place = moved;
      return WeekText(moved) + (e.weekend ? "-WE" : "");
    }
    default:
      if (e.unit <= Unit::kHour) {
        place = base;
        return DayText(base);
      }
      if (e.amount == 0) {
        place = base;
        return DayText(base);
      }
      if (!IsFull(base)) {
        if (base.year != 0 && base.month > 0 && base.day > 0 && base.day + e.amount > 0 && base.day + e.amount <= 28) {
          place = {base.year, base.month, base.day + e.amount};
          return DayText(place);
        }
        place = {base.year, base.month, -1};
        return Unknown(Unit::kDay, base);
      }
      place = MoveDays(base, e.amount);
      return DayText(place);
  }
}

// A story goes forward: "December 1941 ... in January" is the next year. A year named in passing ("planned for
// 1976") does not break the run of dates before it.
int Resolver::StoryYear(int month, int day) const {
  if (fine_.year != 0 && fine_.year != reference_.year && fine_.month > 0) {
    const int ahead = month - fine_.month;
    if (ahead >= 0 && ahead <= kRunMonths && std::abs(fine_.year - reference_.year) <= 2 &&
        (ahead > 0 || day < 0 || day >= fine_.day))
      return fine_.year;
  }
  if (reference_.month > 0 && reference_.month - month >= kTurnMonths) return MoveYear(reference_.year, 1);
  return reference_.year;
}

int Resolver::YearOfMonth(const Expression& e, int month, int day) const {
  if (narrative_ || e.anchor == Anchor::kReference) {
    if (reference_.year == 0) return published_ && !narrative_ ? published_->year : 0;
    if (e.direction == Direction::kNext && reference_.month >= month) return MoveYear(reference_.year, 1);
    if (e.direction == Direction::kLast && reference_.month > 0 && reference_.month <= month)
      return MoveYear(reference_.year, -1);
    return StoryYear(month, day);
  }
  if (!published_) return 0;
  const Day& now = *published_;
  const auto distance = [&](int year) {
    const Day there{year, month, day > 0 ? std::min(day, 28) : month == now.month ? now.day : 15};
    return static_cast<int>(DaysSinceEpoch(there) - DaysSinceEpoch(now));
  };
  if (month == 2 && day == 29) {  // the nearest leap year, or the next one when the future is meant
    int year = now.year;
    while (!IsValid({year, 2, 29})) year += e.direction == Direction::kFuture ? 1 : -1;
    return year;
  }
  const int gap = distance(now.year);
  switch (e.direction) {
    case Direction::kThis:
      return now.year;
    case Direction::kLast:
      return gap < 0 && month != now.month ? now.year : now.year - 1;
    case Direction::kNext:
      return gap > 0 && month != now.month ? now.year : now.year + 1;
    case Direction::kPast:
      return gap <= kSameYearDays ? now.year : now.year - 1;
    case Direction::kFuture:
      return gap >= -kSameYearDays ? now.year : now.year + 1;
    case Direction::kNone:
      break;
  }
  int best = now.year;
  for (const int year : {now.year - 1, now.year + 1}) {
    if (std::abs(distance(year)) < std::abs(distance(best))) best = year;
  }
  return best;
}

// Quarters (4 a year) and halves (2) without a year.
int Resolver::YearOfQuarter(const Expression& e, int quarter, int quarters) const {
  if (narrative_) return reference_.year;
  if (!published_) return 0;
  const int now = (published_->month - 1) / (12 / quarters) + 1;
  if (e.direction == Direction::kFuture) return quarter >= now ? published_->year : published_->year + 1;
  return quarter <= now ? published_->year : published_->year - 1;
}

// "Friday the 13th": the nearest month in the direction where the day falls on the weekday.
Place Resolver::NamedWeekday(const Expression& e, const Place& base) const {
  const bool back = e.direction != Direction::kFuture && e.direction != Direction::kNext;
  const bool ahead = e.direction != Direction::kPast && e.direction != Direction::kLast;
  for (int months = 0; months < 48; ++months) {
    for (const int step : {-1, 1}) {
      if (step < 0 ? !back : !ahead) continue;
      Place place = MoveMonths(base, step * months);
      place.day = e.day;
      if (!IsValid(ToDay(place)) || WeekdayOf(ToDay(place)) != e.weekday) continue;
      if (step < 0 ? ToDay(place) <= ToDay(base) : ToDay(place) >= ToDay(base)) return place;
    }
  }
  return {};
}

Place Resolver::DayOfWeekday(const Expression& e) const {
  const bool story = narrative_ || e.anchor == Anchor::kReference;
  Place base = story ? reference_ : Base(Anchor::kSpeech);
  if (!IsFull(base)) return {};
  const int ahead = (e.weekday - WeekdayOf(ToDay(base)) + 7) % 7;  // 0-6 days after base
  if (e.day > 0) return NamedWeekday(e, base);
  switch (e.direction) {
    // On a Thursday "next Friday" is not tomorrow.
    case Direction::kNext:
      return MoveDays(base, ahead <= 2 && !story ? ahead + 7 : ahead == 0 ? 7 : ahead);
    case Direction::kLast:
      return MoveDays(base, ahead - 7);
    case Direction::kThis:
    case Direction::kFuture:
      return MoveDays(base, ahead);
    default:
      break;
  }
  if (story) return MoveDays(base, ahead);
  return MoveDays(base, ahead == 0 ? 0 : ahead - 7);
}

// "the first Monday of May": its month from the expression, then the day in it.
std::string Resolver::NthValue(const Expression& e, int year, Place& place) const {
  int month = e.month;
  if (month < 0 && e.anchor != Anchor::kNone && e.unit == Unit::kMonth) {
    const Place base = Base(e.anchor);
    if (base.year == 0 || base.month < 0) return "XXXX-XX-XX";
    const Place moved = MoveMonths(base, e.amount);
    year = moved.year;
    month = moved.month;
  }
  if (year == 0 && month >= 0) year = YearOfMonth(e, month, -1);
  const bool whole_year = month < 0;
  if (whole_year) month = e.nth > 0 ? 1 : 12;
  place = {year, month, -1};
  if (year <= 0) return whole_year ? YearText(year) : MonthText(place);
  const Day last = DayFromEpoch(DaysSinceEpoch(month == 12 ? Day{year + 1, 1, 1} : Day{year, month + 1, 1}) - 1);
  if (e.weekday >= 0) {
    place = ToPlace(NthWeekday(year, month, e.weekday, e.nth));
    return DayText(place);
  }
  if (e.nth_unit == Unit::kDay) {
    place.day = e.nth < 0 ? last.day : e.nth;
    return place.day <= last.day ? DayText(place) : MonthText(place);
  }
  // A week belongs to the month of its Thursday, a weekend to that of its Saturday.
  const bool weekend = e.nth_unit == Unit::kWeekend;
  const Place day = ToPlace(NthWeekday(year, month, weekend ? 6 : 4, e.nth));
  return WeekText(day) + (weekend ? "-WE" : "");
}

// "on the 18th": of the month that the tense and the day of writing, or the story, point to.
std::string Resolver::DayOfMonthValue(const Expression& e, Place& place) const {
  const Place base = Base(Anchor::kContext);
  if (base.year == 0 || base.month < 0) return "XXXX-XX-" + Pad(e.day, 2);
  int months = 0;
  if (!narrative_ && e.direction == Direction::kFuture && e.day < base.day) months = 1;
  if (!narrative_ && e.direction != Direction::kFuture && e.day > base.day) months = -1;
  place = MoveMonths(base, months);
  place.day = e.day;
  if (place.year > 0 && !IsValid(ToDay(place))) place.day = -1;
  return DayText(place);
}

std::string Resolver::FieldValue(const Expression& e, Place& place) const {
  if (e.holiday >= 0) {
    int year = e.bc ? -e.year : e.year;
    if (year < 0) {
      const Place base = Base(Anchor::kContext);
      const Day guess = DayOfHoliday(static_cast<Holiday>(e.holiday), base.year > 0 ? base.year : 2000);
      year = YearOfMonth(e, guess.month, guess.day);
    }
    if (year <= 0) {
      const Day day = DayOfHoliday(static_cast<Holiday>(e.holiday), 2000);
      return "XXXX-" + Pad(day.month, 2) + "-" + Pad(day.day, 2);
    }
    place = ToPlace(DayOfHoliday(static_cast<Holiday>(e.holiday), year));
    return DayText(place);
  }
  if (e.decade >= 0) {
    int decade = e.decade;
    if (e.short_decade) {
      const Place base = Base(Anchor::kContext);
      const int century = narrative_ && base.year > 0 && base.year < 2000 ? base.year / 100 : 19;
      decade = century * 10 + e.decade;
    }
    if (e.bc) return "BC" + Pad(decade, 3);
    return Pad(decade, 3);
  }
  if (e.century >= 0) return (e.bc ? "BC" : "") + Pad(e.century, 2);

  int year = e.year < 0 ? 0 : e.bc ? -e.year : e.year;
  if (year == 0 && e.anchor != Anchor::kNone && e.unit == Unit::kYear) year = MoveYear(Base(e.anchor).year, e.amount);
  if (e.nth != 0) return NthValue(e, year, place);
  const bool open_year = year == 0 && (e.anchor == Anchor::kNone || e.anchor == Anchor::kReference);
  if (e.weekday >= 0) {
    if (e.anchor != Anchor::kNone && e.unit == Unit::kWeek) {
      const Place base = Base(e.anchor);
      if (!IsFull(base)) return "XXXX-WXX-" + std::to_string(e.weekday);
      place = MoveDays(base, 7 * e.amount + e.weekday - WeekdayOf(ToDay(base)));
      return DayText(place);
    }
    const Place found = DayOfWeekday(e);
    if (found.year == 0) return "XXXX-WXX-" + std::to_string(e.weekday);
    place = found;
    return DayText(place);
  }
  if (e.season != 0) {
    if (open_year) {
      const int first = FirstMonthOf(e.season);
      year = YearOfMonth(e, first, -1);
      // "last summer", said in summer, is that of the year before.
      const bool within = published_ && published_->month > first && published_->month < first + 3;
      if (!narrative_ && e.direction == Direction::kLast && within) --year;
    }
    place.year = year;
    return YearText(year) + "-" + std::string(SeasonText(e.season));
  }
  const std::string fiscal = e.fiscal ? "FY" : "";
  if (e.quarter >= 0) {
    if (open_year) year = YearOfQuarter(e, e.quarter, 4);
    place.year = year;
    return fiscal + YearText(year) + "-Q" + std::to_string(e.quarter);
  }
  if (e.half >= 0) {
    if (open_year) year = YearOfQuarter(e, e.half, 2);
    place.year = year;
    return fiscal + YearText(year) + "-H" + std::to_string(e.half);
  }
  if (e.week >= 0) {
    place.year = year;
    return YearText(year) + "-W" + Pad(e.week, 2);
  }
  if (e.month >= 0) {
    if (open_year) year = YearOfMonth(e, e.month, e.day);
    place = {year, e.month, e.day};
    if (e.week_of && IsFull(place) && IsValid(ToDay(place))) return WeekText(place) + (e.weekend ? "-WE" : "");
    return e.day >= 0 ? DayText(place) : MonthText(place);
  }
  if (e.day >= 0) return DayOfMonthValue(e, place);
  place.year = year;
  return fiscal + YearText(year);
}

std::string Resolver::Timed(const Expression& e, std::string day) const {
  if (e.kind != DateKind::kTime) return day;
  if (!e.part.empty()) return day + "T" + std::string(e.part);
  if (e.hour < 0) return day;
  std::string value = day + "T" + Pad(e.hour, 2) + ":" + Pad(std::max(e.minute, 0), 2);
  if (e.second >= 0) value += ":" + Pad(e.second, 2);
  return value + e.utc_offset;
}

std::string Resolver::ValueOf(const Expression& e, Place& place) {
  const bool has_fields = e.holiday >= 0 || e.decade >= 0 || e.century >= 0 || e.weekday >= 0 || e.season != 0 ||
                          e.quarter >= 0 || e.half >= 0 || e.week >= 0 || e.month >= 0 || e.year >= 0 || e.day >= 0;
  if (has_fields) return Timed(e, FieldValue(e, place));
  if (e.today && narrative_) return "PRESENT_REF";
  return Timed(e, OffsetValue(e, Base(e.anchor), place));
}

std::optional<DateSpan> Resolver::Resolve(const Expression& e) {
  DateSpan span;
  span.begin = e.begin;
  span.end = e.end;
  span.kind = e.kind;
  span.mod = e.mod;
  span.zone = e.zone;
  if (e.form == Form::kVague) {
    span.value = e.text;
    if (e.that_time && narrative_ && reference_.year != 0) {
      span.value = reference_.month < 0 ? YearText(reference_.year)
                   : reference_.day < 0 ? MonthText(reference_)
                                        : DayText(reference_);
    }
    return span;
  }
  if (e.ancient && !ancient_) return std::nullopt;
  if (e.month > 0 && e.day > 0) {
    static constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (e.month > 12 || e.day > kDays[e.month - 1]) return std::nullopt;
    // Leap years by the rule that both calendars share: 29 February 1900 was a day in Athens.
    if (e.month == 2 && e.day == 29 && e.year > 0 && !e.bc && e.year % 4 != 0) return std::nullopt;
  }
  Place place;
  span.value = ValueOf(e, place);
  span.is_explicit = e.year >= 0 || e.century >= 0 || (e.decade >= 0 && !e.short_decade);
  if (place.year != 0) {
    const bool keeps = place.month < 0 && place.year == reference_.year;
    if (!keeps) reference_ = place;
    if (place.month > 0) fine_ = place;
  }
  return span;
}

bool IsAncient(const std::vector<Expression>& expressions) {
  int bare = 0, early = 0, modern = 0;
  for (const Expression& e : expressions) {
    if (e.year < 0) continue;
    if (e.ancient)
      bare += e.ancient_led ? 1 : 0;
    else if (!e.bc && e.year < 1100)
      ++early;
    else if (!e.bc)
      ++modern;
  }
  return (early > 0 && early * 4 >= modern) || (bare >= 2 && bare * 2 >= modern);
}

bool IsNarrative(const std::vector<Expression>& expressions, std::optional<Day> published) {
  if (!published) return true;
  int years = 0, old = 0, history = 0, deictic = 0;
  for (const Expression& e : expressions) {
    if (e.form != Form::kCalendar) continue;
    if (e.year >= 0) {
      ++years;
      if (e.bc || e.year <= published->year - 2) ++old;
      if (e.bc || e.year <= published->year - 15) ++history;
    } else if (!e.today && (e.anchor == Anchor::kSpeech || (e.weekday >= 0 && e.anchor == Anchor::kNone))) {
      ++deictic;
    }
  }
  // History names years long past and little else; a life story comes near the present but never says "on Tuesday".
  const bool all_history = years >= 7 && history * 10 >= years * 9 && deictic * 5 <= old;
  const bool life_story = years >= 8 && old * 10 >= years * 7 && deictic * 20 <= old;
  return all_history || life_story;
}

}  // namespace dossier::indexer::dates
