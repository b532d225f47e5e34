// `dossier import`: local files, directories and WARC files of others into the corpus.
#include <fmt/format.h>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/suggest.h"
#include "corpus/commands/commands.h"
#include "corpus/corpus.h"
#include "corpus/exchange/importer.h"

namespace dossier::corpus {
namespace {

struct Arguments {
  std::vector<std::string> paths;
  std::string url, publisher, kind = "file", fetched, source, language, manifest;
  bool by_reference = false;
};

Result<UtcTime> FetchedOf(const std::string& text) {
  if (const auto time = ParseFetched(text)) return *time;
  return Fail(ErrorCode::kUsage, fmt::format("--fetched '{}' is no time", text),
              "such as 2018-08-04T16:49:00Z or 2018-08-04");
}

Result<ImportOptions> OptionsOf(const Arguments& arguments) {
  static const std::vector<std::string> kKinds(kSourceKinds.begin(), kSourceKinds.end());
  if (std::find(kKinds.begin(), kKinds.end(), arguments.kind) == kKinds.end()) {
    Error error = UnknownName("kind", arguments.kind, kKinds, "kinds: news, agency, vendor, congress, file, unknown");
    error.code = ErrorCode::kUsage;
    return Fail(std::move(error));
  }
  if (arguments.paths.empty() && arguments.manifest.empty())
    return Fail(ErrorCode::kUsage, "no file was given", "dossier import PATH... or --manifest FILE");
  if (!arguments.manifest.empty() && !arguments.url.empty())
    return Fail(ErrorCode::kUsage, "--url does not go with --manifest", "the manifest has a url for each file");
  if (!arguments.url.empty() && !arguments.url.ends_with('/') && arguments.paths.size() > 1) {
    return Fail(ErrorCode::kUsage, "--url names one page, but several paths were given",
                "import them one by one, or give a prefix that ends in '/'");
  }
  ImportOptions options;
  options.url = arguments.url;
  options.url_is_prefix = arguments.paths.size() > 1;
  options.by_reference = arguments.by_reference;
  options.source = {arguments.source, arguments.publisher, arguments.kind, arguments.language};
  if (!arguments.fetched.empty()) {
    DOSSIER_TRY_ASSIGN(options.fetched, FetchedOf(arguments.fetched));
  }
  return options;
}

Json ReportJson(const ImportReport& report) {
  Json by_type = Json::object(), left_out = Json::object();
  for (const auto& [type, count] : report.by_type) by_type[type] = count;
  for (const auto& [type, count] : report.left_out) left_out[type] = count;
  return Json{{"schema", "dossier.import/1"},  {"files", report.files},
              {"captures", report.captures},   {"revisits", report.revisits},
              {"unchanged", report.unchanged}, {"checksums", report.checksums},
              {"digests", report.digests},     {"by_type", by_type},
              {"left_out", left_out},          {"problems", report.problems},
              {"notes", report.notes}};
}

std::string Counts(const std::map<std::string, uint64_t>& counts) {
  std::string text;
  for (const auto& [type, count] : counts) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, type);
  return text;
}

void PrintReport(const ImportReport& report) {
  uint64_t left_out = 0;
  for (const auto& [type, count] : report.left_out) left_out += count;
  Print(fmt::format("imported {} from {}{}\n", Plural(report.captures, "capture"), Plural(report.files, "file"),
                    report.by_type.empty() ? "" : ": " + Counts(report.by_type)));
  if (report.revisits > 0) Print(fmt::format("  {} of them have bytes that were stored before\n", report.revisits));
  if (report.unchanged > 0)
    Print(fmt::format("  {} unchanged since an earlier import, nothing stored\n", report.unchanged));
  if (report.checksums > 0) Print(fmt::format("  {} published checksums compared\n", report.checksums));
  if (report.digests > 0) Print(fmt::format("  the stated digests of {} compared\n", Plural(report.digests, "record")));
  for (const std::string& note : report.notes) Print("  " + note + "\n");
  if (left_out > 0) Print(fmt::format("  {} left out, not documents: {}\n", left_out, Counts(report.left_out)));
}

int Import(const Invocation& invocation, const Arguments& arguments) {
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  auto options = OptionsOf(arguments);
  if (!options) return Report(options.error());
  std::optional<Manifest> manifest;
  if (!arguments.manifest.empty()) {
    auto read = ReadManifest(arguments.manifest);
    if (!read) return Report(read.error());
    manifest = *std::move(read);
  }
  auto corpus = Corpus::Open(invocation.corpus_dir, Access::kArchive, Create::kIfMissing, "import");
  if (!corpus) return Report(corpus.error());
  for (const std::string& repair : corpus->repairs()) Note(invocation, repair);
  WatchInterrupts();
  Importer importer(*corpus, *std::move(options));
  {
    Progress progress(invocation, "import");
    importer.set_progress([&](const std::string& path, const ImportReport& report) {
      progress.Update(fmt::format("{} captures, {} files, at {}", report.captures, report.files, path));
      return !Interrupted();
    });
    if (auto imported = importer.Import(arguments.paths); !imported) return Report(imported.error());
    if (manifest)
      if (auto imported = importer.Import(*manifest); !imported) return Report(imported.error());
  }
  if (auto flushed = corpus->Flush(); !flushed) return Report(flushed.error());
  const ImportReport& report = importer.report();
  for (const std::string& problem : report.problems) Report({ErrorCode::kIo, problem, ""});
  if (*format == Format::kJson) {
    Print(DumpJson(ReportJson(report), 2) + "\n");
  } else {
    PrintReport(report);
  }
  if (importer.stopped()) return kExitInterrupted;
  if (!report.problems.empty()) return kExitPartly;
  return report.captures + report.unchanged > 0 ? kExitOk : kExitNothing;
}

}  // namespace

int RunImport(const Invocation& given) {
  Invocation invocation = given;
  Arguments arguments;
  CommandLine line(
      "Files into the corpus: HTML, text, CSAF, mail, MBOX, Word, OpenDocument, PDF, CVE, KEV, WARC, ARC, WACZ; also "
      ".gz, .zip and directories.",
      "dossier import");
  line.Add("PATH", arguments.paths, "files or directories");
  line.Add("--manifest", arguments.manifest,
           "JSON Lines or CSV with file, url, fetched, publisher, kind, source, language of each file");
  line.Flag("--by-reference", arguments.by_reference,
            "WARC files stay where they are; the corpus keeps where their records are, and their digests");
  line.Add("--url", arguments.url,
           "where the page came from; for a directory or several files: the prefix of their URLs");
  line.Add("--publisher", arguments.publisher, "who published it");
  line.Add("--kind", arguments.kind, "news, agency, vendor, congress, file, unknown");
  line.Add("--fetched", arguments.fetched, "when it was fetched (RFC 3339 or a day); default now");
  line.Add("--source", arguments.source, "short name of the source");
  line.Add("--language", arguments.language, "language of the source (BCP 47)");
  if (const auto exit = ParseArguments(line, invocation)) return *exit;
  return Import(invocation, arguments);
}

}  // namespace dossier::corpus
