// The English table itself: its classes hold the words that the grammar counts on, and no word lies in two that
// exclude each other.
#include <gtest/gtest.h>

#include <string>

#include "indexer/text/lexicon.h"

namespace dossier::indexer {
namespace {

const Lexicon& English() { return Lexicon::English(); }

TEST(English, WhenClassesAreRead_ThenEachHasItsWords) {
  struct Case {
    const char* word;
    WordClass in;
  };
  const Case cases[] = {{"the", WordClass::kDeterminer},
                        {"the", WordClass::kDefinite},
                        {"its", WordClass::kPossessive},
                        {"it", WordClass::kPronoun},
                        {"she", WordClass::kPersonPronoun},
                        {"of", WordClass::kPreposition},
                        {"and", WordClass::kCoordinator},
                        {"because", WordClass::kSubordinator},
                        {"unless", WordClass::kCondition},
                        {"was", WordClass::kBe},
                        {"had", WordClass::kHave},
                        {"did", WordClass::kDo},
                        {"got", WordClass::kGet},
                        {"might", WordClass::kModalWeak},
                        {"would", WordClass::kModalWould},
                        {"ought", WordClass::kModalShould},
                        {"must", WordClass::kModalMust},
                        {"will", WordClass::kModalWill},
                        {"never", WordClass::kNegator},
                        {"doesn't", WordClass::kContraction},
                        {"to", WordClass::kTo},
                        {"sept", WordClass::kMonth},
                        {"monday", WordClass::kWeekday},
                        {"dozen", WordClass::kNumberWord},
                        {"chipmaker", WordClass::kCompanyNoun},
                        {"firms", WordClass::kCompaniesNoun},
                        {"regulator", WordClass::kAgencyNoun},
                        {"routers", WordClass::kProductNoun},
                        {"ciso", WordClass::kRoleHead},
                        {"senator", WordClass::kRoleTitle},
                        {"mr", WordClass::kHonorific},
                        {"spokeswoman", WordClass::kSpeakerNoun},
                        {"testified", WordClass::kSpeechVerb},
                        {"said", WordClass::kStrongSpeechVerb},
                        {"wrote", WordClass::kReportVerb},
                        {"fears", WordClass::kRiskCarrier},
                        {"imposed", WordClass::kSupportVerb},
                        {"shared", WordClass::kSelfDenied},
                        {"backdoor", WordClass::kLinkNoun},
                        {"enforcement", WordClass::kLightNoun},
                        {"baseless", WordClass::kFalseWord},
                        {"acting", WordClass::kRoleModifier},
                        {"chinese", WordClass::kCountryAdjective},
                        {"voted", WordClass::kBringsAbout}};
  for (const Case& c : cases) EXPECT_TRUE(English().Is(English().Find(c.word), c.in)) << c.word;
}

TEST(English, WhenAVerbIsSaid_ThenEveryFormHasItsOwnBits) {
  const std::pair<const char*, int> cases[] = {{"say", kBase},      {"says", kThird}, {"said", kPast | kParticiple},
                                               {"saying", kGerund}, {"wrote", kPast}, {"written", kParticiple}};
  for (const auto& [word, bits] : cases) {
    const uint16_t forms = English().forms(English().Find(word)) & kVerbForms;
    EXPECT_EQ(forms & bits, bits) << word;
  }
  EXPECT_EQ(English().forms(English().Find("written")) & kPast, 0);
  EXPECT_EQ(English().forms(English().Find("wrote")) & kParticiple, 0);
}

TEST(English, WhenNounAndVerbAreOneForm_ThenItIsBoth) {
  const uint16_t bans = English().forms(English().Find("bans"));
  EXPECT_TRUE(bans & kPlural);
  EXPECT_TRUE(bans & kThird);
  const uint16_t ban = English().forms(English().Find("ban"));
  EXPECT_TRUE(ban & kSingular);
  EXPECT_TRUE(ban & kBase);
}

TEST(English, WhenAClassExcludesAnother_ThenNoWordIsInBoth) {
  const std::pair<WordClass, WordClass> apart[] = {
      {WordClass::kModalWeak, WordClass::kModalMust},       {WordClass::kModalWould, WordClass::kModalWill},
      {WordClass::kCompanyNoun, WordClass::kCompaniesNoun}, {WordClass::kBe, WordClass::kHave},
      {WordClass::kFalseWord, WordClass::kNegator},         {WordClass::kTo, WordClass::kPreposition}};
  for (uint32_t entry = 1; entry < English().size(); ++entry) {
    for (const auto& [a, b] : apart)
      EXPECT_FALSE(English().Is(entry, a) && English().Is(entry, b))
          << entry << " of classes " << static_cast<int>(a) << " and " << static_cast<int>(b);
  }
}

}  // namespace
}  // namespace dossier::indexer
