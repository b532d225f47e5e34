#include <map>
#include <set>

#include "query/exchange/entity_exports.h"
#include "query/output/text.h"

namespace dossier::query {
namespace {

Json Entity(const std::string& id, const char* schema) {
  return {{"id", id}, {"schema", schema}, {"properties", Json::object()}};
}

// Values are lists of strings; an empty value is left out.
void Set(Json& entity, const char* property, const std::string& value) {
  if (!value.empty()) entity["properties"][property] = Json::array({value});
}

// The last part of the address, which every Document must have as a file name.
std::string FileNameOf(const indexer::Provenance& from) {
  std::string path = from.url.substr(0, from.url.find_first_of("?#"));
  while (path.ends_with('/')) path.pop_back();
  const std::string name = path.substr(path.rfind('/') + 1);
  return name.empty() ? from.document_id : name;
}

Json ArticleOf(const indexer::Provenance& from) {
  Json article = Entity("dossier-" + from.document_id, "Article");
  const std::string title = from.title.empty() ? from.url : from.title;
  Set(article, "name", title);
  Set(article, "title", title);
  Set(article, "fileName", FileNameOf(from));
  if (!from.authors.empty()) article["properties"]["author"] = from.authors;
  Set(article, "publishedAt", from.published.substr(0, 10));
  Set(article, "publisher", indexer::ShownPublisher(from.publisher, from.url));
  if (from.url.starts_with("http")) Set(article, "sourceUrl", from.url);
  Set(article, "retrievedAt", FormatDay(UtcDayOf(from.fetched)));
  Set(article, "notes",
      "captured " + FormatRfc3339(from.fetched) + ", sha256 " + from.capture_sha256 + ", record " + from.record_id);
  return article;
}

}  // namespace

std::vector<Json> FtmEntities(const std::vector<EvidenceRow>& rows, const NameLookup& name_of) {
  std::vector<Json> entities;
  std::set<std::string> written;
  const auto add = [&](Json entity) {
    if (written.insert(entity["id"].get<std::string>()).second) entities.push_back(std::move(entity));
  };
  for (const EvidenceRow& row : rows) {
    const indexer::Provenance& from = row.passage.from;
    Json article = ArticleOf(from);
    const std::string document = article["id"];
    add(std::move(article));
    const auto name = [&](const std::string& id, const char* kind, const char* schema) {
      Json entity = Entity(std::string("dossier-") + kind + "-" + id, schema);
      const std::string entity_id = entity["id"], shown = name_of(id);
      Set(entity, "name", shown);
      add(std::move(entity));
      Json mention = Entity(document + "-mention-" + kind + "-" + id, "Mention");
      Set(mention, "document", document);
      Set(mention, "name", shown);
      Set(mention, "resolved", entity_id);
      Set(mention, "detectedSchema", schema);
      add(std::move(mention));
      Json proof = Entity("dossier-" + row.said().id + "-" + kind + "-" + id, "Documentation");
      Set(proof, "document", document);
      Set(proof, "entity", entity_id);
      Set(proof, "role", ActionsText(row));
      Set(proof, "summary", row.quotation());
      Set(proof, "recordId", row.said().id);
      Set(proof, "date", from.published.substr(0, 10));
      Set(proof, "publisher", indexer::ShownPublisher(from.publisher, from.url));
      if (from.url.starts_with("http")) Set(proof, "sourceUrl", from.url);
      add(std::move(proof));
    };
    for (const std::string& id : row.said().vendors) name(id, "vendor", "Company");
    for (const std::string& id : row.said().agencies) name(id, "agency", "PublicBody");
  }
  return entities;
}

}  // namespace dossier::query
