// `dossier extract`: reads files without a corpus and prints one JSON object a file (DESIGN.md, output contracts).
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "corpus/base/utf8.h"
#include "indexer/commands/commands.h"
#include "indexer/commands/extract_output.h"
#include "indexer/commands/extract_text.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/read/reader.h"
#include "indexer/statements/analyzer.h"

namespace dossier::indexer {

namespace {

struct Options {
  std::vector<std::string> files;
  std::string url, published, manifest, cases;
  bool explain = false, no_analysis = false;
};

// One file to read, from the command line or a manifest line.
struct Job {
  std::string file, id, url, published;
};

std::string IdOfFile(const std::string& file) {
  const size_t slash = file.find_last_of('/');
  std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
  const size_t dot = name.find('.', 1);
  return dot == std::string::npos ? name : name.substr(0, dot);
}

Result<std::vector<Job>> ReadManifest(const std::string& path) {
  DOSSIER_TRY_ASSIGN(const std::string text, ReadFile(path));
  std::vector<Job> jobs;
  std::string_view rest = text;
  for (size_t line_number = 1; !rest.empty(); ++line_number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (CollapseWhiteSpace(line).empty()) continue;
    const std::string where = path + ":" + std::to_string(line_number);
    DOSSIER_TRY_ASSIGN(const Json entry, ParseJson(line, where));
    Job job{StringAt(entry, "file"), StringAt(entry, "id"), StringAt(entry, "url"), StringAt(entry, "published")};
    if (job.file.empty()) return Fail(ErrorCode::kParse, where + ": no \"file\"");
    if (job.id.empty()) job.id = IdOfFile(job.file);
    jobs.push_back(std::move(job));
  }
  return jobs;
}

Result<std::string> ReadMaybeGzip(const std::string& path) {
  Result<std::string> bytes = ReadFile(path);
  if (!bytes || !bytes->starts_with("\x1F\x8B")) return bytes;
  std::string out;
  std::string_view rest = *bytes;
  while (!rest.empty()) {
    size_t consumed = 0;
    DOSSIER_TRY_ASSIGN(const std::string member, GunzipMember(rest, &consumed));
    out += member;
    rest.remove_prefix(consumed);
  }
  return out;
}

Json ErrorLine(const Job& job, const Error& error) {
  return Json{{"id", job.id}, {"file", job.file}, {"error", error.message}};
}

Result<Json> ExtractOne(const Job& job, const Options& options, const Analyzer* analyzer) {
  DOSSIER_TRY_ASSIGN(const std::string bytes, ReadMaybeGzip(job.file));
  ReaderInput input;
  input.bytes = bytes;
  input.url = job.url;
  input.file_name = job.file.substr(job.file.rfind('/') + 1);
  input.explain = options.explain;
  DOSSIER_TRY_ASSIGN(const ReadDocument document, Read(input));
  const std::string& url = job.url.empty() ? document.canonical_url : job.url;
  Json line = {{"id", job.id}, {"file", job.file}, {"url", url.empty() ? Json() : Json(url)}};
  line.update(DocumentJson(document));
  std::string published = document.published.value;
  if (!job.published.empty() && !document.published.known()) {
    published = job.published;
    line["published"] = published;
    line["published_from"] = "given";
    line["published_confidence"] = 1.0;
  }
  if (analyzer != nullptr) {
    AnalysisContext context;
    context.published = published.substr(0, 10);
    context.publisher = document.publisher;
    context.language = document.language;
    context.title = document.title;
    AddAnalysis(line, analyzer->Analyze(document.text.text, document.text.blocks, context), document.text.text);
  }
  line["error"] = nullptr;
  return line;
}

Result<std::unique_ptr<Analyzer>> MakeAnalyzer() {
  DOSSIER_TRY_ASSIGN(std::shared_ptr<const Gazetteer> gazetteer, Gazetteer::Embedded());
  return std::make_unique<Analyzer>(std::move(gazetteer));
}

int RunFiles(const Options& options, Format format) {
  std::vector<Job> jobs;
  for (const std::string& file : options.files) jobs.push_back({file, IdOfFile(file), options.url, options.published});
  if (!options.manifest.empty()) {
    Result<std::vector<Job>> listed = ReadManifest(options.manifest);
    if (!listed) return Report(listed.error());
    jobs.insert(jobs.end(), listed->begin(), listed->end());
  }
  if (jobs.empty())
    return Report({ErrorCode::kUsage, "extract needs files or --manifest", "dossier extract page.html"});
  std::unique_ptr<Analyzer> analyzer;
  if (!options.no_analysis && format != Format::kText) {
    Result<std::unique_ptr<Analyzer>> made = MakeAnalyzer();
    if (!made) return Report(made.error());
    analyzer = std::move(*made);
  }
  size_t failed = 0;
  for (const Job& job : jobs) {
    if (Interrupted()) return kExitInterrupted;
    const Result<Json> line = ExtractOne(job, options, analyzer.get());
    if (!line) ++failed;
    const Json shown = line ? *line : ErrorLine(job, line.error());
    Print(format == Format::kText ? (&job == &jobs.front() ? "" : "\n") + ExtractText(shown, TerminalWidth())
                                  : DumpJson(shown) + "\n");
  }
  return failed == 0 ? kExitOk : kExitPartly;
}

// --format entities: the mentions of plain texts in the form of the entity scorer.
int RunCases(const Options& options) {
  if (options.cases.empty())
    return Report(
        {ErrorCode::kUsage, "--format entities needs --cases FILE", "JSON Lines of {\"id\", \"text\", \"published\"}"});
  const Result<std::string> file = ReadFile(options.cases);
  if (!file) return Report(file.error());
  const Result<std::unique_ptr<Analyzer>> analyzer = MakeAnalyzer();
  if (!analyzer) return Report(analyzer.error());
  std::string_view rest = *file;
  for (size_t number = 1; !rest.empty(); ++number) {
    if (Interrupted()) return kExitInterrupted;
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (CollapseWhiteSpace(line).empty()) continue;
    const Result<Json> entry = ParseJson(line, options.cases + ":" + std::to_string(number));
    if (!entry) return Report(entry.error());
    AnalysisContext context;
    context.published = StringAt(*entry, "published").substr(0, 10);
    context.language = StringAt(*entry, "language", "en");
    const Json& narrative = MemberAt(*entry, "narrative");
    context.narrative = narrative.is_boolean() ? narrative.get<bool>() : context.published.empty();
    const std::string text = StringAt(*entry, "text");
    Json out = EntityLine(StringAt(*entry, "id"), (*analyzer)->Analyze(text, {}, context), text);
    if (const std::string set = StringAt(*entry, "set"); !set.empty()) out["set"] = set;
    Print(DumpJson(out) + "\n");
  }
  return kExitOk;
}

}  // namespace

int RunExtract(const Invocation& given) {
  Invocation invocation = given;
  Options options;
  CommandLine line(
      "Read files without a corpus and print one JSON object a file: text, metadata, mentions, statements.",
      "dossier extract");
  line.Add("file", options.files,
           "HTML, text, CSAF, CVE, KEV, Federal Register, bill, list and PDF files; .gz is read too");
  line.Add("--url", options.url, "the address the files came from");
  line.Add("--published", options.published, "the publication date, when the file does not say");
  line.Add("--manifest", options.manifest, "JSON Lines of {\"file\", \"id\", \"url\", \"published\"}");
  line.Add("--cases", options.cases, "with --format entities: JSON Lines of {\"id\", \"text\", \"published\"}");
  line.Flag("--explain", options.explain, "add why each block was kept or dropped; with --format text, for reading");
  line.Flag("--no-analysis", options.no_analysis, "text and metadata only: no mentions, no statements");
  if (const auto code = ParseArguments(line, invocation)) return *code;
  if (invocation.format == "entities") return RunCases(options);
  const Result<Format> format = FormatOf(invocation, {Format::kJsonl, Format::kText});
  if (!format) return Report(format.error());
  WatchInterrupts();
  return RunFiles(options, *format);
}

}  // namespace dossier::indexer
