#include "indexer/statements/events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "indexer/statements/actions.h"
#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

std::vector<Event> Read(const std::string& text) {
  const Sentence sentence = Made(text);
  return EventReader::Built().Decide(sentence, FindActions(sentence), {}, {});
}

bool Holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// Whether the text says, as a fact, that this was done to the vendor.
bool IsFact(const std::string& text, ActionType type, const std::string& vendor) {
  const std::vector<Event> events = Read(text);
  return std::any_of(events.begin(), events.end(), [&](const Event& event) {
    return event.type == type && Holds(event.targets, vendor) && event.polarity == Polarity::kAsserted &&
           (event.modality == Modality::kDone || event.modality == Modality::kOrdered);
  });
}

TEST(EventReader, WhenTwoClausesTellTwoActs_ThenEachHasItsOwnAgentAndPatient) {
  ASSERT_TRUE(EventReader::Built().has_model());
  const std::string text = "The Signal Office banned Quellgrid routers and the Harbour Board fined Marrowby.";
  bool ban = false, fine = false;
  for (const Event& event : Read(text)) {
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

TEST(EventReader, WhenThereIsNothingToDecide_ThenThereIsNoEvent) {
  EXPECT_TRUE(Read("The Signal Office banned routers.").empty());  // of no vendor that is known
  EXPECT_TRUE(Read("The Signal Office banned Quellgrid routers" + std::string(1300, '.')).empty());
  const std::string text = "The Signal Office banned Quellgrid routers.";
  const Sentence sentence = Made(text);
  EXPECT_TRUE(EventReader(nullptr).Decide(sentence, FindActions(sentence), {}, {}).empty());
}

}  // namespace
}  // namespace dossier::indexer
