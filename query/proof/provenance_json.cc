#include "query/proof/provenance_json.h"

namespace dossier::query {
namespace {

Json OrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

std::string LocatorOf(const indexer::Passage& passage) {
  if (!passage.pointer.empty()) return passage.pointer;
  const std::string paragraph = "paragraph " + std::to_string(passage.ordinal);
  return passage.page ? "page " + std::to_string(passage.page) + ", " + paragraph : paragraph;
}

Json DocumentJson(const EvidenceRow& row) {
  const indexer::Provenance& from = row.passage.from;
  Json json;
  json["id"] = from.document_id;
  json["title"] = from.title;
  json["publisher"] = from.publisher;
  json["source_kind"] = from.source_kind;
  json["author"] = from.authors;
  json["published"] = OrNull(from.published);
  json["updated"] = OrNull(from.updated);
  json["url"] = from.url;
  json["revision"] = from.revision;
  json["superseded"] = row.superseded;
  return json;
}

Json CaptureJson(const indexer::Provenance& from) {
  Json json;
  json["sha256"] = from.capture_sha256;
  json["fetched"] = FormatRfc3339(from.fetched);
  json["warc"] = from.warc;
  json["offset"] = from.warc_offset;
  json["length"] = from.warc_length;
  json["record_id"] = from.record_id;
  return json;
}

Json SelectorJson(const Selector& selector) {
  return {{"exact", selector.exact},
          {"prefix", selector.prefix},
          {"suffix", selector.suffix},
          {"start", selector.start},
          {"end", selector.end}};
}

}  // namespace dossier::query
