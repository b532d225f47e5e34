// A date, time, duration or frequency that a text states: where, and what it stands for (TIMEX3, TimeML 1.2.1).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dossier::indexer {

// TIMEX3 classes. DateKindName gives "DATE", "TIME", "DURATION", "SET".
enum class DateKind { kDate, kTime, kDuration, kSet };
std::string_view DateKindName(DateKind kind);

// A found expression: bytes [begin, end) of the text.
struct DateSpan {
  size_t begin = 0;
  size_t end = 0;
  DateKind kind = DateKind::kDate;
  // DATE: "2018", "2018-08", "2018-08-04", "2018-W31", "2018-W31-WE", "2018-Q3", "2018-H1", "2018-SU", "FY2018",
  //   "199" (a decade), "19" (a century: 1900-1999), "BC0490", "PRESENT_REF", "PAST_REF", "FUTURE_REF";
  //   parts that the text leaves open are X ("XXXX-04"). TIME: a day and "T10:30" or "TMO TMI TAF TEV TNI TDT".
  // DURATION and SET: ISO 8601 periods, "P2Y", "PT30M", "PXD", "P1W".
  std::string value;
  std::string mod;   // TIMEX3 mod: START MID END APPROX MORE_THAN LESS_THAN BEFORE AFTER, or ""
  std::string zone;  // time zone as written ("EST", "GMT"), or ""
  // How sure the value is: the text gives it whole ("4 August 2018"), or it was derived from the context.
  bool is_explicit = false;
};

// What is known of the document before its dates are read. Plain values; absent parts are empty.
struct DateContext {
  std::string published = "";  // ISO day that "yesterday" is relative to; "" when unknown
  bool narrative = false;      // true: months and weekdays follow the story; false: decided from the text
  std::string language = "";   // ISO 639-1; "" is unknown. Words of other languages count in whole dates only
};

}  // namespace dossier::indexer
