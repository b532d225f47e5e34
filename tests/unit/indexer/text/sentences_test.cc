#include "indexer/text/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "tests/support/paths.h"

namespace dossier::indexer {
namespace {

std::vector<std::string> Sentences(const std::string& text) {
  std::vector<SentenceRange> ranges;
  FindSentences(text, 0, text.size(), ranges);
  std::vector<std::string> out;
  for (const SentenceRange& range : ranges) out.push_back(text.substr(range.begin, range.end - range.begin));
  return out;
}

using ::testing::ElementsAre;

TEST(Sentences, StopsEndSentences) {
  EXPECT_THAT(Sentences("ZTE was banned. Huawei was not! Why? Nobody said."),
              ElementsAre("ZTE was banned.", "Huawei was not!", "Why?", "Nobody said."));
}

TEST(Sentences, TitlesAndInitialsDoNotEnd) {
  EXPECT_THAT(Sentences("Mr. Smith met Sen. Marco Rubio and George W. Bush. They left."),
              ElementsAre("Mr. Smith met Sen. Marco Rubio and George W. Bush.", "They left."));
}

TEST(Sentences, UsBeforeANounGoesOnAndBeforeAnArticleEnds) {
  EXPECT_THAT(
      Sentences("It sold to the U.S. Commerce Department. It left the U.S. The ban stayed. U.S. officials agreed."),
      ElementsAre("It sold to the U.S. Commerce Department.", "It left the U.S.", "The ban stayed.",
                  "U.S. officials agreed."));
}

TEST(Sentences, CompanySuffixes) {
  EXPECT_THAT(
      Sentences(
          "Huawei Technologies Co., Ltd. said so. It fined ZTE Corp. The firm paid. Apple Inc. Chief Tim Cook spoke."),
      ElementsAre("Huawei Technologies Co., Ltd. said so.", "It fined ZTE Corp.", "The firm paid.",
                  "Apple Inc. Chief Tim Cook spoke."));
  EXPECT_THAT(Sentences("They banned ZTE Corp. Huawei said nothing."),
              ElementsAre("They banned ZTE Corp.", "Huawei said nothing."));
}

TEST(Sentences, NumbersDatesAndAddresses) {
  EXPECT_THAT(Sentences("Version 2.9.2 came on Aug. 4, 2018. See No. 5 and Sec. 889. Visit www.fcc.gov/list. Done."),
              ElementsAre("Version 2.9.2 came on Aug. 4, 2018.", "See No. 5 and Sec. 889.", "Visit www.fcc.gov/list.",
                          "Done."));
}

TEST(Sentences, QuotationsKeepTheirStopAndTheirAttribution) {
  EXPECT_THAT(Sentences("“We are not a risk.” The company left. “Is it safe?” Wray asked. “No!” she said."),
              ElementsAre("“We are not a risk.”", "The company left.", "“Is it safe?” Wray asked.", "“No!” she said."));
}

TEST(Sentences, EllipsesAndListNumbers) {
  EXPECT_THAT(Sentences("They waited ... and left. It was late... The end."),
              ElementsAre("They waited ... and left.", "It was late...", "The end."));
  EXPECT_THAT(Sentences("1. Apply the update."), ElementsAre("1. Apply the update."));
}

TEST(Sentences, FootnoteMarksBelongToTheSentenceThatTheyEnd) {
  EXPECT_THAT(
      Sentences(
          "It must run SolarWinds Orion.[^10] The NSA examined it.[2][b] Agencies agreed.\xC2\xB9\xC2\xB2 They left."),
      ElementsAre("It must run SolarWinds Orion.[^10]", "The NSA examined it.[2][b]",
                  "Agencies agreed.\xC2\xB9\xC2\xB2", "They left."));
  EXPECT_THAT(Sentences("He left. [3] She stayed.\xE2\x81\xB4 Done."),
              ElementsAre("He left. [3]", "She stayed.\xE2\x81\xB4", "Done."));
  EXPECT_THAT(Sentences("It paid Acme Corp.[7] said the court. See part 3.[Sic] Done."),
              ElementsAre("It paid Acme Corp.[7] said the court.", "See part 3.[Sic] Done."));
}

TEST(Sentences, WhenStopsAreHard_ThenOnlyThoseThatEndASentenceDo) {
  std::ifstream file(dossier::testing::SourceDirectory() + "/tests/unit/indexer/text/hard_boundaries.txt");
  ASSERT_TRUE(file);
  size_t lines = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    ++lines;
    std::string text = line;
    std::replace(text.begin(), text.end(), '|', ' ');
    std::string found;
    for (const std::string& sentence : Sentences(text)) found += (found.empty() ? "" : "|") + sentence;
    EXPECT_EQ(found, line);
  }
  EXPECT_GE(lines, 200u);
}

TEST(Sentences, EveryCharacterIsInOneSentence) {
  std::string text = "A. b? C… “D” e! (F.) G";
  std::vector<SentenceRange> ranges;
  FindSentences(text, 0, text.size(), ranges);
  size_t at = 0;
  for (const SentenceRange& range : ranges) {
    EXPECT_EQ(text.substr(at, range.begin - at).find_first_not_of(' '), std::string::npos);
    at = range.end;
  }
  EXPECT_EQ(at, text.size());
}

}  // namespace
}  // namespace dossier::indexer
