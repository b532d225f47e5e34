// dossier facets: how the evidence for a question spreads over every field, with counts.
#include <fmt/format.h>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "query/answer/all_statements.h"
#include "query/answer/engine.h"
#include "query/answer/facets.h"
#include "query/commands/commands.h"
#include "query/commands/question_options.h"
#include "query/output/json.h"
#include "query/output/text.h"

namespace dossier::query {
namespace {

Json FacetsJson(const Query& query, size_t statements, const std::vector<Facet>& facets) {
  Json json;
  json["schema"] = "dossier.facets/1";
  json["query"] = {{"text", query.text}};
  json["statements"] = statements;
  json["more"] = false;  // all are counted
  json["facets"] = Json::array();
  for (const Facet& facet : facets) {
    Json values = Json::array();
    for (const FacetValue& value : facet.values)
      values.push_back({{"value", value.value},
                        {"name", value.shown},
                        {"statements", value.statements},
                        {"documents", value.documents}});
    json["facets"].push_back({{"field", facet.field}, {"values", std::move(values)}});
  }
  return json;
}

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
  CommandLine line(
      "How the evidence for a question spreads over every field: vendors, agencies, actions, sources, years...",
      "dossier facets");
  question.Declare(line, "vendor name by any alias, or query text");
  line.Add("--values", values, "values a field (default 10; JSON has all)").Range(1, 10000);
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto query = question.ToQuery();
  if (!query) return Report(query.error());
  if (query->parts.empty())
    return Report({ErrorCode::kUsage, "no vendor and no query is given", "for example: dossier facets ZTE"});
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  FacetCounter counter([&](std::string_view id) { return engine->NameOf(id); });
  const Status counted =
      ForEachStatement(*engine, invocation.corpus_dir, *query, [&](const EvidenceRow& row) { counter.Add(row); });
  if (!counted) return Report(counted.error());
  const std::vector<Facet> facets = counter.Facets();
  if (*format == Format::kJson)
    Print(DumpJson(FacetsJson(*query, counter.statements(), facets), 2) + "\n");
  else if (*format == Format::kCsv)
    Print(RenderCsv(FacetsTable(facets, values)));
  else if (*format == Format::kMarkdown)
    Print(RenderMarkdown(FacetsTable(facets, values)));
  else if (!facets.empty())
    Print(RenderText(FacetsTable(facets, values), TerminalWidth()));
  else if (const auto coverage = engine->Searched(query->as_of))
    Print("none found\n" + CoverageText(*coverage) + "\n");
  else
    return Report(coverage.error());
  TellLeftAside(invocation, *format);
  return facets.empty() ? kExitNothing : kExitOk;
}

}  // namespace dossier::query
