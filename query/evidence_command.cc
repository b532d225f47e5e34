// dossier evidence: the supporting evidence for a vendor.

#include "corpus/base/command_line.h"
#include "query/commands.h"
#include "query/output_json.h"
#include "query/output_text.h"
#include "query/question_options.h"
#include "query/row_verification.h"

namespace dossier::query {
namespace {

void PrintAnswer(const Invocation& invocation, Format format, const Query& query, const EvidenceAnswer& answer, const Engine& engine) {
  switch (format) {
    case Format::kJson: Print(DumpJson(EvidenceJson(query, answer), 2) + "\n"); break;
    case Format::kJsonl:
      for (const auto* rows : {&answer.rows, &answer.denials})
        for (const EvidenceRow& row : *rows) Print(DumpJson(RowJson(row)) + "\n");
      break;
    case Format::kCsv: Print(EvidenceCsv(answer, engine)); break;
    case Format::kMarkdown: Print(EvidenceMarkdown(answer, engine)); break;
    case Format::kText: Print(EvidenceText(query, answer, engine, {TerminalWidth(), UseColor(invocation)})); break;
  }
}

}  // namespace

int RunEvidence(const Invocation& given) {
  Invocation invocation = given;
  QuestionOptions question;
  EvidenceOptions options;
  std::string sort = "rank", group;
  bool no_verify = false;
  CommandLine line("The supporting evidence for a vendor: one sentence a row, each with its source, verified.", "dossier evidence");
  question.Declare(line, "vendor name by any alias, or query text (agency:fbi action:ban \"a phrase\" -word)");
  line.Add("--sort", sort, "rank, date (oldest first) or newest").OneOf({"rank", "date", "newest"});
  line.Add("--limit", options.limit, "rows (default 50)").Range(1, 10000);
  line.Add("--group", group, "origin: one row for all copies of a text").OneOf({"origin"});
  line.Flag("--no-verify", no_verify, "do not derive the quotations again from the archive");
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kJsonl, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto query = question.ToQuery();
  if (!query) return Report(query.error());
  if (query->parts.empty())
    return Report({ErrorCode::kUsage, "no vendor and no query is given", "for example: dossier evidence ZTE --agency fbi"});
  options.order = sort == "date" ? EvidenceOrder::kOldest : sort == "newest" ? EvidenceOrder::kNewest : EvidenceOrder::kRank;
  options.group_origins = group == "origin";
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  auto answer = engine->Evidence(*query, options);
  if (!answer) return Report(answer.error());
  if (!no_verify) {
    auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
    if (corpus) {
      for (auto* rows : {&answer->rows, &answer->denials, &answer->nearest}) VerifyRows(*corpus, *rows);
    } else {
      Note(invocation, "quotations are unchecked: " + corpus.error().message);
    }
  }
  for (const std::string& note : answer->notes) Note(invocation, note);
  PrintAnswer(invocation, *format, *query, *answer, *engine);
  if (answer->rows.empty() && answer->denials.empty()) {
    if (*format != Format::kText) Note(invocation, "none found; " + CoverageText(answer->coverage));
    return kExitNothing;
  }
  return kExitOk;
}

}  // namespace dossier::query
