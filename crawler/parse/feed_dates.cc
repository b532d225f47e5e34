#include "crawler/parse/feed_dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "corpus/base/ascii.h"
#include "corpus/base/take_until.h"

namespace dossier::crawler {
namespace {

std::optional<int> Number(std::string_view text) {
  int value = 0;
  if (text.empty() || text.size() > 6 || !std::all_of(text.begin(), text.end(), IsDigit)) return std::nullopt;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Minutes east of UTC, or nullopt for a word that is no zone or stands for several.
std::optional<int> ZoneMinutes(std::string_view zone) {
  struct Named {
    std::string_view name;
    int minutes;
  };
  // What feeds write; a name that stands for several zones has the one that news uses most (BST), or none (IST).
  constexpr std::array<Named, 42> kZones = {
      {{"ut", 0},     {"utc", 0},    {"gmt", 0},     {"z", 0},       {"wet", 0},    {"west", 60},  {"edt", -240},
       {"est", -300}, {"et", -300},  {"cdt", -300},  {"cst", -360},  {"ct", -360},  {"mdt", -360}, {"mst", -420},
       {"mt", -420},  {"pdt", -420}, {"pst", -480},  {"pt", -480},   {"adt", -180}, {"ast", -240}, {"at", -240},
       {"nst", -210}, {"ndt", -150}, {"akst", -540}, {"akdt", -480}, {"hst", -600}, {"bst", 60},   {"cet", 60},
       {"met", 60},   {"mez", 60},   {"cest", 120},  {"mest", 120},  {"mesz", 120}, {"eet", 120},  {"sast", 120},
       {"eest", 180}, {"msk", 180},  {"sgt", 480},   {"jst", 540},   {"kst", 540},  {"aest", 600}, {"aedt", 660}}};
  std::string lower(zone);
  std::transform(lower.begin(), lower.end(), lower.begin(), AsciiLower);
  for (const Named& named : kZones) {
    if (lower == named.name) return named.minutes;
  }
  if (lower.starts_with("gmt") || lower.starts_with("utc")) lower = lower.substr(3);
  if (lower.empty() || (lower[0] != '+' && lower[0] != '-')) return std::nullopt;
  const int sign = lower[0] == '-' ? -1 : 1;
  std::string digits = lower.substr(1);
  std::erase(digits, ':');
  const std::optional<int> value = Number(digits);
  if (!value || digits.size() > 4) return std::nullopt;
  const int hours = digits.size() <= 2 ? *value : *value / 100;
  const int minutes = digits.size() <= 2 ? 0 : *value % 100;
  if (hours > 14 || minutes > 59) return std::nullopt;  // no place is further from Greenwich
  return sign * (hours * 60 + minutes);
}

// "10:14", "10:14:55", "10:14:55.123"; leap seconds and 24:00 count on.
std::optional<int64_t> ClockMs(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t colon = text.find(':');
    parts.push_back(text.substr(0, colon));
    if (colon == std::string_view::npos) break;
    text.remove_prefix(colon + 1);
  }
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  const std::string_view seconds = parts.size() == 3 ? parts[2] : "0";
  const size_t dot = seconds.find_first_of(".,");
  const auto hour = Number(parts[0]);
  const auto minute = Number(parts[1]);
  const auto second = Number(seconds.substr(0, dot));
  if (!hour || !minute || !second || *hour > 24 || *minute > 59 || *second > 60) return std::nullopt;
  int64_t ms = ((int64_t{*hour} * 60 + *minute) * 60 + *second) * 1000;
  if (dot != std::string_view::npos) {
    std::string fraction(seconds.substr(dot + 1, 3));
    fraction.resize(3, '0');
    if (const auto value = Number(fraction)) ms += *value;
  }
  return ms;
}

using Precision = FeedTime::Precision;

// What stands behind a date: a clock, its half of the day and its zone.
struct Clock {
  std::optional<int64_t> ms;  // since midnight; none: the date has no clock
  std::optional<int> zone;    // none: not stated, or not known
};

// "PM", "p.m.": 12-hour clocks. nullopt: the hour cannot be of one.
std::optional<int64_t> HalfDay(int64_t ms, bool afternoon) {
  constexpr int64_t kHour = 3600000;
  if (ms < kHour || ms >= 13 * kHour) {  // a clock of 24 hours: its half is said twice, or contradicted
    const bool agrees = (ms >= 13 * kHour) == afternoon;
    return agrees ? std::optional(ms) : std::nullopt;
  }
  return ms % (12 * kHour) + (afternoon ? 12 * kHour : 0);
}

// 'a' or 'p' for a word of a 12-hour clock, 0 for any other.
char HalfDayWord(std::string_view word) {
  std::string lower = AsciiLowered(word);
  std::erase(lower, '.');
  return lower == "am" || lower == "pm" ? lower[0] : '\0';
}

std::optional<FeedTime> Combine(int year, int month, int day, const Clock& clock) {
  if (!IsValid(Day{year, month, day}) || year < 1900 || year > 2200) return std::nullopt;
  const int64_t midnight = DaysSinceEpoch({year, month, day}) * 86400000;
  if (!clock.ms || !clock.zone) return FeedTime{UtcTime{midnight}, Precision::kOfDay};
  return FeedTime{UtcTime{midnight + *clock.ms - int64_t{*clock.zone} * 60000}, Precision::kInstant};
}

// Months by their names and by every abbreviation of at least three letters; "/" stands before those that are no
// beginning of the name.
constexpr std::array<std::string_view, 12> kMonthNames = {
    "january januar janvier enero gennaio janeiro januari /jän /jänner",
    "february februar février febrero febbraio fevereiro februari fevrier",
    "march märz mars marzo março maart /mrz /mrt marz",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august août agosto augustus aout",
    "september septembre septiembre settembre setembro /sept /set",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember décembre diciembre dicembre dezembro decembre"};

int MonthOf(std::string_view word) {
  std::string lower = AsciiLowered(word);
  while (lower.ends_with('.')) lower.pop_back();
  if (lower.size() < 3) return 0;
  for (size_t month = 0; month < kMonthNames.size(); ++month) {
    for (std::string_view rest = kMonthNames[month]; !rest.empty();) {
      const std::string_view name = TakeUntil(rest, ' ');
      if (name.starts_with('/') ? name.substr(1) == lower : name.starts_with(lower)) return static_cast<int>(month) + 1;
    }
  }
  return 0;
}

int FullYear(int year, size_t digits) {
  if (digits > 2) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

// Splits what follows the clock into clock and zone: "10:14:55Z", "10:14:55+02:00".
void SplitZone(std::string_view text, std::string_view& clock, std::string_view& zone) {
  size_t end = 0;
  while (end < text.size() && (IsDigitAscii(text[end]) || text[end] == ':' || text[end] == '.' || text[end] == ','))
    ++end;
  clock = text.substr(0, end);
  zone = text.substr(end);
  while (zone.starts_with(' ')) zone.remove_prefix(1);
}

// The clock behind a date of digits: "T10:14:55Z", " 10:14 PM +0200", "101455". nullopt when it is none.
std::optional<Clock> ClockBehind(std::string_view text) {
  while (!text.empty() && (text[0] == ' ' || text[0] == 'T' || text[0] == 't')) text.remove_prefix(1);
  if (text.empty()) return Clock{};
  std::string_view clock;
  std::string_view zone;
  SplitZone(text, clock, zone);
  std::string spaced;
  if (clock.find(':') == std::string_view::npos && (clock.size() == 4 || clock.size() == 6)) {  // 101455
    for (size_t i = 0; i < clock.size(); i += 2) spaced.append(spaced.empty() ? "" : ":").append(clock.substr(i, 2));
    clock = spaced;
  } else if (clock.size() == 2) {
    spaced = std::string(clock) + ":00";
    clock = spaced;
  }
  if (clock.empty()) return Clock{};  // words behind a date
  Clock out;
  out.ms = ClockMs(clock);
  if (!out.ms) return std::nullopt;
  if (const char half = HalfDayWord(zone.substr(0, zone.find(' ')))) {
    out.ms = HalfDay(*out.ms, half == 'p');
    if (!out.ms) return std::nullopt;
    zone.remove_prefix(std::min(zone.find(' '), zone.size()));
    while (zone.starts_with(' ')) zone.remove_prefix(1);
  }
  out.zone = ZoneMinutes(zone);
  return out;
}

// W3C date-time and ISO 8601's near relatives: 2003, 2003-12, 2003-12-31, 2003/12/31, 20031231, 2003-365, with a time
// after T or space.
std::optional<FeedTime> ParseIso(std::string_view text) {
  // "03-12-31": a year of two digits.
  const bool short_year = text.size() >= 8 && text[2] == '-' && text[5] == '-' && IsDigitAscii(text[0]) &&
                          IsDigitAscii(text[1]) && IsDigitAscii(text[3]) && IsDigitAscii(text[4]) &&
                          IsDigitAscii(text[6]) && IsDigitAscii(text[7]) &&
                          (text.size() == 8 || !IsDigitAscii(text[8]));
  // "2024/10/02": with the year first, only one order is meant.
  const bool slashes = text.size() >= 8 && text[4] == '/' && IsDigitAscii(text[0]) && IsDigitAscii(text[3]);
  std::string dashed(text.substr(0, 10));
  std::replace(dashed.begin(), dashed.end(), '/', '-');
  const std::string long_form =
      slashes      ? dashed + std::string(text.substr(std::min<size_t>(10, text.size())))
      : short_year ? std::to_string(FullYear((text[0] - '0') * 10 + text[1] - '0', 2)) + std::string(text.substr(2))
                   : "";
  if (short_year || slashes) text = long_form;
  size_t digits = 0;
  while (digits < text.size() && IsDigitAscii(text[digits])) ++digits;
  if (digits != 4 && digits != 6 && digits != 8) return std::nullopt;
  const auto number = [&](size_t at, size_t count) { return Number(text.substr(at, count)).value_or(-1); };
  Precision precision = digits == 4 ? Precision::kOfYear : digits == 6 ? Precision::kOfMonth : Precision::kOfDay;
  int year = number(0, 4);
  int month = 1;
  int day = 1;
  size_t at = digits;
  if (digits >= 6) month = number(4, 2);
  if (digits == 8) day = number(6, 2);
  if (digits == 4 && text.size() > 4 && text[4] == '-') {
    size_t end = 5;
    while (end < text.size() && IsDigitAscii(text[end])) ++end;
    precision = Precision::kOfMonth;
    if (end - 5 == 3) {  // the day of the year
      precision = Precision::kOfDay;
      const Day date = DayFromEpoch(DaysSinceEpoch({year, 1, 1}) + number(5, 3) - 1);
      year = date.year;
      month = date.month;
      day = date.day;
    } else {
      month = number(5, end - 5);
      if (end < text.size() && text[end] == '-') {
        const size_t start = ++end;
        while (end < text.size() && IsDigitAscii(text[end])) ++end;
        day = number(start, end - start);
        precision = Precision::kOfDay;
      }
    }
    at = end;
  }
  const std::optional<Clock> clock = ClockBehind(text.substr(at));
  if (!clock) return std::nullopt;
  std::optional<FeedTime> time = Combine(year, month, day, *clock);
  if (time && !clock->ms && precision != Precision::kOfDay) time->precision = precision;
  return time;
}

// What the words of a date say, one after the other.
struct WordDate {
  int year = -1, month = 0, day = -1;
  Clock clock;
  bool bad = false;

  void TakeClock(std::string_view word) {
    std::string_view digits;
    std::string_view suffix;
    SplitZone(word, digits, suffix);
    clock.ms = ClockMs(digits);
    bad |= !clock.ms;
    if (!bad && !suffix.empty()) TakeAfterClock(suffix);
  }
  void TakeAfterClock(std::string_view word) {
    if (const char half = HalfDayWord(word); half != '\0' && clock.ms) {
      clock.ms = HalfDay(*clock.ms, half == 'p');
      bad |= !clock.ms;
    } else if (const auto minutes = ZoneMinutes(word)) {
      clock.zone = *minutes;
    }
  }
  // Whether the word was a number of the date.
  bool TakeNumber(std::string_view word) {
    const size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
    const auto number = Number(word.substr(0, digits));
    if (!number) return false;
    const bool is_day = *number <= 31 && word.size() <= 4 && !(word.size() == 4 && IsDigitAscii(word[3]));
    if (day < 0 && is_day) {
      day = *number;
    } else if (year < 0) {
      year = FullYear(*number, word.size());
    }
    return true;
  }
};

std::optional<FeedTime> FromWords(const std::vector<std::string_view>& words) {
  WordDate date;
  bool weekday = true;  // the first word may be a day of the week that is called as a month is ("mar" for Tuesday)
  for (const std::string_view word : words) {
    if (IsDigitAscii(word[0])) {
      if (word.find(':') != std::string_view::npos) {
        date.TakeClock(word);
      } else {
        date.TakeNumber(word);
      }
    } else if (const int month = MonthOf(word); month > 0 && (date.month == 0 || weekday)) {
      weekday = date.month == 0 && date.day < 0 && date.year < 0;
      date.month = month;
    } else if (date.clock.ms) {
      date.TakeAfterClock(word);
    }
    if (date.bad) return std::nullopt;
  }
  if (date.year < 0 || date.month == 0 || date.day < 0) return std::nullopt;
  return Combine(date.year, date.month, date.day, date.clock);
}

// Words in any order that names the month: "Thu, 01 Jan 2004 19:48:21 GMT", "Sun Jan 4 16:29:06 PST 2004".
std::optional<FeedTime> ParseWords(std::string_view text) {
  std::string cleaned(text);
  std::replace(cleaned.begin(), cleaned.end(), ',', ' ');
  std::vector<std::string_view> words;
  std::string_view rest = cleaned;
  while (!rest.empty()) {
    const size_t start = rest.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) break;
    rest.remove_prefix(start);
    const size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
    std::string_view word = rest.substr(0, end);
    rest.remove_prefix(end);
    // "01-Jan-2004"
    const size_t dash = word.find('-');
    if (dash != std::string_view::npos && dash > 0 && word.find('-', dash + 1) != std::string_view::npos &&
        word.find(':') == std::string_view::npos) {
      const size_t second = word.find('-', dash + 1);
      words.push_back(word.substr(0, dash));
      words.push_back(word.substr(dash + 1, second - dash - 1));
      words.push_back(word.substr(second + 1));
      continue;
    }
    words.push_back(word);
  }
  return FromWords(words);
}

// Seconds or milliseconds since 1970, as some programs write them.
std::optional<FeedTime> ParseEpoch(std::string_view text) {
  if ((text.size() != 10 && text.size() != 13) || !std::all_of(text.begin(), text.end(), IsDigit)) return std::nullopt;
  int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.size() == 10) value *= 1000;
  return value < 4102444800000 ? std::optional(FeedTime{UtcTime{value}, Precision::kInstant}) : std::nullopt;
}

}  // namespace

std::optional<FeedTime> ParseFeedDate(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  if (text.empty() || text.size() > 100) return std::nullopt;
  if (const auto epoch = ParseEpoch(text)) return epoch;
  if (const auto iso = ParseIso(text)) return iso;
  return ParseWords(text);
}

std::string FormatFeedTime(const FeedTime& time) {
  const std::string whole = FormatRfc3339(time.time);
  switch (time.precision) {
    case Precision::kInstant:
      break;
    case Precision::kOfDay:
      return whole.substr(0, 10);
    case Precision::kOfMonth:
      return whole.substr(0, 7);
    case Precision::kOfYear:
      return whole.substr(0, 4);
  }
  return whole;
}

}  // namespace dossier::crawler
