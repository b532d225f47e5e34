// What the citation styles share: names, dates, titles, locators, the stored-copy clause, and the joining of parts.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/cite/record.h"

namespace dossier::query {

// The parts of an ISO date with its granularity; 0 is unknown. The publisher's local day.
struct CitedDate {
  int year = 0, month = 0, day = 0;
  bool known() const { return year > 0; }
};
CitedDate DateOf(std::string_view iso);
CitedDate DateOf(UtcTime time);

std::string MonthName(int month);
std::string AmericanDate(const CitedDate& date);  // "August 4, 2018"; "August 2018"; "2018"
std::string BritishDate(const CitedDate& date);   // "4 August 2018"

// "Martin R., Jr." to "Martin R." and "Jr."; the second is empty for most.
std::pair<std::string, std::string> GivenAndSuffix(std::string_view given);
// "Bob Lord"; a corporate name whole.
std::string GivenFirst(const CitedName& name);
// "Lord, Bob"; a corporate name whole.
std::string FamilyFirst(const CitedName& name);
// "B. Q.": the initials of the given names, hyphens kept ("J.-P.").
std::string Initials(std::string_view given);
// Joins with ", " and, before the last, `last_of_two` or `last_of_many` (", and ", " & "...).
std::string JoinNames(const std::vector<std::string>& names, std::string_view last_of_two,
                      std::string_view last_of_many);

std::string Italic(std::string_view text);
// Text in curly double quotation marks, with marks inside it turned into single ones. `end` (a comma or a full stop, or
// 0) goes inside the marks, as American styles do.
std::string Quoted(std::string_view text, char end);
// Straight quotation marks and apostrophes to typographic ones, as printed citations have them.
std::string Typeset(std::string_view text);
// `text` with the mark after it (inside closing quotation marks), unless it ends in a mark that already does that work:
// ? and ! stand for a full stop, not for a comma.
std::string WithEnd(std::string text, char end);

// "Cybersecurity Advisory AA22-158A", "AA22-158A", or "".
std::string GenreAndNumber(const CitationRecord& record);

// "Archived September 20, 2026 (dossier:..., sha256 ...)", or "" for Archived::kNone.
std::string ArchivedClause(const CitationRecord& record, Archived archived);

// Sentences of an entry: each added part ends in a full stop, parts are joined by a blank.
class Sentences {
 public:
  void Add(const std::string& part);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace dossier::query
