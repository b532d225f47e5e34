// `dossier inspect warc`: what a WARC file of any origin holds, one line a record, and where it is damaged.
#include <fmt/format.h>

#include "corpus/archive/warc.h"
#include "corpus/archive/warc_reader.h"
#include "corpus/base/ascii.h"
#include "corpus/base/base64.h"
#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/base/sinks.h"
#include "corpus/base/take_until.h"
#include "corpus/commands/commands.h"

namespace dossier::corpus {
namespace {

// What a record holds, after the transfer and content codings are undone.
struct Inspected {
  std::string status;  // of a response; the request target of a request
  std::string payload;
  std::optional<bool> digest_ok;
};

bool IsHttpRecord(const std::string& type, const std::string& uri) {
  return (type == "response" || type == "request" || type == "revisit") &&
         (uri.starts_with("http:") || uri.starts_with("https:"));
}

// The second word of a start line: the status code of a response, the target of a request.
std::string SecondWord(const std::string& line) {
  const size_t space = line.find(' ');
  if (space == std::string::npos) return {};
  return line.substr(space + 1, line.find(' ', space + 1) - space - 1);
}

std::string DecodedPayload(std::string_view body, const Headers& headers) {
  const bool chunked = AsciiLowered(HeaderValue(headers, "Transfer-Encoding")).find("chunked") != std::string::npos;
  const std::string plain = chunked ? DecodeChunked(body).bytes : std::string(body);
  return ContentOf(plain, HeaderValue(headers, "Content-Encoding")).bytes;
}

Inspected Inspect(const WarcEntry& entry) {
  Inspected result;
  const std::string type = HeaderValue(entry.fields, "WARC-Type");
  std::string_view payload = entry.block;
  if (IsHttpRecord(type, TargetUri(entry.fields)) && !entry.block.empty()) {
    std::string start_line;
    Headers headers;
    const size_t head = ParseHeaderBlock(entry.block, &start_line, headers);
    payload.remove_prefix(std::min(head, payload.size()));
    result.status = SecondWord(start_line);
    result.payload = DecodedPayload(payload, headers);
  } else {
    result.payload = entry.block;
  }
  result.digest_ok = DigestsHold(entry, payload);
  return result;
}

Json StringOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json RecordJson(const WarcEntry& entry) {
  const Inspected inspected = Inspect(entry);
  return Json{{"type", StringOrNull(HeaderValue(entry.fields, "WARC-Type"))},
              {"uri", StringOrNull(TargetUri(entry.fields))},
              {"id", StringOrNull(HeaderValue(entry.fields, "WARC-Record-ID"))},
              {"date", StringOrNull(HeaderValue(entry.fields, "WARC-Date"))},
              {"status", StringOrNull(inspected.status)},
              {"payload_sha256", Sha256(inspected.payload).hex()},
              {"payload_bytes", inspected.payload.size()},
              {"digest_ok", inspected.digest_ok ? Json(*inspected.digest_ok) : Json(nullptr)},
              {"offset", entry.offset},
              {"length", entry.length},
              {"whole", entry.whole}};
}

// One line of a cases file: {"id", "body_b64"}.
Result<Json> AnswerCase(const Json& one) {
  const std::string body = StringAt(one, "body_b64");
  DOSSIER_TRY_ASSIGN(std::string bytes, DecodeBase64(body));
  WarcReadOptions options;
  options.strict = true;
  WarcReader reader = WarcReader::FromBytes(std::move(bytes), options);
  Json records = Json::array();
  while (true) {
    DOSSIER_TRY_ASSIGN(const std::optional<WarcEntry> entry, reader.Next());
    if (!entry) break;
    records.push_back(RecordJson(*entry));
  }
  return Json{{"id", StringAt(one, "id")},
              {"records", records},
              {"damaged", !reader.damage().empty()},
              {"damage", reader.damage()}};
}

int RunCases(const std::string& path) {
  auto text = ReadFile(path);
  if (!text) return Report(text.error());
  int exit = kExitOk;
  std::string_view rest = *text;
  for (size_t line = 1; !rest.empty(); ++line) {
    const std::string_view one = TakeUntil(rest, '\n');
    if (one.empty()) continue;
    auto json = ParseJson(one, fmt::format("{} line {}", path, line));
    auto answer = json ? AnswerCase(*json) : Result<Json>(Fail(json.error()));
    if (!answer) {
      Report(answer.error());
      exit = kExitPartly;
      continue;
    }
    Print(DumpJson(*answer) + "\n");
  }
  return exit;
}

std::string Word(const std::optional<bool>& holds) { return !holds ? "-" : *holds ? "ok" : "WRONG"; }

int InspectFile(const Invocation& invocation, const std::string& path, Format format) {
  auto reader = WarcReader::OpenFile(path);
  if (!reader) return Report(reader.error());
  bool wrong = false;
  if (format == Format::kText)
    Print(fmt::format("{:>12} {:>10}  {:<10} {:<6} {:<24} {}\n", "offset", "length", "type", "digest", "date", "uri"));
  while (true) {
    auto entry = reader->Next();
    if (!entry) return Report(entry.error());
    if (!*entry) break;
    if (format == Format::kJsonl) {
      Json json = RecordJson(**entry);
      if (json["uri"].is_string()) json["uri"] = WithoutUserinfo(TargetUri((*entry)->fields));
      wrong = wrong || json["digest_ok"] == Json(false);
      Print(DumpJson(json) + "\n");
      continue;
    }
    const Inspected inspected = Inspect(**entry);
    wrong = wrong || inspected.digest_ok == std::optional<bool>(false);
    const Headers& fields = (*entry)->fields;
    Print(fmt::format("{:>12} {:>10}  {:<10} {:<6} {:<24} {}\n", (*entry)->offset, (*entry)->length,
                      ShownLine(HeaderValue(fields, "WARC-Type"), 40), Word(inspected.digest_ok),
                      ShownLine(HeaderValue(fields, "WARC-Date"), 40),
                      ShownLine(WithoutUserinfo(TargetUri(fields)), 2000)));
  }
  if (const uint64_t sharing = reader->sharing_members(); sharing > 0)
    Note(invocation, fmt::format("{} is not compressed record by record: {} do not begin a member of their own", path,
                                 Plural(sharing, "record")));
  for (const std::string& damage : reader->damage())
    Report({ErrorCode::kCorrupt, fmt::format("{} {}", path, damage), ""});
  return wrong || !reader->damage().empty() ? kExitNothing : kExitOk;
}

}  // namespace

int RunInspectWarc(const Invocation& given) {
  Invocation invocation = given;
  std::vector<std::string> files;
  std::string cases;
  CommandLine line("What a WARC file holds: one line a record, whether its digests hold, and where it is damaged.",
                   "dossier inspect warc");
  line.Add("FILE", files, "WARC or ARC files, plain, gzip or zstd");
  line.Add("--cases", cases, "JSON Lines with id and body_b64: prints one line a case with id, records, damaged");
  if (const auto exit = ParseArguments(line, invocation)) return *exit;
  auto format = FormatOf(invocation, {Format::kText, Format::kJsonl});
  if (!format) return Report(format.error());
  if (!cases.empty()) return RunCases(cases);
  if (files.empty()) return Report({ErrorCode::kUsage, "no file was given", "dossier inspect warc FILE"});
  int exit = kExitOk;
  for (const std::string& file : files) exit = std::max(exit, InspectFile(invocation, file, *format));
  return exit;
}

}  // namespace dossier::corpus
