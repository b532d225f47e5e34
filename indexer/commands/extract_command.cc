// `dossier extract`: reads files without a corpus and prints one JSON object a file (DESIGN.md, output contracts).
#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "corpus/base/utf8.h"
#include "corpus/forms/message.h"
#include "corpus/forms/zip_member.h"
#include "corpus/gate/form.h"
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

Result<std::string> Gunzipped(std::string bytes) {
  if (!bytes.starts_with("\x1F\x8B")) return bytes;
  std::string out;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    size_t consumed = 0;
    DOSSIER_TRY_ASSIGN(const std::string member, GunzipMember(rest, &consumed));
    out += member;
    rest.remove_prefix(consumed);
  }
  return out;
}

// What there is to read in a file: itself, the files of a zip that is no format of its own, the messages of a box.
struct Document {
  std::string name;  // behind "#"; "" for the file itself
  std::string bytes;
};
Result<std::vector<Document>> DocumentsIn(std::string bytes, const std::string& name, int depth) {
  constexpr uint64_t kMostMember = uint64_t{256} << 20;
  constexpr int kMostDepth = 3;
  std::vector<Document> documents;
  const std::string_view form = corpus::FormOf(bytes, name.ends_with(".eml") ? "message/rfc822" : "").id;
  if (form == "mbox") {
    size_t number = 0;
    for (std::string& message : corpus::SplitMailBox(bytes))
      documents.push_back({name + (name.empty() ? "" : "#") + std::to_string(++number), std::move(message)});
    return documents;
  }
  if (form != "zip" || depth >= kMostDepth) {
    documents.push_back({name, std::move(bytes)});
    return documents;
  }
  DOSSIER_TRY_ASSIGN(const std::vector<std::string> members, corpus::ListZipMembers(bytes));
  for (const std::string& member : members) {
    DOSSIER_TRY_ASSIGN(std::string inside, corpus::ReadZipMember(bytes, member, kMostMember));
    DOSSIER_TRY_ASSIGN(inside, Gunzipped(std::move(inside)));
    const std::string inner = name + (name.empty() ? "" : "#") + member;
    DOSSIER_TRY_ASSIGN(std::vector<Document> more, DocumentsIn(std::move(inside), inner, depth + 1));
    std::move(more.begin(), more.end(), std::back_inserter(documents));
  }
  return documents;
}

Json ErrorLine(const Job& job, const Error& error) {
  return Json{{"id", job.id}, {"file", job.file}, {"error", error.message}};
}

Result<Json> ExtractOne(const Job& job, std::string_view bytes, const Options& options, const Analyzer* analyzer) {
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
    const TextAnalysis analysis = analyzer->Analyze(document.text.text, document.text.blocks, context);
    if (analysis.partial) line["partial"] = true;
    AddAnalysis(line, analysis, document.text.text);
  }
  line["error"] = nullptr;
  return line;
}

Result<std::unique_ptr<Analyzer>> MakeAnalyzer() {
  DOSSIER_TRY_ASSIGN(std::shared_ptr<const Gazetteer> gazetteer, Gazetteer::Embedded());
  return std::make_unique<Analyzer>(std::move(gazetteer));
}

Result<std::vector<Document>> OpenJob(const Job& job) {
  DOSSIER_TRY_ASSIGN(std::string bytes, ReadFile(job.file));
  DOSSIER_TRY_ASSIGN(bytes, Gunzipped(std::move(bytes)));
  return DocumentsIn(std::move(bytes), "", 0);
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
  bool first = true;
  const auto show = [&](const Json& line) {
    Print(format == Format::kText ? (first ? "" : "\n") + ExtractText(line, TerminalWidth()) : DumpJson(line) + "\n");
    first = false;
  };
  for (const Job& job : jobs) {
    const Result<std::vector<Document>> documents = OpenJob(job);
    if (!documents) {
      ++failed;
      show(ErrorLine(job, documents.error()));
      continue;
    }
    for (const Document& document : *documents) {
      if (Interrupted()) return kExitInterrupted;
      Job one = job;
      if (!document.name.empty()) one.id += "#" + document.name;
      const Result<Json> line = ExtractOne(one, document.bytes, options, analyzer.get());
      if (!line) ++failed;
      show(line ? *line : ErrorLine(one, line.error()));
    }
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
  line.Add(
      "file", options.files,
      "HTML, text, CSAF, CVE, KEV, Federal Register, bills, lists, mail, Word or OpenDocument files; .gz and .zip of "
      "them too");
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
