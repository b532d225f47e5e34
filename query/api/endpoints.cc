#include "query/api/endpoints.h"

#include <algorithm>
#include <charconv>

#include "corpus/base/digest.h"
#include "corpus/base/file.h"
#include "query/answer/left_aside.h"
#include "query/history/output.h"
#include "query/output/json.h"
#include "query/proof/basket.h"
#include "query/proof/picked_evidence.h"
#include "query/proof/row_verification.h"
#include "query/question/asked.h"
#include "query/tasks/answers.h"
#include "query/tasks/citing.h"
#include "query/tasks/drafts.h"
#include "query/tasks/named.h"
#include "query/tasks/questions.h"

namespace dossier::query {
namespace {

using Kind = Parameter::Kind;

constexpr size_t kMostRows = 200;      // of one page
constexpr size_t kMostRanked = 1000;   // rows, and denials, that cursors lead through
constexpr size_t kMostOffset = 10000;  // that a cursor leads to

// The index that a cursor was made for: rows of another one stand elsewhere.
std::string IndexMark(const Desk& desk) {
  const auto stub = ReadFile(desk.directory() + "/index/XAPIANDB", 1 << 20);
  return stub ? Sha256(*stub).hex().substr(0, 12) : "none";
}

struct Slice {
  size_t limit = 50, offset = 0;
  std::string mark;
};

Result<Slice> SliceOf(const ApiCall& call) {
  Slice slice;
  slice.limit = call.Number("limit", 50);
  slice.mark = IndexMark(call.desk);
  const std::string cursor = call.Text("cursor");
  if (cursor.empty()) return slice;
  const size_t dash = cursor.find('-');
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), slice.offset);
  if (dash == std::string::npos || error != std::errc() || end != cursor.data() + dash || slice.offset > kMostOffset)
    return Fail(ErrorCode::kUsage, "the cursor is none of ours", "take \"next\" of an answer as it is");
  if (cursor.substr(dash + 1) != slice.mark)
    return Fail(ErrorCode::kUsage, "the cursor is of an older index", "begin again without a cursor");
  return slice;
}

// Keeps the rows of the slice; whether more follow.
template <class Row>
bool Cut(std::vector<Row>& rows, const Slice& slice) {
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(slice.offset, rows.size())));
  if (rows.size() <= slice.limit) return false;
  rows.resize(slice.limit);
  return true;
}

Json NextOf(const Slice& slice, bool more) {
  const size_t offset = slice.offset + slice.limit;
  return more && offset <= kMostOffset ? Json(std::to_string(offset) + "-" + slice.mark) : Json(nullptr);
}

Result<Query> QuestionOf(const ApiCall& call) {
  Asked asked;
  asked.words = call.Texts("vendor");
  if (const std::string q = call.Text("q"); !q.empty()) asked.text = q;
  asked.agencies = call.Texts("agency");
  asked.by = call.Texts("by");
  asked.names = call.Texts("names");
  asked.actions = call.Texts("action");
  asked.sources = call.Texts("source");
  asked.kinds = call.Texts("kind");
  asked.cves = call.Texts("cve");
  asked.languages = call.Texts("lang");
  asked.since = call.Text("since");
  asked.until = call.Text("until");
  asked.as_of = call.Text("as_of");
  asked.event = call.Text("event");
  asked.speaker = call.Text("speaker");
  asked.reported_by = call.Text("reported_by");
  DOSSIER_TRY_ASSIGN(Query query, QueryAsked(asked, call.desk.directory()));
  if (query.parts.empty())
    return Fail(ErrorCode::kUsage, "no vendor and no query is given",
                "for example ?vendor=ZTE&agency=fbi, or ?q=vendor:zte");
  return query;
}

std::vector<Parameter> QuestionParameters(std::vector<Parameter> more) {
  std::vector<Parameter> all = {{"q", "a question in the query language"},
                                {"vendor", "a vendor by any of its names", Kind::kTexts},
                                {"agency", "an agency that acts or is acted upon, any, or a country", Kind::kTexts},
                                {"by", "an agency that acts", Kind::kTexts},
                                {"names", "an agency that stands anywhere in the sentence", Kind::kTexts},
                                {"action", "warning, ban, sanction, ...", Kind::kTexts},
                                {"since", "published on or after this date"},
                                {"until", "published on or before this date"},
                                {"as_of", "what was known then"},
                                {"event", "a date or range that the sentence states"},
                                {"source", "source id, host or publisher", Kind::kTexts},
                                {"kind", "news, agency, vendor, congress, article, advisory", Kind::kTexts},
                                {"cve", "a CVE id, or its beginning with *", Kind::kTexts},
                                {"lang", "language of the document", Kind::kTexts},
                                {"speaker", "who says it"},
                                {"reported_by", "the outlet that the report was taken from"}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

const Parameter kLimit = {"limit", "rows of one page (default 50)", Kind::kNumber, 1, kMostRows};
const Parameter kCursor = {"cursor", "\"next\" of the page before"};

Result<Json> Evidence(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, call.desk.Asked());
  DOSSIER_TRY_ASSIGN(const Slice slice, SliceOf(call));
  DOSSIER_TRY_ASSIGN(const Query query, QuestionOf(call));
  EvidenceOptions options;
  options.order = OrderNamed(call.Text("sort"));
  options.limit = kMostRanked;  // the same for every page, so that none repeats or misses a row of another
  options.group_origins = call.Text("group") == "origin";
  options.unsure = call.Yes("all");
  DOSSIER_TRY_ASSIGN(EvidenceAnswer answer, engine->Evidence(query, options));
  const bool more_rows = Cut(answer.rows, slice), more_denials = Cut(answer.denials, slice);
  const bool more = more_rows || more_denials;
  answer.more = answer.more || more;
  for (auto* rows : {&answer.rows, &answer.denials, &answer.nearest}) VerifyRows(call.desk.archive(), *rows);
  Json json = EvidenceJson(query, answer);
  json["coverage"].update(LeftAsideJson(call.desk.directory()));
  json["next"] = NextOf(slice, more);
  return json;
}

Result<Json> Timeline(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, call.desk.Asked());
  DOSSIER_TRY_ASSIGN(const Query query, QuestionOf(call));
  EvidenceOptions options;
  options.order = EvidenceOrder::kOldest;
  options.limit = call.Number("limit", 200);
  DOSSIER_TRY_ASSIGN(EvidenceAnswer answer, engine->Evidence(query, options));
  for (auto* rows : {&answer.rows, &answer.denials}) VerifyRows(call.desk.archive(), *rows);
  Json json = TimelineJson(query, answer, TimelineOf(answer), LeftAsideJson(call.desk.directory()));
  json["more"] = answer.more;
  return json;
}

Result<Json> Facets(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, call.desk.Asked());
  DOSSIER_TRY_ASSIGN(const Query query, QuestionOf(call));
  EvidenceOptions options;
  options.limit = 10000;
  DOSSIER_TRY_ASSIGN(const EvidenceAnswer answer, engine->Evidence(query, options));
  return FacetsJson(query, answer, FacetsOf(answer, [&](std::string_view id) { return engine->NameOf(id); }));
}

Result<Json> Search(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, call.desk.Asked());
  DOSSIER_TRY_ASSIGN(const Slice slice, SliceOf(call));
  DOSSIER_TRY_ASSIGN(Query query, QueryWritten(call.Text("q"), call.desk.directory()));
  if (const std::string day = call.Text("as_of"); !day.empty()) {
    DOSSIER_TRY_ASSIGN(query.as_of, ParseAsOf(day));
  }
  if (query.parts.empty()) return Fail(ErrorCode::kUsage, "the query has no words", "for example ?q=entity+list");
  DOSSIER_TRY_ASSIGN(SearchAnswer answer, engine->Search(query, slice.limit + 1, slice.offset));
  const bool more = answer.rows.size() > slice.limit;
  if (more) answer.rows.resize(slice.limit);
  Json json = SearchJson(query, answer);
  json["coverage"].update(LeftAsideJson(call.desk.directory()));
  json["next"] = NextOf(slice, more);
  return json;
}

Result<Json> Names(const ApiCall& call, indexer::EntityType type, std::string_view schema) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, call.desk.Asked());
  DOSSIER_TRY_ASSIGN(const Slice slice, SliceOf(call));
  DOSSIER_TRY_ASSIGN(auto names, engine->Names(type, slice.offset + slice.limit + 1));
  const bool more = Cut(names, slice);
  Json json = NamesJson(schema, names);
  json["next"] = NextOf(slice, more);
  return json;
}
Result<Json> Vendors(const ApiCall& call) { return Names(call, indexer::EntityType::kVendor, "dossier.vendors/1"); }
Result<Json> Agencies(const ApiCall& call) { return Names(call, indexer::EntityType::kAgency, "dossier.agencies/1"); }

Result<Json> CoMentions(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, call.desk.Asked());
  Query query;
  query.AddField(indexer::FieldId::kVendor, {call.name});
  DOSSIER_TRY_ASSIGN(const ResolvedQuery resolved, engine->Resolve(query));
  DOSSIER_TRY_ASSIGN(auto edges, engine->CoMentions(query, call.Number("limit", 50)));
  Verifier verifier(call.desk.archive());
  for (CoMention& edge : edges) VerifyRow(verifier, edge.example);
  return CoMentionsJson(resolved.vendors.empty() ? Name{} : resolved.vendors[0][0], edges);
}

Result<std::optional<AsOf>> DayOf(const ApiCall& call) {
  std::optional<AsOf> as_of;
  if (const std::string day = call.Text("as_of"); !day.empty()) {
    DOSSIER_TRY_ASSIGN(as_of, ParseAsOf(day));
  }
  return as_of;
}

Result<Json> Document(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, call.desk.Asked());
  DOSSIER_TRY_ASSIGN(const auto as_of, DayOf(call));
  DOSSIER_TRY_ASSIGN(auto passages, PassagesNamed(*engine, call.desk.directory(), call.name, as_of));
  const indexer::Passage first = passages[0];
  Verifier verifier(call.desk.archive());
  const size_t withheld = KeepStanding(verifier, passages);
  return DocumentPassagesJson(first, passages, withheld);
}

Result<Json> OneEvidence(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const auto as_of, DayOf(call));
  EvidenceRow row;
  if (as_of) {
    DOSSIER_TRY_ASSIGN(const Engine* engine, call.desk.Asked());
    DOSSIER_TRY_ASSIGN(row, engine->FindEvidence(call.name, as_of));
  } else {
    DOSSIER_TRY_ASSIGN(row, FindEvidenceOrCertificate(call.name, call.desk.engine(), call.desk.archive()));
  }
  Verifier verifier(call.desk.archive());
  VerifyRow(verifier, row);
  return EvidenceRowJson(row);
}

Result<DocumentHistory> HistoryFor(const ApiCall& call) {
  return HistoryNamed(call.desk.archive(), call.desk.engine(), call.name);
}

Result<Json> History(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const DocumentHistory history, HistoryFor(call));
  return HistoryJson(history);
}

Result<Json> Difference(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const DocumentHistory history, HistoryFor(call));
  std::vector<std::string> wanted;
  for (const char* field : {"a", "b"})
    if (const std::string step = call.Text(field); !step.empty()) wanted.push_back(step);
  DOSSIER_TRY_ASSIGN(const auto pair, StepsNamed(history, wanted));
  const HistoryStep &before = history.steps[pair.first], &after = history.steps[pair.second];
  DOSSIER_TRY_ASSIGN(StepDiff diff, DiffSteps(call.desk.archive(), before, after));
  return DiffAsJson({history, before, after, std::move(diff.kinds), std::move(diff.changes)});
}

Result<Json> Citations(const ApiCall& call) {
  CitationOptions options;
  if (const std::string style = call.Text("style"); !style.empty()) options.style = style;
  if (const std::string archived = call.Text("archived"); !archived.empty()) {
    DOSSIER_TRY_ASSIGN(options.archived, ArchivedOf(archived));
  }
  DOSSIER_TRY_ASSIGN([[maybe_unused]] const auto known, RenderCitations({}, options));
  const std::vector<std::string> ids = call.Texts("id");
  if (ids.size() > kMostRows) return Fail(ErrorCode::kUsage, "more than 200 ids", "ask several times");
  DOSSIER_TRY_ASSIGN(const auto cited, CiteAll(ids, call.desk.engine(), call.desk.archive()));
  DOSSIER_TRY_ASSIGN(const auto citations, RenderCitations(RecordsOf(cited), options));
  return CitationsJson(cited, citations, options.style);
}

Result<Json> Drafts(const ApiCall& call) {
  const std::string type = call.request.Header("content-type");
  if (call.request.body.empty())
    return Fail(ErrorCode::kUsage, "the draft is empty, or was sent as a form",
                "send its text as the body, as text/plain, text/markdown or text/html");
  const bool html = type.starts_with("text/html");
  DOSSIER_TRY_ASSIGN(auto results, CheckDraftBytes(call.request.body,
                                                   html                             ? "draft.html"
                                                   : type.starts_with("text/plain") ? "draft.txt"
                                                                                    : "draft.md",
                                                   call.desk.engine(), call.desk.archive()));
  const DraftCounts counts = CountDraft(results);
  SortByUrgency(results);
  const std::string style = call.Text("style").empty() ? "chicago" : call.Text("style");
  DOSSIER_TRY_ASSIGN([[maybe_unused]] const auto known, RenderCitations({}, {.style = style}));
  Json rows = Json::array();
  for (const DraftResult& result : results) rows.push_back(DraftRowJson(result, DraftCitation(result, style)));
  return DraftJson(std::move(rows), counts);
}

Result<Json> NewsFor(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, call.desk.Asked());
  NewsAsked asked;
  asked.name = call.Text("question");
  if (const std::string since = call.Text("since"); !since.empty()) asked.since = since;
  asked.limit = call.Number("limit", 50);
  DOSSIER_TRY_ASSIGN(const News news, GatherNews(call.desk.archive(), *engine, asked));
  return NewsJson(news);
}

Result<Json> SavedQuestions(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const Questions questions, LoadQuestions(call.desk.directory()));
  return QuestionsJson(questions);
}

Result<Json> Baskets(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const auto names, BasketNames(call.desk.directory()));
  Json rows = Json::array();
  for (const std::string& name : names) {
    DOSSIER_TRY_ASSIGN(const Basket basket, LoadBasket(call.desk.directory(), name));
    rows.push_back(BasketJson(basket));
  }
  return Json{{"schema", "dossier.baskets/1"}, {"rows", std::move(rows)}};
}

Result<Json> OneBasket(const ApiCall& call) {
  DOSSIER_TRY_ASSIGN(const Basket basket, LoadBasket(call.desk.directory(), call.name));
  return BasketJson(basket);
}

Result<Json> FieldTable(const ApiCall&) { return FieldsJson(); }

}  // namespace

std::vector<std::string> ApiCall::Texts(std::string_view parameter) const {
  std::vector<std::string> values;
  for (const auto& [field, value] : request.query)
    if (field == parameter && !value.empty()) values.push_back(value);
  return values;
}

size_t ApiCall::Number(std::string_view parameter, size_t otherwise) const {
  const std::string written = request.Get(parameter);
  size_t number = otherwise;
  std::from_chars(written.data(), written.data() + written.size(), number);
  return number;
}

bool ApiCall::Yes(std::string_view parameter) const { return request.Get(parameter) == "true"; }

std::span<const Endpoint> Endpoints() {
  static const Parameter as_of = {"as_of", "what was known then: captures up to this day"};
  static const std::vector<Endpoint> all = {
      {"/evidence", "evidence", "The evidence for a question", "dossier.evidence/1",
       QuestionParameters({{"sort", "order of the rows", Kind::kText, 0, 0, "rank date newest"},
                           {"group", "one row an origin", Kind::kText, 0, 0, "origin"},
                           {"all", "also rows for whose action too little speaks", Kind::kYesNo},
                           kLimit,
                           kCursor}),
       Evidence},
      {"/evidence/{id}", "evidence_row", "One piece of evidence", "dossier.evidence-row/1", {as_of}, OneEvidence},
      {"/timeline", "timeline", "Dated rows, oldest first", "dossier.timeline/1",
       QuestionParameters({{"limit", "rows (default 200)", Kind::kNumber, 1, 1000}}), Timeline},
      {"/facets", "facets", "How the evidence for a question spreads", "dossier.facets/1", QuestionParameters({}),
       Facets},
      {"/search",
       "search",
       "Documents by words and fields",
       "dossier.search/1",
       {{"q", "a query", Kind::kText, 0, 0, {}, true}, as_of, kLimit, kCursor},
       Search},
      {"/vendors", "vendors", "The vendors of the corpus", "dossier.vendors/1", {kLimit, kCursor}, Vendors},
      {"/agencies", "agencies", "The agencies of the corpus", "dossier.agencies/1", {kLimit, kCursor}, Agencies},
      {"/vendors/{id}/co-mentions",
       "co_mentions",
       "Vendors named in one sentence with this one",
       "dossier.co-mentions/1",
       {{"limit", "rows (default 50)", Kind::kNumber, 1, kMostRows}},
       CoMentions},
      {"/documents/{id}", "document", "A document whole", "dossier.document/1", {as_of}, Document},
      {"/documents/{id}/history", "history", "The revisions of a document", "dossier.history/1", {}, History},
      {"/documents/{id}/diff",
       "diff",
       "What differs between two revisions",
       "dossier.diff/1",
       {{"a", "the earlier revision"}, {"b", "the later one"}},
       Difference},
      {"/citations",
       "citations",
       "Citations, verified first; the certificates are stored",
       "dossier.citations/1",
       {{"id", "evidence id", Kind::kTexts, 0, 0, {}, true},
        {"style", "chicago, apa, ..."},
        {"archived", "the stored-copy clause", Kind::kText, 0, 0, "none short full"}},
       Citations},
      {"/drafts",
       "check_draft",
       "Each quotation of a draft, found in the archive or not",
       "dossier.draft/1",
       {{"style", "of the citations proposed"}},
       Drafts,
       true},
      {"/news",
       "news",
       "What is new; nothing is noted as told",
       "dossier.news/1",
       {{"question", "a saved question"},
        {"since", "last, a date, or an instant"},
        {"limit", "rows (default 50)", Kind::kNumber, 1, kMostRows}},
       NewsFor},
      {"/questions", "questions", "Saved questions", "dossier.questions/1", {}, SavedQuestions},
      {"/baskets", "baskets", "Baskets", "dossier.baskets/1", {}, Baskets},
      {"/baskets/{id}", "basket", "One basket", "dossier.basket/1", {}, OneBasket},
      {"/fields", "fields", "The fields of the query language", "dossier.fields/1", {}, FieldTable}};
  return all;
}

}  // namespace dossier::query
