// How fast a text is analysed: megabytes a second on one core, the whole and its parts.
//
//   cmake --preset bench && ninja -C build analysis_bench && build/tests/bench/analysis_bench
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "indexer/dates/dates.h"
#include "indexer/names/names.h"
#include "indexer/statements/actions.h"
#include "indexer/statements/analyzer.h"
#include "indexer/statements/grammar.h"
#include "indexer/text/sentences.h"

#ifndef DOSSIER_SOURCE_DIR
#define DOSSIER_SOURCE_DIR "."
#endif

namespace {

using namespace dossier;
using namespace dossier::indexer;

// The labelled passages, three a paragraph, as articles of about 4 KB.
const std::vector<std::string>& Articles() {
  static const std::vector<std::string> articles = [] {
    std::vector<std::string> out(1);
    Result<std::string> bytes = ReadFile(DOSSIER_SOURCE_DIR "/tests/eval/passages/train.jsonl");
    int passages = 0;
    for (size_t at = 0; bytes && at < bytes->size();) {
      size_t end = std::min(bytes->find('\n', at), bytes->size());
      Result<Json> row = ParseJson(std::string_view(*bytes).substr(at, end - at), "train.jsonl");
      at = end + 1;
      if (!row) continue;
      out.back() += StringAt(*row, "text") + (++passages % 3 == 0 ? "\n\n" : " ");
      if (out.back().size() > 4096) out.emplace_back();
    }
    return out;
  }();
  return articles;
}

const std::shared_ptr<const Gazetteer>& Names() {
  static const std::shared_ptr<const Gazetteer> gazetteer = *Gazetteer::Embedded();
  return gazetteer;
}

template <class Work>
void Run(benchmark::State& state, Work work) {
  size_t bytes = 0;
  for (const std::string& article : Articles()) bytes += article.size();
  for (auto _ : state) {
    for (const std::string& article : Articles()) work(article);
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * bytes));
}

void BM_Everything(benchmark::State& state) {
  Analyzer analyzer(Names());
  AnalysisContext context{
      .published = "2020-01-15", .publisher = "", .language = "en", .title = "", .narrative = false};
  Run(state, [&](const std::string& text) {
    benchmark::DoNotOptimize(analyzer.Analyze(text, {}, context).statements.size());
  });
}

void BM_KnownNamesAndDates(benchmark::State& state) {
  AnalysisContext context{
      .published = "2020-01-15", .publisher = "", .language = "en", .title = "", .narrative = false};
  Run(state, [&](const std::string& text) {
    benchmark::DoNotOptimize(FindKnownNames(*Names(), text, {}, context).size());
    benchmark::DoNotOptimize(FindDates(text, {.published = "2020-01-15", .narrative = false, .language = "en"}).size());
  });
}

void BM_Sentences(benchmark::State& state) {
  Run(state, [](const std::string& text) {
    std::vector<SentenceRange> sentences;
    FindSentences(text, 0, text.size(), sentences);
    benchmark::DoNotOptimize(sentences.size());
  });
}

// Sentences, tokens, parts of speech and actions: what statements cost beyond names and dates.
void BM_SentencesAndActions(benchmark::State& state) {
  Run(state, [](const std::string& text) {
    std::vector<SentenceRange> sentences;
    FindSentences(text, 0, text.size(), sentences);
    Sentence sentence;
    size_t actions = 0;
    for (const SentenceRange& range : sentences) {
      ReadSentence(text, range, sentence);
      TagSentence(sentence);
      actions += FindActions(sentence).size();
    }
    benchmark::DoNotOptimize(actions);
  });
}

BENCHMARK(BM_Everything)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_KnownNamesAndDates)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Sentences)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_SentencesAndActions)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
