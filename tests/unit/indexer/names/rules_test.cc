// The context rules, one by one, on names of our own: how much speaks for a match, and what rules it out.
#include "indexer/names/rules.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

// A gazetteer of one entity with one name under one rule.
std::shared_ptr<const Gazetteer> One(EntityType type, const std::string& name, const std::string& rule,
                                     const std::string& years = "\t", const std::string& country = "GB") {
  const std::string row = "one\t" + name + "\tname\t" + years + "\t" + rule + "\t" + country + "\t\tbody\n";
  return *Gazetteer::Parse(type == EntityType::kVendor ? row : "", type == EntityType::kAgency ? row : "",
                           type == EntityType::kOutlet ? row : "");
}

int Score(const Gazetteer& gazetteer, std::string_view text, const NameFacts& facts = {},
          const Neighbours& neighbours = {}) {
  const std::vector<GazetteerHit> hits = gazetteer.Match(text);
  if (hits.empty()) return kRefused - 1;  // the name does not even stand there
  return JudgeName(gazetteer, hits[0], NameContext(text, 0, text.size()), neighbours, facts);
}

bool Accepted(const Gazetteer& gazetteer, std::string_view text, const NameFacts& facts = {},
              const Neighbours& neighbours = {}) {
  return Score(gazetteer, text, facts, neighbours) >= 0;
}

struct RuleCase {
  const char* text;
  bool accepted;
};

void ExpectJudged(const Gazetteer& gazetteer, const std::vector<RuleCase>& cases) {
  for (const RuleCase& c : cases) EXPECT_EQ(Accepted(gazetteer, c.text), c.accepted) << c.text;
}

TEST(NameRules, WhenANameHasNoRule_ThenItIsProofAlone) {
  const auto made = One(EntityType::kVendor, "Quellgrid", "");
  ExpectJudged(*made, {{"Quellgrid.", true}, {"A Quellgrid radio.", true}, {"They bought Quellgrid", true}});
}

TEST(NameRules, WhenANameIsAWord_ThenWhatStandsBesideItDecides) {
  const auto made = One(EntityType::kVendor, "Lantern", "word");
  ExpectJudged(*made, {{"Regulators fined Lantern in May.", true},
                       {"Customers of Lantern were told.", true},
                       {"The flaw is in Lantern routers.", true},
                       {"Lantern patched its routers.", true},
                       {"Lantern’s customers left.", true},
                       {"Jane Lantern left.", false},
                       {"A Lantern hung there.", false},
                       {"Lantern of the past", false}});
}

TEST(NameRules, WhenAWordIsCommon_ThenItNeedsMoreThanACapital) {
  const auto plain = One(EntityType::kVendor, "Lantern", "word");
  const auto common = One(EntityType::kVendor, "Lantern", "common");
  const char* text = "They spoke about Lantern yesterday.";
  EXPECT_GT(Score(*plain, text), Score(*common, text));
  EXPECT_FALSE(Accepted(*common, text));
  EXPECT_TRUE(Accepted(*common, "Regulators fined Lantern in May."));
}

TEST(NameRules, WhenTheDocumentNamedItBefore_ThenThatHelps) {
  const auto made = One(EntityType::kVendor, "Lantern", "common");
  const char* text = "They spoke about Lantern yesterday.";
  NameFacts facts;
  EXPECT_FALSE(Accepted(*made, text, facts));
  facts.named.insert(0);
  EXPECT_TRUE(Accepted(*made, text, facts));
  Neighbours listed;
  listed.listed_with_vendor = true;
  EXPECT_GT(Score(*made, "Regulators fined Lantern in May.", {}, listed),
            Score(*made, "Regulators fined Lantern in May."));
}

TEST(NameRules, WhenARuleNeedsTheFullName_ThenTheShortOneAloneIsRefused) {
  const auto made = One(EntityType::kAgency, "ABX", "full");
  EXPECT_EQ(Score(*made, "The ABX agreed."), kRefused);
  NameFacts facts;
  facts.named.insert(0);
  EXPECT_TRUE(Accepted(*made, "The ABX agreed.", facts));
}

TEST(NameRules, WhenARuleAsksForTheArticle_ThenItMustStand) {
  const auto made = One(EntityType::kAgency, "Board", "the");
  ExpectJudged(*made, {{"In May the Board agreed.", true}, {"In May Board agreed.", false}});
}

TEST(NameRules, WhenARuleAsksForExactWriting_ThenAnotherOneIsRefused) {
  const auto exact = One(EntityType::kVendor, "SalT", "exact");
  ExpectJudged(*exact, {{"They bought SalT radios.", true}, {"THEY BOUGHT SALT RADIOS", false}});
  const auto caps = One(EntityType::kVendor, "Saltern", "caps");
  ExpectJudged(*caps, {{"They bought Saltern radios.", true}, {"THEY BOUGHT SALTERN RADIOS", false}});
}

TEST(NameRules, WhenANameIsAPersonsToo_ThenPeopleAreNoOrganisations) {
  const auto made = One(EntityType::kVendor, "Marlow", "person");
  ExpectJudged(*made, {{"They bought Marlow radios.", true},
                       {"Mr. Marlow left.", false},
                       {"Mr Marlow left.", false},
                       {"They met Jane Marlow.", false},
                       {"They met Senator Marlow.", false}});
}

TEST(NameRules, WhenSeveralCountriesHaveTheName_ThenTheOwnersMustBeNamed) {
  const auto made = One(EntityType::kAgency, "Signal Centre", "country");
  ExpectJudged(*made, {{"The Signal Centre agreed.", false},
                       {"Britain's Signal Centre agreed.", true},
                       {"The Signal Centre in London agreed.", true},
                       {"Germany's Signal Centre agreed.", false}});
  const auto preferred = One(EntityType::kAgency, "Signal Centre", "country default");
  ExpectJudged(*preferred, {{"The Signal Centre agreed.", true}, {"Germany's Signal Centre agreed.", false}});
}

TEST(NameRules, WhenANameHasYears_ThenTheDocumentsYearPrefersItsOwner) {
  const auto made = One(EntityType::kVendor, "Quellgrid", "", "2010\t2015");
  NameFacts inside, outside;
  inside.year = 2012;
  outside.year = 2019;
  EXPECT_GT(Score(*made, "They bought Quellgrid radios.", inside),
            Score(*made, "They bought Quellgrid radios.", outside));
}

TEST(NameRules, WhenAThemeIsAgainstIt_ThenItIsRefused) {
  const auto made = One(EntityType::kVendor, "Falcons", "not:sport");
  ExpectJudged(*made, {{"They bought Falcons radios.", true}});
  EXPECT_FALSE(Accepted(*made, "The coach of the Falcons league team lost the match and the season."));
}

TEST(NameRules, WhenAnAcronymIsPartOfAnother_ThenItIsRefused) {
  const auto made = One(EntityType::kAgency, "RBC", "");
  ExpectJudged(*made, {{"The RBC agreed.", true}, {"The RBC-MRCC frame agreed.", false}});
}

TEST(NameRules, WhenTheNameOpensOrEndsAnything_ThenJudgingStaysInside) {
  for (const char* rule : {"",       "word",   "common", "letter",    "person",        "place",        "department",
                           "strict", "alone",  "the",    "full",      "country",       "default",      "caps",
                           "exact",  "number", "head",   "not:sport", "needs:finance", "not:nonsense", "nonsense"}) {
    for (EntityType type : {EntityType::kVendor, EntityType::kAgency, EntityType::kOutlet}) {
      const auto made = One(type, "Lantern", rule);
      for (const char* text : {"Lantern", "Lantern'", "Lantern's", "Lantern-", "\xFFLantern\xFF", "(Lantern",
                               "Lantern,", "Lantern\xE2\x80", "of Lantern of", "Lantern Lantern Lantern", "LANTERN"})
        Score(*made, text);
    }
  }
}

}  // namespace
}  // namespace dossier::indexer
