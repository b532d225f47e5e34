#include "indexer/read/plain_dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "corpus/base/ascii.h"

namespace dossier::indexer {
namespace {

struct Word {
  std::string text;  // lower case, without commas and points at its end
  size_t begin = 0, end = 0;
};

std::vector<Word> WordsOf(std::string_view text) {
  std::vector<Word> words;
  size_t at = 0;
  while (at < text.size()) {
    const size_t begin = text.find_first_not_of(" \t\r\n\f", at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(" \t\r\n\f", begin), text.size());
    std::string_view word = text.substr(begin, at - begin);
    while (!word.empty() && std::string_view("([\"'*_").find(word[0]) != std::string_view::npos) word.remove_prefix(1);
    while (!word.empty() && std::string_view(",.;:)]\"'*_").find(word.back()) != std::string_view::npos)
      word.remove_suffix(1);
    if (!word.empty()) words.push_back({AsciiLowered(word), begin, at});
  }
  return words;
}

int MonthNamed(const std::string& word) {
  static constexpr std::array<std::string_view, 12> kNames = {"january",   "february", "march",    "april",
                                                              "may",       "june",     "july",     "august",
                                                              "september", "october",  "november", "december"};
  if (word == "sept") return 9;
  for (size_t i = 0; i < kNames.size(); ++i)
    if (word == kNames[i] || (word.size() == 3 && kNames[i].starts_with(word))) return static_cast<int>(i) + 1;
  return 0;
}

int NumberIn(std::string_view word, size_t most_digits) {
  if (most_digits == 2)
    for (const std::string_view ending : {"st", "nd", "rd", "th"})
      if (word.size() > 2 && word.ends_with(ending)) word.remove_suffix(2);
  if (word.empty() || word.size() > most_digits) return 0;
  int number = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

// The date that begins with word i, and how many words it takes.
std::optional<Day> DateAt(const std::vector<Word>& words, size_t i, size_t& taken) {
  taken = 1;
  if (const auto iso = ParseDay(std::string_view(words[i].text).substr(0, 10)); iso && words[i].text.size() == 10)
    return *iso;
  if (i + 2 >= words.size()) return std::nullopt;
  taken = 3;
  const bool month_first = MonthNamed(words[i].text) != 0;
  Day day;
  day.month = MonthNamed(words[month_first ? i : i + 1].text);
  day.day = NumberIn(words[month_first ? i + 1 : i].text, 2);
  day.year = NumberIn(words[i + 2].text, 4);
  if (day.month == 0 || day.year < 1700 || !IsValid(day)) return std::nullopt;
  return day;
}

std::chrono::sys_days SysDays(const Day& day) { return std::chrono::year{day.year} / day.month / day.day; }

Day DayOf(std::chrono::sys_days days) {
  const std::chrono::year_month_day date{days};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

// 5 U.S.C. 6103(a): holidays on a fixed day are observed on Friday or Monday when they fall on a weekend.
bool IsHoliday(std::chrono::sys_days days) {
  using namespace std::chrono;
  const year_month_day date{days};
  const weekday weekday_of{days};
  const unsigned month = static_cast<unsigned>(date.month()), week = (static_cast<unsigned>(date.day()) - 1) / 7 + 1;
  if (weekday_of == Monday) {
    if ((month == 1 || month == 2) && week == 3) return true;
    if (month == 5 && static_cast<unsigned>(date.day()) > 24) return true;
    if ((month == 9 && week == 1) || (month == 10 && week == 2)) return true;
  }
  if (weekday_of == Thursday && month == 11 && week == 4) return true;
  for (const int offset : {0, 1, -1}) {
    const sys_days holiday = days + std::chrono::days{offset};
    const weekday falls_on{holiday};
    if ((offset == 1 && falls_on != Saturday) || (offset == -1 && falls_on != Sunday)) continue;
    const year_month_day on{holiday};
    const unsigned m = static_cast<unsigned>(on.month()), d = static_cast<unsigned>(on.day());
    if ((m == 1 && d == 1) || (m == 7 && d == 4) || (m == 11 && d == 11) || (m == 12 && d == 25)) return true;
    if (m == 6 && d == 19 && on.year() >= year{2021}) return true;
  }
  return false;
}

}  // namespace

std::optional<Day> FirstLongDate(std::string_view text) {
  const std::vector<Word> words = WordsOf(text);
  size_t taken = 0;
  for (size_t i = 0; i < words.size(); ++i)
    if (const auto day = DateAt(words, i, taken)) return day;
  return std::nullopt;
}

std::optional<Day> WholeDate(std::string_view text) {
  const std::vector<Word> words = WordsOf(text.substr(0, 200));
  size_t first = 0, taken = 0;
  if (words.size() == 4 && words[0].text.ends_with("day")) first = 1;  // "Thursday, May 10, 2018"
  if (first >= words.size()) return std::nullopt;
  const auto day = DateAt(words, first, taken);
  if (!day || first + taken != words.size()) return std::nullopt;
  return day;
}

Day NextBusinessDay(const Day& day) {
  using namespace std::chrono;
  sys_days next = SysDays(day) + days{1};
  while (weekday{next} == Saturday || weekday{next} == Sunday || IsHoliday(next)) next += days{1};
  return DayOf(next);
}

}  // namespace dossier::indexer
