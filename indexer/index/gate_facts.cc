#include "indexer/index/gate_facts.h"

#include <string_view>

#include "corpus/base/json.h"
#include "indexer/index/segments.h"
#include "indexer/index/xapian_fence.h"

namespace dossier::indexer {

Result<GateFacts> ReadGateFacts(const std::string& index_directory) {
  DOSSIER_TRY_ASSIGN(const PublishedIndex published, ReadStub(index_directory));
  GateFacts facts;
  if (published.facts.empty()) return facts;
  return Fenced("cannot read the facts of the index", [&]() -> Result<GateFacts> {
    const Xapian::Database database(index_directory + "/" + published.facts);
    if (const std::string text = database.get_metadata(kFactOutcomes); !text.empty()) {
      DOSSIER_TRY_ASSIGN(const Json counts, ParseJson(text, "the outcomes of the index"));
      if (counts.is_object())
        for (const auto& [outcome, count] : counts.items())
          facts.outcomes[outcome] = count.is_number_unsigned() ? count.get<uint64_t>() : 0;
    }
    const std::string_view stem = kFactGone;
    for (auto key = database.metadata_keys_begin(kFactGone); key != database.metadata_keys_end(kFactGone); ++key) {
      DOSSIER_TRY_ASSIGN(const Json json, ParseJson(database.get_metadata(*key), "a fact of the index"));
      facts.gone[(*key).substr(stem.size())] = {UtcTime{IntegerAt(json, "since")},
                                                static_cast<int>(IntegerAt(json, "status"))};
    }
    return facts;
  });
}

}  // namespace dossier::indexer
