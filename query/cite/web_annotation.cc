#include "query/cite/web_annotation.h"

#include "query/proof/certificate.h"
#include "query/proof/selector.h"

namespace dossier::query {
namespace {

constexpr char kContext[] = "http://www.w3.org/ns/anno.jsonld";

}  // namespace

Json WebAnnotation(const EvidenceRow& row) {
  const indexer::Provenance& from = row.passage.from;
  const Selector selector = SelectorOf(row);
  Json annotation;
  annotation["@context"] = kContext;
  annotation["id"] = "urn:dossier:evidence:" + row.said().id;
  annotation["type"] = "Annotation";
  annotation["motivation"] = "identifying";
  annotation["created"] = FormatRfc3339(Now());
  annotation["generator"] = {{"id", "urn:dossier:" DOSSIER_VERSION}, {"type", "Software"}, {"name", "dossier"}};
  Json bodies = Json::array();
  for (const std::string& vendor : row.said().vendors)
    bodies.push_back({{"type", "TextualBody"}, {"purpose", "tagging"}, {"value", "vendor:" + vendor}});
  for (const auto& action : row.said().actions)
    bodies.push_back({{"type", "TextualBody"},
                      {"purpose", "tagging"},
                      {"value", std::string(indexer::ActionTypeName(action.type)) + ":" +
                                    std::string(indexer::PolarityName(action.polarity))}});
  if (!bodies.empty()) annotation["body"] = bodies;
  Json quote = {{"type", "TextQuoteSelector"},
                {"exact", selector.exact},
                {"prefix", selector.prefix},
                {"suffix", selector.suffix}};
  Json position = {{"type", "TextPositionSelector"}, {"start", selector.start}, {"end", selector.end}};
  Json target;
  target["source"] = from.url.empty() ? from.document_key : from.url;
  target["selector"] = Json::array({quote, position});
  // When the representation was captured, and which bytes it was.
  target["state"] = {{"type", "TimeState"}, {"sourceDate", FormatRfc3339(from.fetched)}, {"cached", from.record_id}};
  target["dossier:capture"] = "sha256:" + from.capture_sha256;
  target["dossier:text"] = "sha256:" + from.text_sha256;
  annotation["target"] = std::move(target);
  return annotation;
}

Json WebAnnotations(const std::vector<EvidenceRow>& rows) {
  Json items = Json::array();
  for (const EvidenceRow& row : rows) {
    Json annotation = WebAnnotation(row);
    annotation.erase("@context");  // the collection's holds for all
    items.push_back(std::move(annotation));
  }
  Json collection;
  collection["@context"] = Json::array({kContext, Json{{"dossier", "urn:dossier:"}}});
  collection["id"] = "urn:dossier:annotations";
  collection["type"] = "AnnotationCollection";
  collection["total"] = rows.size();
  collection["first"] = {
      {"id", "urn:dossier:annotations:1"}, {"type", "AnnotationPage"}, {"startIndex", 0}, {"items", items}};
  return collection;
}

}  // namespace dossier::query
