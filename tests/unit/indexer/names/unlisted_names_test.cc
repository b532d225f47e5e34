// Unlisted organisations of one document, and what all documents say of them together.
#include "indexer/names/unlisted_names.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "indexer/pipeline/proposals.h"

namespace dossier::indexer {
namespace {

std::shared_ptr<const Gazetteer> Listed() {
  static const auto gazetteer = *Gazetteer::Embedded();
  return gazetteer;
}

UnlistedNames Read(const std::string& text, const std::vector<std::string>& stated = {}) {
  AnalysisContext context;
  context.language = "en";
  const Analysis analysis = Analyzer(Listed()).Analyze(text, {}, context);
  return FindUnlistedNames(*Listed(), text, {}, analysis, stated);
}

const LearnedName* NameOf(const UnlistedNames& found, const std::string& id) {
  const auto name =
      std::find_if(found.names.begin(), found.names.end(), [&](const LearnedName& n) { return n.id == id; });
  return name == found.names.end() ? nullptr : &*name;
}

DocumentRecord Record(const std::string& document, const std::string& text, int revision = 1,
                      const std::vector<std::string>& stated = {}) {
  DocumentRecord record;
  record.from.document_id = document;
  record.from.revision = revision;
  record.unlisted = Read(text, stated).names;
  return record;
}

const LearnedName* Proposed(const std::vector<LearnedName>& names, const std::string& id) {
  const auto name = std::find_if(names.begin(), names.end(), [&](const LearnedName& n) { return n.id == id; });
  return name == names.end() ? nullptr : &*name;
}

TEST(UnlistedNames, WhenAStrongSignTellsAName_ThenItsOtherPlacesAreFoundToo) {
  const UnlistedNames found = Read(
      "The spyware vendor Quellgrid denied it on Monday.\n\nOfficials met Quellgrid twice, and the papers of Quellgrid "
      "were read.");
  const LearnedName* name = NameOf(found, "~quellgrid");
  ASSERT_NE(name, nullptr);
  EXPECT_EQ(name->sentences, 2u);
  ASSERT_FALSE(name->forms.empty());
  EXPECT_EQ(name->forms[0], (std::pair<std::string, size_t>{"Quellgrid", 3}));
  EXPECT_EQ(name->introductions[0].sentence, "The spyware vendor Quellgrid denied it on Monday.");
}

TEST(UnlistedNames, WhenAShortFormFollowsTheFullName_ThenBothAreOne) {
  const UnlistedNames found = Read(
      "The drone maker Quellgrid Aerial Inc. was fined on Monday.\n\nThe report says that Quellgrid Aerial sold parts, "
      "said a lawyer.");
  ASSERT_NE(NameOf(found, "~quellgrid-aerial"), nullptr);
  EXPECT_EQ(NameOf(found, "~quellgrid-aerial")->sentences, 2u);
}

TEST(UnlistedNames, WhenTheGazetteerListsTheName_ThenItIsNotUnlisted) {
  for (const LearnedName& name :
       Read("The telecom giant Huawei Technologies denied it. Cisco Systems, Inc. agreed with ZTE Corp. on Monday.")
           .names)
    ADD_FAILURE() << name.id;
}

TEST(UnlistedNames, WhenItIsAPersonAPlaceOrAThing_ThenItIsNoCompany) {
  const UnlistedNames found = Read(
      "The company URL changed. Jane Marrow, a developer, left. You form your New York LLC in a day. The firm Monday "
      "met. The Ford F-150 won.");
  for (const LearnedName& name : found.names)
    for (const auto& [sign, documents] : name.signs)
      EXPECT_FALSE(SignBit(sign) &
                   (1u | SignBit(Sign::kApposition) | SignBit(Sign::kDescribed) | SignBit(Sign::kLegalForm)))
          << name.id << " " << SignName(sign);
}

TEST(UnlistedNames, WhenTheAdvisoryNamesItsVendor_ThenThatIsASign) {
  const UnlistedNames found =
      Read("Quellgrid released version 3.14 of the software to resolve the vulnerability.", {"Quellgrid", "multiple"});
  ASSERT_NE(NameOf(found, "~quellgrid"), nullptr);
  EXPECT_EQ(NameOf(found, "~quellgrid")->DocumentsWith(Sign::kStated), 1u);
  EXPECT_EQ(NameOf(found, "~multiple"), nullptr);
}

TEST(UnlistedNames, WhenTheTextIsHostile_ThenTheWorkIsBounded) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "The firm Qx" + std::to_string(i) + "z Inc said so. ";
  const UnlistedNames found = Read(text);
  EXPECT_LE(found.names.size(), 400u);
}

TEST(Proposals, WhenSeveralDocumentsSpeakOfAName_ThenTheyAreAddedUp) {
  const auto names = MakeProposals({Record("d1", "The spyware vendor Quellgrid denied it on Monday."),
                                    Record("d2", "Quellgrid, a maker of routers, was fined on Tuesday.")});
  const LearnedName* name = Proposed(names, "~quellgrid");
  ASSERT_NE(name, nullptr);
  EXPECT_EQ(name->documents, 2u);
  EXPECT_EQ(name->kind, "vendor");
  EXPECT_TRUE(name->provisional);
  EXPECT_EQ(name->introductions.size(), 2u);
}

TEST(Proposals, WhenADocumentHasSeveralRevisions_ThenTheNewestCounts) {
  const auto names = MakeProposals({Record("d1", "The spyware vendor Quellgrid denied it on Monday.", 1),
                                    Record("d1", "The spyware vendor Marrowby denied it on Monday.", 2)});
  EXPECT_EQ(Proposed(names, "~quellgrid"), nullptr);
  EXPECT_NE(Proposed(names, "~marrowby"), nullptr);
}

TEST(Proposals, WhenOneSentenceSpeaksOfAName_ThenItIsProposedAndDoesNotAnswer) {
  const auto names = MakeProposals({Record("d1", "The spyware vendor Quellgrid denied it on Monday.")});
  ASSERT_NE(Proposed(names, "~quellgrid"), nullptr);
  EXPECT_FALSE(Proposed(names, "~quellgrid")->provisional);
}

TEST(Proposals, WhenSomethingSpeaksAgainstACompany_ThenItDoesNotAnswer) {
  const DocumentRecord company =
      Record("d1", "The spyware vendor Quellgrid denied it on Monday. The case of Quellgrid goes on.");
  ASSERT_TRUE(Proposed(MakeProposals({company}), "~quellgrid")->provisional);
  DocumentRecord other = company;
  other.from.document_id = "d2";
  for (LearnedName& name : other.unlisted) name.signs = {{Sign::kOtherDescribed, 1}};  // "the hacking group Quellgrid"
  const auto names = MakeProposals({company, other});
  ASSERT_NE(Proposed(names, "~quellgrid"), nullptr);
  EXPECT_FALSE(Proposed(names, "~quellgrid")->provisional);
}

TEST(Proposals, WhenWritten_ThenTheyAreReadBack) {
  const auto names = MakeProposals({Record("d1", "Quellgrid (QG), a maker of routers, was fined on Tuesday.")});
  ASSERT_FALSE(names.empty());
  const LearnedName again = LearnedNameOf(LearnedNameJson(names[0]));
  EXPECT_EQ(DumpJson(LearnedNameJson(again)), DumpJson(LearnedNameJson(names[0])));
}

}  // namespace
}  // namespace dossier::indexer
