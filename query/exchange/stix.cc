#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "query/exchange/entity_exports.h"
#include "query/forms/uuid.h"
#include "query/output/text.h"

namespace dossier::query {
namespace {

std::string IdOf(const char* type, const std::string& name) {
  return std::string(type) + "--" + UuidOfUrl("urn:dossier:" + name);
}

// A timestamp as STIX 2.1 section 3.2 asks: UTC, milliseconds.
std::string StixTime(UtcTime time) { return FormatRfc3339(time, true); }

Json Object(const char* type, const std::string& id, UtcTime made) {
  return {
      {"type", type}, {"spec_version", "2.1"}, {"id", id}, {"created", StixTime(made)}, {"modified", StixTime(made)}};
}

Json ReferenceOf(const indexer::Provenance& from) {
  Json reference = {{"source_name", indexer::ShownPublisher(from.publisher, from.url)}};
  if (!from.title.empty()) reference["description"] = from.title;
  if (from.url.starts_with("http")) {
    reference["url"] = from.url;
    reference["hashes"] = {{"SHA-256", from.capture_sha256}};
  }
  return reference;
}

}  // namespace

Json StixBundle(const std::vector<EvidenceRow>& rows, const NameLookup& name_of, UtcTime made) {
  const std::string producer = IdOf("identity", "program");
  std::map<std::string, Json> identities;  // by STIX id
  Json program = Object("identity", producer, made);
  program["name"] = "dossier";
  program["identity_class"] = "system";
  identities[producer] = std::move(program);
  const auto identity = [&](const std::string& kind, const std::string& id) {
    const std::string stix = IdOf("identity", kind + ":" + id);
    if (!identities.contains(stix)) {
      Json object = Object("identity", stix, made);
      object["created_by_ref"] = producer;
      object["name"] = name_of(id);
      object["identity_class"] = "organization";
      object["labels"] = {kind};
      identities[stix] = std::move(object);
    }
    return stix;
  };
  Json notes = Json::array(), refs = Json::array(), sources = Json::array();
  std::set<std::string> listed;
  std::vector<std::string> ids;
  for (const EvidenceRow& row : rows) {
    Json note = Object("note", IdOf("note", "evidence:" + row.said().id), made);
    note["created_by_ref"] = producer;
    const std::string actions = ActionsText(row);
    note["abstract"] = row.passage.from.title + (actions.empty() ? "" : ": " + actions);
    note["content"] = row.quotation();
    if (row.said().speaker && !row.said().speaker->name.empty()) note["authors"] = {row.said().speaker->name};
    Json about = Json::array();
    for (const std::string& id : row.said().vendors) about.push_back(identity("vendor", id));
    for (const std::string& id : row.said().agencies) about.push_back(identity("agency", id));
    if (about.empty()) about.push_back(producer);  // a certificate alone names nobody
    note["object_refs"] = std::move(about);
    Json reference = ReferenceOf(row.passage.from);
    reference["external_id"] = row.said().id;
    note["external_references"] = Json::array({std::move(reference)});
    refs.push_back(note["id"]);
    notes.push_back(std::move(note));
    ids.push_back(row.said().id);
    if (listed.insert(row.passage.from.document_id).second) sources.push_back(ReferenceOf(row.passage.from));
  }
  std::sort(ids.begin(), ids.end());
  std::string all;
  for (const std::string& id : ids) all += ":" + id;
  Json report = Object("report", IdOf("report", "evidence" + all), made);
  report["created_by_ref"] = producer;
  report["name"] = fmt::format("Verified quotations: {}", rows.size());
  report["published"] = StixTime(made);
  report["object_refs"] = Json::array();
  for (const auto& [id, object] : identities) report["object_refs"].push_back(id);
  for (const Json& ref : refs) report["object_refs"].push_back(ref);
  report["external_references"] = std::move(sources);
  Json bundle = {{"type", "bundle"}, {"id", IdOf("bundle", "evidence" + all)}, {"objects", Json::array()}};
  for (auto& [id, object] : identities) bundle["objects"].push_back(std::move(object));
  for (Json& note : notes) bundle["objects"].push_back(std::move(note));
  bundle["objects"].push_back(std::move(report));
  return bundle;
}

}  // namespace dossier::query
