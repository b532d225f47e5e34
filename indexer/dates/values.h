// Calendar values of expressions: relative to the day of writing in reports, to the date spoken of in stories.
#pragma once

#include <optional>
#include <vector>

#include "corpus/base/time.h"
#include "indexer/dates/expression.h"

namespace dossier::indexer::dates {

// A place in the calendar with what is known of it; -1 is unknown. Years before Christ are negative, with no year 0.
struct Place {
  int year = 0;  // 0: unknown
  int month = -1;
  int day = -1;
};

// Remembers the date spoken of last, so it is made once a text and fed in text order; not thread safe. Arithmetic is
// proleptic Gregorian. Without a publication day relations to it stay open: unknown before a guess.
class Resolver {
 public:
  Resolver(std::optional<Day> published, bool narrative) : published_(published), narrative_(narrative) {}

  // Whether bare three-digit numbers are years: the text speaks of the first millennium.
  void SetAncient(bool ancient) { ancient_ = ancient; }

  // The span of an expression; moves the date spoken of. Expressions come in text order. nullopt when the reading
  // turns out impossible (31 June, a bare "348" in a modern text).
  std::optional<DateSpan> Resolve(const Expression& e);

 private:
  Place Base(Anchor anchor) const;
  std::string ValueOf(const Expression& e, Place& place);
  std::string OffsetValue(const Expression& e, Place base, Place& place) const;
  std::string DayOfMonthValue(const Expression& e, Place& place) const;
  std::string NthValue(const Expression& e, int year, Place& place) const;
  std::string FieldValue(const Expression& e, Place& place) const;
  int StoryYear(int month, int day) const;
  int YearOfMonth(const Expression& e, int month, int day) const;
  int YearOfQuarter(const Expression& e, int quarter, int quarters) const;
  Place NamedWeekday(const Expression& e, const Place& base) const;
  Place DayOfWeekday(const Expression& e) const;
  std::string Timed(const Expression& e, std::string day) const;

  std::optional<Day> published_;
  bool narrative_;
  Place reference_;  // the date spoken of last
  Place fine_;       // the last one with a month
  bool ancient_ = false;
};

// Whether a text's bare three-digit numbers are years.
bool IsAncient(const std::vector<Expression>& expressions);

// Whether the dates of a text tell a story of the past rather than news of the day it was published.
bool IsNarrative(const std::vector<Expression>& expressions, std::optional<Day> published);

}  // namespace dossier::indexer::dates
