#include "indexer/pipeline/gate_facts.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/outcomes.h"
#include "corpus/url/url.h"
#include "indexer/index/passage.h"
#include "indexer/index/segments.h"

namespace dossier::indexer {
namespace {

struct Asked {
  std::optional<corpus::Document> document;
  std::set<std::string> addresses;
  bool gone = false;  // one of them
};

// The fact of a document of these addresses: the last that is gone stands for it; "" when none is, or when another of
// its addresses gave a page since: then the document only moved.
Result<std::string> GoneFact(const corpus::Corpus& corpus, const Asked& asked) {
  std::optional<corpus::GoneAddress> last;
  std::optional<UtcTime> there;
  for (const std::string& address : asked.addresses) {
    DOSSIER_TRY_ASSIGN(const auto answer, corpus::GoneSince(corpus, address));
    if (answer && (!last || last->since < answer->since)) last = answer;
    DOSSIER_TRY_ASSIGN(const auto seen, corpus::LastThere(corpus, address));
    there = std::max(there, seen);
  }
  if (!last) return std::string();
  DOSSIER_TRY_ASSIGN(const auto revisions, corpus.Revisions(asked.document->id));
  for (const corpus::Revision& one : revisions) there = std::max(there, std::optional(one.first_seen));
  if (there > last->since) return std::string();
  return DumpJson(Json{{"since", last->since.milliseconds}, {"status", last->status}, {"address", last->url}});
}

Status UpdateGone(const corpus::Corpus& corpus, const Facts& facts, const std::set<std::string>& addresses,
                  std::map<std::string, std::string>& entries) {
  std::map<std::string, Asked> documents;
  for (const std::string& address : addresses) {
    DOSSIER_TRY_ASSIGN(auto document, DocumentAt(corpus, address));
    if (!document) continue;
    Asked& asked = documents[DocumentIdOf(document->key)];
    asked.document = std::move(document);
    asked.addresses.insert(address);
    DOSSIER_TRY_ASSIGN(const auto gone, corpus::GoneSince(corpus, address));
    asked.gone = asked.gone || gone.has_value();
  }
  for (auto& [id, asked] : documents) {
    DOSSIER_TRY_ASSIGN(const std::string stored, facts.Get(kFactGone + id));
    if (stored.empty() && !asked.gone) continue;
    if (!stored.empty()) {
      DOSSIER_TRY_ASSIGN(const Json json, ParseJson(stored, "a fact of the index"));
      asked.addresses.insert(StringAt(json, "address"));
    }
    DOSSIER_TRY_ASSIGN(const auto all, corpus::AddressesOf(corpus, *asked.document));
    asked.addresses.insert(all.begin(), all.end());
    DOSSIER_TRY_ASSIGN(const std::string now, GoneFact(corpus, asked));
    if (now != stored) entries[kFactGone + id] = now.empty() ? std::string(kFactDropped) : now;
  }
  return Ok();
}

}  // namespace

Result<std::optional<corpus::Document>> DocumentAt(const corpus::Corpus& corpus, const std::string& address) {
  DOSSIER_TRY_ASSIGN(auto document, corpus.FindDocument(address));
  const auto url = Url::Parse(address);
  if (document || !url || !url->IsHttp()) return document;
  return corpus.FindDocument(CanonicalUrl(*url));
}

Status UpdateGateFacts(const corpus::Corpus* corpus, const Facts& facts, const std::set<std::string>& addresses,
                       const std::map<std::string, int64_t>& outcomes, std::map<std::string, std::string>& entries) {
  DOSSIER_TRY_ASSIGN(const std::string stored, facts.Get(kFactOutcomes));
  std::map<std::string, int64_t> counts = outcomes;
  if (!stored.empty()) {
    DOSSIER_TRY_ASSIGN(const Json before, ParseJson(stored, "the outcomes of the index"));
    for (const auto& [outcome, count] : before.items())
      counts[outcome] += count.is_number_unsigned() ? count.get<int64_t>() : 0;
  }
  std::erase_if(counts, [](const auto& one) { return one.second <= 0; });
  entries[kFactOutcomes] = DumpJson(Json(counts));
  return corpus ? UpdateGone(*corpus, facts, addresses, entries) : Ok();
}

}  // namespace dossier::indexer
