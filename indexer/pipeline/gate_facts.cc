#include "indexer/pipeline/gate_facts.h"

#include <algorithm>

#include "corpus/base/json.h"
#include "corpus/base/url.h"
#include "corpus/outcomes.h"
#include "indexer/index/passage.h"
#include "indexer/index/segments.h"

namespace dossier::indexer {
namespace {

// The document that an address stands for.
Result<std::optional<corpus::Document>> DocumentAt(const corpus::Corpus& corpus, const std::string& address) {
  DOSSIER_TRY_ASSIGN(auto document, corpus.FindDocument(address));
  const auto url = Url::Parse(address);
  if (document || !url || !url->IsHttp()) return document;
  return corpus.FindDocument(CanonicalUrl(*url));
}

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> MakeGateFacts(
    const corpus::Corpus& corpus, const std::map<std::string, uint64_t>& outcomes) {
  std::vector<std::pair<std::string, std::string>> facts;
  Json counts = Json::object();
  for (const auto& [outcome, count] : outcomes) counts[outcome] = count;
  facts.emplace_back(kFactOutcomes, DumpJson(counts));
  DOSSIER_TRY_ASSIGN(const std::vector<corpus::GoneAddress> gone, corpus::GoneAddresses(corpus));
  for (const corpus::GoneAddress& answer : gone) {
    DOSSIER_TRY_ASSIGN(const auto document, DocumentAt(corpus, answer.url));
    if (!document) continue;
    // A document of several addresses is not gone while another one still gave its text.
    DOSSIER_TRY_ASSIGN(const auto revisions, corpus.Revisions(document->id));
    const bool there = std::any_of(revisions.begin(), revisions.end(),
                                   [&](const corpus::Revision& one) { return one.first_seen > answer.since; });
    if (there) continue;
    facts.emplace_back(kFactGone + DocumentIdOf(document->key),
                       DumpJson(Json{{"since", answer.since.milliseconds}, {"status", answer.status}}));
  }
  return facts;
}

}  // namespace dossier::indexer
