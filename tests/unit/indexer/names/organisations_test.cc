#include "indexer/names/organisations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "indexer/tagger/tagger.h"

namespace dossier::indexer {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

std::vector<std::string> Tokens(std::string_view text) {
  std::vector<std::string> words;
  for (const TaggerToken& token : TokenizeForTagger(text))
    words.emplace_back(text.substr(token.begin, token.end - token.begin));
  return words;
}

std::vector<std::string> Organisations(std::string_view text) {
  std::vector<std::string> found;
  for (const OtherName& name : FindOtherNames(text, {})) {
    if (name.type != MentionType::kPerson && name.type != MentionType::kPlace)
      found.emplace_back(text.substr(name.begin, name.end - name.begin));
  }
  return found;
}

TEST(TaggerTokens, KeepNamesWholeAndCutAtHyphens) {
  EXPECT_THAT(Tokens("AT&T's U.S. unit"), ElementsAre("AT&T", "'s", "U.S.", "unit"));
  EXPECT_THAT(Tokens("Washington-based O'Brien Inc. said"),
              ElementsAre("Washington", "-", "based", "O'Brien", "Inc.", "said"));
  EXPECT_THAT(Tokens("It cost $2.5 billion."), ElementsAre("It", "cost", "$", "2.5", "billion", "."));
}

TEST(TaggerTokens, SentencesDoNotEndAtAbbreviationsOrInitials) {
  size_t sentences = 0;
  const auto tokens = TokenizeForTagger("Dr. J. Smith of Acme Corp. spoke. He left.");
  ForEachTaggerSentence(tokens, [&](size_t, size_t) { ++sentences; });
  EXPECT_EQ(sentences, 2u);
}

TEST(Organisations, UnknownCompaniesAreFoundFromTheirSurroundings) {
  const auto found =
      Organisations("Shares of Velmora Systems Inc. fell 4 percent after rival Dunmoor Bank cut its rating.");
  EXPECT_THAT(found, Contains("Velmora Systems Inc."));
  EXPECT_THAT(found, Contains("Dunmoor Bank"));
}

TEST(Organisations, PeopleAndPlacesAreNoOrganisations) {
  const auto found = Organisations("Mary Johnson flew from Paris to Berlin on Monday.");
  EXPECT_TRUE(found.empty());
}

TEST(Organisations, TextWithoutNamesGivesNone) {
  EXPECT_TRUE(FindOtherNames("nothing here has a name, and 42 is a number.", {}).empty());
  EXPECT_TRUE(FindOtherNames("", {}).empty());
}

TEST(Organisations, KnownNamesAreLeftToTheGazetteer) {
  const std::string text = "Velmora Systems Inc. sued Dunmoor Bank.";
  for (const OtherName& name : FindOtherNames(text, {{0, 20, EntityType::kVendor}})) EXPECT_GE(name.begin, 20u);
}

TEST(Organisations, KindFollowsTheNamesOwnWords) {
  EXPECT_EQ(KindOfOrganisation("Ministry of Digital Affairs"), MentionType::kAgency);
  EXPECT_EQ(KindOfOrganisation("Velmora Systems Inc."), MentionType::kVendor);
  EXPECT_EQ(KindOfOrganisation("Dunmoor Herald"), MentionType::kOutlet);
  EXPECT_EQ(KindOfOrganisation("Velmora"), MentionType::kOrganisation);
}

TEST(Organisations, DefinedAcronymStandsForItsName) {
  const std::string text = "The Velmora Research Institute (VRI) published it. Staff of VRI agreed.";
  std::vector<std::string> acronyms;
  for (const OtherName& name : FindOtherNames(text, {})) {
    if (text.substr(name.begin, name.end - name.begin) == "VRI") acronyms.push_back("VRI");
  }
  EXPECT_EQ(acronyms.size(), 2u);
}

TEST(TaggerModel, DamagedWeightsAreRefused) {
  EXPECT_FALSE(TaggerModel::Parse("").has_value());
  EXPECT_FALSE(TaggerModel::Parse("dossier-tagger/1\nxx").has_value());
}

TEST(TaggerModel, SerializedWeightsReadBack) {
  TagScores scores{};
  scores[static_cast<size_t>(TagOf(NameType::kOrganisation, TagPart::kUnit))] = 2.0f;
  const auto model = TaggerModel::Parse(TaggerModel::Serialize({{77u, scores}}, {}, 10.0f));
  ASSERT_TRUE(model.has_value());
  std::array<int32_t, kTags> sums{};
  model->AddScores(77u, sums);
  model->AddScores(78u, sums);
  EXPECT_EQ(sums[static_cast<size_t>(TagOf(NameType::kOrganisation, TagPart::kUnit))], 20);
  EXPECT_EQ(sums[0], 0);
}

TEST(TaggerModel, TagsFormWholeNames) {
  EXPECT_TRUE(MayFollow(0, TagOf(NameType::kPerson, TagPart::kBegin)));
  EXPECT_FALSE(MayFollow(0, TagOf(NameType::kPerson, TagPart::kInside)));
  EXPECT_FALSE(MayFollow(TagOf(NameType::kPerson, TagPart::kBegin), TagOf(NameType::kPlace, TagPart::kLast)));
  EXPECT_FALSE(MayEnd(TagOf(NameType::kPerson, TagPart::kInside)));
}

}  // namespace
}  // namespace dossier::indexer
