// How fast known names are found: loading the tables, matching alone, matching with the context rules.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "indexer/gazetteer/gazetteer.h"
#include "indexer/names/names.h"

namespace dossier::indexer {
namespace {

// News prose with about one known name a sentence.
std::string Article() {
  const std::string paragraph =
      "The Commerce Department added four companies to its trade list on Tuesday, and officials said that more would "
      "follow "
      "before the end of the year. Huawei and ZTE denied that their equipment was used to spy on customers. A "
      "spokesman for "
      "the agency declined to say how the decision had been reached, but two people who were in the room described a "
      "long "
      "argument about chips, licences and the suppliers that would be hurt.\n\n";
  std::string text;
  while (text.size() < 6000) text += paragraph;
  return text;
}

void LoadTables(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Gazetteer::Embedded());
}
BENCHMARK(LoadTables)->Unit(benchmark::kMillisecond);

void Match(benchmark::State& state) {
  const auto gazetteer = *Gazetteer::Embedded();
  const std::string text = Article();
  for (auto _ : state) benchmark::DoNotOptimize(gazetteer->Match(text));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * text.size()));
}
BENCHMARK(Match);

void FindNames(benchmark::State& state) {
  const auto gazetteer = *Gazetteer::Embedded();
  const std::string text = Article();
  AnalysisContext context;
  context.published = "2019-05-21";
  for (auto _ : state) benchmark::DoNotOptimize(FindKnownNames(*gazetteer, text, {}, context));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * text.size()));
}
BENCHMARK(FindNames);

}  // namespace
}  // namespace dossier::indexer

BENCHMARK_MAIN();
