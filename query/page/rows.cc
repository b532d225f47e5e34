#include "query/page/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "corpus/base/cli/table.h"
#include "query/answer/left_aside.h"
#include "query/output/text.h"
#include "query/page/cards.h"
#include "query/tasks/answers.h"
#include "query/tasks/named.h"

namespace dossier::query {
namespace {

size_t VerifiedIn(const std::vector<EvidenceRow>& rows) {
  return static_cast<size_t>(std::count_if(
      rows.begin(), rows.end(), [](const EvidenceRow& row) { return row.verification == Verification::kVerified; }));
}

// Keeps the rows of one page.
bool CutToPage(std::vector<EvidenceRow>& rows, size_t page) {
  const size_t skipped = std::min(rows.size(), (page - 1) * kRowsOnPage);
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(skipped));
  const bool more = rows.size() > kRowsOnPage;
  if (more) rows.resize(kRowsOnPage);
  return more;
}

}  // namespace

size_t PageNumber(const Visit& visit) {
  const std::string written = visit.request.Get("page");
  size_t page = 1;
  std::from_chars(written.data(), written.data() + written.size(), page);
  return std::clamp<size_t>(page, 1, kMostPages);
}

Html Pager(const Visit& visit, size_t page, bool more) {
  Html links;
  const auto to = [&](size_t number) { return visit.With({{"page", number > 1 ? std::to_string(number) : ""}}); };
  if (page > 1)
    links += Tag("a", {Href(to(page - 1)), Attr("rel", "prev")}, "\xE2\x86\x90 Page " + std::to_string(page - 1));
  if (more && page < kMostPages)
    links += Tag("a", {Href(to(page + 1)), Attr("rel", "next")}, "Page " + std::to_string(page + 1) + " \xE2\x86\x92");
  if (links.empty()) return {};
  return Tag("nav", {Class("pager"), Attr("aria-label", "Further pages")}, links);
}

Result<Query> QuestionOf(const Visit& visit, const std::string& written) {
  if (written.size() > 4000) return Fail(ErrorCode::kUsage, "the question is longer than 4,000 bytes", "ask for less");
  DOSSIER_TRY_ASSIGN(Query query, QueryWritten(written, visit.desk.directory()));
  if (const std::string day = visit.request.Get("as-of"); !day.empty()) {
    DOSSIER_TRY_ASSIGN(query.as_of, ParseAsOf(day));
  }
  return query;
}

EvidenceOptions RowsAsked(const Visit& visit) {
  EvidenceOptions options;
  options.order = OrderNamed(visit.request.Get("sort"));
  options.unsure = visit.request.Get("all") == "1";
  options.limit = kMostPages * kRowsOnPage;
  return options;
}

Result<RowsShown> ShowRows(const Visit& visit, const Engine& engine, const Query& query, size_t page) {
  DOSSIER_TRY_ASSIGN(EvidenceAnswer answer, engine.Evidence(query, RowsAsked(visit)));
  return ShowRows(visit, engine, std::move(answer), page);
}

RowsShown ShowRows(const Visit& visit, const Engine& engine, EvidenceAnswer answer, size_t page) {
  RowsShown shown;
  const bool denials_more = CutToPage(answer.denials, page);
  shown.more = CutToPage(answer.rows, page) || denials_more;
  const bool cut = answer.more && page == kMostPages;
  shown.cards = EvidenceCards(visit, engine, answer.rows);
  if (!answer.denials.empty())
    shown.cards += Section("denials", "Denied or negated, not counted", EvidenceCards(visit, engine, answer.denials));
  shown.nearest = Section("nearest", "Near, but not supporting the question",
                          EvidenceCards(visit, engine, answer.nearest, {.unsupporting = true, .more = {}}));
  const size_t all = answer.rows.size() + answer.denials.size();
  shown.count = fmt::format("{}{}, {} verified as this page was made", Plural(all, "row"),
                            page > 1 ? fmt::format(" on page {}", page) : "",
                            VerifiedIn(answer.rows) + VerifiedIn(answer.denials));
  if (shown.more || answer.more) shown.count += "; there are more";
  if (cut) shown.count += ", which a narrower question shows";
  if (answer.unsure > 0)
    shown.count += fmt::format("; {}{} too unsure to count", answer.more ? "at least " : "", answer.unsure);
  for (const std::string& note : answer.notes) shown.count += "; " + note;
  shown.coverage = CoverageText(answer.coverage) + ".";
  if (const std::string left = LeftAsideLine(visit.desk.directory()); !left.empty()) shown.coverage += " " + left + ".";
  return shown;
}

}  // namespace dossier::query
