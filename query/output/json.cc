#include "query/output/json.h"

#include "corpus/base/sinks.h"
#include "query/output/words.h"
#include "query/proof/provenance_json.h"

namespace dossier::query {
namespace {

Json OrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json ActionsJson(const indexer::IndexedStatement& said) {
  Json actions = Json::array();
  for (const indexer::Action& action : said.actions) {
    Json item = {{"type", indexer::ActionTypeName(action.type)},
                 {"polarity", indexer::PolarityName(action.polarity)},
                 {"modality", indexer::ModalityName(action.modality)}};
    if (!action.actors.empty()) item["actors"] = action.actors;
    if (!action.targets.empty()) item["targets"] = action.targets;
    actions.push_back(std::move(item));
  }
  return actions;
}

// Unlike "actions", whose keys are those of earlier versions, each has its own parties, date and words.
Json EventsJson(const indexer::IndexedStatement& said, const std::string& text,
                const std::vector<indexer::Action>& actions) {
  Json events = Json::array();
  for (const indexer::Action& action : actions) {
    Json item = {{"type", indexer::ActionTypeName(action.type)},
                 {"polarity", indexer::PolarityName(action.polarity)},
                 {"modality", indexer::ModalityName(action.modality)},
                 {"agents", action.actors},
                 {"patients", action.targets},
                 {"date", OrNull(action.date)},
                 {"trigger", OrNull(action.end > action.begin && action.end <= text.size()
                                        ? text.substr(action.begin, action.end - action.begin)
                                        : "")}};
    item["holder"] = said.speaker ? OrNull(said.speaker->name.empty() ? said.speaker->organisation : said.speaker->name)
                                  : Json(nullptr);
    if (action.certainty > 0)
      item["certainty"] = action.certainty / 100.0;
    else
      item["certainty"] = nullptr;
    events.push_back(std::move(item));
  }
  return events;
}

Json SpeakerJson(const indexer::IndexedStatement& said) {
  if (!said.speaker) return nullptr;
  return {{"name", said.speaker->name}, {"role", said.speaker->role}, {"organisation", said.speaker->organisation}};
}

Json VerifiedJson(Verification verification) {
  switch (verification) {
    case Verification::kVerified:
      return true;
    case Verification::kFailed:
      return false;
    case Verification::kUnchecked:
      break;
  }
  return nullptr;
}

Json OriginJson(const EvidenceRow& row) {
  if (!row.origin || row.origin->members.empty())
    return {{"id", row.passage.from.document_id}, {"documents", 1}, {"first", row.passage.from.document_id}};
  Json json = {
      {"id", row.origin->id}, {"documents", row.origin->members.size()}, {"first", row.origin->members[0].document_id}};
  json["members"] = Json::array();
  for (const indexer::OriginMember& member : row.origin->members)
    json["members"].push_back({{"id", member.document_id},
                               {"title", member.title},
                               {"publisher", member.publisher},
                               {"published", member.published},
                               {"url", member.url},
                               {"similarity", member.similarity},
                               {"reason", member.reason}});
  return json;
}

// A quotation that failed is never printed as one.
bool Withheld(const EvidenceRow& row) { return row.verification == Verification::kFailed; }

}  // namespace

Json CoverageJson(const Coverage& coverage) {
  Json json;
  json["sources"] = coverage.sources;
  json["documents"] = coverage.documents;
  json["first_capture"] = coverage.first_capture ? Json(FormatRfc3339(*coverage.first_capture)) : Json(nullptr);
  json["last_capture"] = coverage.last_capture ? Json(FormatRfc3339(*coverage.last_capture)) : Json(nullptr);
  if (!coverage.as_of.empty()) {
    json["as_of"] = coverage.as_of;
    json["all_documents"] = coverage.all_documents;
  }
  return json;
}

Json RowJson(const EvidenceRow& row) {
  const indexer::IndexedStatement& said = row.said();
  Json json;
  json["id"] = said.id;
  json["quotation"] = Withheld(row) ? Json(nullptr) : Json(row.quotation());
  json["vendor"] = row.vendor.id.empty() ? Json(nullptr)
                                         : Json{{"id", row.vendor.id},
                                                {"name", row.vendor.name},
                                                {"matched", row.matched},
                                                {"learned", row.vendor.learned}};
  json["vendors"] = said.vendors;
  json["agencies"] = said.agencies;
  json["actions"] = ActionsJson(said);
  const std::string words = Withheld(row) ? "" : row.passage.text;
  json["events"] = EventsJson(said, words, said.actions);
  if (!said.unsure.empty()) json["unsure"] = EventsJson(said, words, said.unsure);
  json["speaker"] = SpeakerJson(said);
  json["reported_by"] = OrNull(said.reported_by);
  json["dates"] = Json::array();
  for (const auto& date : said.dates)
    json["dates"].push_back({{"text", Withheld(row) ? Json() : Json(date.text)}, {"value", date.value}});
  if (!row.product_status.empty()) json["product_status"] = row.product_status;
  json["why"] = JoinedNames(row.why, "; ");
  if (row.unsure) json["sure"] = false;
  json["verified"] = VerifiedJson(row.verification);
  if (!row.verification_reason.empty()) json["verification"] = row.verification_reason;
  json["document"] = DocumentJson(row);
  Selector selector = SelectorOf(row);
  if (Withheld(row)) selector.exact = selector.prefix = selector.suffix = "";
  json["selector"] = SelectorJson(selector);
  json["locator"] = LocatorOf(row.passage);
  json["fragment_url"] = said.fragment.empty() || Withheld(row)
                             ? Json(nullptr)
                             : Json(WithTextFragment(row.passage.from.url, said.fragment));
  json["capture"] = CaptureJson(row.passage.from);
  json["origin"] = OriginJson(row);
  return json;
}

Json EvidenceJson(const Query& query, const EvidenceAnswer& answer) {
  Json json;
  json["schema"] = "dossier.evidence/1";
  json["query"] = {{"text", query.text}};
  Json vendors = Json::array(), agencies = Json::array();
  for (const auto& names : answer.query.vendors)
    for (const Name& name : names) vendors.push_back({{"id", name.id}, {"name", name.name}, {"written", name.written}});
  for (const auto& names : answer.query.agencies)
    for (const Name& name : names)
      agencies.push_back({{"id", name.id}, {"name", name.name}, {"written", name.written}});
  json["query"]["vendors"] = vendors;
  json["query"]["agencies"] = agencies;
  json["coverage"] = CoverageJson(answer.coverage);
  json["rows"] = Json::array();
  for (const EvidenceRow& row : answer.rows) json["rows"].push_back(RowJson(row));
  json["denials"] = Json::array();
  for (const EvidenceRow& row : answer.denials) json["denials"].push_back(RowJson(row));
  json["nearest"] = Json::array();
  for (const EvidenceRow& row : answer.nearest) json["nearest"].push_back(RowJson(row));
  json["more"] = answer.more;
  json["unsure"] = answer.unsure;
  json["notes"] = answer.notes;
  return json;
}

Json SearchRowJson(const SearchRow& row) {
  Json json;
  json["id"] = row.document.document_id;
  json["title"] = row.document.title;
  json["publisher"] = row.document.publisher;
  json["published"] = OrNull(row.document.published);
  json["url"] = row.document.url;
  if (!row.document.status.empty()) json["status"] = row.document.status;
  if (!row.document.tlp.empty()) json["tlp"] = row.document.tlp;
  json["snippet"] = row.snippet;
  json["score"] = row.score;
  return json;
}

Json SearchJson(const Query& query, const SearchAnswer& answer) {
  Json json;
  json["schema"] = "dossier.search/1";
  json["query"] = {{"text", query.text}};
  json["coverage"] = CoverageJson(answer.coverage);
  json["any_word"] = answer.any_word;
  json["rows"] = Json::array();
  for (const SearchRow& row : answer.rows) json["rows"].push_back(SearchRowJson(row));
  return json;
}

Json NamesJson(std::string_view schema, const std::vector<NameCount>& names) {
  Json json;
  json["schema"] = schema;
  json["rows"] = Json::array();
  for (const NameCount& name : names) {
    Json row = {{"id", name.id},
                {"name", name.name},
                {"status", name.status},
                {"documents", name.documents},
                {"passages", name.passages}};
    row["aliases"] = Json::array();
    for (const auto& [alias, passages] : name.aliases)
      row["aliases"].push_back({{"text", alias}, {"passages", passages}});
    json["rows"].push_back(std::move(row));
  }
  return json;
}

Json PassageJson(const indexer::Passage& passage) {
  Json json;
  json["locator"] = LocatorOf(passage);
  json["kind"] = passage.kind;
  json["start"] = passage.begin_code_point;
  json["text"] = passage.text;
  json["statements"] = Json::array();
  for (const auto& said : passage.statements)
    json["statements"].push_back({{"id", said.id},
                                  {"quotation", said.text_of(passage.text)},
                                  {"vendors", said.vendors},
                                  {"agencies", said.agencies},
                                  {"actions", ActionsJson(said)}});
  return json;
}

}  // namespace dossier::query
