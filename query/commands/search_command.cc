// dossier search, explain, fields: the query language on documents.
#include <fmt/format.h>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "query/answer/engine.h"
#include "query/answer/left_aside.h"
#include "query/commands/commands.h"
#include "query/commands/question_options.h"
#include "query/output/json.h"
#include "query/output/text.h"
#include "query/output/words.h"
#include "query/question/own_fields.h"
#include "query/tasks/answers.h"
#include "query/tasks/named.h"

namespace dossier::query {
namespace {

void PrintTable(const Invocation&, Format format, const Table& table) {
  if (format == Format::kCsv)
    Print(RenderCsv(table));
  else if (format == Format::kMarkdown)
    Print(RenderMarkdown(table));
  else
    Print(RenderText(table, TerminalWidth()));
}

Table SearchTable(const SearchAnswer& answer) {
  Table table;
  for (const char* header : {"id", "published", "publisher", "title", "url", "snippet", "score"})
    table.columns.push_back({header, false, false});
  for (const SearchRow& row : answer.rows)
    table.rows.push_back({row.document.document_id, row.document.published, row.document.publisher, row.document.title,
                          row.document.url, row.snippet, fmt::format("{:.3f}", row.score)});
  return table;
}

}  // namespace

int RunSearch(const Invocation& given) {
  Invocation invocation = given;
  std::vector<std::string> words;
  size_t limit = 20, offset = 0;
  CommandLine line("Documents by free text and fields, with snippets. dossier fields lists the fields.",
                   "dossier search");
  line.Add("query", words, "words, \"phrases\", field:value, -word, a NEAR/n b, OR").Required();
  line.Add("--limit", limit, "documents (default 20)").Range(1, 10000);
  std::string as_of;
  line.Add("--as-of", as_of, "what was known then: captures up to this day (UTC), the revisions of that day");
  line.Add("--offset", offset, "skip so many").Range(0, 1000000);
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kJsonl, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto query = QueryWritten(JoinedNames(words, " "), invocation.corpus_dir);
  if (!query) return Report(query.error());
  if (!as_of.empty()) {
    auto then = ParseAsOf(as_of);
    if (!then) return Report(then.error());
    query->as_of = *then;
  }
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  auto answer = engine->Search(*query, limit, offset);
  if (!answer) return Report(answer.error());
  switch (*format) {
    case Format::kJson: {
      Json json = SearchJson(*query, *answer);
      json["coverage"].update(LeftAsideJson(invocation.corpus_dir));
      Print(DumpJson(json, 2) + "\n");
      break;
    }
    case Format::kJsonl:
      for (const SearchRow& row : answer->rows) Print(DumpJson(SearchRowJson(row)) + "\n");
      break;
    case Format::kText:
      Print(SearchText(*answer, {TerminalWidth(), UseColor(invocation)}));
      break;
    default:
      PrintTable(invocation, *format, SearchTable(*answer));
  }
  TellLeftAside(invocation, *format);
  return answer->rows.empty() ? kExitNothing : kExitOk;
}

int RunExplain(const Invocation& given) {
  Invocation invocation = given;
  std::vector<std::string> words;
  CommandLine line("How a query is read and what the index is asked.", "dossier explain");
  line.Add("query", words, "a query as for dossier search").Required();
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto query = ParseQuery(JoinedNames(words, " "));
  if (!query) return Report(query.error());
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  auto resolved = engine->Resolve(*query);
  if (!resolved) return Report(resolved.error());
  auto expression = engine->Explain(*query);
  if (!expression) return Report(expression.error());
  std::string out = "query     " + query->text + "\n";
  auto names = [&out](const char* what, const std::vector<std::vector<Name>>& lists) {
    for (const auto& list : lists)
      for (const Name& name : list) out += fmt::format("{:<9} {} -> {} ({})\n", what, name.written, name.id, name.name);
  };
  names("vendor", resolved->vendors);
  names("agency", resolved->agencies);
  names("not", resolved->not_vendors);
  names("not", resolved->not_agencies);
  for (const auto& list : resolved->actions)
    for (indexer::ActionType type : list) out += fmt::format("{:<9} {}\n", "action", indexer::ActionTypeName(type));
  auto dates = [&out](const char* what, const std::vector<DayRange>& ranges) {
    for (const DayRange& range : ranges)
      out += fmt::format("{:<9} {} .. {}\n", what, range.first ? FormatDay(*range.first) : "",
                         range.last ? FormatDay(*range.last) : "");
  };
  dates("published", resolved->published);
  dates("event", resolved->event);
  dates("captured", resolved->captured);
  for (const auto& [what, lists] : {std::pair("tagged", &resolved->tagged), {"not", &resolved->not_tagged}})
    for (const auto& ids : *lists) out += fmt::format("{:<9} {}\n", what, Plural(ids.size(), "id"));
  out += "index     " + *expression + "\n";
  Print(out);
  return kExitOk;
}

int RunFields(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("The fields of the query language.", "dossier fields");
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  if (*format == Format::kJson) {
    Print(DumpJson(FieldsJson(), 2) + "\n");
    return kExitOk;
  }
  Table table;
  table.columns = {{"field", false, false}, {"takes", false, false}, {"means", false, true}, {"example", false, false}};
  for (const indexer::Field& field : indexer::kFields)
    table.rows.push_back({std::string(field.name), std::string(FieldKindText(field.kind)),
                          std::string(field.description), std::string(field.example)});
  for (const OwnField& own : kOwnFields)
    table.rows.push_back(
        {std::string(own.name), std::string(own.takes), std::string(own.description), std::string(own.example)});
  PrintTable(invocation, *format, table);
  if (*format == Format::kText)
    Print("\n" + JoinedNames(WrapText("actions: " + JoinedNames(indexer::ActionTypeNames()), TerminalWidth()), "\n") +
          "\n");
  return kExitOk;
}

}  // namespace dossier::query
