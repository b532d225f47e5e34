#include "query/output/first_report.h"

#include <fmt/format.h>

#include "corpus/base/cli/table.h"
#include "query/output/json.h"

namespace dossier::query {
namespace {

std::string DayOf(const EvidenceRow& row) { return row.passage.from.published.substr(0, 10); }

std::string Quoted(const EvidenceRow& row) {
  if (row.verification == Verification::kFailed) return "[quotation withheld: " + row.verification_reason + "]";
  return "\xE2\x80\x9C" + row.quotation() + "\xE2\x80\x9D";
}

Json SentenceJson(const EvidenceRow& row) {
  Json json = RowJson(row);
  return {{"id", json["id"]},
          {"quotation", json["quotation"]},
          {"locator", json["locator"]},
          {"verified", json["verified"]}};
}

}  // namespace

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
  std::string text = fmt::format("First report in the corpus: {}, {}, {}\n",
                                 indexer::ShownPublisher(from.publisher, from.url), DayOf(report->row), from.title);
  const auto add = [&](const std::string& line) {
    for (const std::string& part : WrapText(line, options.width > 12 ? options.width - 4 : 80))
      text += "    " + part + "\n";
  };
  add(Quoted(report->row));
  text += "    " + report->row.said().id + "  " + VerificationText(report->row) + "  " +
          LocatorOf(report->row.passage) + "  " + from.url + "\n";
  for (const CitedOutlet& cited : report->cites) {
    text += fmt::format(
        "  taken from {}, by its own words{}\n", cited.name,
        cited.documents
            ? fmt::format("; {} of the documents below {} from there", cited.documents,
                          cited.documents == 1 ? "is" : "are")
            : "; nothing from there answers the question, so an earlier report may exist outside the corpus");
    add(Quoted(cited.row));
    text +=
        "    " + cited.row.said().id + "  " + VerificationText(cited.row) + "  " + LocatorOf(cited.row.passage) + "\n";
  }
  if (report->cites.empty()) text += "  names no other outlet as its source\n";
  text += fmt::format("  reported in {} document{} of {} independent origin{}", report->documents,
                      report->documents == 1 ? "" : "s", report->origins, report->origins == 1 ? "" : "s");
  if (report->same_day) text += fmt::format("; {} more of the same day, whose order is not known", report->same_day);
  if (report->undated) text += fmt::format("; {} without a date may be earlier", report->undated);
  return text + "\n\n";
}

}  // namespace dossier::query
