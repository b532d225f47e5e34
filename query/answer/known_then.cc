#include "query/answer/known_then.h"

#include <algorithm>

namespace dossier::query {
namespace {

// "csaf/1" gives "csaf".
std::string_view FormatOfReader(std::string_view reader) { return reader.substr(0, reader.find('/')); }

}  // namespace

KnownThen::KnownThen(corpus::Corpus corpus, const AsOf& as_of)
    : corpus_(std::move(corpus)), sightings_(corpus_), as_of_(as_of) {}

Result<std::unique_ptr<KnownThen>> KnownThen::Open(const std::string& corpus_directory, const AsOf& as_of) {
  DOSSIER_TRY_ASSIGN(corpus::Corpus corpus, corpus::Corpus::Open(corpus_directory, corpus::Access::kRead));
  return std::unique_ptr<KnownThen>(new KnownThen(std::move(corpus), as_of));
}

Result<const std::vector<corpus::Sighting>*> KnownThen::SightingsOf(const indexer::Provenance& from) {
  const auto known = by_document_.find(from.document_id);
  if (known != by_document_.end()) return &known->second;
  std::vector<corpus::Sighting> sightings;
  DOSSIER_TRY_ASSIGN(const auto document, corpus_.FindDocument(from.document_key));
  if (document) {
    DOSSIER_TRY_ASSIGN(sightings, sightings_.Of(document->id));
  }
  return &(by_document_[from.document_id] = std::move(sightings));
}

Result<KnownThen::State> KnownThen::Of(const indexer::Provenance& from) {
  DOSSIER_TRY_ASSIGN(const auto* sightings, SightingsOf(from));
  DOSSIER_TRY_ASSIGN(const Digest text, ParseDigest(from.text_sha256));
  State state;
  for (const corpus::Sighting& one : *sightings) {  // oldest first
    if (one.fetched > as_of_.until) break;
    if (one.texts.empty() || FormatOfReader(one.reader) != FormatOfReader(from.reader)) continue;
    state.current = one.Holds(text);
    state.seen = state.seen || state.current;
  }
  return state;
}

Result<std::optional<UtcTime>> KnownThen::FirstSeen(const indexer::Provenance& from) {
  DOSSIER_TRY_ASSIGN(const auto* sightings, SightingsOf(from));
  const auto first = std::find_if(sightings->begin(), sightings->end(),
                                  [](const corpus::Sighting& one) { return !one.texts.empty(); });
  if (first == sightings->end()) return std::optional<UtcTime>();
  return std::optional<UtcTime>(first->fetched);
}

Status KnownThen::Narrow(Coverage& coverage) const {
  coverage.as_of = as_of_.written;
  coverage.all_documents = coverage.documents;
  DOSSIER_TRY_ASSIGN(coverage.documents, corpus::RevisionsSeenBy(corpus_, as_of_.until));
  coverage.documents = std::min(coverage.documents, coverage.all_documents);
  if (coverage.last_capture) coverage.last_capture = std::min(*coverage.last_capture, as_of_.until);
  return Ok();
}

}  // namespace dossier::query
