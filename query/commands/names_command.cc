// dossier vendors, agencies: who is in the corpus.
#include <fmt/format.h>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "query/answer/engine.h"
#include "query/commands/commands.h"
#include "query/commands/names_tasks.h"
#include "query/output/json.h"
#include "query/output/text.h"
#include "query/tasks/answers.h"

namespace dossier::query {
namespace {

std::string AliasText(const NameCount& name) {
  std::string text;
  for (size_t i = 0; i < name.aliases.size() && i < 6; ++i)
    text += fmt::format("{}{} {}", i ? ", " : "", name.aliases[i].first, name.aliases[i].second);
  if (name.aliases.size() > 6) text += fmt::format(", and {} more", name.aliases.size() - 6);
  return text;
}

void PrintTable(Format format, const Table& table) {
  if (format == Format::kCsv)
    Print(RenderCsv(table));
  else if (format == Format::kMarkdown)
    Print(RenderMarkdown(table));
  else
    Print(RenderText(table, TerminalWidth()));
}

int PrintNames(Format format, std::string_view schema, const std::vector<NameCount>& names) {
  if (format == Format::kJson) {
    Print(DumpJson(NamesJson(schema, names), 2) + "\n");
  } else {
    Table table;
    table.columns = {{"id", false, false},
                     {"name", false, false},
                     {"documents", true, false},
                     {"passages", true, false},
                     {"matched as", false, true}};
    for (const NameCount& name : names)
      table.rows.push_back({name.id, name.status == "listed" ? name.name : name.name + " (" + name.status + ")",
                            std::to_string(name.documents), std::to_string(name.passages), AliasText(name)});
    PrintTable(format, table);
  }
  return names.empty() ? kExitNothing : kExitOk;
}

int PrintEdges(Format format, const Name& subject, const std::vector<CoMention>& edges) {
  if (format == Format::kJson) {
    Print(DumpJson(CoMentionsJson(subject, edges), 2) + "\n");
  } else if (edges.empty() && format == Format::kText) {
    Print("none found: no sentence names another vendor beside " +
          (subject.name.empty() ? "those asked for" : subject.name) + "\n");
  } else {
    Table table;
    table.columns = {{"id", false, false},       {"name", false, false},     {"documents", true, false},
                     {"sentences", true, false}, {"evidence", false, false}, {"for example", false, true}};
    for (const CoMention& edge : edges)
      table.rows.push_back({edge.other.id, edge.other.name, std::to_string(edge.documents),
                            std::to_string(edge.statements), edge.example.said().id, edge.example.quotation()});
    PrintTable(format, table);
  }
  return edges.empty() ? kExitNothing : kExitOk;
}

// A list that ends at the limit says so.
template <class Rows>
void NoteCut(const Invocation& invocation, Rows& rows, size_t limit) {
  if (rows.size() <= limit) return;
  rows.resize(limit);
  Note(invocation, Plural(limit, "row") + " shown, there are more: --limit N shows them");
}

int Run(const Invocation& given, indexer::EntityType type) {
  Invocation invocation = given;
  const bool vendor = type == indexer::EntityType::kVendor;
  size_t limit = 100;
  std::string co_mentioned;
  CommandLine line(vendor ? "The vendors of the corpus, with the names that matched."
                          : "The agencies of the corpus, with the names that matched.",
                   vendor ? "dossier vendors" : "dossier agencies");
  line.Add("--limit", limit, "rows (default 100)").Range(1, 100000);
  if (vendor)
    line.Add("--co-mentioned", co_mentioned, "vendors that stand in one sentence with this one (a name or query text)");
  NameTasks tasks(type);
  tasks.Declare(line);
  if (auto code = ParseArguments(line, invocation)) return *code;
  if (auto code = tasks.Run(invocation, line, limit)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  if (!co_mentioned.empty()) {
    Query query;
    if (co_mentioned.find(':') != std::string::npos) {
      auto parsed = ParseQuery(co_mentioned);
      if (!parsed) return Report(parsed.error());
      query = *parsed;
    } else {
      query.AddField(indexer::FieldId::kVendor, {co_mentioned});
    }
    auto resolved = engine->Resolve(query);
    if (!resolved) return Report(resolved.error());
    auto edges = engine->CoMentions(query, limit + 1);
    if (!edges) return Report(edges.error());
    NoteCut(invocation, *edges, limit);
    return PrintEdges(*format, resolved->vendors.empty() ? Name{} : resolved->vendors[0][0], *edges);
  }
  auto names = engine->Names(type, limit + 1);
  if (!names) return Report(names.error());
  NoteCut(invocation, *names, limit);
  return PrintNames(*format, vendor ? "dossier.vendors/1" : "dossier.agencies/1", *names);
}

}  // namespace

int RunVendors(const Invocation& invocation) { return Run(invocation, indexer::EntityType::kVendor); }
int RunAgencies(const Invocation& invocation) { return Run(invocation, indexer::EntityType::kAgency); }

}  // namespace dossier::query
