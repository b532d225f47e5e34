// Dates: finds date, time, duration and frequency expressions in a text and says what they stand for.
//
//   std::vector<DateSpan> dates = FindDates(text, {.published = "2018-08-04"});
//
// One pass over the bytes: a tokenizer with a small word table (date_tokens.h), a grammar over token types
// (date_grammar.h), then calendar arithmetic against the publication day or the narrative (date_values.h).
// Spans and values follow TIMEX3 (TimeML 1.2.1): prepositions stay outside the span, the granularity that the
// text states is kept ("In April" is 2018-04, never 2018-04-01).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

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

struct DateContext {
  std::string published = "";   // ISO day that "yesterday" is relative to; "" when unknown
  bool narrative = false;       // true: months and weekdays follow the story; false: decided from the text
  std::string language = "";    // ISO 639-1; "" is unknown. Words of other languages count in whole dates only
};

// All expressions in text order, not overlapping. Linear in the text; thread safe. Bytes that are not UTF-8 are
// passed over.
std::vector<DateSpan> FindDates(std::string_view text, const DateContext& context);

// Which of a sentence's dates says when something happened: the one that belongs to the action whose words are
// bytes [action_begin, action_end). Prefers a date after the action in the same clause ("banned ... on Tuesday"),
// then one that opens the sentence, then the nearest. `dates` are spans of the same text; only calendar dates and
// times count. nullptr when the sentence [sentence_begin, sentence_end) has none.
const DateSpan* DateForAction(std::string_view text, const std::vector<DateSpan>& dates, size_t sentence_begin,
                              size_t sentence_end, size_t action_begin, size_t action_end);

// Whether a span can date an event: a DATE or TIME with a calendar value, not "now", a duration or a frequency.
bool IsEventDate(const DateSpan& span);

}  // namespace dossier::indexer
