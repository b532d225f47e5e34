// Files of a corpus that people edit: dossier.toml, a basket, decisions about names. Any bytes are read or refused.
#include <cstdint>

#include "corpus/name_decisions.h"
#include "crawler/sources.h"
#include "query/proof/basket.h"
#include "tests/fuzz/input_file.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const auto sources = crawler::LoadSources(testing::WriteInput("dossier.toml", data, size));
  if (sources) DOSSIER_PROPERTY(sources->sources.size() <= size);
  const auto basket = query::LoadBasket(testing::WriteInput("baskets/x.json", data, size), "x");
  if (basket) DOSSIER_PROPERTY(basket->name == "x" && basket->items.size() <= size);
  const auto decisions = corpus::ReadNameDecisions(testing::WriteInput("names.jsonl", data, size));
  if (decisions) DOSSIER_PROPERTY(decisions->size() <= size);
  return 0;
}
