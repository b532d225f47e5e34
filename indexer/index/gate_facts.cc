#include "indexer/index/gate_facts.h"

#include <string_view>

#include "corpus/base/json.h"
#include "indexer/index/facts.h"
#include "indexer/index/segments.h"

namespace dossier::indexer {

namespace {

Result<std::map<std::string, uint64_t>> OutcomesIn(const Facts& facts) {
  std::map<std::string, uint64_t> outcomes;
  DOSSIER_TRY_ASSIGN(const std::string text, facts.Get(kFactOutcomes));
  if (text.empty()) return outcomes;
  DOSSIER_TRY_ASSIGN(const Json counts, ParseJson(text, "the outcomes of the index"));
  if (counts.is_object())
    for (const auto& [outcome, count] : counts.items())
      outcomes[outcome] = count.is_number_unsigned() ? count.get<uint64_t>() : 0;
  return outcomes;
}

}  // namespace

Result<std::map<std::string, uint64_t>> ReadOutcomes(const std::string& index_directory) {
  DOSSIER_TRY_ASSIGN(const PublishedIndex published, ReadStub(index_directory));
  DOSSIER_TRY_ASSIGN(const Facts facts, Facts::Open(index_directory, published.facts));
  return OutcomesIn(facts);
}

Result<GateFacts> ReadGateFacts(const std::string& index_directory) {
  DOSSIER_TRY_ASSIGN(const PublishedIndex published, ReadStub(index_directory));
  DOSSIER_TRY_ASSIGN(const Facts known, Facts::Open(index_directory, published.facts));
  GateFacts facts;
  DOSSIER_TRY_ASSIGN(facts.outcomes, OutcomesIn(known));
  const std::string_view stem = kFactGone;
  DOSSIER_CHECK(known.ForEach(kFactGone, [&](const std::string& key, const std::string& value) -> Status {
    DOSSIER_TRY_ASSIGN(const Json json, ParseJson(value, "a fact of the index"));
    facts.gone[key.substr(stem.size())] = {UtcTime{IntegerAt(json, "since")},
                                           static_cast<int>(IntegerAt(json, "status"))};
    return Ok();
  }));
  return facts;
}

}  // namespace dossier::indexer
