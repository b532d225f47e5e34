// A small corpus of pages of a test's own, indexed, and questions to it; and rows made by hand.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "corpus/base/file.h"
#include "corpus/corpus.h"
#include "indexer/pipeline/indexer.h"
#include "query/answer/engine.h"
#include "tests/support/temp_dir.h"

namespace dossier::testing {

inline std::string ArticleHtml(const std::string& title, const std::string& day,
                               const std::vector<std::string>& paragraphs) {
  std::string html = "<!DOCTYPE html><html lang=\"en\"><head><title>" + title +
                     "</title><meta property=\"og:type\" content=\"article\"><meta property=\"article:published_time\" "
                     "content=\"" +
                     day + "T12:00:00Z\"></head><body><article><h1>" + title + "</h1>";
  for (const std::string& paragraph : paragraphs) html += "<p>" + paragraph + "</p>";
  return html + "</article></body></html>";
}

// Twenty bytes of each file of a corpus's archive become others.
inline void DamageArchive(const std::string& corpus_directory) {
  for (const auto& file : std::filesystem::directory_iterator(corpus_directory + "/archive")) {
    auto bytes = ReadFile(file.path().string());
    ASSERT_TRUE(bytes);
    for (size_t i = bytes->size() / 3; i < bytes->size() / 3 + 20; ++i)
      (*bytes)[i] = static_cast<char>((*bytes)[i] ^ 0x55);
    ASSERT_TRUE(WriteFileAtomically(file.path().string(), *bytes));
  }
}

class AnswersTest : public ::testing::Test {
 protected:
  void AddPage(const std::string& url, const std::string& html,
               corpus::Source source = {"example", "Example Times", "news", "en"}) {
    auto corpus = corpus::Corpus::Open(dir_, corpus::Access::kArchive, corpus::Create::kIfMissing);
    ASSERT_TRUE(corpus) << corpus.error().message;
    corpus::NewCapture capture;
    capture.url = url;
    capture.fetched = *ParseRfc3339("2026-09-20T08:00:00Z");
    capture.http_status = 200;
    capture.request_head = "GET / HTTP/1.1\r\nHost: example.org";
    capture.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";
    capture.body = html;
    capture.content_type = "text/html; charset=utf-8";
    capture.source = std::move(source);
    ASSERT_TRUE(corpus->Append(capture));
    ASSERT_TRUE(corpus->Flush());
  }
  void Index() {
    auto corpus = corpus::Corpus::Open(dir_, corpus::Access::kIndex);
    ASSERT_TRUE(corpus) << corpus.error().message;
    indexer::IndexOptions options;
    options.jobs = 1;
    const auto report = indexer::IndexAll(*corpus, options);
    ASSERT_TRUE(report) << report.error().message;
  }
  query::Engine OpenEngine() {
    auto engine = query::Engine::Open(dir_);
    EXPECT_TRUE(engine) << engine.error().message;
    return std::move(*engine);
  }
  corpus::Corpus OpenCorpus() {
    auto corpus = corpus::Corpus::Open(dir_, corpus::Access::kRead);
    EXPECT_TRUE(corpus) << corpus.error().message;
    return std::move(*corpus);
  }
  std::vector<query::EvidenceRow> Ask(const std::string& text) {
    const query::Engine engine = OpenEngine();
    auto answer = engine.Evidence(*query::ParseQuery(text), {});
    EXPECT_TRUE(answer) << answer.error().message;
    return answer ? std::move(answer->rows) : std::vector<query::EvidenceRow>();
  }

  TempDir temp_;
  std::string dir_ = temp_ / "c";
};

// A page of three sentences; the quotation of ZTE stands behind characters of several bytes.
inline const std::vector<std::string> kThreeSentences = {
    "Caf\xC3\xA9s \xE2\x80\x93 and hotels \xE2\x80\x93 near the port were searched by the police twice last week, "
    "owners "
    "said.",
    "The Commerce Department banned American companies from selling parts to ZTE on Monday, officials said.",
    "The Federal Bureau of Investigation warned that Huawei phones could be used to spy on users abroad."};

// A row that quotes `quotation` out of before + quotation + after, as the index would give it.
inline query::EvidenceRow RowOf(const std::string& before, const std::string& quotation, const std::string& after) {
  query::EvidenceRow row;
  row.passage.text = before + quotation + after;
  indexer::IndexedStatement said;
  said.begin = before.size();
  said.end = before.size() + quotation.size();
  row.passage.statements.push_back(said);
  return row;
}

}  // namespace dossier::testing
