// dossier cite: citations of evidence, verified first; the certificate is stored in the corpus.

#include "corpus/base/cli/command_line.h"
#include "corpus/base/suggest.h"
#include "query/answer/engine.h"
#include "query/cite/citation.h"
#include "query/cite/web_annotation.h"
#include "query/commands/commands.h"
#include "query/proof/certificate.h"
#include "query/proof/picked_evidence.h"
#include "query/proof/row_verification.h"

namespace dossier::query {
namespace {

struct Cited {
  EvidenceRow row;
  CitationRecord record;
  Json certificate;
};

Result<Cited> CiteOne(const std::string& id, const Result<Engine>& engine, corpus::Corpus& corpus, Verifier& verifier) {
  Cited cited;
  DOSSIER_TRY_ASSIGN(cited.row, FindEvidenceOrCertificate(id, engine ? &*engine : nullptr, corpus));
  VerifyRow(verifier, cited.row);
  if (cited.row.verification != Verification::kVerified)
    return Fail(ErrorCode::kCorrupt, "the quotation of " + id + " does not verify: " + cited.row.verification_reason,
                "it was not cited; dossier check compares every stored byte");
  cited.record = RecordOf(cited.row);
  cited.certificate = CertificateOf(cited.row, corpus);
  DOSSIER_CHECK(corpus.StoreCertificate({cited.row.said().id, cited.certificate, Now()}));
  return cited;
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

// Data for a citation processor is one array, however many records.
void PrintCslJson(const std::vector<CitationRecord>& records, Archived archived) {
  Json items = Json::array();
  for (const CitationRecord& record : records) items.push_back(CslJson(record, archived));
  Print(DumpJson(items, 2) + "\n");
}

void PrintCitations(const std::vector<Citation>& citations) {
  for (const Citation& citation : citations) {
    if (!citation.in_text.empty()) Print(citation.in_text + "\n");
    Print(citation.entry + "\n");
  }
}

}  // namespace

int RunCite(const Invocation& given) {
  Invocation invocation = given;
  std::vector<std::string> ids;
  CitationOptions options;
  std::string archived = "short";
  CommandLine line("Citations of evidence. Each quotation is verified first and its certificate stored in the corpus.",
                   "dossier cite");
  line.Add("id", ids, "evidence ids, as dossier evidence shows them").Required();
  std::string styles;
  for (const std::string& style : CitationStyles()) styles += (styles.empty() ? "" : ", ") + style;
  line.Add("--style", options.style, styles);
  line.Add("--archived", archived, "the stored-copy clause: none, short (default) or full");
  line.Footer("--format webanno prints W3C Web Annotations instead of citations.");
  if (auto code = ParseArguments(line, invocation)) return *code;
  const bool annotations = invocation.format == "webanno";  // W3C Web Annotations instead of a style
  if (annotations) invocation.format = "json";
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kMarkdown});
  if (!format) return Report(format.error());
  if (*format == Format::kMarkdown) options.markup = Markup::kMarkdown;
  auto clause = ArchivedOf(archived);
  if (!clause) return Report(clause.error());
  options.archived = *clause;
  // An unknown style is told before anything is looked up.
  if (auto known = RenderCitations({}, options); !known) return Report(known.error());
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (!corpus) return Report(corpus.error());
  const auto engine = Engine::Open(invocation.corpus_dir);
  Verifier verifier(*corpus);
  std::vector<Cited> cited;
  std::vector<CitationRecord> records;
  for (const std::string& id : ids) {
    auto one = CiteOne(id, engine, *corpus, verifier);
    if (!one) return Report(one.error());
    records.push_back(one->record);
    cited.push_back(std::move(*one));
  }
  if (annotations) {
    std::vector<EvidenceRow> rows;
    for (const Cited& one : cited) rows.push_back(one.row);
    Print(DumpJson(WebAnnotations(rows), 2) + "\n");
    return kExitOk;
  }
  auto citations = RenderCitations(records, options);
  if (!citations) return Report(citations.error());
  if (*format == Format::kJson)
    Print(DumpJson(CitationsJson(cited, *citations, options.style), 2) + "\n");
  else if (options.style == "csl-json")
    PrintCslJson(records, options.archived);
  else
    PrintCitations(*citations);
  return kExitOk;
}

}  // namespace dossier::query
