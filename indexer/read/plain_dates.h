// Whole dates in English words, for labelled fields of agencies' documents, and the calendar of federal business days.
// Pure; thread safe.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/base/time.h"

namespace dossier::indexer {

// The first "May 10, 2018", "Sept. 4, 2018", "10 May 2018", "03 Jun 2021" or "2018-05-10" of a text; impossible days
// ("February 30, 2018") are none.
std::optional<Day> FirstLongDate(std::string_view text);
// The day that the whole text is, white space and "st", "nd", "th" aside; nullopt when it holds anything else.
std::optional<Day> WholeDate(std::string_view text);

// The next day on which federal offices work: no weekend and no holiday of 5 U.S.C. 6103 (as observed).
Day NextBusinessDay(const Day& day);

}  // namespace dossier::indexer
