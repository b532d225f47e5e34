#include "indexer/statements/events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "indexer/statements/actions.h"
#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

EventReader::Events ReadAll(const std::string& text) {
  const Sentence sentence = Made(text);
  EventReader::Document document(text);
  return EventReader::Built().Read(sentence, FindActions(sentence), {}, {}, document);
}

std::vector<Action> SureEvents(const std::string& text) { return ReadAll(text).sure; }

bool Holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// Whether the text says, as a fact, that this was done to the vendor.
bool IsFact(const std::string& text, ActionType type, const std::string& vendor) {
  const std::vector<Action> events = SureEvents(text);
  return std::any_of(events.begin(), events.end(), [&](const Action& event) {
    return event.type == type && Holds(event.targets, vendor) && event.polarity == Polarity::kAsserted &&
           (event.modality == Modality::kDone || event.modality == Modality::kOrdered);
  });
}

TEST(EventReader, WhenTwoClausesTellTwoActs_ThenEachHasItsOwnAgentAndPatient) {
  ASSERT_TRUE(EventReader::Built().has_model());
  const std::string text = "The Signal Office banned Quellgrid routers and the Harbour Board fined Marrowby.";
  bool ban = false, fine = false;
  for (const Action& event : SureEvents(text)) {
    if (event.type == ActionType::kProhibition) {
      ban = true;
      EXPECT_TRUE(Holds(event.targets, "quellgrid") && !Holds(event.targets, "marrowby"));
      EXPECT_TRUE(Holds(event.actors, "signal-office") && !Holds(event.actors, "harbour-board"));
    }
    if (event.type == ActionType::kSanction) {
      fine = true;
      EXPECT_TRUE(Holds(event.targets, "marrowby") && !Holds(event.targets, "quellgrid"));
      EXPECT_TRUE(Holds(event.actors, "harbour-board") && !Holds(event.actors, "signal-office"));
    }
  }
  EXPECT_TRUE(ban && fine);
}

TEST(EventReader, WhenAnActIsToldAsDone_ThenItIsAFactAndElseItIsNone) {
  EXPECT_TRUE(IsFact("The Signal Office banned Quellgrid routers.", ActionType::kProhibition, "quellgrid"));
  for (const char* const text :
       {"The Signal Office did not ban Quellgrid routers.", "Has the Signal Office banned Quellgrid routers?",
        "The Signal Office may ban Quellgrid routers.", "Lawmakers want the Signal Office to ban Quellgrid routers.",
        "The Harbour Board voted down a ban on Quellgrid routers."})
    EXPECT_FALSE(IsFact(text, ActionType::kProhibition, "quellgrid")) << text;
}

TEST(EventReader, WhenAnOfficeIsHeldNoMore_ThenTheAgencyDoesNothing) {
  for (const char* const text : {"The former director of the Signal Office warned against Quellgrid routers.",
                                 "A former Signal Office chief warned against Quellgrid routers."})
    for (const Action& event : SureEvents(text)) EXPECT_FALSE(Holds(event.actors, "signal-office")) << text;
}

TEST(EventReader, WhenAVendorFoundTheFlaw_ThenTheFlawIsNotItsOwn) {
  for (const char* const text : {"Quellgrid reported the bug in Marrowby routers in June.",
                                 "The flaw in Marrowby routers was found by Quellgrid.",
                                 "Researchers at Quellgrid discovered the vulnerability in Marrowby routers."})
    for (const Action& event : SureEvents(text))
      if (event.type == ActionType::kVulnerability) {
        EXPECT_FALSE(Holds(event.targets, "quellgrid")) << text;
      }
}

TEST(EventReader, WhenAVendorReportsOnItself_ThenTheFlawIsItsOwn) {
  const std::string text = "Quellgrid has reported a vulnerability in its routers that lets attackers in.";
  bool found = false;
  for (const Action& event : SureEvents(text))
    found |= event.type == ActionType::kVulnerability && Holds(event.targets, "quellgrid");
  EXPECT_TRUE(found);
}

TEST(EventReader, WhenCompaniesStandInOneList_ThenWhatIsDoneToOneIsDoneToAll) {
  for (const char* const text :
       {"The Harbour Board fined Quellgrid, Marrowby and Tindral on Friday.",
        "The Harbour Board fined Quellgrid Corp. (“Quellgrid”) and Marrowby Corp. (“Marrowby”)."}) {
    EXPECT_TRUE(IsFact(text, ActionType::kSanction, "quellgrid")) << text;
    EXPECT_TRUE(IsFact(text, ActionType::kSanction, "marrowby")) << text;
  }
  EXPECT_FALSE(IsFact("The Harbour Board fined Quellgrid and praised Marrowby.", ActionType::kSanction, "marrowby"));
}

TEST(EventReader, WhenAVendorOnlySetsAnotherApart_ThenNothingIsSaidOfIt) {
  const std::string text = "Unlike Marrowby, Quellgrid was fined by the Harbour Board.";
  EXPECT_TRUE(IsFact(text, ActionType::kSanction, "quellgrid"));
  EXPECT_FALSE(IsFact(text, ActionType::kSanction, "marrowby"));
}

TEST(EventReader, WhenThereIsNothingToDecide_ThenTheRulesDecideAlone) {
  const std::string text = "The Signal Office banned Quellgrid routers.";
  const Sentence sentence = Made(text);
  EventReader::Document document(text);
  const EventReader::Events events = EventReader(nullptr).Read(sentence, FindActions(sentence), {}, {}, document);
  ASSERT_EQ(events.sure.size(), 1U);
  EXPECT_EQ(events.sure[0].certainty, 0);
  ASSERT_EQ(SureEvents("The Signal Office banned routers.").size(), 1U);  // of no vendor that is known
  EXPECT_EQ(SureEvents("The Signal Office banned routers.")[0].certainty, 0);
}

TEST(EventReader, WhenTheSentenceIsTooLongToBeProse_ThenWhatRulesFindInItIsUnsure) {
  const EventReader::Events events = ReadAll("The Signal Office banned Quellgrid routers" + std::string(1300, '.'));
  EXPECT_TRUE(events.sure.empty());
  EXPECT_FALSE(events.unsure.empty());
}

TEST(EventReader, WhenADateLiesAheadOfTheText_ThenItIsNoDayOfADeed) {
  const EventReader::Document document("", "2021-10-26");
  for (const char* const ahead : {"2021-11", "2022", "2021-10-27", "2021-12-01T10:00"})
    EXPECT_TRUE(document.IsAhead(ahead)) << ahead;
  for (const char* const past : {"2021-10-26", "2021", "2021-10", "2020-11", "2021-Q4", "", "XXXX-11"})
    EXPECT_FALSE(document.IsAhead(past)) << past;
  EXPECT_FALSE(EventReader::Document("").IsAhead("2999"));
}

TEST(EventReader, WhenATextIsMostlyAboutAnotherVendor_ThenThatIsCounted) {
  EventReader::Document document("");
  for (const char* const id : {"quellgrid", "quellgrid", "marrowby"}) document.AddVendor(id);
  EXPECT_TRUE(document.IsNamedLess({"marrowby"}));
  EXPECT_FALSE(document.IsNamedLess({"quellgrid"}));
  EXPECT_FALSE(document.IsNamedLess({"tindral"}));  // never named
}

}  // namespace
}  // namespace dossier::indexer
