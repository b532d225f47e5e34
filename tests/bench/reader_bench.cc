// The HTML reader on real pages: pages and megabytes a second of CPU time, and each stage's share.
//
//   DOSSIER_SHARED=../shared build/tests/bench/reader_bench
//
// Pages: shared/eval/extraction/pages/<64 hex digits>.html.gz (article-extraction-benchmark), decoded in memory first;
// without them, one page made up here.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/text/charset.h"
#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/scan.h"
#include "indexer/read/html/page/tree.h"
#include "indexer/read/html/reader.h"

namespace dossier::indexer {
namespace {

std::string MadeUpPage() {
  std::string page = "<html><head><title>A page</title></head><body><main><h1>A page</h1>";
  for (int i = 0; i < 60; ++i)
    page += "<p>A paragraph that is long enough to count as text of an article, with a comma, and an end.</p>";
  return page + "<script>" + std::string(100000, 'x') + "</script></main></body></html>";
}

const std::vector<std::string>& Pages() {
  static const auto* const pages = [] {
    auto* out = new std::vector<std::string>;
    const char* shared = std::getenv("DOSSIER_SHARED");
    const auto files = ListFiles(std::string(shared != nullptr ? shared : "../shared") + "/eval/extraction/pages");
    for (const std::string& file : files ? *files : std::vector<std::string>{}) {
      const std::string name = file.substr(file.find_last_of('/') + 1);
      if (name.size() != 64 + 8 || !name.ends_with(".html.gz")) continue;
      const auto bytes = ReadFile(file);
      size_t consumed = 0;
      if (!bytes) continue;
      if (auto page = GunzipMember(*bytes, &consumed)) out->push_back(std::move(*page));
    }
    if (out->empty()) out->push_back(MadeUpPage());
    return out;
  }();
  return *pages;
}

template <class Work>
void Run(benchmark::State& state, Work work) {
  size_t bytes = 0, pages = 0;
  for (auto _ : state) {
    for (const std::string& page : Pages()) {
      work(page);
      bytes += page.size();
      ++pages;
    }
  }
  state.counters["pages/s"] = benchmark::Counter(static_cast<double>(pages), benchmark::Counter::kIsRate);
  state.counters["MB/s"] = benchmark::Counter(static_cast<double>(bytes) / 1e6, benchmark::Counter::kIsRate);
}

void Charset(benchmark::State& state) {
  Run(state,
      [](const std::string& page) { benchmark::DoNotOptimize(DecodeToUtf8(page, SniffHtmlEncoding(page, ""))); });
}
void Scan(benchmark::State& state) {
  Run(state, [](const std::string& page) { benchmark::DoNotOptimize(ScanHtml(page)); });
}
void ScanAndParse(benchmark::State& state) {
  Run(state, [](const std::string& page) { benchmark::DoNotOptimize(HtmlTree::Parse(ScanHtml(page))); });
}
void ParseWhole(benchmark::State& state) {
  Run(state, [](const std::string& page) { benchmark::DoNotOptimize(HtmlTree::Parse(KeepWholeHtml(page))); });
}
void ScanParseAndSplit(benchmark::State& state) {
  Run(state, [](const std::string& page) {
    const auto tree = HtmlTree::Parse(ScanHtml(page));
    if (tree) benchmark::DoNotOptimize(SplitBlocks(*tree));
  });
}
void ReadAll(benchmark::State& state) {
  Run(state, [](const std::string& page) {
    ReaderInput input;
    input.bytes = page;
    benchmark::DoNotOptimize(ReadHtml(input));
  });
}
BENCHMARK(Charset)->Unit(benchmark::kMillisecond);
BENCHMARK(Scan)->Unit(benchmark::kMillisecond);
BENCHMARK(ScanAndParse)->Unit(benchmark::kMillisecond);
BENCHMARK(ParseWhole)->Unit(benchmark::kMillisecond);
BENCHMARK(ScanParseAndSplit)->Unit(benchmark::kMillisecond);
BENCHMARK(ReadAll)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace dossier::indexer

BENCHMARK_MAIN();
