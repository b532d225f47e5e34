#include "corpus/base/time.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>

namespace dossier {
namespace {

constexpr int64_t kMsPerDay = 86'400'000;
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0); }

// Reads exactly `count` decimal digits at `position` and moves past them; -1 when they are not there.
int Digits(std::string_view text, size_t& position, size_t count) {
  if (position + count > text.size()) return -1;
  int value = 0;
  for (size_t i = 0; i < count; ++i) {
    const char c = text[position + i];
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  position += count;
  return value;
}

bool Take(std::string_view text, size_t& position, char c) {
  if (position >= text.size() || text[position] != c) return false;
  ++position;
  return true;
}

// "+02:00", "-0400", "Z": minutes east of UTC.
std::optional<int> OffsetMinutes(std::string_view text, size_t& position) {
  if (Take(text, position, 'Z') || Take(text, position, 'z')) return 0;
  const bool negative = position < text.size() && text[position] == '-';
  if (!negative && (position >= text.size() || text[position] != '+')) return std::nullopt;
  ++position;
  const int hours = Digits(text, position, 2);
  Take(text, position, ':');
  const int minutes = Digits(text, position, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return (negative ? -1 : 1) * (hours * 60 + minutes);
}

UtcTime Instant(Day day, int hour, int minute, int second, int millisecond) {
  return {DaysSinceEpoch(day) * kMsPerDay + ((hour * 60 + minute) * 60 + second) * int64_t{1000} + millisecond};
}

int MonthNumber(std::string_view name) {
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (name == kMonths[i]) return static_cast<int>(i) + 1;
  }
  return 0;
}

Day LastDayOfMonth(int year, int month) {
  const int64_t next = DaysSinceEpoch(month == 12 ? Day{year + 1, 1, 1} : Day{year, month + 1, 1});
  return DayFromEpoch(next - 1);
}

// "HH:MM:SS" with a leap second folded onto :59; false when it is no time of day.
bool ClockTime(std::string_view text, size_t& position, int& hour, int& minute, int& second) {
  hour = Digits(text, position, 2);
  if (hour < 0 || hour > 23 || !Take(text, position, ':')) return false;
  minute = Digits(text, position, 2);
  if (minute < 0 || minute > 59) return false;
  second = 0;
  if (Take(text, position, ':')) second = Digits(text, position, 2);
  if (second < 0 || second > 60) return false;
  if (second == 60) second = 59;
  return true;
}

// The part of a date value that names one calendar range: year, half, quarter, month, week or day.
std::optional<DayRange> RangeOfSingle(std::string_view value) {
  size_t position = 0;
  const int year = Digits(value, position, 4);
  if (year < 0) return std::nullopt;
  if (position == value.size()) return DayRange{Day{year, 1, 1}, Day{year, 12, 31}};
  if (!Take(value, position, '-')) return std::nullopt;
  const char form = position < value.size() ? value[position] : '\0';
  if (form == 'Q' || form == 'H') {
    const int part = position + 1 < value.size() ? value[position + 1] - '0' : 0;
    const int months = form == 'Q' ? 3 : 6;
    if (part < 1 || part > 12 / months || position + 2 != value.size()) return std::nullopt;
    const int first_month = (part - 1) * months + 1;
    return DayRange{Day{year, first_month, 1}, LastDayOfMonth(year, first_month + months - 1)};
  }
  if (form == 'W') {
    ++position;
    const int week = Digits(value, position, 2);
    if (week < 1 || week > 53) return std::nullopt;
    const int64_t january4 = DaysSinceEpoch({year, 1, 4});  // always in ISO week 1
    const int64_t monday = january4 - (WeekdayOf({year, 1, 4}) - 1) + (week - 1) * 7;
    return DayRange{DayFromEpoch(monday), DayFromEpoch(monday + 6)};
  }
  const int month = Digits(value, position, 2);
  if (month < 1 || month > 12) return std::nullopt;
  if (position == value.size()) return DayRange{Day{year, month, 1}, LastDayOfMonth(year, month)};
  if (!Take(value, position, '-')) return std::nullopt;
  const Day day{year, month, Digits(value, position, 2)};
  if (!IsValid(day)) return std::nullopt;
  if (position < value.size() && value[position] != 'T') return std::nullopt;
  return DayRange{day, day};
}

}  // namespace

UtcTime Now() {
  if (const char* fixed = std::getenv("DOSSIER_NOW"); fixed && *fixed) {
    if (auto time = ParseRfc3339(fixed)) return *time;
  }
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch && *epoch) {
    return {std::strtoll(epoch, nullptr, 10) * 1000};
  }
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

std::string FormatRfc3339(UtcTime time, bool with_milliseconds) {
  const int64_t days = FloorDivide(time.milliseconds, kMsPerDay);
  const int64_t of_day = time.milliseconds - days * kMsPerDay;
  const Day day = DayFromEpoch(days);
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", day.year, day.month, day.day,
                                 of_day / 3'600'000, of_day / 60'000 % 60, of_day / 1000 % 60);
  if (with_milliseconds) text += fmt::format(".{:03}", of_day % 1000);
  return text + "Z";
}

Result<UtcTime> ParseRfc3339(std::string_view text) {
  const auto bad = [&] { return Fail(ErrorCode::kParse, fmt::format("not an RFC 3339 time: '{}'", text)); };
  size_t position = 0;
  Day day;
  day.year = Digits(text, position, 4);
  if (!Take(text, position, '-')) return bad();
  day.month = Digits(text, position, 2);
  if (!Take(text, position, '-')) return bad();
  day.day = Digits(text, position, 2);
  if (!IsValid(day)) return bad();
  if (!Take(text, position, 'T') && !Take(text, position, 't') && !Take(text, position, ' ')) return bad();
  int hour = 0, minute = 0, second = 0, millisecond = 0;
  if (!ClockTime(text, position, hour, minute, second)) return bad();
  if (Take(text, position, '.')) {
    int scale = 100;
    size_t digits = 0;
    for (; position < text.size() && text[position] >= '0' && text[position] <= '9'; ++position, ++digits) {
      millisecond += (text[position] - '0') * scale;
      scale /= 10;
    }
    if (digits == 0) return bad();
  }
  const std::optional<int> offset = OffsetMinutes(text, position);
  if (!offset || position != text.size()) return bad();
  UtcTime time = Instant(day, hour, minute, second, millisecond);
  time.milliseconds -= int64_t{*offset} * 60'000;
  return time;
}

std::string FormatHttpDate(UtcTime time) {
  const int64_t days = FloorDivide(time.milliseconds, kMsPerDay);
  const int64_t of_day = time.milliseconds - days * kMsPerDay;
  const Day day = DayFromEpoch(days);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kWeekdays[static_cast<size_t>(WeekdayOf(day) - 1)],
                     day.day, kMonths[static_cast<size_t>(day.month - 1)], day.year, of_day / 3'600'000,
                     of_day / 60'000 % 60, of_day / 1000 % 60);
}

Result<UtcTime> ParseHttpDate(std::string_view text) {
  const auto bad = [&] { return Fail(ErrorCode::kParse, fmt::format("not an HTTP date: '{}'", text)); };
  Day day;
  int hour = 0, minute = 0, second = 0;
  const size_t comma = text.find(',');
  size_t position = 0;
  if (comma != std::string_view::npos) {  // IMF-fixdate, or RFC 850 with "06-Nov-94"
    position = comma + 1;
    Take(text, position, ' ');
    day.day = Digits(text, position, 2);
    const bool rfc850 = position < text.size() && text[position] == '-';
    if (position + 5 > text.size()) return bad();
    day.month = MonthNumber(text.substr(position + 1, 3));
    position += 5;
    day.year = Digits(text, position, rfc850 ? 2 : 4);
    // RFC 9110 5.6.7: a two-digit year that seems more than 50 years ahead is in the past.
    if (rfc850) day.year += day.year > UtcDayOf(Now()).year % 100 + 50 ? 1900 : 2000;
    if (!Take(text, position, ' ') || !ClockTime(text, position, hour, minute, second)) return bad();
  } else {  // asctime: "Sun Nov  6 08:49:37 1994"
    if (text.size() < 24) return bad();
    day.month = MonthNumber(text.substr(4, 3));
    position = text[8] == ' ' ? 9 : 8;
    day.day = Digits(text, position, text[8] == ' ' ? 1 : 2);
    if (!Take(text, position, ' ') || !ClockTime(text, position, hour, minute, second)) return bad();
    if (!Take(text, position, ' ')) return bad();
    day.year = Digits(text, position, 4);
  }
  if (!IsValid(day)) return bad();
  return Instant(day, hour, minute, second, 0);
}

bool IsValid(Day day) {
  if (day.year < 0 || day.year > 9999 || day.month < 1 || day.month > 12 || day.day < 1) return false;
  const bool leap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0;
  constexpr std::array<int, 12> kLengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return day.day <= kLengths[static_cast<size_t>(day.month - 1)] + (day.month == 2 && leap ? 1 : 0);
}

int64_t DaysSinceEpoch(Day day) {
  using namespace std::chrono;
  return sys_days{year{day.year} / month{static_cast<unsigned>(day.month)} /
                  std::chrono::day{static_cast<unsigned>(day.day)}}
      .time_since_epoch()
      .count();
}

Day DayFromEpoch(int64_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

int WeekdayOf(Day day) {
  const int64_t since_monday = (DaysSinceEpoch(day) + 3) % 7;  // 1970-01-01 was a Thursday
  return static_cast<int>(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

std::string FormatDay(Day day) { return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }

Result<Day> ParseDay(std::string_view text) {
  size_t position = 0;
  Day day;
  day.year = Digits(text, position, 4);
  const bool dash1 = Take(text, position, '-');
  day.month = Digits(text, position, 2);
  const bool dash2 = Take(text, position, '-');
  day.day = Digits(text, position, 2);
  if (!dash1 || !dash2 || position != text.size() || !IsValid(day)) {
    return Fail(ErrorCode::kParse, fmt::format("not a day: '{}'", text),
                "write it as YYYY-MM-DD, for instance 2018-08-04");
  }
  return day;
}

UtcTime StartOfDay(Day day) { return {DaysSinceEpoch(day) * kMsPerDay}; }

Day UtcDayOf(UtcTime time) { return DayFromEpoch(FloorDivide(time.milliseconds, kMsPerDay)); }

std::optional<DayRange> RangeOfDateValue(std::string_view value) {
  const size_t slash = value.find('/');
  if (slash == std::string_view::npos) return RangeOfSingle(value);
  const std::string_view from = value.substr(0, slash), to = value.substr(slash + 1);
  DayRange range;
  if (from != ".." && !from.empty()) {
    const auto first = RangeOfSingle(from);
    if (!first) return std::nullopt;
    range.first = first->first;
  }
  if (to != ".." && !to.empty()) {
    const auto last = RangeOfSingle(to);
    if (!last) return std::nullopt;
    range.last = last->last;
  }
  if (!range.first && !range.last) return std::nullopt;
  return range;
}

}  // namespace dossier
