// Dates: finds date, time, duration and frequency expressions in a text and says what they stand for.
//
//   std::vector<DateSpan> dates = FindDates(text, {.published = "2018-08-04"});
//
// One pass over the bytes: a tokenizer with a small word table (tokens.h), a grammar over token types
// (grammar.h), then calendar arithmetic against the publication day or the narrative (values.h).
// Spans and values follow TIMEX3 (TimeML 1.2.1): prepositions stay outside the span, the granularity that the
// text states is kept ("In April" is 2018-04, never 2018-04-01).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/facts/date_span.h"

namespace dossier::indexer {

// All expressions in text order, not overlapping. Linear in the text; thread safe. Bytes that are not UTF-8 are
// passed over.
// Precision before volume: a number that may be a year counts only where words around it say so, and what cannot be a
// date (31 June) is none. The result owns its values.
std::vector<DateSpan> FindDates(std::string_view text, const DateContext& context);

// Which of a sentence's dates says when something happened: the one that belongs to the action whose words are
// bytes [action_begin, action_end). Prefers a date after the action in the same clause ("banned ... on Tuesday"),
// then one that opens the sentence, then the nearest. `dates` are spans of the same text; only calendar dates and
// times count. nullptr when the sentence [sentence_begin, sentence_end) has none.
// The pointer is into `dates`. Pure.
const DateSpan* DateForAction(std::string_view text, const std::vector<DateSpan>& dates, size_t sentence_begin,
                              size_t sentence_end, size_t action_begin, size_t action_end);

// Whether a span can date an event: a DATE or TIME with a calendar value, not "now", a duration or a frequency.
bool IsEventDate(const DateSpan& span);

}  // namespace dossier::indexer
