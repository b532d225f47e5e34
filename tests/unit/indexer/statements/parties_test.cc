#include "indexer/statements/parties.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

const std::vector<std::string> kQuellgrid = {"quellgrid"};
const std::vector<std::string> kOffice = {"signal-office"};

// An event whose words are `words` of the text; without words the model found it alone.
Action EventAt(const std::string& text, const std::string& words, ActionType type) {
  Action event;
  event.type = type;
  event.begin = words.empty() ? 0 : text.find(words);
  event.end = words.empty() ? 0 : event.begin + words.size();
  return event;
}

TEST(Parties, WhenAVendorFindsOrPassesOnAFlaw_ThenItOnlyFinds) {
  for (const char* const text :
       {"Quellgrid reported the bug in Marrowby routers in June.",
        "\"The flaw lets attackers in,\" Quellgrid Labs said in a bulletin on Marrowby.",
        "\"The flaw lets attackers in,\" explains Ann Holt at Quellgrid of the Marrowby bug.",
        "Marrowby patched an exploit developed by Danish spyware maker Quellgrid.",
        "Marrowby said that it learned of the zero-day (CVE-2031-1) and the ongoing attacks from Quellgrid.",
        "The office passed the bug in Marrowby routers on through Quellgrid.",
        "Marrowby would like to thank Ann Holt of the Quellgrid emergency team for reporting the flaw.",
        "Marrowby said that it learned of the bug from Quellgrid.",
        "Quellgrid Threat Centre (QTC) has detected exploits that target Marrowby routers.",
        "Quellgrid determined that the intruders had used a flaw in Marrowby routers."})
    EXPECT_TRUE(OnlyFinds(Made(text), kQuellgrid, false)) << text;
  for (const char* const text : {"Quellgrid fixed the bug in its routers after Marrowby reported it.",
                                 "Quellgrid said that its routers hold a flaw that Marrowby found.",
                                 "Attackers used a flaw in Quellgrid routers, Marrowby said."})
    EXPECT_FALSE(OnlyFinds(Made(text), kQuellgrid, false)) << text;
}

TEST(Parties, WhenAVendorIsAloneInItsSentence_ThenTheTextDecidesWhetherItReportsOnItself) {
  const std::string text = "Quellgrid said that attackers had used the flaw since May.";
  EXPECT_FALSE(OnlyFinds(Made(text), kQuellgrid, false));
  EXPECT_TRUE(OnlyFinds(Made(text), kQuellgrid, true));
  for (const char* const called : {"Quellgrid, a security company, wrote that it looks like a flaw.",
                                   "Cloud security firm Quellgrid said it found a flaw in the client.",
                                   "Quellgrid researcher Ann Holt told of the flaw on Monday.",
                                   "The flaw is old, said Ann Holt, a Quellgrid security researcher."})
    EXPECT_TRUE(OnlyFinds(Made(called), kQuellgrid, false)) << called;
  EXPECT_FALSE(OnlyFinds(Made("Security firm Quellgrid said it found a flaw in its routers."), kQuellgrid, false));
}

TEST(Parties, WhenAVendorOnlyNamesThePlatform_ThenItCarries) {
  for (const char* const text : {"Marrowby patched a flaw on most Quellgrid-based machines.",
                                 "The flaw is in Marrowby's equivalent of Quellgrid."})
    EXPECT_TRUE(OnlyCarries(Made(text), kQuellgrid)) << text;
  EXPECT_TRUE(OnlyCarries(Made("A flaw was found in a Quellgrid plugin of some studio."), kQuellgrid));
  EXPECT_FALSE(OnlyCarries(Made("Quellgrid patched a flaw in Marrowby machines."), kQuellgrid));
  EXPECT_FALSE(OnlyCarries(Made("A flaw was found in Quellgrid-based machines."), kQuellgrid));  // whose else is it?
}

TEST(Parties, WhenWhatCustomersOwnIsBrokenInto_ThenTheVendorIsNot) {
  EXPECT_TRUE(OnlyOwnsWhatOthersUse(Made("Spies broke into Quellgrid devices."), kQuellgrid));
  EXPECT_FALSE(OnlyOwnsWhatOthersUse(Made("Spies broke into Quellgrid."), kQuellgrid));
  EXPECT_FALSE(
      OnlyOwnsWhatOthersUse(Made("Quellgrid said that spies stole its keys to Quellgrid devices."), kQuellgrid));
}

TEST(Parties, WhenPeopleAreUrgedSoughtOrNotMentioned_ThenNothingIsOrderedFoundOrDenied) {
  EXPECT_TRUE(IsOnlyUrged(Made("The Signal Office urged operators to update Quellgrid routers.")));
  EXPECT_FALSE(IsOnlyUrged(Made("The Signal Office ordered operators to update and urged them to hurry.")));
  EXPECT_FALSE(IsOnlyUrged(Made("Operators have to update.")));
  EXPECT_TRUE(IsOnlySought(Made("Quellgrid pays a bounty for flaws.")));
  EXPECT_FALSE(IsOnlySought(Made("Quellgrid pays for flaws.")));
  EXPECT_TRUE(IsOnlyUnsaid(Made("Quellgrid makes no mention of the flaw being exploited.")));
  EXPECT_FALSE(IsOnlyUnsaid(Made("Quellgrid said that the flaw was not exploited.")));
}

TEST(Parties, WhenAVendorsWordsAreTold_ThenItOnlyTells) {
  for (const char* const text :
       {"The thief used stolen logins, according to Marrowby, Tindral and Quellgrid.",
        "Zero-days, as defined by Quellgrid, are bugs without a patch.", "Quellgrid praised the fine for Marrowby."})
    EXPECT_TRUE(OnlyTells(Made(text), kQuellgrid)) << text;
  for (const char* const text : {"The Signal Office banned Quellgrid, according to Marrowby.",
                                 "Quellgrid criticised the ban.", "Quellgrid was praised by Marrowby."})
    EXPECT_FALSE(OnlyTells(Made(text), kQuellgrid)) << text;
}

TEST(Parties, WhenAVerbWithoutObjectHasTheVendorAsSubject_ThenItActs) {
  for (const char* const text :
       {"Quellgrid sued in January.", "Quellgrid has appealed to the Signal Office.",
        "Quellgrid sued over the phones of its users.", "The judge dismissed Quellgrid's lawsuit.",
        "It ended the contract after a lawsuit brought by Quellgrid."})
    EXPECT_TRUE(ActsItself(Made(text), kQuellgrid, ActionType::kLegalAction)) << text;
  EXPECT_TRUE(ActsItself(Made("Quellgrid is recalling 61,000 pumps."), kQuellgrid, ActionType::kRecall));
  EXPECT_TRUE(
      ActsItself(Made("After Quellgrid's global recall the office banned it."), kQuellgrid, ActionType::kRecall));
  EXPECT_FALSE(ActsItself(Made("A lawsuit filed by Quellgrid drivers is read."), kQuellgrid, ActionType::kLegalAction));
  for (const char* const text : {"Quellgrid was sued in January.", "Marrowby sued Quellgrid in January."})
    EXPECT_FALSE(ActsItself(Made(text), kQuellgrid, ActionType::kLegalAction)) << text;
  EXPECT_FALSE(ActsItself(Made("Quellgrid sued in January."), kQuellgrid, ActionType::kSanction));
}

TEST(Parties, WhenAnAgencyIsAPlaceAPartnerOrTurnedTo_ThenItOnlyStandsBeside) {
  for (const char* const text :
       {"Quellgrid appealed to the Signal Office.", "Quellgrid lost in district court and in the Signal Office.",
        "Quellgrid denied that it collaborates with the Signal Office in any way."})
    EXPECT_TRUE(OnlyStandsBeside(Made(text), kOffice)) << text;
  for (const char* const text :
       {"The Harbour Board, together with the Signal Office, warned of Quellgrid.",
        "The Signal Office warned of Quellgrid.", "Officials at the Signal Office warned of Quellgrid.",
        "Quellgrid settled with the Signal Office.", "Quellgrid is named in the Signal Office's warning."})
    EXPECT_FALSE(OnlyStandsBeside(Made(text), kOffice)) << text;
}

TEST(Parties, WhenAPhraseBehindTheWordsNamesAgencies_ThenEachIsAnAuthor) {
  const std::string text = "It follows warnings from the Harbour Board, and the Signal Office on Quellgrid.";
  const Action event = EventAt(text, "warnings", ActionType::kWarning);
  EXPECT_TRUE(IsNamedByPhrase(Made(text), kOffice, event));
  EXPECT_TRUE(IsNamedByPhrase(Made(text), {"harbour-board"}, event));
  const std::string other = "It follows warnings from Quellgrid, which the Signal Office read.";
  EXPECT_FALSE(IsNamedByPhrase(Made(other), kOffice, EventAt(other, "warnings", ActionType::kWarning)));
}

TEST(Parties, WhenAnAgencyHearsOfAnEventWithASubjectOfItsOwn_ThenItIsNotItsAuthor) {
  const std::string text = "The Signal Office learned that an unnamed group was buying Quellgrid phones.";
  EXPECT_TRUE(OnlyHearsOf(Made(text), kOffice, EventAt(text, "buying", ActionType::kProcurement)));
  const std::string paper = "A Signal Office paper finds that the American sanctions on Quellgrid work.";
  EXPECT_TRUE(OnlyHearsOf(Made(paper), kOffice, EventAt(paper, "sanctions", ActionType::kSanction)));
  const std::string own = "The Signal Office said that it was buying Quellgrid phones.";
  EXPECT_FALSE(OnlyHearsOf(Made(own), kOffice, EventAt(own, "buying", ActionType::kProcurement)));
  const std::string warned = "The Signal Office warned that campaigns should avoid Quellgrid phones.";
  EXPECT_FALSE(OnlyHearsOf(Made(warned), kOffice, EventAt(warned, "avoid", ActionType::kWarning)));
}

TEST(Parties, WhenTheDateIsADeadlineACountOrOfAnotherClause_ThenItIsNotTheEvents) {
  struct Case {
    const char* text;
    const char* date;
    const char* words;
    bool of_else;
    Modality modality = Modality::kDone;
  };
  for (const Case& one : std::vector<Case>{
           {"By May 8, disconnect all Quellgrid gear.", "May 8", "disconnect", true, Modality::kOrdered},
           {"Quellgrid had suffered its ninth breach since 2018.", "2018", "breach", true},
           {"Quellgrid has been barred since 2018.", "2018", "barred", false},
           {"In 2013 and 2014 Quellgrid was barred.", "2014", "barred", true},
           {"An article on May 18 stated that Quellgrid was barred.", "May 18", "barred", true},
           {"The Signal Office fined Quellgrid over its 2012 meltdown.", "2012", "fined", true},
           {"The Signal Office published a 2019 audit of Quellgrid.", "2019", "audit", false},
           {"Quellgrid flagged the campaign, which it first observed in September.", "September", "flagged", true},
           {"It told what hackers did over the weekend: Quellgrid was barred.", "weekend", "barred", true},
           {"On Tuesday Holt told reporters that offices had removed Quellgrid.", "Tuesday", "removed", true},
           {"When the board barred Quellgrid in 2022, it fined Marrowby.", "2022", "barred", false},
           {"When the board barred Quellgrid in 2022, it fined Marrowby.", "2022", "fined", true},
           {"It stayed unseen until May 20, when Quellgrid saw the breach.", "May 20", "breach", true},
           {"Last week the board gave Quellgrid leave following its addition to the list.", "Last week", "addition",
            true},
           {"The rules that were set to go into effect Sunday bar Quellgrid.", "Sunday", "bar", true},
           {"It could lead to a fine of a tenth of its 2015 revenue.", "2015", "fine", true},
           {"Before Friday the makers had recalled the cars.", "Friday", "recalled", true},
           {"The board looked into Quellgrid following reports by Reuters in 2012.", "2012", "looked into", true},
           {"In May Quellgrid lost an appeal against the fine.", "May", "fine", true},
           {"The Signal Office announced a fine in May.", "May", "fine", false},
           {"The islands sued Quellgrid on Wednesday over millions of recalled airbags.", "Wednesday", "recalled",
            true},
           {"The Signal Office fined Quellgrid in September.", "September", "fined", false}}) {
    const std::string text = one.text;
    DateSpan date;
    date.begin = text.find(one.date);
    date.end = date.begin + std::string(one.date).size();
    Action event = EventAt(text, one.words, ActionType::kProhibition);
    event.modality = one.modality;
    EXPECT_EQ(IsDateOfElse(Made(text), date, event), one.of_else) << text;
  }
}

TEST(Parties, WhenAVendorIsPaidOrTakenSidesWith_ThenItOnlyReceives) {
  const auto receives = [](const std::string& text) {
    return OnlyReceives(Made(text), kQuellgrid, EventAt(text, "", ActionType::kSanction));
  };
  EXPECT_TRUE(receives("A court ordered Marrowby to pay Quellgrid $1 billion."));
  EXPECT_TRUE(receives("Regulators keep hitting Marrowby with fines, siding with Quellgrid."));
  EXPECT_TRUE(receives("Marrowby conspired to steal intellectual property from Quellgrid."));
  EXPECT_FALSE(receives("Quellgrid agreed to pay Marrowby $1 billion."));
  EXPECT_FALSE(receives("A court ordered Quellgrid to pay $1 billion."));
}

TEST(Parties, WhenAVendorLooksIntoSomething_ThenItIsNotInvestigated) {
  for (const char* const text : {"Quellgrid said it is reviewing the rules of the Signal Office.",
                                 "Quellgrid is investigating how the data got out."})
    EXPECT_TRUE(LooksInto(Made(text), kQuellgrid)) << text;
  for (const char* const text : {"The Signal Office is reviewing Quellgrid.", "Quellgrid is being investigated."})
    EXPECT_FALSE(LooksInto(Made(text), kQuellgrid)) << text;
}

TEST(Parties, WhenAnActIsStoppedAppealedOrTalkedOf_ThenItIsSeen) {
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
  EXPECT_TRUE(IsProposedClass(Made("The two proposed class action lawsuits said Quellgrid lied.")));
  EXPECT_FALSE(IsProposedClass(Made("The proposed fine is too low.")));
}

TEST(Parties, WhenTheFirstVerbIsAPlan_ThenTheSentenceSpeaksOfPlans) {
  EXPECT_TRUE(SpeaksOfPlans(Made("8300 computers will soon be powered by Quellgrid.")));
  EXPECT_FALSE(SpeaksOfPlans(Made("Quellgrid is calling back cars because the picture may freeze.")));
}

TEST(Parties, WhenARuleIsBreached_ThenNobodyBrokeIn) {
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

TEST(Parties, WhenAFaultIsLookedInto_ThenTheVendorIsNotInvestigated) {
  const std::string text = "A Quellgrid spokesman said the issue is currently being investigated.";
  EXPECT_TRUE(InvestigatesFault(Made(text), EventAt(text, "investigated", ActionType::kInvestigation)));
  const std::string own = "The Signal Office is investigating Quellgrid over the issue.";
  EXPECT_FALSE(InvestigatesFault(Made(own), EventAt(own, "investigating", ActionType::kInvestigation)));
}

TEST(Parties, WhenTextsSpeakOfFaultsOrTrade_ThenTheyAreToldApart) {
  EXPECT_TRUE(SpeaksOfFaults("A Vulnerability was found."));
  EXPECT_FALSE(SpeaksOfFaults("The shop opened a branch."));
  EXPECT_TRUE(IsTradeNews(Made("Quellgrid released an update to its assistant.")));
  EXPECT_FALSE(IsTradeNews(Made("Quellgrid advises users to update to version 3.2.")));
}

TEST(Parties, WhenNamesStandInOneList_ThenTheyActTogether) {
  EXPECT_TRUE(StandInOneList(Made("The Signal Office and Quellgrid warned of it."), kQuellgrid, kOffice));
  EXPECT_FALSE(StandInOneList(Made("Quellgrid denied what the Signal Office said."), kQuellgrid, kOffice));
}

TEST(Parties, WhenASentenceTakesBackAReport_ThenItIsSeen) {
  for (const char* const text : {"An earlier version of this article said that Quellgrid was banned.",
                                 "Because of an editing error, the item said that Quellgrid was fined.",
                                 "On May 2 we wrote that Quellgrid had been breached.",
                                 "The article incorrectly stated that Quellgrid was banned."})
    EXPECT_TRUE(TakesBack(Made(text))) << text;
  for (const char* const text :
       {"\"We reported that breach at once,\" Quellgrid said.", "The Signal Office said that Quellgrid was banned."})
    EXPECT_FALSE(TakesBack(Made(text))) << text;
}

TEST(Parties, WhenSentencesAreNoSentences_ThenNothingIsReadOutsideOfThem) {
  for (const std::string& text : HostileSentences()) {
    Sentence sentence = Made(text);
    EntitySpan span;
    span.type = MentionType::kVendor;
    span.ids = kQuellgrid;
    if (!text.empty()) PlaceEntity(sentence, 0, text.size(), span);
    Action event;
    event.end = text.size();
    DateSpan date;
    date.end = text.size();
    OnlyFinds(sentence, kQuellgrid, true);
    OnlyCarries(sentence, kQuellgrid);
    OnlyTells(sentence, kQuellgrid);
    OnlyOwnsWhatOthersUse(sentence, kQuellgrid);
    ActsItself(sentence, kQuellgrid, ActionType::kRecall);
    OnlyStandsBeside(sentence, kQuellgrid);
    IsNamedByPhrase(sentence, kQuellgrid, event);
    OnlyHearsOf(sentence, kQuellgrid, event);
    IsDateOfElse(sentence, date, event);
    InvestigatesFault(sentence, event);
    TakesBack(sentence);
  }
}

}  // namespace
}  // namespace dossier::indexer
