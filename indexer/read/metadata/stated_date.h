// Dates as publishers state them in markup and on date lines: ISO 8601, RFC 5322, and the written forms of many
// languages. Only full days count; a month or year alone is no publication date. Pure, thread safe.
//
// (indexer/dates/dates.h reads date expressions of running text; this reads stamps.)
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/time.h"

namespace dossier::indexer {

// How 4/8/2018 is read. Dots and hyphens are day first everywhere.
enum class SlashOrder { kUnknown, kDayFirst, kMonthFirst };

struct StatedDate {
  size_t begin = 0;  // bytes of the text
  size_t end = 0;
  Day day;                 // the publisher's local day: never moved to UTC
  std::string value;       // ISO 8601: the day, or day and time with the offset when both are stated
  bool ambiguous = false;  // day and month could be exchanged
  bool named_month = false;
  bool swappable = false;  // day and month could be exchanged, were the order another
  bool slashes = false;    // the numbers stand between slashes or hyphens
};

// Every full date in a text, in order, not overlapping. Linear in the text.
// Nothing is moved between zones here: the publisher's local day is what people cite. A date that the calendar does not
// have is none.
std::vector<StatedDate> FindStatedDates(std::string_view text, SlashOrder order);

// The date of an attribute or JSON value, which must begin with it; also YYYYMMDD and seconds or milliseconds since
// 1970.
// What follows the date does not matter ("2018-08-04T10:00:00.000+02:00 [updated]"). nullopt for months and years
// alone.
std::optional<StatedDate> ParseStamp(std::string_view value, SlashOrder order);

// A day in a URL's path or query ("/2018/08/04/", "-20180804", "2018-08-04", "/2018/aug/04/").
// The weakest witness: sites move pages and keep their addresses.
std::optional<Day> DayInUrl(std::string_view url);

// The first day of a month in a URL that states no day ("/2018/08/story").
std::optional<Day> MonthInUrl(std::string_view url);

// Day first unless the language tag is that of the United States or the Philippines.
SlashOrder SlashOrderOf(std::string_view language_tag);

}  // namespace dossier::indexer
