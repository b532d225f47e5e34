// Drafts against a small corpus: what stands, by whom it is said, and where.
#include "query/draft/checker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using testing::AnswersTest;
using testing::ArticleHtml;
using ::testing::HasSubstr;

class DraftCheck : public AnswersTest {
 protected:
  void SetUp() override {
    AddPage("https://gazette.example/1",
            ArticleHtml(
                "Port cameras and two makers", "2021-03-04",
                {"The FCC fined ZTE twelve million dollars for late filings at the northern harbour.",
                 "\xE2\x80\x9CWe built these cameras without any hidden doors,\xE2\x80\x9D Kaspersky said on Monday.",
                 "The company was told to leave the harbour in any way it liked, ZTE workers recalled."}),
            {"gazette", "Port Gazette", "news", "en"});
    AddPage("https://courier.example/2",
            ArticleHtml("Ferry news of the week", "2021-03-05",
                        {"The Commerce Department warned that Huawei routers could open a door to spies.",
                         "The ferry to the island was late for the third time in a row this winter."}),
            {"courier", "Island Courier", "news", "en"});
    Index();
  }
  DraftResult Check(const std::string& paragraph) {
    const Engine engine = OpenEngine();
    const corpus::Corpus corpus = OpenCorpus();
    auto results = CheckDraft(FindQuotations(std::vector<std::string>{paragraph}), &engine, corpus);
    EXPECT_TRUE(results) << results.error().message;
    EXPECT_EQ(results->size(), 1u) << paragraph;
    return results && !results->empty() ? (*results)[0] : DraftResult();
  }
  std::string State(const std::string& paragraph) { return std::string(DraftStateName(Check(paragraph).state)); }
};

TEST_F(DraftCheck, WhenTheOutletIsNamed_ThenItMustBeTheOneThatPrintsTheWords) {
  const std::string words = "\"The FCC fined ZTE twelve million dollars for late filings\"";
  EXPECT_EQ(State("The Port Gazette wrote: " + words), "exact");
  EXPECT_EQ(State("As gazette.example has it, " + words), "exact");
  for (const std::string wrong : {"The Island Courier wrote: ", "As courier.example has it, ", "CNN reported: "}) {
    const DraftResult result = Check(wrong + words);
    EXPECT_EQ(result.state, DraftState::kWrongSource) << wrong;
    EXPECT_EQ(result.right, "Port Gazette");
  }
  EXPECT_EQ(State(words + " (https://courier.example/2)"), "wrong-source");
}

TEST_F(DraftCheck, WhenASpeakerIsNamed_ThenItMustBeTheOneOfTheSource) {
  const std::string words = "\"We built these cameras without any hidden doors,\"";
  EXPECT_EQ(State("Kaspersky said: " + words), "exact");
  EXPECT_EQ(State(words + " Kaspersky said."), "exact");
  for (const std::string& wrong : {"The FBI said: " + words, words + " the FBI said.", words + " said Huawei.",
                                   "According to the FBI, " + words, "The FBI warned that " + words}) {
    const DraftResult result = Check(wrong);
    EXPECT_EQ(result.state, DraftState::kWrongSpeaker) << wrong;
    EXPECT_THAT(result.reason, HasSubstr("Kaspersky"));
  }
}

TEST_F(DraftCheck, WhenTheVendorIsAnother_ThenItIsWrong) {
  EXPECT_EQ(State("Of Huawei it wrote that it \"was told to leave the harbour\" early."), "wrong-vendor");
  EXPECT_EQ(State("Of ZTE it wrote that it \"was told to leave the harbour\" early."), "exact");
}

TEST_F(DraftCheck, WhenWordsTellNothing_ThenTheyAreTooShortUnlessTheirTextIsNamed) {
  EXPECT_EQ(State("It may do so \"in any way\" it wants."), "too-short");
  EXPECT_EQ(State("It may do so \"in any way\" it wants, says the Port Gazette."), "exact");
  const DraftCounts counts = CountDraft({Check("It may do so \"in any way\" it wants.")});
  EXPECT_EQ(counts.checked, 0u);
  EXPECT_EQ(counts.too_short, 1u);
}

TEST_F(DraftCheck, WhenWordsAreAbridgedByTheRules_ThenTheyStand) {
  const DraftResult result = Check("It fined \"ZTE twelve million dollars . . . at the northern harbour.\"");
  EXPECT_EQ(result.state, DraftState::kAbridged);
  EXPECT_EQ(result.match.omitted, std::vector<std::string>{"for late filings"});
}

TEST_F(DraftCheck, WhenWordsStandNowhere_ThenTheNearestSentenceIsShownForFragmentsToo) {
  const DraftResult whole =
      Check("\"The FCC fined ZTE thirteen million dollars for late filings at the northern harbour.\"");
  EXPECT_EQ(whole.state, DraftState::kNotFound);
  EXPECT_THAT(whole.nearest, HasSubstr("twelve million"));
  EXPECT_THAT(Check("It found \"twenty million dollars for late filings\" odd.").nearest, HasSubstr("twelve million"));
}

}  // namespace
}  // namespace dossier::query
