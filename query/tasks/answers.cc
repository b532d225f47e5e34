#include "query/tasks/answers.h"

#include "query/output/json.h"
#include "query/question/own_fields.h"

namespace dossier::query {

EvidenceOrder OrderNamed(std::string_view sort) {
  return sort == "date" ? EvidenceOrder::kOldest : sort == "newest" ? EvidenceOrder::kNewest : EvidenceOrder::kRank;
}

Json FacetsJson(const Query& query, const EvidenceAnswer& answer, const std::vector<Facet>& facets) {
  Json json;
  json["schema"] = "dossier.facets/1";
  json["query"] = {{"text", query.text}};
  json["statements"] = answer.rows.size();
  json["more"] = answer.more;
  json["facets"] = Json::array();
  for (const Facet& facet : facets) {
    Json values = Json::array();
    for (const FacetValue& value : facet.values)
      values.push_back({{"value", value.value},
                        {"name", value.shown},
                        {"statements", value.statements},
                        {"documents", value.documents}});
    json["facets"].push_back({{"field", facet.field}, {"values", std::move(values)}});
  }
  return json;
}

Json TimelineJson(const Query& query, const EvidenceAnswer& answer, const std::vector<TimelineEntry>& entries,
                  const Json& left_aside) {
  Json json;
  json["schema"] = "dossier.timeline/1";
  json["query"] = {{"text", query.text}};
  json["coverage"] = CoverageJson(answer.coverage);
  json["coverage"].update(left_aside);
  json["more"] = answer.more;
  json["rows"] = Json::array();
  for (const TimelineEntry& entry : entries) {
    Json row;
    row["date"] = entry.date.empty() ? Json(nullptr) : Json(entry.date);
    row["date_from"] = entry.stated ? "statement" : "publication";
    row.update(RowJson(*entry.row));
    json["rows"].push_back(std::move(row));
  }
  return json;
}

Json DocumentPassagesJson(const indexer::Passage& first, const std::vector<indexer::Passage>& passages,
                          size_t withheld) {
  Json json;
  json["schema"] = "dossier.document/1";
  EvidenceRow row;
  row.passage = first;
  json["document"] = DocumentJson(row);
  json["document"]["key"] = first.from.document_key;
  json["capture"] = CaptureJson(first.from);
  json["passages"] = Json::array();
  for (const indexer::Passage& passage : passages) json["passages"].push_back(PassageJson(passage));
  if (withheld > 0) json["withheld"] = withheld;
  return json;
}

Json EvidenceRowJson(const EvidenceRow& row) {
  Json json;
  json["schema"] = "dossier.evidence-row/1";
  json.update(RowJson(row));
  json["passage"] = row.verification == Verification::kFailed ? Json(nullptr) : PassageJson(row.passage);
  return json;
}

Json CoMentionsJson(const Name& subject, const std::vector<CoMention>& edges) {
  Json json;
  json["schema"] = "dossier.co-mentions/1";
  json["vendor"] = {{"id", subject.id}, {"name", subject.name}};
  json["rows"] = Json::array();
  for (const CoMention& edge : edges)
    json["rows"].push_back({{"id", edge.other.id},
                            {"name", edge.other.name},
                            {"documents", edge.documents},
                            {"statements", edge.statements},
                            {"example", RowJson(edge.example)}});
  return json;
}

std::string_view FieldKindText(indexer::FieldKind kind) {
  switch (kind) {
    case indexer::FieldKind::kWords:
      return "words";
    case indexer::FieldKind::kEntity:
      return "name";
    case indexer::FieldKind::kAction:
      return "action";
    case indexer::FieldKind::kExact:
      return "exact, * at the end";
    case indexer::FieldKind::kDate:
      return "date or range";
  }
  return "";
}

Json FieldsJson() {
  Json json;
  json["schema"] = "dossier.fields/1";
  json["rows"] = Json::array();
  for (const indexer::Field& field : indexer::kFields)
    json["rows"].push_back({{"name", field.name},
                            {"kind", FieldKindText(field.kind)},
                            {"on_statement", field.on_statement},
                            {"prefix", field.prefix},
                            {"description", field.description},
                            {"example", field.example}});
  for (const OwnField& own : kOwnFields)
    json["rows"].push_back({{"name", own.name},
                            {"kind", own.takes},
                            {"on_statement", true},
                            {"prefix", ""},
                            {"description", own.description},
                            {"example", own.example}});
  json["actions"] = indexer::ActionTypeNames();
  return json;
}

}  // namespace dossier::query
