// dossier timeline: dated rows, a quotation in each.

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/file.h"
#include "query/answer/engine.h"
#include "query/answer/left_aside.h"
#include "query/answer/timeline.h"
#include "query/commands/commands.h"
#include "query/commands/question_options.h"
#include "query/output/text.h"
#include "query/output/words.h"
#include "query/proof/row_verification.h"
#include "query/tasks/answers.h"
#include "query/tasks/named.h"

namespace dossier::query {
namespace {

Table TimelineTable(const std::vector<TimelineEntry>& entries, const Engine& engine) {
  Table table;
  table.columns = {{"date", false, false},      {"by", false, false},       {"action", false, true},
                   {"publisher", false, false}, {"evidence", false, false}, {"quotation", false, true}};
  for (const TimelineEntry& entry : entries)
    table.rows.push_back({DateCell(entry.date), entry.stated ? "stated" : "published", EventsText(*entry.row, engine),
                          entry.row->passage.from.publisher, entry.row->said().id, entry.row->quotation()});
  return table;
}

}  // namespace

int RunTimeline(const Invocation& given) {
  Invocation invocation = given;
  QuestionOptions question;
  EvidenceOptions options;
  options.order = EvidenceOrder::kOldest;
  options.limit = 500;
  std::string svg;
  CommandLine line("What happened to a vendor, in order, a quotation in each row.", "dossier timeline");
  question.Declare(line, "vendor name by any alias, or query text");
  line.Add("--limit", options.limit, "rows (default 500)").Range(1, 10000);
  line.Add("--svg", svg, "also write the picture to this file");
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto query = QueryAsked(question, invocation.corpus_dir);
  if (!query) return Report(query.error());
  if (query->parts.empty())
    return Report({ErrorCode::kUsage, "no vendor and no query is given", "for example: dossier timeline ZTE"});
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  auto answer = engine->Evidence(*query, options);
  if (!answer) return Report(answer.error());
  if (auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead))
    for (auto* rows : {&answer->rows, &answer->denials}) VerifyRows(*corpus, *rows);
  const auto entries = TimelineOf(*answer);
  if (!svg.empty()) {
    if (auto written = WriteFileAtomically(svg, TimelineSvg(DrawTimeline(entries, query->text))); !written)
      return Report(written.error());
    Note(invocation, "wrote " + svg);
  }
  const Table table = TimelineTable(entries, *engine);
  if (*format == Format::kJson)
    Print(DumpJson(TimelineJson(*query, *answer, entries, LeftAsideJson(invocation.corpus_dir)), 2) + "\n");
  else if (*format == Format::kCsv)
    Print(RenderCsv(table));
  else if (*format == Format::kMarkdown)
    Print(RenderMarkdown(table));
  else if (entries.empty())
    Print("none found\n" + CoverageText(answer->coverage) + "\n");
  else
    Print(RenderText(table, TerminalWidth()));
  TellLeftAside(invocation, *format);
  return entries.empty() ? kExitNothing : kExitOk;
}

}  // namespace dossier::query
