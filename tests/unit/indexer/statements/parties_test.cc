#include "indexer/statements/parties.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

const std::vector<std::string> kQuellgrid = {"quellgrid"};
const std::vector<std::string> kOffice = {"signal-office"};

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

TEST(Parties, WhenNamesStandInOneList_ThenTheyActTogether) {
  EXPECT_TRUE(StandInOneList(Made("The Signal Office and Quellgrid warned of it."), kQuellgrid, kOffice));
  EXPECT_FALSE(StandInOneList(Made("Quellgrid denied what the Signal Office said."), kQuellgrid, kOffice));
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
    OnlyFinds(sentence, kQuellgrid, true);
    OnlyCarries(sentence, kQuellgrid);
    OnlyTells(sentence, kQuellgrid);
    OnlyOwnsWhatOthersUse(sentence, kQuellgrid);
    ActsItself(sentence, kQuellgrid, ActionType::kRecall);
    OnlyStandsBeside(sentence, kQuellgrid);
    IsNamedByPhrase(sentence, kQuellgrid, event);
    OnlyHearsOf(sentence, kQuellgrid, event);
  }
}

}  // namespace
}  // namespace dossier::indexer
