// How fast dates are found: megabytes of text a second on one core.
//
//   cmake --preset bench && ninja -C build dates_bench && build/tests/bench/dates_bench
#include <benchmark/benchmark.h>

#include <string>
#include <string_view>

#include "indexer/dates/dates.h"

namespace {

// News prose with as many dates as news has.
constexpr std::string_view kNews =
    "In April, the Commerce Department barred American companies from selling parts to the Chinese phone maker for "
    "seven years. "
    "The order came after officials said the company had broken a 2017 settlement over sales to two countries under "
    "sanctions. "
    "On Tuesday, the agency's director told a Senate panel that he would not advise private citizens to use the "
    "products or services "
    "of either company, and that the risk of letting them into telecommunications networks was too large to accept.\n\n"
    "The company, which has denied the accusations for more than a decade, said its devices are sold in 170 countries "
    "and have never "
    "been shown to carry a hidden function. Its shares fell 4.5 percent in Hong Kong before trading stopped, and "
    "analysts expect "
    "second-quarter results to be weaker than a year earlier. A spokesman declined to comment on the pending bill.\n\n";

// Prose without any date, which is most of a page.
constexpr std::string_view kPlain =
    "The committee members asked whether the network operators could tell which parts of their equipment were made by "
    "the vendors "
    "named in the report, and whether replacing them would be possible without a break in service for rural customers. "
    "Witnesses "
    "answered that small operators often choose the cheapest offer and have no means to inspect the software that runs "
    "inside.\n\n";

std::string Repeat(std::string_view part, size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

void Run(benchmark::State& state, const std::string& text) {
  const dossier::indexer::DateContext context{.published = "2018-08-04", .language = "en"};
  size_t found = 0;
  for (auto _ : state) found += dossier::indexer::FindDates(text, context).size();
  benchmark::DoNotOptimize(found);
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * text.size()));
}

void BM_DatesInNews(benchmark::State& state) { Run(state, Repeat(kNews, 1 << 20)); }
void BM_DatesInPlainText(benchmark::State& state) { Run(state, Repeat(kPlain, 1 << 20)); }
void BM_DatesInOneArticle(benchmark::State& state) { Run(state, Repeat(kNews, 4 << 10)); }
BENCHMARK(BM_DatesInNews)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_DatesInPlainText)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_DatesInOneArticle);

}  // namespace

BENCHMARK_MAIN();
