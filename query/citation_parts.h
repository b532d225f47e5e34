// What the citation styles share: names, dates, titles, the stored-copy clause.
#pragma once

#include <optional>
#include <string>

#include "query/citation.h"

namespace dossier::query {

// The parts of an ISO date with its granularity; 0 is unknown. The publisher's local day.
struct CitedDate {
  int year = 0, month = 0, day = 0;
  bool known() const { return year > 0; }
};
CitedDate DateOf(std::string_view iso);
CitedDate DateOf(UtcTime time);

// "August 4, 2018"; "August 2018"; "2018".
std::string AmericanDate(const CitedDate& date);
// "4 August 2018".
std::string BritishDate(const CitedDate& date);
std::string MonthName(int month);

// "title," with the comma inside, but not after ? or !.
std::string WithEnd(std::string text, char end);
// Double quotation marks inside a quoted title become single ones.
std::string InnerQuotes(std::string_view title);

// "Archived September 20, 2026 (dossier:..., sha256 ...)", or "" for Archived::kNone.
std::string ArchivedClause(const CitationRecord& record, Archived archived);

}  // namespace dossier::query
