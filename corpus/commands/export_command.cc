// `dossier export warc|cdxj|wacz`: captures for other web-archive tools.
#include <fmt/format.h>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/suggest.h"
#include "corpus/commands/commands.h"
#include "corpus/corpus.h"
#include "corpus/exchange/exporter.h"

namespace dossier::corpus {
namespace {

using ExportFunction = Result<ExportReport> (*)(const Corpus&, const ExportSelection&, const std::string&);

Result<ExportFunction> FunctionOf(const std::string& form) {
  if (form == "warc") return &ExportWarc;
  if (form == "cdxj") return &ExportCdxj;
  if (form == "wacz") return &ExportWacz;
  Error error = UnknownName("form", form, {"warc", "cdxj", "wacz"}, "forms: warc, cdxj, wacz");
  error.code = ErrorCode::kUsage;
  return Fail(std::move(error));
}

Result<UtcTime> ParseSince(const std::string& text) {
  if (auto day = ParseDay(text)) return StartOfDay(*day);
  auto time = ParseRfc3339(text);
  if (!time) return Fail(ErrorCode::kUsage, fmt::format("--since '{}' is no time", text), "such as 2018-08-04");
  return time;
}

Result<ExportReport> Export(const Invocation& invocation, const std::string& form, const std::string& file,
                            ExportSelection selection, const std::string& since) {
  DOSSIER_TRY_ASSIGN(const ExportFunction run, FunctionOf(form));
  if (!since.empty()) {
    DOSSIER_TRY_ASSIGN(selection.since, ParseSince(since));
  }
  DOSSIER_TRY_ASSIGN(const Corpus corpus, Corpus::Open(invocation.corpus_dir, Access::kRead));
  return run(corpus, selection, file);
}

}  // namespace

int RunExport(const Invocation& given) {
  Invocation invocation = given;
  std::string form, file, since;
  ExportSelection selection;
  CommandLine line("Captures for other web-archive tools: a WARC file, a CDXJ index of the archive, or a WACZ package.",
                   "dossier export");
  line.Add("FORM", form, "warc, cdxj or wacz").Required();
  line.Add("FILE", file, "where to write it").Required();
  line.Add("--url", selection.url, "only captures of this URL; a final * makes it a prefix");
  line.Add("--source", selection.source, "only captures of this source");
  line.Add("--since", since, "only captures fetched then or later (RFC 3339 or a day)");
  if (const auto exit = ParseArguments(line, invocation)) return *exit;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  auto report = Export(invocation, form, file, std::move(selection), since);
  if (!report) return Report(report.error());
  if (*format == Format::kJson) {
    Print(DumpJson(Json{{"schema", "dossier.export/1"},
                        {"form", form},
                        {"file", file},
                        {"captures", report->captures},
                        {"bytes", report->bytes}}) +
          "\n");
  } else {
    Print(fmt::format("exported {} to {} ({} bytes)\n", Plural(report->captures, "capture"), file, report->bytes));
  }
  return report->captures > 0 ? kExitOk : kExitNothing;
}

}  // namespace dossier::corpus
