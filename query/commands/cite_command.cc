// dossier cite: citations of evidence, verified first; the certificate is stored in the corpus.

#include "corpus/base/cli/command_line.h"
#include "query/answer/engine.h"
#include "query/cite/citation.h"
#include "query/cite/web_annotation.h"
#include "query/commands/commands.h"
#include "query/tasks/citing.h"

namespace dossier::query {
namespace {

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
  const auto cited = CiteAll(ids, engine ? &*engine : nullptr, *corpus);
  if (!cited) return Report(cited.error());
  const std::vector<CitationRecord> records = RecordsOf(*cited);
  if (annotations) {
    std::vector<EvidenceRow> rows;
    for (const Cited& one : *cited) rows.push_back(one.row);
    Print(DumpJson(WebAnnotations(rows), 2) + "\n");
    return kExitOk;
  }
  auto citations = RenderCitations(records, options);
  if (!citations) return Report(citations.error());
  if (*format == Format::kJson)
    Print(DumpJson(CitationsJson(*cited, *citations, options.style), 2) + "\n");
  else if (options.style == "csl-json")
    PrintCslJson(records, options.archived);
  else
    PrintCitations(*citations);
  return kExitOk;
}

}  // namespace dossier::query
