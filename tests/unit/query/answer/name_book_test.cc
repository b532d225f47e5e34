// Learned names from index to answers: proposals, what answers by itself, accept, merge, reject, and undo.
#include "query/answer/name_book.h"

#include <gtest/gtest.h>

#include "indexer/pipeline/indexer.h"
#include "query/answer/engine.h"
#include "query/answer/proposals.h"
#include "query/output/json.h"
#include "query/output/text.h"
#include "tests/support/temp_dir.h"

namespace dossier::query {
namespace {

using corpus::Access;
using corpus::Corpus;
using corpus::NameDecision;
using indexer::EntityType;
using testing::TempDir;

std::string Html(const std::string& title, const std::vector<std::string>& paragraphs) {
  std::string html =
      "<!DOCTYPE html><html lang=\"en\"><head><title>" + title +
      "</title><meta property=\"og:type\" content=\"article\">"
      "<meta property=\"article:published_time\" content=\"2026-03-02T08:00:00Z\"></head><body><article><h1>" +
      title + "</h1>";
  for (const std::string& paragraph : paragraphs) html += "<p>" + paragraph + "</p>";
  return html + "</article></body></html>";
}

class NameBookTest : public ::testing::Test {
 protected:
  void SetUp() override {
    dir_ = temp_ / "c";
    AddPage("https://example.org/a",
            Html("Radios banned at ports", {"The Commerce Department banned radios made by Quellgrid Systems on "
                                            "Monday, officials said in a statement to reporters.",
                                            "Quellgrid Systems, a Danish maker of port radios, said that it would "
                                            "contest the order before a court this year.",
                                            "Lawmakers had asked for such a step in a letter that was sent to the "
                                            "department earlier in the same month this year."}));
    AddPage("https://example.org/b",
            Html("Masts are next, agency says", {"The Federal Communications Commission opened an investigation into "
                                                 "Quellgrid Systems Inc. and ZTE on Friday, it said in a notice.",
                                                 "Masts are supplied by the Norwegian tower company Marrowby, which "
                                                 "employs ninety people in three small towns there.",
                                                 "The order takes effect at once and runs for seven years, according "
                                                 "to the department and to people who know the case."}));
    auto corpus = Corpus::Open(dir_, Access::kIndex);
    ASSERT_TRUE(corpus);
    indexer::IndexOptions options;
    options.jobs = 1;
    ASSERT_TRUE(indexer::IndexAll(*corpus, options));
  }

  void AddPage(const std::string& url, const std::string& html) {
    auto corpus = Corpus::Open(dir_, Access::kArchive, corpus::Create::kIfMissing);
    ASSERT_TRUE(corpus) << corpus.error().message;
    corpus::NewCapture capture;
    capture.url = url;
    capture.fetched = *ParseRfc3339("2026-09-20T08:00:00Z");
    capture.http_status = 200;
    capture.request_head = "GET / HTTP/1.1\r\nHost: example.org";
    capture.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";
    capture.body = html;
    capture.content_type = "text/html; charset=utf-8";
    capture.source = {"example", "Example Times", "news", "en"};
    ASSERT_TRUE(corpus->Append(capture));
    ASSERT_TRUE(corpus->Flush());
  }

  Engine Open() {
    auto engine = Engine::Open(dir_);
    EXPECT_TRUE(engine) << engine.error().message;
    return std::move(*engine);
  }
  // Quotations that answer the query, or "error: ...".
  std::vector<std::string> Ask(const std::string& text) {
    const Engine engine = Open();
    auto answer = engine.Evidence(*ParseQuery(text), {});
    if (!answer) return {"error: " + answer.error().message};
    std::vector<std::string> quotations;
    for (const EvidenceRow& row : answer->rows) quotations.push_back(row.quotation());
    return quotations;
  }
  // Everything that a decision could change, as printed.
  std::string Everything() {
    const Engine engine = Open();
    std::string all = DumpJson(NamesJson("v", *engine.Names(EntityType::kVendor, 100)), 1) +
                      DumpJson(NamesJson("a", *engine.Names(EntityType::kAgency, 100)), 1);
    for (const char* text : {"vendor:zte", "vendor:\"Quellgrid Systems\"", "vendor:marrowby",
                             "agency:us-department-of-commerce", "action:ban", "masts"}) {
      const Query query = *ParseQuery(text);
      auto answer = engine.Evidence(query, {});
      all += answer ? DumpJson(EvidenceJson(query, *answer), 1) + EvidenceText(query, *answer, engine, {100, false})
                    : answer.error().message;
      auto found = engine.Search(query, 10);
      all += found ? DumpJson(SearchJson(query, *found), 1) : found.error().message;
    }
    return all;
  }
  NameDecision Accept(const std::string& name, const std::string& id = "", const std::string& kind = "vendor") {
    auto done = AcceptName(Open(), dir_, {name, id, kind});
    EXPECT_TRUE(done) << done.error().message;
    return done ? *done : NameDecision{};
  }
  TempDir temp_;
  std::string dir_;
};

TEST_F(NameBookTest, WhenTheCorpusSpeaksOfUnlistedCompanies_ThenTheyAreProposedWithTheirSentences) {
  const Engine engine = Open();
  auto proposals = ListProposals(engine, {.kind = "vendor"});
  ASSERT_TRUE(proposals);
  ASSERT_EQ(proposals->size(), 2u);
  const indexer::LearnedName& first = (*proposals)[0].learned;
  EXPECT_EQ(first.id, "~quellgrid-systems");
  EXPECT_EQ(first.documents, 2u);
  EXPECT_EQ(first.sentences, 3u);
  EXPECT_EQ(first.DocumentsWith(indexer::Sign::kDescribed), 1u);
  ASSERT_FALSE(first.introductions.empty());
  EXPECT_TRUE(first.introductions[0].sentence.starts_with("Quellgrid Systems, a Danish maker"));
  auto row = engine.FindEvidence(first.introductions[0].evidence);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->quotation(), first.introductions[0].sentence);
  EXPECT_EQ((*proposals)[0].state, "answers");
  EXPECT_EQ((*proposals)[1].learned.id, "~marrowby");
  EXPECT_EQ((*proposals)[1].state, "proposed");
}

TEST_F(NameBookTest, WhenANameIsWellSupported_ThenItAnswersAsLearned) {
  const Engine engine = Open();
  auto answer = engine.Evidence(*ParseQuery("vendor:\"Quellgrid Systems Inc.\""), {});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->rows.size(), 3u);
  ASSERT_FALSE(answer->rows.empty());
  EXPECT_TRUE(answer->rows[0].vendor.learned);
  EXPECT_EQ(answer->rows[0].vendor.id, "~quellgrid-systems");
  EXPECT_FALSE(answer->notes.empty());
  EXPECT_EQ(Ask("vendor:\"Quellgrid Systems\" action:ban").size(), 1u);
  EXPECT_EQ(Ask("vendor:\"Quellgrid Systems\" agency:fcc").size(), 1u);
}

TEST_F(NameBookTest, WhenNamesAreAskedForAgain_ThenTheAnswerIsThatOfTheFirstTime) {
  const Engine engine = Open();
  const auto shown = [](const Engine& asked, size_t limit) {
    return DumpJson(NamesJson("v", *asked.Names(EntityType::kVendor, limit)), 1);
  };
  const std::string few = shown(engine, 1), all = shown(engine, 100);
  EXPECT_NE(few, all);
  EXPECT_EQ(shown(engine, 1), few);
  EXPECT_EQ(shown(engine, 100), all);
  EXPECT_EQ(shown(Open(), 100), all);
}

TEST_F(NameBookTest, WhenANameIsOnlyProposed_ThenItDoesNotAnswerUntilItIsAccepted) {
  const std::string before = Everything();
  EXPECT_EQ(Ask("vendor:marrowby"), std::vector<std::string>{"error: no vendor is known as 'marrowby'"});
  EXPECT_EQ(Accept("Marrowby").target, "marrowby");
  EXPECT_EQ(Ask("vendor:marrowby").size(), 1u);
  EXPECT_NE(Everything(), before);
  const Engine engine = Open();
  const auto names = *engine.Names(EntityType::kVendor, 100);
  const auto marrowby =
      std::find_if(names.begin(), names.end(), [](const NameCount& name) { return name.id == "marrowby"; });
  ASSERT_NE(marrowby, names.end());
  EXPECT_EQ(marrowby->status, "accepted");
  EXPECT_EQ(marrowby->documents, 1u);
  ASSERT_EQ(marrowby->aliases.size(), 1u);
  EXPECT_EQ(marrowby->aliases[0].first, "Marrowby");
}

TEST_F(NameBookTest, WhenAcceptedAsAgency_ThenItIsOneAndNoVendor) {
  Accept("Marrowby", "no-marrowby", "agency");
  EXPECT_EQ(Ask("agency:marrowby").size(), 1u);
  EXPECT_EQ(Ask("agency:no-marrowby").size(), 1u);
  EXPECT_EQ(Ask("vendor:marrowby")[0].substr(0, 6), "error:");
}

TEST_F(NameBookTest, WhenMerged_ThenTheAliasAnswersUnderTheTarget) {
  ASSERT_TRUE(MergeNames(Open(), dir_, "Quellgrid Systems", "ZTE"));
  EXPECT_EQ(Ask("vendor:zte").size(), 3u);  // the sentence that names both counts once
  EXPECT_EQ(Ask("vendor:\"Quellgrid Systems\"").size(), 3u);
  const Engine engine = Open();
  const auto names = *engine.Names(EntityType::kVendor, 100);
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].id, "zte");
  EXPECT_EQ(names[0].documents, 2u);
}

TEST_F(NameBookTest, WhenListedVendorsAreMerged_ThenBothAnswerUnderTheTarget) {
  Accept("Marrowby");
  ASSERT_TRUE(MergeNames(Open(), dir_, "zte", "marrowby"));
  EXPECT_EQ(Ask("vendor:zte").size(), 2u);
  EXPECT_EQ(Ask("vendor:marrowby").size(), 2u);
}

TEST_F(NameBookTest, WhenRejected_ThenItNoLongerAnswersNorIsProposed) {
  ASSERT_TRUE(RejectName(Open(), dir_, "Quellgrid Systems"));
  EXPECT_EQ(Ask("vendor:\"Quellgrid Systems\"")[0].substr(0, 6), "error:");
  EXPECT_EQ(ListProposals(Open(), {.kind = "vendor"})->size(), 1u);
  EXPECT_EQ(ListProposals(Open(), {.kind = "vendor", .all = true})->size(), 2u);
}

TEST_F(NameBookTest, WhenADecisionIsUndone_ThenAnswersAreTheSameByteForByte) {
  const std::string before = Everything();
  Accept("Marrowby");
  EXPECT_NE(Everything(), before);
  ASSERT_TRUE(UndoDecision(dir_, 0));
  EXPECT_EQ(Everything(), before);
  ASSERT_TRUE(MergeNames(Open(), dir_, "Quellgrid Systems", "zte"));
  EXPECT_NE(Everything(), before);
  ASSERT_TRUE(UndoDecision(dir_, 0));
  EXPECT_EQ(Everything(), before);
  ASSERT_TRUE(RejectName(Open(), dir_, "Quellgrid Systems"));
  EXPECT_NE(Everything(), before);
  ASSERT_TRUE(UndoDecision(dir_, 5));
  EXPECT_EQ(Everything(), before);
  EXPECT_FALSE(UndoDecision(dir_, 0));
}

TEST_F(NameBookTest, WhenTheIndexIsMadeAgain_ThenDecisionsStand) {
  Accept("Marrowby");
  const std::string before = Everything();
  auto corpus = Corpus::Open(dir_, Access::kIndex);
  ASSERT_TRUE(corpus);
  indexer::IndexOptions options;
  options.rebuild = true;
  options.jobs = 1;
  ASSERT_TRUE(indexer::IndexAll(*corpus, options));
  EXPECT_EQ(Everything(), before);
}

TEST_F(NameBookTest, WhenTheTargetIsNoLongerAccepted_ThenWhatWasMergedStandsForItself) {
  const std::string before = Everything();
  Accept("Marrowby");
  ASSERT_TRUE(MergeNames(Open(), dir_, "Quellgrid Systems", "Marrowby"));
  EXPECT_EQ(Ask("vendor:marrowby").size(), 4u);
  ASSERT_TRUE(UndoDecision(dir_, 1));
  EXPECT_EQ(Everything(), before);
}

TEST_F(NameBookTest, WhenANameCannotBeDecided_ThenTheErrorSaysWhy) {
  EXPECT_EQ(AcceptName(Open(), dir_, {"ZTE", "", "vendor"}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(AcceptName(Open(), dir_, {"Nobody Ever", "", "vendor"}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(AcceptName(Open(), dir_, {"Marrowbi", "", "vendor"}).error().hint, "did you mean 'Marrowby'?");
  EXPECT_EQ(AcceptName(Open(), dir_, {"Marrowby", "zte", "vendor"}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(AcceptName(Open(), dir_, {"Marrowby", "No Id", "vendor"}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(MergeNames(Open(), dir_, "Marrowby", "Nobody Ever").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(MergeNames(Open(), dir_, "ZTE", "zte").error().code, ErrorCode::kUsage);
  EXPECT_EQ(corpus::ReadNameDecisions(dir_)->size(), 0u);
}

}  // namespace
}  // namespace dossier::query
