// A date expression as the text gives it, before its calendar value is worked out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/dates/tokens.h"
#include "indexer/facts/date_span.h"

namespace dossier::indexer::dates {

// What a relation counts from: the day of writing, or the date that the text spoke of last.
// kContext: the day of writing in a report, the date spoken of in a story.
enum class Anchor : uint8_t { kNone, kSpeech, kReference, kContext };
// Where an expression without a year lies, seen from the day of writing.
enum class Direction : uint8_t { kNone, kPast, kFuture, kLast, kThis, kNext };
// "kVague": the value is ready in `text`.
enum class Form : uint8_t { kCalendar, kVague };

// Filled by the rules of one place in the text and read by the resolver. A field that is not given stays at its
// default. begin and end are bytes of the whole text.
struct Expression {
  size_t begin = 0;
  size_t end = 0;
  DateKind kind = DateKind::kDate;
  Form form = Form::kCalendar;

  // Fields that the text gives; -1 is not given.
  int year = -1;
  int decade = -1;  // 199 for the 1990s; 0-9 with `short_decade` for "the nineties"
  bool short_decade = false;
  int century = -1;  // 19 for 1900-1999
  int half = -1;
  int quarter = -1;
  char season = 0;  // 'P' 'S' 'F' 'W'
  int month = -1;
  int week = -1;  // ISO week
  int day = -1;
  int weekday = -1;
  bool bc = false;
  bool ancient_led = false;  // ... that a preposition leads
  bool ancient = false;      // a bare year below 1000: counts only in a story of that time
  bool fiscal = false;
  bool weekend = false;
  bool week_of = false;  // the week (or weekend) that the day lies in
  int holiday = -1;      // a Holiday
  int nth = 0;           // "the third Monday of", with `weekday` or `nth_unit`; -1 the last
  Unit nth_unit = Unit::kDay;

  // The fields are counted from here: anchor shifted by `amount` units. With no fields this is the date itself.
  Anchor anchor = Anchor::kNone;
  Unit unit = Unit::kDay;
  int amount = 0;
  bool amount_unknown = false;  // "a few weeks later"
  Direction direction = Direction::kNone;

  int hour = -1, minute = -1, second = -1;
  std::string_view part;  // MO MI AF EV NI DT
  std::string_view mod;
  std::string zone;
  std::string utc_offset;  // of an ISO timestamp, as written: "Z", "+02:00"
  std::string text;        // the value of durations, frequencies and vague references
  bool that_time = false;  // "at that time": the date spoken of in a story
  bool today = false;      // "today", which a story uses for "nowadays"
  bool parenthesised = false;

  bool HasDay() const {
    return day >= 0 || weekday >= 0 || (anchor != Anchor::kNone && unit == Unit::kDay && month < 0);
  }
  bool HasTime() const { return hour >= 0 || !part.empty(); }
};

// What is known of the text before it is read, from its language.
struct GrammarOptions {
  bool day_first = false;  // 03/04/2018 is 3 April
  bool foreign = false;    // months of other languages count in every form
};

}  // namespace dossier::indexer::dates
