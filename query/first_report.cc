#include "query/first_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "corpus/base/table.h"
#include "corpus/base/utf8.h"
#include "query/independence.h"
#include "query/output_json.h"

namespace dossier::query {
namespace {

std::string DayOf(const EvidenceRow& row) { return row.passage.from.published.substr(0, 10); }

bool Share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& id) { return std::find(b.begin(), b.end(), id) != b.end(); });
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
      if (said.reported_by.empty() || (!Share(said.vendors, report.row.said().vendors) && !Share(said.agencies, report.row.said().agencies)))
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

std::string Quoted(const EvidenceRow& row) {
  if (row.verification == Verification::kFailed) return "[quotation withheld: " + row.verification_reason + "]";
  return "\xE2\x80\x9C" + row.quotation() + "\xE2\x80\x9D";
}

Json SentenceJson(const EvidenceRow& row) {
  Json json = RowJson(row);
  return {{"id", json["id"]}, {"quotation", json["quotation"]}, {"locator", json["locator"]}, {"verified", json["verified"]}};
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
    const std::string &published = row.passage.from.published, &earliest = first ? first->passage.from.published : published;
    if (!published.empty() && (!first || DayOf(row) < DayOf(*first) || (DayOf(row) == DayOf(*first) && published < earliest))) first = &row;
  }
  if (!first) return std::optional<FirstReport>();
  FirstReport report;
  report.row = *first;
  report.documents = of_document.size();
  report.origins = IndependentOrigins(rows);
  report.undated = undated.size();
  for (const auto& [id, row] : of_document)
    report.same_day += id != first->passage.from.document_id && DayOf(*row) == DayOf(*first);
  DOSSIER_CHECK(AddCites(engine, answer, report));
  return std::optional<FirstReport>(std::move(report));
}

Json FirstReportJson(const std::optional<FirstReport>& report) {
  if (!report) return nullptr;
  Json json = SentenceJson(report->row);
  json["document"] = DocumentJson(report->row);
  json["documents"] = report->documents;
  json["origins"] = report->origins;
  json["same_day"] = report->same_day;
  json["undated"] = report->undated;
  json["cites"] = Json::array();
  for (const CitedOutlet& cited : report->cites) {
    Json item = SentenceJson(cited.row);
    item["outlet"] = cited.name;
    item["documents"] = cited.documents;
    json["cites"].push_back(std::move(item));
  }
  return json;
}

std::string FirstReportText(const std::optional<FirstReport>& report, const TextOptions& options) {
  if (!report) return "First report: unknown; no row has a date of publication\n\n";
  const indexer::Provenance& from = report->row.passage.from;
  std::string text = fmt::format("First report in the corpus: {}, {}, {}\n", indexer::ShownPublisher(from.publisher, from.url), DayOf(report->row), from.title);
  const auto add = [&](const std::string& line) {
    for (const std::string& part : WrapText(line, options.width > 12 ? options.width - 4 : 80)) text += "    " + part + "\n";
  };
  add(Quoted(report->row));
  text += "    " + report->row.said().id + "  " + VerificationText(report->row) + "  " + LocatorOf(report->row.passage) + "  " + from.url + "\n";
  for (const CitedOutlet& cited : report->cites) {
    text += fmt::format("  taken from {}, by its own words{}\n", cited.name,
                        cited.documents ? fmt::format("; {} of the documents below {} from there", cited.documents, cited.documents == 1 ? "is" : "are")
                                        : "; nothing from there answers the question, so an earlier report may exist outside the corpus");
    add(Quoted(cited.row));
    text += "    " + cited.row.said().id + "  " + VerificationText(cited.row) + "  " + LocatorOf(cited.row.passage) + "\n";
  }
  if (report->cites.empty()) text += "  names no other outlet as its source\n";
  text += fmt::format("  reported in {} document{} of {} independent origin{}", report->documents, report->documents == 1 ? "" : "s",
                      report->origins, report->origins == 1 ? "" : "s");
  if (report->same_day) text += fmt::format("; {} more of the same day, whose order is not known", report->same_day);
  if (report->undated) text += fmt::format("; {} without a date may be earlier", report->undated);
  return text + "\n\n";
}

}  // namespace dossier::query
