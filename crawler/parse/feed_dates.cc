#include "crawler/parse/feed_dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "corpus/base/ascii.h"

namespace dossier::crawler {
namespace {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> Number(std::string_view text) {
  int value = 0;
  if (text.empty() || text.size() > 6 || !std::all_of(text.begin(), text.end(), IsDigit)) return std::nullopt;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Minutes east of UTC, or nullopt for a word that is no zone.
std::optional<int> ZoneMinutes(std::string_view zone) {
  struct Named {
    std::string_view name;
    int minutes;
  };
  // What feeds write; a name that stands for several zones (IST, BST) has the one that news uses most, or none.
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
  return sign * (digits.size() <= 2 ? *value * 60 : *value / 100 * 60 + *value % 100);
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

std::optional<UtcTime> Combine(int year, int month, int day, int64_t clock_ms, int zone_minutes) {
  if (!IsValid(Day{year, month, day})) return std::nullopt;
  return UtcTime{DaysSinceEpoch({year, month, day}) * 86400000 + clock_ms - int64_t{zone_minutes} * 60000};
}

int MonthOf(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  std::string lower(word.substr(0, 3));
  std::transform(lower.begin(), lower.end(), lower.begin(), AsciiLower);
  const auto found = std::find(kMonths.begin(), kMonths.end(), lower);
  return found == kMonths.end() || word.size() < 3 ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
}

int FullYear(int year, size_t digits) {
  if (digits > 2) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

// Splits what follows the clock into clock and zone: "10:14:55Z", "10:14:55+02:00".
void SplitZone(std::string_view text, std::string_view& clock, std::string_view& zone) {
  size_t end = 0;
  while (end < text.size() && (IsDigit(text[end]) || text[end] == ':' || text[end] == '.' || text[end] == ',')) ++end;
  clock = text.substr(0, end);
  zone = text.substr(end);
  while (zone.starts_with(' ')) zone.remove_prefix(1);
}

// W3C date-time and ISO 8601's near relatives: 2003, 2003-12, 2003-12-31, 20031231, 2003-365, with a time after T or
// space.
std::optional<UtcTime> ParseIso(std::string_view text) {
  // "03-12-31": a year of two digits.
  const bool short_year = text.size() >= 8 && text[2] == '-' && text[5] == '-' && IsDigit(text[0]) &&
                          IsDigit(text[1]) && IsDigit(text[3]) && IsDigit(text[4]) && IsDigit(text[6]) &&
                          IsDigit(text[7]) && (text.size() == 8 || !IsDigit(text[8]));
  const std::string long_form =
      short_year ? std::to_string(FullYear((text[0] - '0') * 10 + text[1] - '0', 2)) + std::string(text.substr(2)) : "";
  if (short_year) text = long_form;
  size_t digits = 0;
  while (digits < text.size() && IsDigit(text[digits])) ++digits;
  if (digits != 4 && digits != 6 && digits != 8) return std::nullopt;
  const auto number = [&](size_t at, size_t count) { return Number(text.substr(at, count)).value_or(-1); };
  int year = number(0, 4);
  int month = 1;
  int day = 1;
  size_t at = digits;
  if (digits >= 6) month = number(4, 2);
  if (digits == 8) day = number(6, 2);
  if (digits == 4 && text.size() > 4 && text[4] == '-') {
    size_t end = 5;
    while (end < text.size() && IsDigit(text[end])) ++end;
    if (end - 5 == 3) {  // the day of the year
      const Day date = DayFromEpoch(DaysSinceEpoch({year, 1, 1}) + number(5, 3) - 1);
      year = date.year;
      month = date.month;
      day = date.day;
    } else {
      month = number(5, end - 5);
      if (end < text.size() && text[end] == '-') {
        const size_t start = ++end;
        while (end < text.size() && IsDigit(text[end])) ++end;
        day = number(start, end - start);
      }
    }
    at = end;
  }
  while (at < text.size() && (text[at] == ' ' || text[at] == 'T' || text[at] == 't')) ++at;
  std::string_view clock;
  std::string_view zone;
  SplitZone(text.substr(at), clock, zone);
  std::string spaced;
  if (clock.find(':') == std::string_view::npos && (clock.size() == 4 || clock.size() == 6)) {  // 101455
    for (size_t i = 0; i < clock.size(); i += 2) spaced.append(spaced.empty() ? "" : ":").append(clock.substr(i, 2));
    clock = spaced;
  } else if (clock.size() == 2) {
    spaced = std::string(clock) + ":00";
    clock = spaced;
  }
  const std::optional<int64_t> ms = clock.empty() ? std::optional<int64_t>(0) : ClockMs(clock);
  if (!ms) return std::nullopt;
  return Combine(year, month, day, *ms, ZoneMinutes(zone).value_or(0));
}

// Words in any order that names the month: "Thu, 01 Jan 2004 19:48:21 GMT", "Sun Jan 4 16:29:06 PST 2004".
std::optional<UtcTime> ParseWords(std::string_view text) {
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
  int year = -1, month = 0, day = -1, zone = 0;
  int64_t clock_ms = 0;
  for (std::string_view word : words) {
    if (word.find(':') != std::string_view::npos && IsDigit(word[0])) {
      std::string_view clock;
      std::string_view suffix;
      SplitZone(word, clock, suffix);
      const std::optional<int64_t> ms = ClockMs(clock);
      if (!ms) return std::nullopt;
      clock_ms = *ms;
      if (const auto minutes = ZoneMinutes(suffix)) zone = *minutes;
    } else if (month == 0 && !IsDigit(word[0]) && MonthOf(word) > 0) {
      month = MonthOf(word);
    } else if (const auto number = Number(word.substr(0, word.find_first_not_of("0123456789")));
               number && IsDigit(word[0])) {
      if (day < 0 && *number <= 31 && word.size() <= 4 && !(word.size() == 4 && IsDigit(word[3])))
        day = *number;
      else if (year < 0)
        year = FullYear(*number, word.size());
    } else if (const auto minutes = ZoneMinutes(word)) {
      zone = *minutes;
    }
  }
  if (year < 0 || month == 0 || day < 0) return std::nullopt;
  return Combine(year, month, day, clock_ms, zone);
}

}  // namespace

std::optional<UtcTime> ParseFeedDate(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  if (text.empty() || text.size() > 100) return std::nullopt;
  if (const auto iso = ParseIso(text)) return iso;
  return ParseWords(text);
}

}  // namespace dossier::crawler
