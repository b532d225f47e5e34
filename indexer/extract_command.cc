// `dossier extract`: reads files without a corpus and prints one JSON object a file (DESIGN.md, output contracts).
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "corpus/base/command.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "corpus/base/utf8.h"
#include "indexer/commands.h"
#include "indexer/reader.h"

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
  DOSSIER_TRY_ASSIGN(std::string bytes, ReadFile(path));
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

Json StringOrNull(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json DocumentFacts(const StructuredFacts& facts) {
  return Json{{"tracking_id", facts.tracking_id}, {"publisher", facts.publisher}, {"vendors", facts.vendors},
              {"products", facts.products},       {"cves", facts.cves},           {"initial", facts.initial},
              {"current", facts.current},         {"revisions", facts.revisions}, {"version", facts.version},
              {"status", facts.status}};
}

std::string LocatorOf(const corpus::TextMap& map, const corpus::Block& block) {
  if (map.syntax == corpus::BlockSyntax::kJson) return "json:" + block.pointer;
  std::string out = "bytes:";
  for (size_t i = 0; i < block.ranges.size(); ++i) {
    if (i > 0) out += ',';
    out += std::to_string(block.ranges[i].begin) + "-" + std::to_string(block.ranges[i].end);
  }
  return out;
}

Json ErrorLine(const Job& job, const Error& error) {
  return Json{{"id", job.id}, {"file", job.file}, {"error", error.message}};
}

Json DocumentLine(const Job& job, const ReadDocument& document) {
  Json line = {{"id", job.id},
               {"file", job.file},
               {"url", StringOrNull(job.url.empty() ? document.canonical_url : job.url)},
               {"format", document.format},
               {"title", StringOrNull(document.title)},
               {"author", document.authors},
               {"publisher", StringOrNull(document.publisher)},
               {"section", StringOrNull(document.section)}};
  const bool given = !job.published.empty();
  line["published"] = given ? Json(job.published) : StringOrNull(document.published.value);
  line["published_from"] = given ? Json("given") : StringOrNull(document.published.from);
  line["published_confidence"] = given ? 1.0 : document.published.confidence;
  line["updated"] = StringOrNull(document.updated.value);
  line["updated_from"] = StringOrNull(document.updated.from);
  line["language"] = StringOrNull(document.language);
  line["page_kind"] = std::string(PageKindName(document.page_kind));
  line["partial"] = document.partial;
  line["confidence"] = document.confidence;
  line["text"] = document.text.text;
  const CodePointMap offsets(document.text.text);
  Json passages = Json::array();
  for (const corpus::Block& block : document.text.blocks) {
    passages.push_back({{"start", offsets.ToCodePoint(block.begin)},
                        {"end", offsets.ToCodePoint(block.end)},
                        {"kind", std::string(corpus::BlockKindName(block.kind))},
                        {"locator", LocatorOf(document.text, block)}});
  }
  line["passages"] = std::move(passages);
  if (document.structured) line["document"] = DocumentFacts(*document.structured);
  if (!document.explanation.is_null()) line["explanation"] = document.explanation;
  line["error"] = nullptr;
  return line;
}

Result<Json> ExtractOne(const Job& job, const Options& options) {
  DOSSIER_TRY_ASSIGN(const std::string bytes, ReadMaybeGzip(job.file));
  ReaderInput input;
  input.bytes = bytes;
  input.url = job.url;
  input.explain = options.explain;
  DOSSIER_TRY_ASSIGN(const ReadDocument document, Read(input));
  return DocumentLine(job, document);
}

int RunFiles(const Options& options) {
  std::vector<Job> jobs;
  for (const std::string& file : options.files) jobs.push_back({file, IdOfFile(file), options.url, options.published});
  if (!options.manifest.empty()) {
    Result<std::vector<Job>> listed = ReadManifest(options.manifest);
    if (!listed) return Report(listed.error());
    jobs.insert(jobs.end(), listed->begin(), listed->end());
  }
  if (jobs.empty()) return Report({ErrorCode::kUsage, "extract needs files or --manifest", "dossier extract page.html"});
  size_t failed = 0;
  for (const Job& job : jobs) {
    if (Interrupted()) return kExitInterrupted;
    const Result<Json> line = ExtractOne(job, options);
    if (!line) ++failed;
    Print(DumpJson(line ? *line : ErrorLine(job, line.error())) + "\n");
  }
  if (failed == 0) return kExitOk;
  return kExitPartly;
}

}  // namespace

int RunExtract(const Invocation& given) {
  Invocation invocation = given;
  Options options;
  CLI::App app("Read files without a corpus and print one JSON object a file: text, metadata, mentions, statements.", "dossier extract");
  app.add_option("file", options.files, "HTML, text or CSAF files; .gz is read too");
  app.add_option("--url", options.url, "the address the files came from");
  app.add_option("--published", options.published, "the publication date, when the file does not say");
  app.add_option("--manifest", options.manifest, "JSON Lines of {\"file\", \"id\", \"url\", \"published\"}");
  app.add_flag("--explain", options.explain, "add why each block was kept or dropped");
  app.add_flag("--no-analysis", options.no_analysis, "text and metadata only: no mentions, no statements");
  if (const auto code = ParseArguments(app, invocation)) return *code;
  if (const Result<Format> format = FormatOf(invocation, {Format::kJsonl}); !format) return Report(format.error());
  WatchInterrupts();
  return RunFiles(options);
}

}  // namespace dossier::indexer
