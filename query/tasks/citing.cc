#include "query/tasks/citing.h"

#include <algorithm>

#include "corpus/base/suggest.h"
#include "query/proof/certificate.h"
#include "query/proof/picked_evidence.h"
#include "query/proof/row_verification.h"

namespace dossier::query {
namespace {

Result<Cited> CiteOne(const std::string& id, const Engine* engine, corpus::Corpus& corpus, Verifier& verifier) {
  Cited cited;
  DOSSIER_TRY_ASSIGN(cited.row, FindEvidenceOrCertificate(id, engine, corpus));
  VerifyRow(verifier, cited.row);
  if (cited.row.verification != Verification::kVerified)
    return Fail(ErrorCode::kCorrupt, "the quotation of " + id + " does not verify: " + cited.row.verification_reason,
                "it was not cited; dossier check compares every stored byte");
  cited.record = RecordOf(cited.row);
  cited.certificate = CertificateOf(cited.row, corpus);
  DOSSIER_CHECK(corpus.StoreCertificate({cited.row.said().id, cited.certificate, Now()}));
  return cited;
}

}  // namespace

Result<std::vector<Cited>> CiteAll(const std::vector<std::string>& ids, const Engine* engine, corpus::Corpus& corpus) {
  Verifier verifier(corpus);
  std::vector<Cited> cited;
  for (const std::string& id : ids) {
    DOSSIER_TRY_ASSIGN(cited.emplace_back(), CiteOne(id, engine, corpus, verifier));
  }
  return cited;
}

std::vector<CitationRecord> RecordsOf(const std::vector<Cited>& cited) {
  std::vector<CitationRecord> records;
  for (const Cited& one : cited) records.push_back(one.record);
  return records;
}

Result<Archived> ArchivedOf(const std::string& name) {
  if (name == "none") return Archived::kNone;
  if (name == "short") return Archived::kShort;
  if (name == "full") return Archived::kFull;
  return Fail(UnknownName("--archived value", name, {"none", "short", "full"}, "one of none, short, full"));
}

Json CitationsJson(const std::vector<Cited>& cited, const std::vector<Citation>& citations, const std::string& style) {
  Json json;
  json["schema"] = "dossier.citations/1";
  json["style"] = style;
  json["rows"] = Json::array();
  for (size_t i = 0; i < cited.size(); ++i) {
    Json row;
    row["id"] = cited[i].row.said().id;
    row["quotation"] = cited[i].row.quotation();
    row["citation"] = citations[i].entry;
    row["in_text"] = citations[i].in_text.empty() ? Json() : Json(citations[i].in_text);
    row["verified"] = true;
    row["certificate"] = cited[i].certificate;
    json["rows"].push_back(row);
  }
  return json;
}

const std::vector<std::string>& FootnoteStyles() {
  static const std::vector<std::string> styles = [] {
    std::vector<std::string> all = CitationStyles();
    std::erase_if(all, [](const std::string& style) {
      return style == "bibtex" || style == "biblatex" || style == "ris" || style == "csl-json";
    });
    return all;
  }();
  return styles;
}

}  // namespace dossier::query
