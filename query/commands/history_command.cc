// dossier history, dossier diff: what became of a document, and what differs between two of its revisions.
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "query/commands/commands.h"
#include "query/history/output.h"

namespace dossier::query {
int RunHistory(const Invocation& given) {
  Invocation invocation = given;
  std::string name;
  CommandLine line("The revisions of a document by the time of their capture: what changed, and whether it was said.",
                   "dossier history");
  line.Add("id", name, "number of an advisory, document id, document key or address").Required();
  line.Footer(
      "stated: the version moved (where there is none, the date of the update); partial: only dates or revision\n"
      "history moved; silent: content moved and the publisher's tracking did not. dossier diff ID shows what.");
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kJsonl, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (!corpus) return Report(corpus.error());
  auto history = HistoryNamed(*corpus, name);
  if (!history) return Report(history.error());
  switch (*format) {
    case Format::kJson:
      Print(DumpJson(HistoryJson(*history), 2) + "\n");
      break;
    case Format::kJsonl:
      for (const Json& row : HistoryJson(*history)["revisions"]) Print(DumpJson(row) + "\n");
      break;
    case Format::kCsv:
      Print(HistoryCsv(*history));
      break;
    case Format::kMarkdown:
      Print(HistoryMarkdown(*history));
      break;
    case Format::kText:
      Print(HistoryText(*history, TerminalWidth()));
  }
  return kExitOk;
}

int RunDiff(const Invocation& given) {
  Invocation invocation = given;
  std::string name;
  std::vector<std::string> steps;
  CommandLine line("What differs between two revisions: field by field, or sentence by sentence.", "dossier diff");
  line.Add("id", name, "number of an advisory, document id, document key or address").Required();
  line.Add("revisions", steps, "two revisions of dossier history; one: what it brought; none: what the newest brought");
  line.Footer("--format: text, json, md, html. Exit 1 when nothing differs.");
  if (auto code = ParseArguments(line, invocation)) return *code;
  const bool html = invocation.format == "html";
  if (html) invocation.format.clear();
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kMarkdown});
  if (!format) return Report(format.error());
  if (steps.size() > 2) return Report({ErrorCode::kUsage, "more than two revisions are given", "dossier diff ID 1 3"});
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (!corpus) return Report(corpus.error());
  auto history = HistoryNamed(*corpus, name);
  if (!history) return Report(history.error());
  auto pair = StepsNamed(*history, steps);
  if (!pair) return Report(pair.error());
  const HistoryStep &before = history->steps[pair->first], &after = history->steps[pair->second];
  auto diff = DiffSteps(*corpus, before, after);
  if (!diff) return Report(diff.error());
  const bool any = diff->kinds.any();
  const ShownDiff shown{*history, before, after, std::move(diff->kinds), std::move(diff->changes)};
  if (html)
    Print(DiffAsHtml(shown));
  else if (*format == Format::kJson)
    Print(DumpJson(DiffAsJson(shown), 2) + "\n");
  else if (*format == Format::kMarkdown)
    Print(DiffAsMarkdown(shown));
  else
    Print(DiffAsText(shown, TerminalWidth()));
  return any ? kExitOk : kExitNothing;
}

}  // namespace dossier::query
