// Two corpora in one: every capture with its records as they are, each once.
#include "corpus/exchange/merge.h"

#include <gtest/gtest.h>

#include "corpus/base/file.h"
#include "corpus/corpus_impl.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

class Merge : public ::testing::Test {
 protected:
  static NewCapture Page(const std::string& url, const std::string& day, const std::string& body) {
    NewCapture capture;
    capture.url = url;
    capture.fetched = *ParseRfc3339(day + "T08:00:00Z");
    capture.http_status = 200;
    capture.request_head = "GET / HTTP/1.1\r\nHost: example.org";
    capture.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
    capture.body = body;
    capture.content_type = "text/html";
    capture.metadata = Json{{"role", "page"}, {"stated_by_file", {{"url", url}}}};
    capture.source = {"example", "Example Times", "news", "en"};
    return capture;
  }
  static void Fill(const std::string& directory, const std::vector<NewCapture>& captures) {
    auto corpus = Corpus::Open(directory, Access::kArchive, Create::kIfMissing);
    ASSERT_TRUE(corpus) << corpus.error().message;
    CaptureId last = CaptureId::kNone;
    for (NewCapture capture : captures) {
      if (capture.kind == CaptureKind::kRevisit) capture.same_as = last;
      const auto id = corpus->Append(std::move(capture));
      ASSERT_TRUE(id);
      last = *id;
      ASSERT_TRUE(corpus->Flush());
    }
  }
  MergeReport Once(const std::string& from) {
    MergeReport report;
    auto other = Corpus::Open(from, Access::kRead);
    EXPECT_TRUE(other);
    MergedCaptures captures;
    {
      auto into = Corpus::Open(into_, Access::kArchive);
      EXPECT_TRUE(into);
      auto merged = MergeCaptures(*other, *into, report, [] { return true; });
      EXPECT_TRUE(merged) << merged.error().message;
      if (merged) captures = *merged;
      EXPECT_TRUE(MergeCertificates(*other, *into, report));
    }
    auto into = Corpus::Open(into_, Access::kIndex);
    EXPECT_TRUE(into);
    EXPECT_TRUE(MergeTexts(*other, *into, captures, report, [] { return true; }));
    return report;
  }
  // Record id, address, bytes and metadata of every capture, in no order.
  static std::map<std::string, std::string> Held(const std::string& directory) {
    std::map<std::string, std::string> held;
    auto corpus = Corpus::Open(directory, Access::kRead);
    EXPECT_TRUE(corpus);
    const auto look = [&](const Capture& capture) -> Status {
      const auto payload = corpus->ReadPayload(capture.id);
      const auto metadata = corpus->ReadMetadata(capture.id);
      EXPECT_TRUE(payload && metadata);
      held[capture.record_id] = capture.url + FormatRfc3339(capture.fetched) + payload->body + DumpJson(*metadata);
      return Ok();
    };
    EXPECT_TRUE(corpus->ForEachCapture(look));
    EXPECT_TRUE(corpus->Check({})->damage.empty());
    return held;
  }
  testing::TempDir temp_;
  std::string into_ = temp_ / "mine", other_ = temp_ / "theirs";
};

TEST_F(Merge, WhenCorporaShareCaptures_ThenEachIsThereOnceWithItsRecordsAndTwiceIsOnce) {
  const NewCapture both = Page("https://example.org/both", "2026-01-02", "both");
  NewCapture again = Page("https://example.org/theirs", "2026-01-04", "");
  again.kind = CaptureKind::kRevisit;
  Fill(into_, {Page("https://example.org/mine", "2026-01-01", "mine"), both});
  Fill(other_, {both, Page("https://example.org/theirs", "2026-01-03", "theirs"), again});
  const auto mine = Held(into_), theirs = Held(other_);
  const MergeReport report = Once(other_);
  EXPECT_EQ(report.captures, 2u);
  EXPECT_EQ(report.captures_known, 1u);
  EXPECT_TRUE(report.problems.empty());
  const auto held = Held(into_);
  EXPECT_EQ(held.size(), 4u);
  for (const auto& [id, what] : mine) EXPECT_EQ(held.at(id), what);
  size_t came = 0;
  for (const auto& [id, what] : theirs) came += held.contains(id) && held.at(id) == what;
  EXPECT_EQ(came, 2u);  // the third is that of the same address, time and bytes
  const MergeReport twice = Once(other_);
  EXPECT_EQ(twice.captures, 0u);
  EXPECT_EQ(twice.captures_known, 3u);
  EXPECT_EQ(Held(into_), held);
  EXPECT_EQ(Held(other_), theirs);
}

TEST_F(Merge, WhenARecordOfTheOtherIsDamaged_ThenItIsToldAndTheOthersCome) {
  Fill(into_, {Page("https://example.org/mine", "2026-01-01", "mine")});
  Fill(other_, {Page("https://example.org/a", "2026-01-03", std::string(4000, 'a')),
                Page("https://example.org/b", "2026-01-03", "b")});
  {
    auto other = Corpus::Open(other_, Access::kRead);
    const auto capture = other->FindCapture(CaptureId{1});
    const std::string path = other->impl().PathOf(capture->warc_file);
    std::string bytes = *ReadFile(path);
    bytes[capture->warc_offset + capture->warc_length / 2] ^= 0x55;
    ASSERT_TRUE(WriteFileAtomically(path, bytes));
  }
  const MergeReport report = Once(other_);
  EXPECT_EQ(report.captures, 1u);
  ASSERT_EQ(report.problems.size(), 1u);
  EXPECT_NE(report.problems[0].find("https://example.org/a"), std::string::npos);
  EXPECT_EQ(Held(into_).size(), 2u);
}

TEST_F(Merge, WhenBothCiteTheSame_ThenBothCertificatesAreKeptAndOursAnswers) {
  Fill(into_, {Page("https://example.org/mine", "2026-01-01", "mine")});
  Fill(other_, {Page("https://example.org/a", "2026-01-03", "a")});
  const auto store = [](const std::string& directory, const std::string& id, const std::string& words) {
    auto corpus = Corpus::Open(directory, Access::kRead);
    ASSERT_TRUE(corpus->StoreCertificate({id, Json{{"quotation", words}}, *ParseRfc3339("2026-01-05T00:00:00Z")}));
  };
  store(into_, "e1", "ours");
  store(other_, "e1", "theirs");
  store(other_, "e2", "only theirs");
  EXPECT_EQ(Once(other_).certificates, 2u);
  EXPECT_EQ(Once(other_).certificates_known, 2u);
  auto corpus = Corpus::Open(into_, Access::kRead);
  EXPECT_EQ(StringAt((*corpus->FindCertificate("e1"))->content, "quotation"), "ours");
  EXPECT_EQ(StringAt((*corpus->FindCertificate("e2"))->content, "quotation"), "only theirs");
  std::string all;
  const auto certificates = corpus->Certificates();
  ASSERT_TRUE(certificates);
  for (const Certificate& one : *certificates) all += StringAt(one.content, "quotation") + "|";
  EXPECT_NE(all.find("theirs|"), std::string::npos);
}

}  // namespace
}  // namespace dossier::corpus
