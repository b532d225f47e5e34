// Latency of evidence and search over a generated corpus: DOSSIER_BENCH_DOCUMENTS documents (default 20,000) of ten
// passages, written straight into an index. Reports p50 and p95 in milliseconds, by the clock and by processor time (a
// shared machine changes the first only), without verification. DOSSIER_BENCH_DIRECTORY keeps the index for later runs;
// DOSSIER_BENCH_EACH=1 prints the median of each question.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "corpus/base/file.h"
#include "indexer/index/segments.h"
#include "indexer/index/writer.h"
#include "indexer/pipeline/late_facts.h"
#include "query/answer/engine.h"
#include "tests/support/temp_dir.h"

namespace {

using namespace dossier;
using namespace dossier::indexer;

constexpr const char* kVendors[] = {"huawei",  "zte",   "kaspersky", "hikvision",
                                    "siemens", "cisco", "microsoft", "dahua"};
constexpr const char* kAgencies[] = {"fbi", "cisa", "us-department-of-commerce", "fcc", "nsa"};

// Words by a Zipf-like law, so that some are in most passages and most are rare.
std::string Words(std::mt19937& random, size_t count) {
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    const double u = std::uniform_real_distribution<>(1e-5, 1)(random);
    text += fmt::format("{}w{}", i ? " " : "", static_cast<int>(1 / (u + 1e-5)));
  }
  return text;
}

NewPassage MakePassage(std::mt19937& random, const Provenance& from, int ordinal) {
  NewPassage passage;
  passage.ordinal = passage.block = ordinal;
  passage.kind = "paragraph";
  passage.text = Words(random, 60) + ". ";
  if (random() % 3 == 0) {
    IndexedStatement said;
    said.begin = passage.text.size();
    // The first vendors are named far more often than the last.
    const char* vendor = kVendors[std::min(random() % 8, random() % 8)];
    passage.text += fmt::format("The agency warned about {} on day {}.", vendor, random() % 100000);
    said.end = passage.text.size();
    said.vendors = {vendor};
    said.agencies = {kAgencies[random() % 5]};
    Action action;
    action.type = static_cast<ActionType>(random() % 14);
    said.actions = {action};
    said.id = EvidenceIdOf(from.document_key, said.text_of(passage.text));
    passage.statements.push_back(said);
  }
  return passage;
}

Status BuildIndex(const std::string& directory, int documents) {
  DOSSIER_CHECK(MakeDirectories(directory));
  std::mt19937 random(5);
  std::vector<std::string> parts;
  Touched touched;
  for (int first = 0; first < documents; first += 200) {
    parts.push_back(fmt::format("{}/tmp-{}", directory, first));
    DOSSIER_TRY_ASSIGN(IndexWriter writer, IndexWriter::Create(parts.back()));
    for (int i = first; i < std::min(documents, first + 200); ++i) {
      Provenance from;
      from.document_key = fmt::format("https://news{}.example/{}", i % 50, i);
      from.document_id = DocumentIdOf(from.document_key);
      from.url = from.capture_url = from.document_key;
      from.kind = i % 4 ? "article" : "advisory";
      from.source_kind = i % 4 ? "news" : "agency";
      from.publisher = fmt::format("News {}", i % 50);
      from.title = Words(random, 8);
      from.language = "en";
      from.published = FormatDay(DayFromEpoch(16000 + static_cast<int64_t>(random() % 4000)));
      from.capture_sha256 = from.text_sha256 = std::string(64, 'a');
      std::vector<NewPassage> passages;
      for (int p = 1; p <= 10; ++p) passages.push_back(MakePassage(random, from, p));
      DocumentRecord record;
      record.from = from;
      touched.documents.insert(from.document_id);
      DOSSIER_CHECK(writer.Add(record, passages));
    }
    DOSSIER_CHECK(writer.Commit());
  }
  DOSSIER_CHECK(MergeDatabases(parts, directory + "/seg-000001", {}));
  FactsWork work;
  DOSSIER_TRY_ASSIGN(const auto facts, UpdateFacts(nullptr, directory, {}, "seg-000001", touched, work));
  return Publish(directory, {facts, {"seg-000001"}});
}

const std::string& CorpusDirectory() {
  static testing::TempDir directory;
  static const std::string path = [] {
    const char* wanted = std::getenv("DOSSIER_BENCH_DOCUMENTS");
    const char* kept = std::getenv("DOSSIER_BENCH_DIRECTORY");
    const std::string place = kept ? kept : directory.path();
    if (std::filesystem::exists(place + "/index")) return place;
    const Status built = BuildIndex(place + "/index", wanted ? std::atoi(wanted) : 20000);
    if (!built) std::abort();
    return place;
  }();
  return path;
}

double ProcessorMs() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double Part(std::vector<double>& times, size_t percent) {
  std::sort(times.begin(), times.end());
  return times.empty() ? 0 : times[times.size() * percent / 100];
}

template <class Ask>
void Measure(benchmark::State& state, const std::vector<std::string>& questions, Ask ask) {
  auto engine = query::Engine::Open(CorpusDirectory());
  if (!engine) return state.SkipWithError(engine.error().message.c_str());
  std::vector<double> times, processor;
  std::vector<std::vector<double>> of_question(questions.size());
  size_t next = 0, rows = 0;
  for (auto _ : state) {
    const size_t number = next++ % questions.size();
    const auto query = query::ParseQuery(questions[number]);
    const auto start = std::chrono::steady_clock::now();
    const double processor_start = ProcessorMs();
    rows += ask(*engine, *query);
    processor.push_back(ProcessorMs() - processor_start);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    of_question[number].push_back(processor.back());
  }
  if (std::getenv("DOSSIER_BENCH_EACH"))
    for (size_t i = 0; i < questions.size(); ++i)
      fmt::print("{:8.2f} ms  {}\n", Part(of_question[i], 50), questions[i]);
  state.counters["p50_ms"] = Part(times, 50);
  state.counters["p95_ms"] = Part(times, 95);
  state.counters["cpu_p50_ms"] = Part(processor, 50);
  state.counters["cpu_p95_ms"] = Part(processor, 95);
  state.counters["rows"] = static_cast<double>(rows) / static_cast<double>(times.size());
}

void Evidence(benchmark::State& state) {
  Measure(state,
          {"vendor:huawei", "vendor:zte agency:fbi", "vendor:kaspersky action:ban", "vendor:huawei published:2018",
           "vendor:siemens agency:cisa action:warning", "vendor:dahua source:news7.example", "vendor:huawei w40"},
          [](const query::Engine& engine, const query::Query& query) {
            query::EvidenceOptions options;
            options.limit = 20;
            const auto answer = engine.Evidence(query, options);
            return answer ? answer->rows.size() : 0;
          });
}

void Search(benchmark::State& state) {
  Measure(
      state,
      {"w3", "w40 w7", "w900", "\"w2 w3\"", "vendor:huawei w15", "w5 published:2016", "w12 OR w700", "w3 NEAR/5 w9"},
      [](const query::Engine& engine, const query::Query& query) {
        const auto answer = engine.Search(query, 20);
        return answer ? answer->rows.size() : 0;
      });
}

BENCHMARK(Evidence)->Iterations(140)->Unit(benchmark::kMillisecond);
BENCHMARK(Search)->Iterations(160)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
