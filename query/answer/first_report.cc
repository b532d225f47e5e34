#include "query/answer/first_report.h"

#include <algorithm>
#include <map>
#include <set>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "query/answer/independence.h"

namespace dossier::query {
namespace {

bool Share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& id) { return std::find(b.begin(), b.end(), id) != b.end(); });
}

bool IsOf(const EvidenceRow& row, const std::string& outlet) {
  const indexer::Provenance& from = row.passage.from;
  return FoldForComparison(indexer::ShownPublisher(from.publisher, from.url)) == FoldForComparison(outlet);
}

// The sentences of the first document that name where its report comes from, one an outlet.
Status AddCites(const Engine& engine, const EvidenceAnswer& answer, FirstReport& report) {
  DOSSIER_TRY_ASSIGN(const auto passages, engine.FindDocument(report.row.passage.from.document_id));
  std::set<std::string> seen;
  for (const indexer::Passage& passage : passages)
    for (size_t i = 0; i < passage.statements.size(); ++i) {
      const indexer::IndexedStatement& said = passage.statements[i];
      if (said.reported_by.empty() ||
          (!Share(said.vendors, report.row.said().vendors) && !Share(said.agencies, report.row.said().agencies)))
        continue;
      if (!seen.insert(FoldForComparison(said.reported_by)).second) continue;
      CitedOutlet cited;
      cited.name = said.reported_by;
      cited.row.passage = passage;
      cited.row.statement = i;
      std::set<std::string> documents;
      for (const EvidenceRow& row : answer.rows)
        if (IsOf(row, cited.name)) documents.insert(row.passage.from.document_id);
      cited.documents = documents.size();
      report.cites.push_back(std::move(cited));
    }
  return Ok();
}

}  // namespace

Result<std::optional<FirstReport>> FindFirstReport(const Engine& engine, const EvidenceAnswer& answer) {
  std::map<std::string, const EvidenceRow*> of_document;
  std::set<std::string> undated;
  std::vector<const EvidenceRow*> rows;
  for (const EvidenceRow& row : answer.rows) {
    const indexer::Provenance& from = row.passage.from;
    of_document.emplace(from.document_id, &row);
    rows.push_back(&row);
    if (from.published.empty()) undated.insert(from.document_id);
  }
  const EvidenceRow* first = nullptr;
  for (const EvidenceRow& row : answer.rows) {
    const std::string &published = row.passage.from.published,
                      &earliest = first ? first->passage.from.published : published;
    if (!published.empty() && (!first || row.published_day() < first->published_day() ||
                               (row.published_day() == first->published_day() && published < earliest)))
      first = &row;
  }
  if (!first) return std::optional<FirstReport>();
  FirstReport report;
  report.row = *first;
  report.documents = of_document.size();
  report.origins = IndependentOrigins(rows);
  report.undated = undated.size();
  for (const auto& [id, row] : of_document)
    report.same_day += id != first->passage.from.document_id && row->published_day() == first->published_day();
  DOSSIER_CHECK(AddCites(engine, answer, report));
  return std::optional<FirstReport>(std::move(report));
}

}  // namespace dossier::query
