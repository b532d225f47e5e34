// The evidence store: appending captures in groups, reading them back, checking. Pages are synthetic, about 30 KB, and
// compress about as news pages do; `pages/s` is captures with request, metadata, digests, fsync and rows.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <random>

#include "corpus/base/compress.h"
#include "corpus/corpus.h"
#include "corpus/corpus_impl.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;

std::string SyntheticPage(uint64_t seed, size_t bytes) {
  static const std::vector<std::string> words = [] {
    std::mt19937_64 random(1);
    std::vector<std::string> made;
    for (int i = 0; i < 3000; ++i) {
      std::string word;
      for (size_t length = 2 + random() % 9; length > 0; --length) word += static_cast<char>('a' + random() % 26);
      made.push_back(std::move(word));
    }
    return made;
  }();
  std::mt19937_64 random(seed);
  std::string page = "<!DOCTYPE html><html><head><title>Report</title></head><body>";
  while (page.size() < bytes) {
    page += "<div class=\"article-paragraph\"><p>";
    for (int i = 0; i < 40; ++i) {
      // Squared, so that some words are much commoner than others.
      const double part = static_cast<double>(random() % 100000) / 100000.0;
      page += words[static_cast<size_t>(part * part * 2999)] + " ";
    }
    page += "</p></div>\n";
  }
  return page;
}

NewCapture Page(uint64_t number, std::string body) {
  NewCapture capture;
  capture.url = "https://example.org/2018/08/04/report-number-" + std::to_string(number) + "/";
  capture.fetched = UtcTime{1533401340000 + static_cast<int64_t>(number)};
  capture.http_status = 200;
  capture.request_head =
      "GET /2018/08/04/report HTTP/1.1\r\nHost: example.org\r\nUser-Agent: dossier\r\nAccept: */*\r\n";
  capture.response_head =
      "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"5b65d0a4-7530\"\r\n"
      "Last-Modified: Sat, 04 Aug 2018 16:49:00 GMT\r\nContent-Length: 30000";
  capture.body = std::move(body);
  capture.content_type = "text/html; charset=utf-8";
  capture.ip = "192.0.2.1";
  capture.metadata = Json{{"fetchTimeMs", 12}, {"robots", "allowed"}};
  capture.source = {"example", "Example", "news", "en"};
  return capture;
}

// range(0): bytes a page; range(1): captures a group.
void BM_Append(benchmark::State& state) {
  std::vector<std::string> bodies;
  for (uint64_t i = 0; i < 100; ++i) bodies.push_back(SyntheticPage(i, static_cast<size_t>(state.range(0))));
  TempDir dir;
  auto corpus = Corpus::Open(dir / "c", Access::kArchive, Create::kIfMissing);
  if (!corpus) return state.SkipWithError(corpus.error().message.c_str());
  corpus->impl().group_items = static_cast<size_t>(state.range(1));
  uint64_t number = 0, bytes = 0;
  for (auto _ : state) {
    NewCapture capture = Page(number, bodies[number % bodies.size()] + std::to_string(number));
    bytes += capture.body.size();
    ++number;
    if (auto appended = corpus->Append(capture); !appended)
      return state.SkipWithError(appended.error().message.c_str());
  }
  if (auto flushed = corpus->Flush(); !flushed) return state.SkipWithError(flushed.error().message.c_str());
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
  state.SetItemsProcessed(static_cast<int64_t>(number));
}
BENCHMARK(BM_Append)->Args({30000, 100})->Args({30000, 10})->Args({30000, 1})->Args({140000, 100});

struct Filled {
  TempDir dir;
  std::optional<Corpus> corpus;
  explicit Filled(uint64_t pages, size_t bytes) {
    {
      auto writer = Corpus::Open(dir / "c", Access::kArchive, Create::kIfMissing);
      for (uint64_t i = 0; i < pages; ++i) {
        if (!writer->Append(Page(i, SyntheticPage(i, bytes)))) return;
      }
      if (!writer->Flush()) return;
    }
    auto reader = Corpus::Open(dir / "c", Access::kRead);
    if (reader) corpus.emplace(*std::move(reader));
  }
};

void BM_Check(benchmark::State& state) {
  Filled filled(3000, 30000);
  if (!filled.corpus) return state.SkipWithError("no corpus");
  uint64_t bytes = 0;
  for (auto _ : state) {
    const auto report = filled.corpus->Check({});
    if (!report || !report->damage.empty()) return state.SkipWithError("damaged");
    bytes += report->bytes;
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));  // decompressed
}
BENCHMARK(BM_Check)->Unit(benchmark::kMillisecond);

void BM_ReadPayload(benchmark::State& state) {
  Filled filled(1000, 30000);
  if (!filled.corpus) return state.SkipWithError("no corpus");
  uint64_t number = 0, bytes = 0;
  for (auto _ : state) {
    const auto payload = filled.corpus->ReadPayload(CaptureId{static_cast<int64_t>(number++ * 617 % 1000) + 1});
    if (!payload) return state.SkipWithError(payload.error().message.c_str());
    bytes += payload->body.size();
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
  state.SetItemsProcessed(static_cast<int64_t>(number));
}
BENCHMARK(BM_ReadPayload);

// range(0): the level of GzipMember (1: ISA-L, 6: libdeflate).
void BM_GzipMember(benchmark::State& state) {
  const std::string page = SyntheticPage(1, 30000);
  size_t packed = 0;
  for (auto _ : state) packed = GzipMember(page, static_cast<int>(state.range(0))).size();
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * page.size()));
  state.counters["ratio"] = static_cast<double>(page.size()) / static_cast<double>(packed);
}
BENCHMARK(BM_GzipMember)->Arg(1)->Arg(6);

}  // namespace
}  // namespace dossier::corpus

BENCHMARK_MAIN();
