// The rows that answer a question, page by page.
#pragma once

#include <string>

#include "query/page/visit.h"
#include "query/question/question.h"

namespace dossier::query {

inline constexpr size_t kRowsOnPage = 12;
// Of rows, ranked as one whole, so that no page repeats or misses a row of another; who wants more narrows down.
inline constexpr size_t kMostPages = 25;

size_t PageNumber(const Visit& visit);  // from 1
Html Pager(const Visit& visit, size_t page, bool more);

// The question as written, with the day of "as-of". Errors: kUsage.
Result<Query> QuestionOf(const Visit& visit, const std::string& written);

struct RowsShown {
  Html cards;         // verified now; denials behind a heading of their own
  Html nearest;       // only when nothing was found
  std::string count;  // "12 rows shown, 12 of 12 verified..."
  std::string coverage;
  bool more = false;
};
// What is asked for pages of rows: the order that "sort" names, the unsure ones with "all".
EvidenceOptions RowsAsked(const Visit& visit);
// Rows of one page. `answer`: to the question as RowsAsked has it.
Result<RowsShown> ShowRows(const Visit& visit, const Engine& engine, const Query& query, size_t page);
RowsShown ShowRows(const Visit& visit, const Engine& engine, EvidenceAnswer answer, size_t page);

}  // namespace dossier::query
