// dossier facets: how the evidence for a question spreads over every field, with counts.
#include <fmt/format.h>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "query/answer/engine.h"
#include "query/answer/facets.h"
#include "query/commands/commands.h"
#include "query/commands/question_options.h"
#include "query/output/text.h"
#include "query/tasks/answers.h"
#include "query/tasks/named.h"

namespace dossier::query {
namespace {

Table FacetsTable(const std::vector<Facet>& facets, size_t limit) {
  Table table;
  table.columns = {{"field", false, false},
                   {"value", false, false},
                   {"name", false, true},
                   {"statements", true, false},
                   {"documents", true, false}};
  for (const Facet& facet : facets) {
    size_t shown = 0;
    for (const FacetValue& value : facet.values) {
      if (shown++ == limit) break;
      table.rows.push_back({std::string(facet.field), value.value, value.shown == value.value ? "" : value.shown,
                            std::to_string(value.statements), std::to_string(value.documents)});
    }
  }
  return table;
}

}  // namespace

int RunFacets(const Invocation& given) {
  Invocation invocation = given;
  QuestionOptions question;
  size_t values = 10;
  EvidenceOptions options;
  options.limit = 10000;
  CommandLine line(
      "How the evidence for a question spreads over every field: vendors, agencies, actions, sources, years...",
      "dossier facets");
  question.Declare(line, "vendor name by any alias, or query text");
  line.Add("--values", values, "values a field (default 10; JSON has all)").Range(1, 10000);
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto query = QueryAsked(question, invocation.corpus_dir);
  if (!query) return Report(query.error());
  if (query->parts.empty())
    return Report({ErrorCode::kUsage, "no vendor and no query is given", "for example: dossier facets ZTE"});
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  auto answer = engine->Evidence(*query, options);
  if (!answer) return Report(answer.error());
  const auto facets = FacetsOf(*answer, [&](std::string_view id) { return engine->NameOf(id); });
  if (answer->more) Note(invocation, fmt::format("counted over the first {} statements", answer->rows.size()));
  if (*format == Format::kJson)
    Print(DumpJson(FacetsJson(*query, *answer, facets), 2) + "\n");
  else if (*format == Format::kCsv)
    Print(RenderCsv(FacetsTable(facets, values)));
  else if (*format == Format::kMarkdown)
    Print(RenderMarkdown(FacetsTable(facets, values)));
  else if (facets.empty())
    Print("none found\n" + CoverageText(answer->coverage) + "\n");
  else
    Print(RenderText(FacetsTable(facets, values), TerminalWidth()));
  TellLeftAside(invocation, *format);
  return facets.empty() ? kExitNothing : kExitOk;
}

}  // namespace dossier::query
