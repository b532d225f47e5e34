// What stands over a word that names a deed: whether it happened, was undone, denied, or is only thought of.
#include "indexer/statements/scope.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

std::string Described(const Scope& scope) {
  std::string out;
  switch (scope.modality) {
    case Modality::kDone:
      out = "done";
      break;
    case Modality::kOrdered:
      out = "ordered";
      break;
    case Modality::kProposed:
      out = "proposed";
      break;
    case Modality::kConsidered:
      out = "considered";
      break;
    case Modality::kAlleged:
      out = "alleged";
      break;
  }
  if (scope.reversed) out += " reversed";
  if (scope.negated) out += " negated";
  if (scope.denied) out += " denied";
  if (scope.mention) out += " mention";
  return out;
}

struct ScopeCase {
  const char* text;
  const char* word;
  const char* scope;
};

void ExpectScopes(const std::vector<ScopeCase>& cases, bool verbal) {
  for (const ScopeCase& c : cases) {
    const Sentence s = Made(c.text);
    const int at = TokenOf(s, c.word);
    EXPECT_EQ(Described(ScopeOf(s, at, at, verbal)), c.scope) << c.text;
  }
}

TEST(Scope, WhenAVerbSaysTheDeed_ThenItsAuxiliariesWeighIt) {
  ExpectScopes({{"The board banned Quellgrid.", "banned", "done"},
                {"The board has banned Quellgrid.", "banned", "done"},
                {"The board did not ban Quellgrid.", "ban", "done negated"},
                {"The board didn't ban Quellgrid.", "ban", "done negated"},
                {"The board never banned Quellgrid.", "banned", "done negated"},
                {"Quellgrid is no longer banned.", "banned", "done negated"},
                {"The board may ban Quellgrid.", "ban", "considered"},
                {"The board might not ban Quellgrid.", "ban", "considered negated"},
                {"The board would ban Quellgrid.", "ban", "proposed"},
                {"The board should ban Quellgrid.", "ban", "proposed"},
                {"The board must ban Quellgrid.", "ban", "ordered"},
                {"The board has to ban Quellgrid.", "ban", "ordered"},
                {"The board allegedly banned Quellgrid.", "banned", "alleged"},
                {"The board was wrongly banned.", "banned", "done negated"},
                {"The board will ban Quellgrid.", "ban", "done"}},
               true);
}

TEST(Scope, WhenNobodyDidIt_ThenItIsNegated) {
  ExpectScopes({{"Nobody banned Quellgrid.", "banned", "done negated"},
                {"No agency has banned Quellgrid.", "banned", "done negated"},
                {"No one has banned Quellgrid.", "banned", "done negated"},
                {"Neither has banned Quellgrid.", "banned", "done negated"},
                {"The board has yet to ban Quellgrid.", "ban", "done negated"}},
               true);
}

TEST(Scope, WhenAnInfinitiveIsGoverned_ThenTheGovernorDecides) {
  ExpectScopes({{"The board plans to ban Quellgrid.", "ban", "proposed"},
                {"The board refused to ban Quellgrid.", "ban", "done negated"},
                {"The board failed to ban Quellgrid.", "ban", "done negated"},
                {"The board ordered ministries to ban Quellgrid.", "ban", "ordered"},
                {"The board urged ministries to ban Quellgrid.", "ban", "proposed"},
                {"The board threatened to ban Quellgrid.", "ban", "considered"},
                {"The board has not decided whether to ban Quellgrid.", "ban", "considered"},
                {"The board decided to ban Quellgrid.", "ban", "done"},
                {"The board voted on Monday to ban Quellgrid.", "ban", "done"},
                {"The board is said to have banned Quellgrid.", "banned", "done"},
                {"It would be wrong to ban Quellgrid.", "ban", "considered"},
                {"The board is unlikely to ban Quellgrid.", "ban", "considered"},
                {"Her pledge to ban Quellgrid was cheered.", "ban", "proposed"},
                {"A frobnication to ban Quellgrid was cheered.", "ban", "proposed"}},
               true);
}

TEST(Scope, WhenAGerundIsGoverned_ThenTheGovernorDecides) {
  ExpectScopes({{"The board considered banning Quellgrid.", "banning", "considered"},
                {"The board stopped short of banning Quellgrid.", "banning", "done negated"},
                {"It acted without banning Quellgrid.", "banning", "done negated"},
                {"It acted instead of banning Quellgrid.", "banning", "done negated"},
                {"It was accused of banning Quellgrid.", "banning", "alleged"},
                {"Banning Quellgrid would be costly.", "banning", "proposed"},
                {"Banning Quellgrid may be costly.", "banning", "considered"},
                {"The board responded by banning Quellgrid.", "banning", "done"}},
               true);
}

TEST(Scope, WhenAClauseStandsUnderAnother_ThenDenialAndDoubtReachDown) {
  ExpectScopes({{"The board denied that it had banned Quellgrid.", "banned", "done denied"},
                {"It is not true that the board banned Quellgrid.", "banned", "done denied"},
                {"Reports that the board had banned Quellgrid are false.", "banned", "done denied"},
                {"There is no evidence that the board banned Quellgrid.", "banned", "done negated"},
                {"If the board banned Quellgrid, prices would rise.", "banned", "considered"},
                {"Unless the board banned Quellgrid, prices would rise.", "banned", "considered"},
                {"Quellgrid fell after the board banned it.", "banned", "done"},
                {"The minister alleged that the board banned Quellgrid.", "banned", "alleged"},
                {"The minister said the board banned Quellgrid.", "banned", "done"},
                {"It reports regardless of whether it was banned.", "banned", "done mention"}},
               true);
}

TEST(Scope, WhenANounSaysTheDeed_ThenItsVerbAndModifiersWeighIt) {
  ExpectScopes({{"The board imposed a ban on Quellgrid.", "ban", "done"},
                {"The board lifted the ban on Quellgrid.", "ban", "done reversed"},
                {"The ban on Quellgrid was lifted.", "ban", "done reversed"},
                {"The ban on Quellgrid was not lifted.", "ban", "done reversed negated"},
                {"The ban on Quellgrid was put on hold.", "ban", "done reversed"},
                {"The ban on Quellgrid expired.", "ban", "done reversed"},
                {"The ban is expected to be lifted.", "ban", "considered reversed"},
                {"The board called for a ban on Quellgrid.", "ban", "proposed"},
                {"The board considered a ban on Quellgrid.", "ban", "considered"},
                {"A proposed ban on Quellgrid was read.", "ban", "proposed"},
                {"A possible ban on Quellgrid was read.", "ban", "considered"},
                {"A ban on Quellgrid would hurt.", "ban", "proposed"},
                {"The board ruled out a ban on Quellgrid.", "ban", "done negated"},
                {"The board did not rule out a ban on Quellgrid.", "ban", "considered"},
                {"The board rejected a plan for a ban on Quellgrid.", "ban", "proposed negated"},
                {"There is no ban on Quellgrid.", "ban", "done negated"},
                {"Quellgrid declined to comment on the ban.", "ban", "done negated mention"},
                {"The lifting of the ban was cheered.", "ban", "done reversed"},
                {"The board ordered the removal of the ban.", "ban", "ordered reversed"}},
               false);
}

TEST(Scope, WhenAnOrdinaryVerbTakesANounForGranted_ThenItsNegationDoesNotReachIt) {
  ExpectScopes({{"Quellgrid failed to patch the flaw.", "flaw", "done"},
                {"Quellgrid did not mend the flaw.", "flaw", "done"},
                {"The board did not welcome the ban.", "ban", "done"}},
               false);
}

TEST(Scope, WhenDeedsAreCoordinated_ThenTheyShareTheirGovernor) {
  ExpectScopes({{"The board did not fine or ban Quellgrid.", "ban", "done negated"},
                {"The board fined and banned Quellgrid.", "banned", "done"},
                {"The board plans to fine and to ban Quellgrid.", "ban", "proposed"},
                {"The board did not fine but banned Quellgrid.", "banned", "done"}},
               true);
}

TEST(Scope, WhenOperatorsTakePart_ThenTheRangeHoldsThemAndTheDeed) {
  const Sentence s = Made("The board lifted the ban on Quellgrid.");
  const int ban = TokenOf(s, "ban"), lifted = TokenOf(s, "lifted");
  const Scope scope = ScopeOf(s, ban, ban, false);
  EXPECT_EQ(scope.begin, lifted);
  EXPECT_EQ(scope.end, ban);
  EXPECT_EQ(scope.verb, lifted);
  const Sentence plain = Made("The board banned Quellgrid.");
  const int banned = TokenOf(plain, "banned");
  const Scope own = ScopeOf(plain, banned, banned, true);
  EXPECT_EQ(own.begin, banned);
  EXPECT_EQ(own.end, banned);
  EXPECT_EQ(own.verb, banned);
}

TEST(Scope, WhenSomebodySaysIt_ThenItIsSpoken) {
  const Sentence said = Made("Officials said that Quellgrid poses a risk.");
  EXPECT_TRUE(ScopeOf(said, TokenOf(said, "poses"), TokenOf(said, "poses"), true).spoken);
  const Sentence plain = Made("Quellgrid poses a risk.");
  EXPECT_FALSE(ScopeOf(plain, TokenOf(plain, "poses"), TokenOf(plain, "poses"), true).spoken);
}

TEST(Scope, WhenInputIsHostile_ThenTheWalkEndsAndStaysInside) {
  for (const std::string& text : HostileSentences()) {
    const Sentence s = Made(text);
    for (int i = 0; i < std::min(s.size(), 400); ++i) {
      for (bool verbal : {true, false}) {
        const Scope scope = ScopeOf(s, i, i, verbal);
        ASSERT_GE(scope.begin, 0) << text;
        ASSERT_LE(scope.begin, scope.end);
        ASSERT_LT(scope.end, s.size());
        ASSERT_LT(scope.verb, s.size());
      }
    }
  }
}

}  // namespace
}  // namespace dossier::indexer
