#include "query/tasks/drafts.h"

#include <algorithm>

#include "corpus/base/file.h"
#include "corpus/base/temporary_directory.h"
#include "query/cite/citation.h"
#include "query/draft/reader.h"

namespace dossier::query {

std::string DraftCitation(const DraftResult& result, const std::string& style) {
  if (!result.row || result.state == DraftState::kTitle || result.row->passage.statements.empty()) return "";
  auto citations = RenderCitations({RecordOf(*result.row)}, {.style = style});
  return citations && !citations->empty() ? citations->front().entry : "";
}

Json DraftRowJson(const DraftResult& result, const std::string& citation) {
  static const indexer::Provenance kNone;
  const indexer::Provenance& from = result.row ? result.row->passage.from : kNone;
  Json json = {{"quotation", result.quotation.text},    {"paragraph", result.quotation.paragraph},
               {"state", DraftStateName(result.state)}, {"reason", result.reason},
               {"document", from.document_id},          {"title", from.title},
               {"publisher", from.publisher},           {"url", from.url},
               {"evidence", result.evidence_id},        {"nearest", result.nearest}};
  json["line"] = result.quotation.line ? Json(result.quotation.line) : Json();
  json["place"] = result.quotation.place;
  json["omitted"] = result.match.omitted;
  json["warnings"] = result.match.warnings;
  json["right"] = result.right;
  json["citation"] = citation;
  return json;
}

bool NeedsAnEye(const DraftResult& result) {
  return Fails(result.state) || result.state == DraftState::kTooShort ||
         (Stands(result.state) && !result.match.warnings.empty());
}

namespace {

int Urgency(const DraftResult& result) { return Fails(result.state) ? 0 : NeedsAnEye(result) ? 1 : 2; }

}  // namespace

void SortByUrgency(std::vector<DraftResult>& results) {
  std::stable_sort(results.begin(), results.end(),
                   [](const DraftResult& a, const DraftResult& b) { return Urgency(a) < Urgency(b); });
}

Json DraftJson(Json rows, const DraftCounts& counts) {
  Json json;
  json["schema"] = "dossier.draft/1";
  json["rows"] = std::move(rows);
  json["quotations"] = counts.checked;
  json["verified"] = counts.verified;
  json["too_short"] = counts.too_short;
  json["warned"] = counts.warned;
  return json;
}

Result<std::vector<DraftResult>> CheckDraftBytes(std::string_view bytes, std::string_view name, const Engine* engine,
                                                 const corpus::Corpus& corpus) {
  // Readers of office files work on files; the name gives no more than its ending.
  std::string ending(name.substr(std::min(name.rfind('.'), name.size())));
  if (ending.size() > 6 ||
      ending.find_first_not_of(".abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != ending.npos)
    ending = ".txt";
  DOSSIER_TRY_ASSIGN(const TemporaryDirectory directory, TemporaryDirectory::Make("draft"));
  const std::string path = directory.path() + "/draft" + ending;
  DOSSIER_CHECK(WriteFileAtomically(path, bytes));
  auto paragraphs = ReadDraft(path);
  if (!paragraphs) {
    Error error = paragraphs.error();  // without the path, which says nothing to who sent the bytes
    if (const size_t at = error.message.find(path); at != std::string::npos)
      error.message.replace(at, path.size(), "the draft");
    return Fail(std::move(error));
  }
  return CheckDraft(FindQuotations(*paragraphs), engine, corpus);
}

}  // namespace dossier::query
