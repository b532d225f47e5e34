#include "query/mcp/tools.h"

#include <algorithm>
#include <charconv>

#include "corpus/base/utf8.h"
#include "query/answer/left_aside.h"
#include "query/history/output.h"
#include "query/output/json.h"
#include "query/proof/certificate.h"
#include "query/proof/row_verification.h"
#include "query/question/asked.h"
#include "query/tasks/answers.h"
#include "query/tasks/citing.h"
#include "query/tasks/drafts.h"
#include "query/tasks/named.h"

namespace dossier::query {
namespace {

using Kind = ToolArgument::Kind;

constexpr size_t kMostRows = 50;
constexpr size_t kMostPassages = 60;
constexpr size_t kResourcesAtOnce = 100;
constexpr std::string_view kScheme = "dossier://document/";

size_t NumberAt(const Json& arguments, std::string_view name, size_t otherwise) {
  return static_cast<size_t>(IntegerAt(arguments, name, static_cast<int64_t>(otherwise)));
}

std::vector<std::string> TextsAt(const Json& arguments, std::string_view name) {
  std::vector<std::string> texts;
  for (const Json& one : MemberAt(arguments, name)) texts.push_back(one.get<std::string>());  // checked before
  return texts;
}

Result<Query> QuestionOf(const Desk& desk, const Json& arguments) {
  Asked asked;
  asked.words = TextsAt(arguments, "vendors");
  asked.text = StringAt(arguments, "query");
  asked.agencies = TextsAt(arguments, "agencies");
  asked.actions = TextsAt(arguments, "actions");
  asked.since = StringAt(arguments, "since");
  asked.until = StringAt(arguments, "until");
  asked.as_of = StringAt(arguments, "as_of");
  DOSSIER_TRY_ASSIGN(Query query, QueryAsked(asked, desk.directory()));
  if (query.parts.empty())
    return Fail(ErrorCode::kUsage, "neither vendors nor a query is given",
                "for example {\"vendors\":[\"ZTE\"],\"agencies\":[\"fbi\"]}");
  return query;
}

// The verified rows with their certificates; the others are counted.
Json Certified(Desk& desk, std::vector<EvidenceRow>& rows, size_t& withheld) {
  VerifyRows(desk.archive(), rows);
  Json list = Json::array();
  for (const EvidenceRow& row : rows) {
    if (row.verification != Verification::kVerified) {
      ++withheld;
      continue;
    }
    Json json = RowJson(row);
    json["certificate"] = CertificateOf(row, desk.archive());
    list.push_back(std::move(json));
  }
  return list;
}

Result<Json> RunSearch(Desk& desk, const Json& arguments) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, desk.Asked());
  DOSSIER_TRY_ASSIGN(const Query query, QueryWritten(StringAt(arguments, "query"), desk.directory()));
  if (query.parts.empty()) return Fail(ErrorCode::kUsage, "the query has no words");
  DOSSIER_TRY_ASSIGN(const SearchAnswer answer, engine->Search(query, NumberAt(arguments, "limit", 20)));
  Json json = SearchJson(query, answer);
  json["coverage"].update(LeftAsideJson(desk.directory()));
  for (Json& row : json["rows"]) {
    row.erase("snippet");  // words without a certificate
    row["resource"] = std::string(kScheme) + row["id"].get<std::string>();
  }
  return json;
}

Result<Json> RunEvidence(Desk& desk, const Json& arguments) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, desk.Asked());
  DOSSIER_TRY_ASSIGN(const Query query, QuestionOf(desk, arguments));
  EvidenceOptions options;
  options.limit = NumberAt(arguments, "limit", 20);
  DOSSIER_TRY_ASSIGN(EvidenceAnswer answer, engine->Evidence(query, options));
  size_t withheld = 0;
  Json rows = Certified(desk, answer.rows, withheld), denials = Certified(desk, answer.denials, withheld);
  answer.rows.clear(), answer.denials.clear(), answer.nearest.clear();
  Json json = EvidenceJson(query, answer);
  json["coverage"].update(LeftAsideJson(desk.directory()));
  json["rows"] = std::move(rows);
  json["denials"] = std::move(denials);
  json.erase("nearest");  // does not support the question
  json["withheld"] = withheld;
  return json;
}

Result<Json> RunTimeline(Desk& desk, const Json& arguments) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, desk.Asked());
  DOSSIER_TRY_ASSIGN(const Query query, QuestionOf(desk, arguments));
  EvidenceOptions options;
  options.order = EvidenceOrder::kOldest;
  options.limit = NumberAt(arguments, "limit", 50);
  DOSSIER_TRY_ASSIGN(EvidenceAnswer answer, engine->Evidence(query, options));
  size_t withheld = 0;
  for (auto* rows : {&answer.rows, &answer.denials}) {
    VerifyRows(desk.archive(), *rows);
    withheld +=
        std::erase_if(*rows, [](const EvidenceRow& row) { return row.verification != Verification::kVerified; });
  }
  const auto entries = TimelineOf(answer);
  Json json = TimelineJson(query, answer, entries, LeftAsideJson(desk.directory()));
  json["withheld"] = withheld;
  for (size_t i = 0; i < entries.size(); ++i)
    json["rows"][i]["certificate"] = CertificateOf(*entries[i].row, desk.archive());
  return json;
}

// A passage whose words stand in the text as it is derived from its capture now; the digests and the place say so.
Json CertifiedPassage(const indexer::Passage& passage) {
  Json json = PassageJson(passage);
  for (Json& said : json["statements"]) said.erase("quotation");  // stands in "text", at its own place
  json["certificate"] = {{"capture", passage.from.capture_sha256},
                         {"text", passage.from.text_sha256},
                         {"start", passage.begin_code_point},
                         {"end", passage.begin_code_point + CodePointCount(passage.text)}};
  return json;
}

Result<Json> RunDocument(Desk& desk, const Json& arguments) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, desk.Asked());
  std::string id = StringAt(arguments, "id");
  if (id.starts_with(kScheme)) id.erase(0, kScheme.size());
  DOSSIER_TRY_ASSIGN(const auto passages, PassagesNamed(*engine, desk.directory(), id));
  const indexer::Provenance& from = passages[0].from;
  Verifier verifier(desk.archive());
  if (const DerivedText& derived = verifier.Derive(from.capture_sha256, from.capture_id, from.text_sha256, 0);
      derived.state != VerifyState::kVerified)
    return Fail(ErrorCode::kCorrupt, "the text of " + from.document_id + " does not verify: " + derived.reason,
                "nothing of it is shown; dossier check compares every stored byte");
  const size_t of = passages.size();
  const indexer::Passage head = passages[0];
  const size_t first = std::min(of, NumberAt(arguments, "passage", 1) - 1);
  const size_t last = std::min(of, first + NumberAt(arguments, "limit", kMostPassages));
  std::vector<indexer::Passage> wanted(passages.begin() + static_cast<std::ptrdiff_t>(first),
                                       passages.begin() + static_cast<std::ptrdiff_t>(last));
  const size_t withheld = KeepStanding(verifier, wanted);
  Json json = DocumentPassagesJson(head, {}, 0);
  for (const indexer::Passage& passage : wanted) json["passages"].push_back(CertifiedPassage(passage));
  json["of"] = of;
  json["withheld"] = withheld;
  return json;
}

Result<Json> RunHistory(Desk& desk, const Json& arguments) {
  DOSSIER_TRY_ASSIGN(const DocumentHistory history,
                     HistoryNamed(desk.archive(), desk.engine(), StringAt(arguments, "id")));
  return HistoryJson(history);
}

Result<Json> RunCite(Desk& desk, const Json& arguments) {
  CitationOptions options;
  if (const std::string style = StringAt(arguments, "style"); !style.empty()) options.style = style;
  DOSSIER_TRY_ASSIGN([[maybe_unused]] const auto known, RenderCitations({}, options));
  DOSSIER_TRY_ASSIGN(const auto cited, CiteAll(TextsAt(arguments, "ids"), desk.engine(), desk.archive()));
  DOSSIER_TRY_ASSIGN(const auto citations, RenderCitations(RecordsOf(cited), options));
  return CitationsJson(cited, citations, options.style);
}

// Refused as a whole when one quotation does not stand as it is quoted: a model must mend it, not pass it on.
Result<Json> RunVerifyDraft(Desk& desk, const Json& arguments) {
  DOSSIER_TRY_ASSIGN(auto results,
                     CheckDraftBytes(StringAt(arguments, "text"), "draft.md", desk.engine(), desk.archive()));
  SortByUrgency(results);
  std::string reasons;
  Json rows = Json::array();
  for (const DraftResult& result : results) {
    rows.push_back(DraftRowJson(result, DraftCitation(result, "chicago")));
    if (!NeedsAnEye(result)) continue;
    reasons += "\n- \"" + result.quotation.text + "\": " + std::string(DraftStateName(result.state));
    if (!result.reason.empty()) reasons += ": " + result.reason;
    for (const std::string& warning : result.match.warnings) reasons += "; warning: " + warning;
    if (!result.nearest.empty()) reasons += "; the nearest true sentence: \"" + result.nearest + "\"";
  }
  if (!reasons.empty())
    return Fail(ErrorCode::kCorrupt,
                "the draft is refused; these quotations do not stand as they are quoted:" + reasons);
  return DraftJson(std::move(rows), CountDraft(results));
}

const ToolArgument kVendors = {"vendors", "vendors by any of their names", Kind::kTexts};
const ToolArgument kAgencies = {"agencies", "agencies by any of their names", Kind::kTexts};
const ToolArgument kActions = {"actions", "ban, warning, sanction, ...", Kind::kTexts};
const ToolArgument kQuestion = {"query", "a question in the query language: by:fbi action:ban \"a phrase\""};
const ToolArgument kSince = {"since", "published on or after this date"};
const ToolArgument kUntil = {"until", "published on or before this date"};
const ToolArgument kAsOf = {"as_of", "what was known then"};
const ToolArgument kLimit = {"limit", "rows", Kind::kNumber, kMostRows};

Result<Json> TextResult(const std::string& text, bool error) {
  Json result = {{"content", Json::array({Json{{"type", "text"}, {"text", text}}})}};
  if (error) result["isError"] = true;
  return result;
}

Status CheckArgument(const ToolArgument& argument, const Json& value) {
  const std::string name(argument.name);
  const size_t most = argument.kind == Kind::kText && argument.most ? static_cast<size_t>(argument.most) : 4000;
  switch (argument.kind) {
    case Kind::kText:
      if (!value.is_string() || value.get_ref<const std::string&>().size() > most)
        return Fail(ErrorCode::kUsage,
                    "the argument '" + name + "' is no text of at most " + std::to_string(most) + " bytes");
      break;
    case Kind::kTexts:
      if (!value.is_array() || value.size() > kMostRows || std::any_of(value.begin(), value.end(), [](const Json& one) {
            return !one.is_string() || one.get_ref<const std::string&>().size() > 400;
          }))
        return Fail(ErrorCode::kUsage, "the argument '" + name + "' is no list of at most 50 short texts");
      break;
    case Kind::kNumber:
      if (!value.is_number_integer() || value.get<int64_t>() < 1 || value.get<int64_t>() > argument.most ||
          (value.is_number_unsigned() && value.get<uint64_t>() > static_cast<uint64_t>(argument.most)))
        return Fail(ErrorCode::kUsage,
                    "the argument '" + name + "' is no whole number from 1 to " + std::to_string(argument.most));
      break;
  }
  return Ok();
}

Status CheckArguments(const Tool& tool, const Json& arguments) {
  if (!arguments.is_null() && !arguments.is_object()) return Fail(ErrorCode::kUsage, "the arguments are no object");
  for (const auto& [name, value] : arguments.items()) {
    const auto known =
        std::find_if(tool.arguments.begin(), tool.arguments.end(),
                     [wanted = std::string_view(name)](const ToolArgument& one) { return one.name == wanted; });
    if (known == tool.arguments.end())
      return Fail(ErrorCode::kUsage, "there is no argument '" + std::string(FirstCodePoints(name, 60)) + "'");
    DOSSIER_CHECK(CheckArgument(*known, value));
  }
  for (const ToolArgument& argument : tool.arguments)
    if (argument.required && MemberAt(arguments, argument.name).is_null())
      return Fail(ErrorCode::kUsage, "the argument '" + std::string(argument.name) + "' is missing");
  return Ok();
}

}  // namespace

std::span<const Tool> Tools() {
  static const std::vector<Tool> all = {
      {"search",
       "Documents of the corpus by words and fields. Gives titles and ids, no words to quote.",
       {{"query", "words, \"phrases\", field:value", Kind::kText, 0, true}, kLimit},
       RunSearch},
      {"evidence",
       "What was said or done about vendors, by whom, when: verified quotations with certificates.",
       {kVendors, kAgencies, kActions, kQuestion, kSince, kUntil, kAsOf, kLimit},
       RunEvidence},
      {"timeline",
       "The same, oldest first, with the date of each.",
       {kVendors, kAgencies, kActions, kQuestion, kSince, kUntil, kAsOf, kLimit},
       RunTimeline},
      {"document",
       "The text of a document, passage by passage, each with the place and digests that certify it.",
       {{"id", "document id, key or address", Kind::kText, 0, true},
        {"passage", "the first passage to give, from 1", Kind::kNumber, 1000000},
        {"limit", "passages", Kind::kNumber, kMostPassages}},
       RunDocument},
      {"history",
       "The revisions of a document: what changed, and whether it was said.",
       {{"id", "document id, number of an advisory, key or address", Kind::kText, 0, true}},
       RunHistory},
      {"cite",
       "Citations of evidence, verified first.",
       {{"ids", "evidence ids", Kind::kTexts, 0, true},
        {"style", "chicago (default), apa, mla, bluebook, iso690, icd206, bibtex, ris, ..."}},
       RunCite},
      {"verify_draft",
       "Checks every quotation of your text against the archive. Refuses it when one does not stand as it is quoted.",
       {{"text", "your text, Markdown", Kind::kText, 1 << 20, true}},
       RunVerifyDraft}};
  return all;
}

Json ToolsJson() {
  Json list = Json::array();
  for (const Tool& tool : Tools()) {
    Json properties = Json::object(), required = Json::array();
    for (const ToolArgument& argument : tool.arguments) {
      Json schema = {{"description", argument.description}};
      schema["type"] = argument.kind == Kind::kText ? "string" : argument.kind == Kind::kTexts ? "array" : "integer";
      if (argument.kind == Kind::kTexts) schema["items"] = {{"type", "string"}};
      if (argument.kind == Kind::kNumber) schema["minimum"] = 1, schema["maximum"] = argument.most;
      properties[std::string(argument.name)] = std::move(schema);
      if (argument.required) required.push_back(argument.name);
    }
    list.push_back({{"name", tool.name},
                    {"description", tool.description},
                    {"inputSchema",
                     {{"type", "object"},
                      {"properties", std::move(properties)},
                      {"required", std::move(required)},
                      {"additionalProperties", false}}},
                    {"annotations",
                     {{"readOnlyHint", tool.name != "cite"}, {"destructiveHint", false}, {"openWorldHint", false}}}});
  }
  return {{"tools", std::move(list)}};
}

Json RunTool(const Tool& tool, Desk& desk, const Json& arguments) {
  auto answer = [&]() -> Result<Json> {
    DOSSIER_CHECK(CheckArguments(tool, arguments));
    return tool.run(desk, arguments);
  }();
  if (!answer)
    return *TextResult(answer.error().message + (answer.error().hint.empty() ? "" : "\n" + answer.error().hint), true);
  Json result = *TextResult(DumpJson(*answer), false);
  result["structuredContent"] = std::move(*answer);
  return result;
}

Result<Json> ListResources(Desk& desk, const std::string& cursor) {
  size_t offset = 0, number = 0;
  if (!cursor.empty()) {
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), offset);
    if (error != std::errc() || end != cursor.data() + cursor.size())
      return Fail(ErrorCode::kUsage, "the cursor is none of ours");
  }
  Json list = Json::array();
  DOSSIER_CHECK(desk.archive().ForEachDocument([&](const corpus::Document& document) -> Status {
    if (++number <= offset || list.size() >= kResourcesAtOnce) return Ok();
    const std::string id = indexer::DocumentIdOf(document.key);
    list.push_back({{"uri", std::string(kScheme) + id},
                    {"name", id},
                    {"title", document.title.empty() ? document.url : document.title},
                    {"mimeType", "text/plain"}});
    return Ok();
  }));
  Json json = {{"resources", std::move(list)}};
  if (number > offset + kResourcesAtOnce) json["nextCursor"] = std::to_string(offset + kResourcesAtOnce);
  return json;
}

Json ResourceTemplates() {
  return {{"resourceTemplates", Json::array({Json{{"uriTemplate", std::string(kScheme) + "{id}"},
                                                  {"name", "document"},
                                                  {"description", "the verified text of a document"},
                                                  {"mimeType", "text/plain"}}})}};
}

Result<Json> ReadResource(Desk& desk, const std::string& uri) {
  if (!uri.starts_with(kScheme))
    return Fail(ErrorCode::kNotFound, "no resource of ours: " + std::string(FirstCodePoints(uri, 100)),
                "dossier://document/ID");
  DOSSIER_TRY_ASSIGN(const Engine* engine, desk.Asked());
  DOSSIER_TRY_ASSIGN(const auto passages, engine->FindDocument(uri.substr(kScheme.size())));
  const indexer::Provenance& from = passages[0].from;
  Verifier verifier(desk.archive());
  const DerivedText& derived = verifier.Derive(from.capture_sha256, from.capture_id, from.text_sha256, 0);
  if (derived.state != VerifyState::kVerified)
    return Fail(ErrorCode::kCorrupt, "the text does not verify: " + derived.reason);
  Json content = {{"uri", uri}, {"mimeType", "text/plain"}, {"text", CutUtf8(derived.text, size_t{2} << 20)}};
  content["_meta"] = {
      {"document", from.document_id}, {"url", from.url}, {"capture", from.capture_sha256}, {"text", from.text_sha256}};
  return Json{{"contents", Json::array({std::move(content)})}};
}

}  // namespace dossier::query
