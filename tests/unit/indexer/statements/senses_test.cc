#include "indexer/statements/senses.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

TEST(Senses, WhenPeopleAreUrgedSoughtOrNotMentioned_ThenNothingIsOrderedFoundOrDenied) {
  EXPECT_TRUE(IsOnlyUrged(Made("The Signal Office urged operators to update Quellgrid routers.")));
  EXPECT_FALSE(IsOnlyUrged(Made("The Signal Office ordered operators to update and urged them to hurry.")));
  EXPECT_FALSE(IsOnlyUrged(Made("Operators have to update.")));
  EXPECT_TRUE(IsOnlySought(Made("Quellgrid pays a bounty for flaws.")));
  EXPECT_TRUE(IsOnlySought(Made("Bugs in Quellgrid packages go to the issue tracker.")));
  EXPECT_FALSE(IsOnlySought(Made("Quellgrid pays for flaws.")));
  EXPECT_TRUE(IsOnlyUnsaid(Made("Quellgrid makes no mention of the flaw being exploited.")));
  EXPECT_FALSE(IsOnlyUnsaid(Made("Quellgrid said that the flaw was not exploited.")));
}

TEST(Senses, WhenAnActIsStoppedAppealedOrTalkedOf_ThenItIsSeen) {
  const std::string blocked = "A judge has blocked the order that bans Quellgrid.";
  EXPECT_TRUE(IsUndoing(Made(blocked), EventAt(blocked, "blocked the order", ActionType::kReversal)));
  const std::string leave = "Quellgrid received a license.";
  EXPECT_FALSE(IsUndoing(Made(leave), EventAt(leave, "license", ActionType::kReversal)));
  EXPECT_TRUE(OnlyAppeals(Made("Quellgrid will appeal the decision.")));
  EXPECT_FALSE(OnlyAppeals(Made("Quellgrid appealed and the court annulled the fine.")));
  const std::string any = "Banning Quellgrid violates the rights of millions.";
  EXPECT_TRUE(SpeaksOfAny(Made(any), EventAt(any, "Banning", ActionType::kProhibition)));
  const std::string one = "The board is banning Quellgrid.";
  EXPECT_FALSE(SpeaksOfAny(Made(one), EventAt(one, "banning", ActionType::kProhibition)));
  const std::string there = "The office, which announced the penalty, said Quellgrid would be given time.";
  EXPECT_TRUE(IsThere(Made(there), EventAt(there, "penalty", ActionType::kSanction)));
  const std::string decision = "It follows a decision to fine Quellgrid.";
  EXPECT_TRUE(IsThere(Made(decision), EventAt(decision, "fine", ActionType::kSanction)));
  const std::string new_one = "The office plans a penalty for Quellgrid.";
  EXPECT_FALSE(IsThere(Made(new_one), EventAt(new_one, "penalty", ActionType::kSanction)));
  EXPECT_TRUE(IsProposedClass(Made("The two proposed class action lawsuits said Quellgrid lied.")));
  EXPECT_FALSE(IsProposedClass(Made("The proposed fine is too low.")));
}

TEST(Senses, WhenTheFirstVerbIsAPlan_ThenTheSentenceSpeaksOfPlans) {
  EXPECT_TRUE(SpeaksOfPlans(Made("8300 computers will soon be powered by Quellgrid.")));
  EXPECT_FALSE(SpeaksOfPlans(Made("Quellgrid is calling back cars because the picture may freeze.")));
}

TEST(Senses, WhenALineNamesTheSubject_ThenItSaysNothing) {
  EXPECT_TRUE(IsSubjectLine(Made("SUBJECT: Removal of Quellgrid products")));
  EXPECT_FALSE(IsSubjectLine(Made("The subject: Quellgrid.")));
}

TEST(Senses, WhenARuleIsBreached_ThenNobodyBrokeIn) {
  for (const std::string text : {"The board said Quellgrid breached a 2019 court order.",
                                 "Quellgrid was likely to breach the Data Act.", "Quellgrid is in breach of contract."})
    EXPECT_TRUE(BreaksRule(
        Made(text), EventAt(text, text.find("breached") != text.npos ? "breached" : "breach", ActionType::kBreach)))
        << text;
  const std::string code = "Someone stole source code from Quellgrid.";
  EXPECT_FALSE(BreaksRule(Made(code), EventAt(code, "stole", ActionType::kBreach)));
  const std::string in = "Hackers breached Quellgrid and sold what the law protects.";
  EXPECT_FALSE(BreaksRule(Made(in), EventAt(in, "breached", ActionType::kBreach)));
}

TEST(Senses, WhenAFaultIsLookedInto_ThenTheVendorIsNotInvestigated) {
  const std::string text = "A Quellgrid spokesman said the issue is currently being investigated.";
  EXPECT_TRUE(InvestigatesFault(Made(text), EventAt(text, "investigated", ActionType::kInvestigation)));
  const std::string own = "The Signal Office is investigating Quellgrid over the issue.";
  EXPECT_FALSE(InvestigatesFault(Made(own), EventAt(own, "investigating", ActionType::kInvestigation)));
}

TEST(Senses, WhenTextsSpeakOfFaultsOrTrade_ThenTheyAreToldApart) {
  EXPECT_TRUE(SpeaksOfFaults("A Vulnerability was found."));
  EXPECT_FALSE(SpeaksOfFaults("The shop opened a branch."));
  EXPECT_TRUE(IsTradeNews(Made("Quellgrid released an update to its assistant.")));
  EXPECT_FALSE(IsTradeNews(Made("Quellgrid advises users to update to version 3.2.")));
}

TEST(Senses, WhenASentenceTakesBackAReport_ThenItIsSeen) {
  for (const char* const text : {"An earlier version of this article said that Quellgrid was banned.",
                                 "Because of an editing error, the item said that Quellgrid was fined.",
                                 "On May 2 we wrote that Quellgrid had been breached.",
                                 "The article incorrectly stated that Quellgrid was banned."})
    EXPECT_TRUE(TakesBack(Made(text))) << text;
  for (const char* const text :
       {"\"We reported that breach at once,\" Quellgrid said.", "The Signal Office said that Quellgrid was banned."})
    EXPECT_FALSE(TakesBack(Made(text))) << text;
}

TEST(Senses, WhenSentencesAreNoSentences_ThenNothingIsReadOutsideOfThem) {
  for (const std::string& text : HostileSentences()) {
    const Sentence sentence = Made(text);
    for (const size_t end : {size_t{0}, text.size(), text.size() + 9}) {
      Action event;
      event.end = end;
      BreaksRule(sentence, event);
      InvestigatesFault(sentence, event);
      IsThere(sentence, event);
      IsUndoing(sentence, event);
      SpeaksOfAny(sentence, event);
    }
    TakesBack(sentence);
    IsOnlyUrged(sentence);
    IsOnlySought(sentence);
    IsOnlyUnsaid(sentence);
    IsProposedClass(sentence);
    OnlyAppeals(sentence);
    SpeaksOfPlans(sentence);
    IsTradeNews(sentence);
  }
}

}  // namespace
}  // namespace dossier::indexer
