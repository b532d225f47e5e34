#include "indexer/pipeline/indexer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <vector>

#include "corpus/forms/pdf_text.h"
#include "indexer/index/gate_facts.h"
#include "indexer/index/reader.h"
#include "tests/support/made_pdf.h"
#include "tests/support/temp_dir.h"

namespace dossier::indexer {
namespace {

using corpus::Access;
using corpus::Capture;
using corpus::Corpus;
using corpus::Create;
using corpus::NewCapture;

// An article of its own: pages that are alike would be copies of one text.
std::string Article(int number) {
  std::string body = fmt::format(
      "<html><head><title>Report {0} on a recall</title></head><body><article><h1>Report {0} on a recall</h1>", number);
  for (int i = 0; i < 4; ++i)
    body += fmt::format(
        "<p>The FBI warned in report {0}, part {1}, that routers made by Huawei in workshop {2} should be replaced "
        "before the winter of the year, and that owners of device {3} will be told by letter.</p>",
        number, i, number * 7 + i, number * 31 + i * 5);
  return body + "</article></body></html>";
}

void Append(Corpus& corpus, int number, std::string body) {
  NewCapture capture;
  capture.url = fmt::format("https://news.example.org/story-{}", number);
  capture.fetched = ParseRfc3339("2021-09-15T10:00:00Z").value();
  capture.http_status = 200;
  capture.request_head = "GET / HTTP/1.1";
  capture.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
  capture.body = std::move(body);
  capture.content_type = "text/html";
  EXPECT_TRUE(corpus.Append(std::move(capture)));
}

Corpus Filled(const std::string& directory, int pages) {
  auto corpus = Corpus::Open(directory, Access::kArchive, Create::kIfMissing, "crawl");
  EXPECT_TRUE(corpus);
  for (int i = 1; i <= pages; ++i) Append(*corpus, i, Article(i));
  EXPECT_TRUE(corpus->Flush());
  return std::move(*corpus);
}

void Add(const std::string& directory, int number, std::string body) {
  auto corpus = Corpus::Open(directory, Access::kArchive, Create::kNever, "crawl");
  ASSERT_TRUE(corpus);
  Append(*corpus, number, std::move(body));
  ASSERT_TRUE(corpus->Flush());
}

IndexReport Index(const std::string& directory, const IndexOptions& options) {
  auto corpus = Corpus::Open(directory, Access::kIndex);
  EXPECT_TRUE(corpus);
  auto report = IndexAll(*corpus, options);
  EXPECT_TRUE(report) << report.error().message;
  return report ? std::move(*report) : IndexReport{};
}

// Under the sanitizers a page takes some thirty times as long, above all the first one of a process.
#if defined(__SANITIZE_ADDRESS__)
constexpr int kSeconds = 4, kHarmful = 2;
#else
constexpr int kSeconds = 1, kHarmful = 10;
#endif

// What the page of a capture does to its reader.
enum class Harm { kNone, kCrash, kEndless, kMemory, kThrow };
Harm HarmOf(const std::string& url, int every) {
  const int number = std::atoi(url.substr(url.rfind('-') + 1).c_str());
  const int kind = number % every;
  return kind == 1 ? Harm::kCrash : kind == 2 ? Harm::kEndless : kind == 3 ? Harm::kMemory : Harm::kNone;
}

void Do(Harm harm) {
  switch (harm) {
    case Harm::kNone:
      return;
    case Harm::kCrash:
      std::abort();
    case Harm::kEndless:
      for (std::atomic<unsigned> turns = 0;; ++turns) {
      }
    case Harm::kMemory: {
#if defined(__SANITIZE_ADDRESS__)
      throw std::bad_alloc();
#endif
      std::vector<std::unique_ptr<std::vector<char>>> eaten;
      while (true) eaten.push_back(std::make_unique<std::vector<char>>(1 << 22, 'x'));
    }
    case Harm::kThrow:
      throw std::out_of_range("no such byte");
  }
}

IndexOptions Harmful(int every) {
  IndexOptions options;
  options.jobs = 2;
  options.limits.processor_seconds = kSeconds;
  options.limits.memory = uint64_t{400} << 20;
  options.before_reading = [every](const corpus::StoredRecords& records) { Do(HarmOf(records.capture.url, every)); };
  return options;
}

TEST(IndexAll, WhenPagesCrashOrNeverEndOrEatMemory_ThenEachIsLeftAsideAndAllOthersAreIndexed) {
  testing::TempDir directory;
  constexpr int kEvery = 103, kPages = kHarmful * kEvery;  // so many of each kind
  Filled(directory.path() + "/c", kPages);
  const IndexReport report = Index(directory.path() + "/c", Harmful(kEvery));
  EXPECT_EQ(report.captures, static_cast<uint64_t>(kPages));
  EXPECT_EQ(report.documents, static_cast<uint64_t>(kPages - 3 * kHarmful));
  ASSERT_EQ(report.abandoned.size(), size_t{3} * kHarmful);
  size_t crashed = 0, endless = 0, eaters = 0;
  for (const corpus::AbandonedCapture& one : report.abandoned) {
    const Harm harm = HarmOf(one.url, kEvery);
    EXPECT_NE(harm, Harm::kNone) << one.url;
    crashed += harm == Harm::kCrash && one.reason == "the reader crashed (SIGABRT)";
    endless += harm == Harm::kEndless && one.reason == fmt::format("reading takes more than {} s", kSeconds);
    eaters += harm == Harm::kMemory && one.reason == "reading takes more than 400 MB of memory";
  }
  EXPECT_EQ(crashed, size_t{kHarmful});
  EXPECT_EQ(endless, size_t{kHarmful});
  EXPECT_EQ(eaters, size_t{kHarmful});
}

TEST(IndexAll, WhenACaptureWasLeftAside_ThenItIsNamedAndNotTriedAgainBeforeAllIsMadeAgain) {
  testing::TempDir directory;
  const std::string path = directory.path() + "/c";
  Filled(path, 5);
  IndexOptions options;
  options.before_reading = [](const corpus::StoredRecords& records) {
    if (records.capture.url.ends_with("-3")) Do(Harm::kCrash);
    if (records.capture.url.ends_with("-4")) Do(Harm::kThrow);
  };
  EXPECT_EQ(Index(path, options).abandoned.size(), 2u);
  {
    auto corpus = Corpus::Open(path, Access::kRead);
    ASSERT_TRUE(corpus);
    const auto named = AbandonedCaptures(*corpus);
    ASSERT_TRUE(named);
    ASSERT_EQ(named->size(), 2u);
    EXPECT_EQ((*named)[0].capture, corpus::CaptureId{3});
    EXPECT_EQ((*named)[0].reason, "the reader crashed (SIGABRT)");
    EXPECT_EQ((*named)[1].reason, "the reader failed: no such byte");
  }
  options.before_reading = [](const corpus::StoredRecords&) { Do(Harm::kCrash); };
  const IndexReport second = Index(path, options);
  EXPECT_EQ(second.captures, 0u);
  EXPECT_EQ(second.total_documents, 3u);
  IndexOptions again;
  again.rebuild = true;
  const IndexReport third = Index(path, again);
  EXPECT_EQ(third.documents, 5u);
  EXPECT_TRUE(third.abandoned.empty());
  auto corpus = Corpus::Open(path, Access::kRead);
  EXPECT_TRUE(AbandonedCaptures(*corpus)->empty());
}

TEST(IndexAll, WhenPagesComeOneByOne_ThenTheIndexIsThatOfOneRun) {
  testing::TempDir directory;
  const std::string path = directory.path() + "/c";
  IndexOptions options;
  for (int pages : {1, 2, 1}) {
    auto corpus = Corpus::Open(path, Access::kArchive, Create::kIfMissing, "crawl");
    ASSERT_TRUE(corpus);
    for (int i = 0; i < pages; ++i) {
      static int number = 0;
      NewCapture capture;
      capture.kind = corpus::CaptureKind::kResource;
      capture.url = fmt::format("https://news.example.org/single-{}", ++number);
      capture.fetched = ParseRfc3339("2021-09-15T10:00:00Z").value();
      capture.body = Article(number);
      capture.content_type = "text/html";
      ASSERT_TRUE(corpus->Append(std::move(capture)));
    }
    ASSERT_TRUE(corpus->Flush());
    *corpus = std::move(*Corpus::Open(path, Access::kRead));
    EXPECT_EQ(Index(path, options).captures, static_cast<uint64_t>(pages));
  }
  EXPECT_EQ(Index(path, options).total_documents, 4u);
  const auto index = IndexReader::Open(path + "/index");
  ASSERT_TRUE(index);
  const auto hits = index->Find(Expression::All(), {});
  ASSERT_TRUE(hits);
  EXPECT_GE(hits->hits.size(), 16u);
  for (const Hit& hit : hits->hits) {
    const auto passage = index->Fetch(hit.id);
    ASSERT_TRUE(passage) << passage.error().message;
    // The record belongs to the passage, whichever segment it is in.
    const std::string number = passage->from.url.substr(passage->from.url.rfind('-') + 1);
    EXPECT_NE(passage->text.find("report " + number + ","), std::string::npos) << passage->from.url;
  }
}

// A page that shares no words with others.
std::string Unlike(int number) {
  std::string body = fmt::format("<html><title>Story {}</title><article><p>The FBI warned about Huawei. ", number);
  for (int i = 0; i < 90; ++i) body += fmt::format("w{} ", (number * 7919 + i * 104729) % 1000003);
  return body + "so it ends.</p></article></html>";
}

TEST(IndexAll, WhenOneMorePageComes_ThenItTakesTheSameWorkWhateverIsThere) {
  std::vector<FactsWork> works;
  for (int pages : {6, 30}) {
    testing::TempDir directory;
    const std::string path = directory.path() + "/c";
    Filled(path, 0);
    for (int i = 1; i <= pages; ++i) Add(path, i, Unlike(i));
    Index(path, {});
    Add(path, 3, Unlike(3));  // once more: the same text at the same address
    EXPECT_EQ(Index(path, {}).unchanged, 1u);
    Add(path, 1000, Unlike(1000));
    works.push_back(Index(path, {}).work);
    const FactsWork nothing = Index(path, {}).work;
    EXPECT_EQ(nothing.records_read, 0u);
    EXPECT_EQ(nothing.facts_written, 0u);
  }
  EXPECT_EQ(works[0].records_read, works[1].records_read);
  EXPECT_EQ(works[0].facts_written, works[1].facts_written);
}

// Of how many captures the published index knows what became of them.
uint64_t CountedOutcomes(const std::string& path) {
  uint64_t count = 0;
  const auto outcomes = ReadOutcomes(path + "/index");
  if (outcomes)
    for (const auto& [outcome, captures] : *outcomes) count += captures;
  return count;
}

NewCapture Fetched(std::string url, const char* day, std::string body, const char* type = "text/html",
                   int status = 200) {
  NewCapture capture;
  capture.url = std::move(url);
  capture.fetched = ParseRfc3339(std::string(day) + "T10:00:00Z").value();
  capture.http_status = status;
  capture.response_head = fmt::format("HTTP/1.1 {} Said\r\nContent-Type: {}", status, type);
  capture.content_type = type;
  capture.body = std::move(body);
  return capture;
}

void AddCapture(const std::string& path, NewCapture capture) {
  auto corpus = Corpus::Open(path, Access::kArchive, Create::kIfMissing, "crawl");
  ASSERT_TRUE(corpus);
  ASSERT_TRUE(corpus->Append(std::move(capture)));
  ASSERT_TRUE(corpus->Flush());
}

// By program, those of the newest revision of the entry "7" first.
std::string NewestProgram(const std::string& path) {
  const auto index = IndexReader::Open(path + "/index");
  EXPECT_TRUE(index);
  std::string newest;
  int revision = 0;
  if (!index) return newest;
  const auto hits = index->Find(Expression::All(), {});
  for (const Hit& hit : hits->hits) {
    const auto passage = index->Fetch(hit.id);
    if (!passage || !passage->from.document_key.ends_with("/7")) continue;
    if (passage->from.revision <= revision) continue;
    revision = passage->from.revision;
    newest = passage->text.find("PORT") != std::string::npos ? "PORT" : "QUAY";
  }
  return newest;
}

// Day by day, or all of them in one run.
TEST(IndexAll, WhenAnEntryOfAListGoesBackToAnEarlierText_ThenThatIsTheNewestUntilItGoesForth) {
  const std::string days = "PQPPQ";
  for (const bool daily : {true, false}) {
    testing::TempDir directory;
    const std::string path = directory.path() + "/c";
    for (size_t day = 0; day < days.size(); ++day) {
      const std::string program = days[day] == 'P' ? "PORT" : "QUAY";
      AddCapture(path, Fetched("https://list.example/parties.csv", fmt::format("2021-09-1{}", day).c_str(),
                               "source,entity_number,programs,name\nHarbour List (HL) - O,7," + program +
                                   ",Norvane Ltd\nHarbour List (HL) - O,8," + fmt::format("DAY{}", day) +
                                   ",Quillon Ltd\nHarbour List (HL) - O,9,OLD,Tessel Ltd\n",
                               "text/csv"));
      if (!daily) continue;
      Index(path, {});
      EXPECT_EQ(NewestProgram(path), program) << day;
    }
    Index(path, {});
    EXPECT_EQ(NewestProgram(path), "QUAY") << daily;
  }
}

TEST(IndexAll, WhenOneOfTwoAddressesIsGone_ThenTheDocumentIsThereAsLongAsTheOtherGivesIt) {
  testing::TempDir directory;
  const std::string path = directory.path() + "/c";
  const std::string key = "https://news.example.org/story-1", other = "https://news.example.org/print/story-1";
  std::string page = Article(1);
  page.insert(page.find("<title>"), "<link rel=canonical href=\"" + key + "\">");
  AddCapture(path, Fetched(key, "2021-09-10", page));
  AddCapture(path, Fetched(other, "2021-09-11", page));
  AddCapture(path, Fetched(key, "2021-09-12", "gone", "text/html", 404));
  AddCapture(path, Fetched(other, "2021-09-13", page));
  Index(path, {});
  const auto gone = [&] {
    const auto facts = ReadGateFacts(path + "/index");
    EXPECT_TRUE(facts);
    return facts ? facts->gone.size() : 99;
  };
  EXPECT_EQ(gone(), 0u);
  AddCapture(path, Fetched(other, "2021-09-14", "gone", "text/html", 404));
  Index(path, {});
  EXPECT_EQ(gone(), 1u);
  AddCapture(path, Fetched(other, "2021-09-15", page));
  Index(path, {});
  EXPECT_EQ(gone(), 0u);
}

TEST(IndexAll, WhenPdfFilesCouldNotBeTried_ThenTheyAreNamedAndTriedOnceTheyCan) {
  if (!corpus::HasPoppler()) GTEST_SKIP() << "pdftotext is not installed";
  testing::TempDir directory;
  const std::string path = directory.path() + "/c";
  Filled(path, 2);
  AddCapture(path,
             Fetched("https://news.example.org/order.pdf", "2021-09-10",
                     dossier::testing::MadePdf({{{72, 100, 11, "The FBI warned about routers of Huawei on Monday."}}}),
                     "application/pdf"));
  const std::string folders = std::getenv("PATH");
  setenv("PATH", "/none", 1);
  const IndexReport without = Index(path, {});
  const auto untried = ReadOutcomes(path + "/index");
  const IndexReport again = Index(path, {});
  setenv("PATH", folders.c_str(), 1);
  EXPECT_EQ(without.documents, 2u);
  EXPECT_EQ(without.unread, 1u);
  EXPECT_EQ(untried->at("untried: PDF file"), 1u);
  EXPECT_EQ(UnreadText(without.left_aside),
            "1 PDF file that waits for pdftotext (apt-get install poppler-utils, then dossier index)");
  EXPECT_EQ(again.captures, 0u);
  const IndexReport with = Index(path, {});
  EXPECT_FALSE(with.rebuilt);
  EXPECT_EQ(with.captures, 1u);
  EXPECT_EQ(with.documents, 1u);
  EXPECT_EQ(with.total_documents, 3u);
  EXPECT_FALSE(ReadOutcomes(path + "/index")->contains("untried: PDF file"));
  EXPECT_EQ(CountedOutcomes(path), 3u);
  EXPECT_EQ(Index(path, {}).captures, 0u);
  // Nor is an index thrown away where nothing reads PDF files.
  setenv("PATH", "/none", 1);
  EXPECT_FALSE(Index(path, {}).rebuilt);
  setenv("PATH", folders.c_str(), 1);
}

TEST(IndexAll, WhenASegmentIsFull_ThenItIsPublishedBeforeTheRunEnds) {
  testing::TempDir directory;
  const std::string path = directory.path() + "/c";
  {
    auto corpus = Corpus::Open(path, Access::kArchive, Create::kIfMissing, "crawl");
    ASSERT_TRUE(corpus);
    for (int i = 0; i < 200; ++i) {  // what costs no reading
      NewCapture capture;
      capture.url = fmt::format("https://news.example.org/{}/robots.txt", i);
      capture.fetched = ParseRfc3339("2021-09-15T10:00:00Z").value();
      capture.http_status = 200;
      capture.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain";
      capture.body = fmt::format("User-agent: robot-{}\nDisallow:\n", i);
      capture.content_type = "text/plain";
      ASSERT_TRUE(corpus->Append(std::move(capture)));
    }
    ASSERT_TRUE(corpus->Flush());
  }
  IndexOptions options;
  options.captures_per_segment = 64;
  std::vector<uint64_t> published;  // captures, as seen by others while the run goes on
  options.progress = [&](const IndexProgress&) {
    const uint64_t count = CountedOutcomes(path);
    if (published.empty() || published.back() != count) published.push_back(count);
  };
  const IndexReport report = Index(path, options);
  EXPECT_EQ(report.captures, 200u);
  EXPECT_EQ(published, (std::vector<uint64_t>{0, 64, 128, 192}));
  EXPECT_EQ(CountedOutcomes(path), 200u);
}

// The addresses of passages that answer a question equally well, as they stand in an index made with so many jobs.
std::vector<std::string> EquallyGood(const std::string& directory, unsigned jobs) {
  Filled(directory, 70);  // more than one database
  IndexOptions options;
  options.jobs = jobs;
  const IndexReport report = Index(directory, options);
  EXPECT_GT(report.seconds.reading, 0);
  EXPECT_GT(report.seconds.writing, 0);
  EXPECT_GE(report.seconds.clock, report.seconds.merging);
  const auto index = IndexReader::Open(directory + "/index");
  EXPECT_TRUE(index);
  FindOptions find;
  find.limit = 100;
  find.one_per_document = true;
  std::vector<std::string> addresses;
  const auto hits = index->Find(Expression::Words("", "workshop"), find);
  EXPECT_TRUE(hits);
  for (const Hit& hit : hits->hits) addresses.push_back(index->Fetch(hit.id)->from.url);
  return addresses;
}

TEST(IndexAll, WhenTheNumberOfJobsIsAnother_ThenAnswersStandInTheSameOrder) {
  testing::TempDir directory;
  const auto one = EquallyGood(directory.path() + "/one", 1);
  EXPECT_EQ(one.size(), 70U);
  EXPECT_EQ(one, EquallyGood(directory.path() + "/three", 3));
}

}  // namespace
}  // namespace dossier::indexer
