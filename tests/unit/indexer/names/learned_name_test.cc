// Records of learned names: their names on disk never change, and a broken record reads as less, never as a crash.
#include "indexer/names/learned_name.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace dossier::indexer {
namespace {

TEST(SignNames, WhenWritten_ThenTheyAreTheContractsInItsOrder) {
  const char* names[] = {"stated",      "legal-form", "ticker",         "apposition",  "described",
                         "officer",     "maker",      "company-word",   "agency-word", "agency-described",
                         "outlet-word", "other-word", "other-described"};
  ASSERT_EQ(std::size(names), static_cast<size_t>(Sign::kCount));
  uint32_t all = 0;
  for (size_t i = 0; i < std::size(names); ++i) {
    EXPECT_EQ(SignName(static_cast<Sign>(i)), names[i]);
    EXPECT_EQ(all & SignBit(static_cast<Sign>(i)), 0u);
    all |= SignBit(static_cast<Sign>(i));
  }
}

TEST(ProvisionalIds, WhenMade_ThenTheyHoldOnlyWhatIsComparable) {
  const std::pair<const char*, const char*> cases[] = {
      {"Quellgrid Radios, Inc.", "~quellgrid-radios"},
      {"QUELLGRID  Radios", "~quellgrid-radios"},
      {"Quellgrid-Radios", "~quellgrid-radios"},
      {"Quellgrid Group", "~quellgrid-group"},
      {"Quellgrid & Co.", "~quellgrid"},
      {"", ""},
      {" ", ""},
      {"---", ""},
      {"\xFF\xFE", ""},
  };
  for (const auto& [name, id] : cases) {
    EXPECT_EQ(ProvisionalIdOf(name), id) << name;
    EXPECT_EQ(IsProvisional(ProvisionalIdOf(name)), *id != '\0') << name;
  }
  EXPECT_EQ(ProvisionalIdOf(std::string(500, 'q')), "") << "longer than any name";
  EXPECT_FALSE(IsProvisional(""));
  EXPECT_FALSE(IsProvisional("quellgrid"));
}

TEST(ProvisionalIds, WhenMadeOfAnId_ThenTheyStayTheSame) {
  for (const char* name : {"Quellgrid Radios", "Élan & Söhne", "A+B Labs", "Dia & Co."}) {
    const std::string id = ProvisionalIdOf(name);
    EXPECT_EQ(ProvisionalIdOf(std::string_view(id).substr(1)), id) << name;
  }
}

LearnedName Full() {
  LearnedName name;
  name.id = "~quellgrid";
  name.name = "Quellgrid";
  name.kind = "vendor";
  name.provisional = true;
  name.documents = 3;
  name.sentences = 7;
  name.forms = {{"Quellgrid", 5}, {"QUELLGRID", 2}};
  name.signs = {{Sign::kLegalForm, 2}, {Sign::kMaker, 1}};
  name.introductions = {{"e1", "d1", "A title", "2018-08-04", "Quellgrid, Inc. grew.", SignBit(Sign::kLegalForm)}};
  return name;
}

TEST(LearnedNames, WhenWrittenAndRead_ThenNothingIsLost) {
  const LearnedName name = Full();
  EXPECT_EQ(LearnedNameJson(LearnedNameOf(LearnedNameJson(name))), LearnedNameJson(name));
  const LearnedName read = LearnedNameOf(LearnedNameJson(name));
  EXPECT_EQ(read.forms, name.forms);
  EXPECT_EQ(read.signs, name.signs);
  EXPECT_EQ(read.introductions.size(), 1u);
  EXPECT_EQ(read.introductions[0].sentence, "Quellgrid, Inc. grew.");
  EXPECT_EQ(read.introductions[0].signs, SignBit(Sign::kLegalForm));
  EXPECT_EQ(read.DocumentsWith(Sign::kLegalForm), 2u);
  EXPECT_EQ(read.DocumentsWith(Sign::kTicker), 0u);
}

TEST(LearnedNames, WhenARecordIsBroken_ThenItsSoundPartsAreRead) {
  for (const char* text : {"null", "[]", "7", "\"x\"", "{}", "{\"forms\":7,\"signs\":\"x\",\"introductions\":null}",
                           "{\"forms\":[[1,2],[\"a\"],[\"b\",\"c\"],\"d\"],\"signs\":[[99,1],[\"x\",1],[1]]}",
                           "{\"introductions\":[null,7,{}]}", "{\"signs\":[[-1,1]]}", "{\"provisional\":\"yes\"}"}) {
    const LearnedName name = LearnedNameOf(Json::parse(text));
    EXPECT_TRUE(name.forms.empty()) << text;
    EXPECT_TRUE(name.signs.empty()) << text;
    EXPECT_FALSE(name.provisional) << text;
  }
}

}  // namespace
}  // namespace dossier::indexer
