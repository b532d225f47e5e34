// The names by which mentions and statements are written to disk and to output: they never change, and lead back.
#include "indexer/facts/statement.h"

#include <gtest/gtest.h>

#include <set>

namespace dossier::indexer {
namespace {

TEST(StatementNames, WhenWritten_ThenTheyAreTheContractsInItsOrder) {
  const char* types[] = {"vendor", "agency", "outlet", "organisation", "person", "product",
                         "cve",    "date",   "time",   "duration",     "set",    "place"};
  for (int i = 0; i < 12; ++i) EXPECT_EQ(MentionTypeName(static_cast<MentionType>(i)), types[i]);
  const char* vias[] = {"name", "alias", "acronym", "reference", "tagger"};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ViaName(static_cast<Via>(i)), vias[i]);
  EXPECT_EQ(PolarityName(Polarity::kAsserted), "asserted");
  EXPECT_EQ(PolarityName(Polarity::kNegated), "negated");
  EXPECT_EQ(PolarityName(Polarity::kDenied), "denied");
  const char* modalities[] = {"done", "ordered", "proposed", "considered", "alleged"};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ModalityName(static_cast<Modality>(i)), modalities[i]);
}

TEST(StatementNames, WhenActionNamesAreReadBack_ThenEachIsItsType) {
  const std::vector<std::string> names = ActionTypeNames();
  ASSERT_EQ(names.size(), static_cast<size_t>(ActionType::kProcurement) + 1);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  for (size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(ActionTypeName(static_cast<ActionType>(i)), names[i]);
    ASSERT_TRUE(ActionTypeOf(names[i])) << names[i];
    EXPECT_EQ(static_cast<size_t>(*ActionTypeOf(names[i])), i);
  }
}

TEST(StatementNames, WhenPeopleUseTheirOwnWords_ThenTheTypeIsFound) {
  const std::pair<const char*, ActionType> cases[] = {{"ban", ActionType::kProhibition},
                                                      {"BAN", ActionType::kProhibition},
                                                      {"fine", ActionType::kSanction},
                                                      {"patch", ActionType::kMitigation},
                                                      {"hack", ActionType::kBreach},
                                                      {"Entity List", ActionType::kRestriction},
                                                      {"legal_action", ActionType::kLegalAction},
                                                      {"Legal Action", ActionType::kLegalAction},
                                                      {"probe", ActionType::kInvestigation},
                                                      {"waiver", ActionType::kReversal},
                                                      {"flaw", ActionType::kVulnerability},
                                                      {"contract", ActionType::kProcurement}};
  for (const auto& [word, type] : cases) {
    ASSERT_TRUE(ActionTypeOf(word)) << word;
    EXPECT_EQ(ActionTypeName(*ActionTypeOf(word)), ActionTypeName(type)) << word;
  }
  for (const char* word : {"", " ", "b", "bann", "prohibitions!", "\xFF", "warning "})
    EXPECT_FALSE(ActionTypeOf(word)) << word << " is no type; a guess would answer another question";
}

}  // namespace
}  // namespace dossier::indexer
