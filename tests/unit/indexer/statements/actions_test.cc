// Typed actions of one sentence: which, with what polarity and modality, who acts and on whom.
#include "indexer/statements/actions.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

std::string Joined(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : "+") + id;
  return out;
}

// "prohibition harbour-board>quellgrid", with polarity and modality where they are not the plain ones.
std::string Described(const Sentence& s) {
  std::string out;
  for (const Action& a : FindActions(s)) {
    if (!out.empty()) out += "; ";
    out += std::string(ActionTypeName(a.type));
    if (a.polarity != Polarity::kAsserted) out += "/" + std::string(PolarityName(a.polarity));
    if (a.modality != Modality::kDone) out += "/" + std::string(ModalityName(a.modality));
    out += " " + Joined(a.actors) + ">" + Joined(a.targets);
  }
  return out;
}

struct ActionCase {
  const char* text;
  const char* actions;
};

void ExpectActions(const std::vector<ActionCase>& cases) {
  for (const ActionCase& c : cases) EXPECT_EQ(Described(Made(c.text)), c.actions) << c.text;
}

TEST(FindActions, WhenAnAgencyActs_ThenItIsTheActorInEveryVoice) {
  ExpectActions({{"The Harbour Board banned Quellgrid in May.", "prohibition harbour-board>quellgrid"},
                 {"Quellgrid was banned by the Harbour Board.", "prohibition harbour-board>quellgrid"},
                 {"The Harbour Board imposed a ban on Quellgrid.", "prohibition harbour-board>quellgrid"},
                 {"The Harbour Board and the Signal Office banned Quellgrid.",
                  "prohibition harbour-board+signal-office>quellgrid"},
                 {"The Harbour Board banned Quellgrid and Marrowby.", "prohibition harbour-board>quellgrid+marrowby"},
                 {"Quellgrid was banned.", "prohibition >quellgrid"},
                 {"The Harbour Board fined Quellgrid.", "sanction harbour-board>quellgrid"},
                 {"The Harbour Board sued Quellgrid.", "legal-action harbour-board>quellgrid"},
                 {"The Harbour Board is investigating Quellgrid.", "investigation harbour-board>quellgrid"}});
}

TEST(FindActions, WhenAVendorIsSubjectOfAMishap_ThenNobodyElseIsBlamed) {
  ExpectActions({{"Quellgrid was hacked in May.", "breach >quellgrid"},
                 {"Hackers stole files from Quellgrid, according to Marrowby.", "breach >quellgrid"},
                 {"Marrowby found a vulnerability in Quellgrid routers.", "vulnerability marrowby>quellgrid"},
                 {"Quellgrid agreed to pay a fine.", "sanction >quellgrid"},
                 {"Quellgrid faces a lawsuit.", "legal-action/considered >quellgrid"}});
}

TEST(FindActions, WhenAVendorDenies_ThenItIsTheActorAndNoTarget) {
  ExpectActions({{"Quellgrid denied spying.", "denial quellgrid>"},
                 {"Quellgrid said it has never shared data with anyone.", "denial quellgrid>"},
                 {"“We have no ties to the army,” Quellgrid said.", "denial quellgrid>"},
                 {"Quellgrid said it would never share data.", ""},
                 {"The Harbour Board said it has never shared data with anyone.", ""}});
}

TEST(FindActions, WhenAnActionIsUndone_ThenItIsAReversal) {
  ExpectActions({{"The Harbour Board lifted the ban on Quellgrid.", "reversal harbour-board>quellgrid"},
                 {"The ban on Quellgrid was lifted.", "reversal >quellgrid"},
                 {"The Quellgrid ban was lifted.", "reversal >quellgrid"},
                 {"The ban on Quellgrid was not lifted.", "reversal/negated >quellgrid"}});
}

TEST(FindActions, WhenADismissedLawsuitIsTold_ThenItWasOneAllTheSame) {
  const std::string told = Described(Made("The court dismissed the lawsuit against Quellgrid."));
  EXPECT_NE(told.find("legal-action >quellgrid"), std::string::npos) << told;
  EXPECT_NE(told.find("reversal >quellgrid"), std::string::npos) << told;
}

TEST(FindActions, WhenOnlyTalkedAbout_ThenThereIsNone) {
  ExpectActions({{"Quellgrid declined to comment on the ban.", ""},
                 {"Quellgrid complied with the ban.", ""},
                 {"Warning: use of an undefined constant", ""},
                 {"For more information, see the security advisory of Quellgrid.", ""},
                 {"Please refer to the security advisory of Quellgrid.", ""},
                 {"Quellgrid makes radios.", ""},
                 {"", ""}});
}

TEST(FindActions, WhenTheSameIsSaidTwice_ThenItComesOnceWithAllParties) {
  ExpectActions({{"The Harbour Board banned Quellgrid; the Signal Office banned Marrowby.",
                  "prohibition harbour-board+signal-office>quellgrid+marrowby"}});
}

TEST(FindActions, WhenPolarityAndModalityVary_ThenTheyAreKept) {
  ExpectActions({{"The Harbour Board has not banned Quellgrid.", "prohibition/negated harbour-board>quellgrid"},
                 {"The Harbour Board may ban Quellgrid.", "prohibition/considered harbour-board>quellgrid"},
                 {"The Harbour Board denied that it had banned Quellgrid.",
                  "denial >; prohibition/denied harbour-board>quellgrid"},
                 {"Ministers called for a ban on Quellgrid.", "prohibition/proposed >quellgrid"}});
}

TEST(FindActions, WhenFound_ThenTheRangeHoldsTheWordsThatSayIt) {
  const std::string_view text = "Ministers of the Harbour Board lifted the ban on Quellgrid.";
  const Sentence s = Made(text);
  const std::vector<Action> actions = FindActions(s);
  ASSERT_EQ(actions.size(), 1u);
  EXPECT_EQ(text.substr(actions[0].begin, actions[0].end - actions[0].begin), "lifted the ban");
}

TEST(FindActions, WhenInputIsHostile_ThenRangesAndPartiesStayThoseOfTheSentence) {
  for (const std::string& text : HostileSentences()) {
    for (const Action& action : FindActions(Made(text))) {
      EXPECT_LT(action.begin, action.end);
      EXPECT_LE(action.end, text.size());
      EXPECT_TRUE(action.actors.empty() && action.targets.empty()) << "no name was placed";
    }
  }
}

TEST(FindActions, WhenASentenceDoubles_ThenTimeDoesNotExplode) {
  auto seconds = [](size_t words) {
    std::string text = "The Harbour Board ";
    for (size_t i = 0; i < words; ++i) text += "urged operators to raise concerns about the flag as ";
    const Sentence s = Made(text);
    const auto begin = std::clock();
    FindActions(s);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  seconds(20);  // tables are built
  const double once = std::max(seconds(100), 1e-4);
  EXPECT_LT(seconds(200), 12 * once) << "sentences are bounded, but not so far that a cubic rule would do";
}

}  // namespace
}  // namespace dossier::indexer
