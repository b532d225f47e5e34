// dossier evidence: the supporting evidence for a vendor.
#include <algorithm>
#include <optional>

#include "corpus/base/cli/command_line.h"
#include "query/answer/engine.h"
#include "query/answer/first_report.h"
#include "query/answer/left_aside.h"
#include "query/commands/commands.h"
#include "query/commands/question_options.h"
#include "query/output/first_report.h"
#include "query/output/json.h"
#include "query/output/text.h"
#include "query/proof/row_verification.h"
#include "query/tasks/answers.h"
#include "query/tasks/named.h"

namespace dossier::query {
namespace {

constexpr size_t kRowsForFirst = 10000;  // that --first looks at, however many are shown

using First = std::optional<std::optional<FirstReport>>;  // outer: asked for; inner: found

Result<First> FirstOf(const Engine& engine, EvidenceAnswer& answer, size_t shown) {
  DOSSIER_TRY_ASSIGN(auto report, FindFirstReport(engine, answer));
  if (answer.rows.size() > shown) {
    answer.rows.resize(shown);
    answer.more = true;
  }
  return First(std::move(report));
}

void VerifyAnswer(const corpus::Corpus& corpus, EvidenceAnswer& answer, First& first) {
  for (auto* rows : {&answer.rows, &answer.denials, &answer.nearest}) VerifyRows(corpus, *rows);
  if (!first || !*first) return;
  Verifier verifier(corpus);
  VerifyRow(verifier, (*first)->row);
  for (CitedOutlet& cited : (*first)->cites) VerifyRow(verifier, cited.row);
}

void PrintAnswer(const Invocation& invocation, Format format, const Query& query, const EvidenceAnswer& answer,
                 const First& first, const Engine& engine) {
  const TextOptions options{TerminalWidth(), UseColor(invocation)};
  switch (format) {
    case Format::kJson: {
      Json json = EvidenceJson(query, answer);
      json["coverage"].update(LeftAsideJson(invocation.corpus_dir));
      if (first) json["first_report"] = FirstReportJson(*first);
      Print(DumpJson(json, 2) + "\n");
      break;
    }
    case Format::kJsonl:
      for (const auto* rows : {&answer.rows, &answer.denials})
        for (const EvidenceRow& row : *rows) Print(DumpJson(RowJson(row)) + "\n");
      break;
    case Format::kCsv:
      Print(EvidenceCsv(answer, engine));
      break;
    case Format::kMarkdown:
      Print(EvidenceMarkdown(answer, engine));
      break;
    case Format::kText:
      if (first && !answer.rows.empty()) Print(FirstReportText(*first, options));
      Print(EvidenceText(query, answer, engine, options));
      break;
  }
}

}  // namespace

int RunEvidence(const Invocation& given) {
  Invocation invocation = given;
  QuestionOptions question;
  EvidenceOptions options;
  std::string sort = "rank", group;
  bool no_verify = false, want_first = false;
  CommandLine line("The supporting evidence for a vendor: one sentence a row, each with its source, verified.",
                   "dossier evidence");
  question.Declare(line, "vendor name by any alias, or query text (agency:fbi action:ban \"a phrase\" -word)");
  line.Add("--sort", sort, "rank, date (oldest first) or newest").OneOf({"rank", "date", "newest"});
  line.Add("--limit", options.limit, "rows (default 50)").Range(1, 10000);
  line.Add("--group", group, "origin: one row for all copies of a text").OneOf({"origin"});
  line.Flag("--all", options.unsure, "also the rows for whose action too little speaks, marked with ?");
  line.Flag("--first", want_first, "who reported it first, and from whom it was taken (text and json)");
  line.Flag("--no-verify", no_verify, "do not derive the quotations again from the archive");
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kJsonl, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto query = QueryAsked(question, invocation.corpus_dir);
  if (!query) return Report(query.error());
  if (query->parts.empty())
    return Report(
        {ErrorCode::kUsage, "no vendor and no query is given", "for example: dossier evidence ZTE --agency fbi"});
  options.order = OrderNamed(sort);
  options.group_origins = group == "origin";
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  const size_t shown = options.limit;
  if (want_first) options.limit = std::max(options.limit, kRowsForFirst);
  auto answer = engine->Evidence(*query, options);
  if (!answer) return Report(answer.error());
  Result<First> first = First();
  if (want_first) first = FirstOf(*engine, *answer, shown);
  if (!first) return Report(first.error());
  if (!no_verify) {
    auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
    if (corpus)
      VerifyAnswer(*corpus, *answer, *first);
    else
      Note(invocation, "quotations are unchecked: " + corpus.error().message);
  }
  for (const std::string& note : answer->notes) Note(invocation, note);
  PrintAnswer(invocation, *format, *query, *answer, *first, *engine);
  TellLeftAside(invocation, *format);
  if (answer->rows.empty() && answer->denials.empty()) {
    if (*format != Format::kText) Note(invocation, "none found; " + CoverageText(answer->coverage));
    return kExitNothing;
  }
  return kExitOk;
}

}  // namespace dossier::query
