// Legal forms as they follow a company's name.
#include "indexer/gazetteer/legal_forms.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

TEST(LegalForms, WhenAFormFollowsTheName_ThenTheNameEndsBehindIt) {
  struct Case {
    const char* text;
    const char* whole;  // from the name "Roe" to the end of its form
  };
  const Case cases[] = {{"Roe Inc. said", "Roe Inc."},
                        {"Roe, Inc. said", "Roe, Inc."},
                        {"Roe Inc said", "Roe Inc"},
                        {"Roe Co., Ltd. said", "Roe Co., Ltd."},
                        {"Roe Corporation said", "Roe Corporation"},
                        {"Roe GmbH said", "Roe GmbH"},
                        {"Roe S.p.A. said", "Roe S.p.A."},
                        {"Roe Group Holding Limited said", "Roe Group Holding Limited"},
                        {"Roe Pty Ltd said", "Roe Pty Ltd"},
                        {"ROE INC. SAID", "ROE INC."},
                        {"Roe\xC2\xA0Inc. said", "Roe\xC2\xA0Inc."},
                        {"Roe plc said", "Roe plc"},
                        {"Roe Co said", "Roe"},
                        {"Roe, Corporation of the year", "Roe"},
                        {"Roe incorporated it", "Roe"},
                        {"Roe limited it", "Roe"},
                        {"Roe Incident", "Roe"},
                        {"Roe Agency", "Roe"},
                        {"Roe. Inc", "Roe"},
                        {"Roe   Inc.", "Roe"},
                        {"Roe", "Roe"},
                        {"Roe,", "Roe"},
                        {"Roe ", "Roe"},
                        {"Roe, \xFF", "Roe"}};
  for (const Case& c : cases) {
    const std::string_view text = c.text;
    EXPECT_EQ(text.substr(0, EndOfLegalForm(text, 3)), c.whole) << text;
  }
}

TEST(LegalForms, WhenFormsFollowWithoutEnd_ThenTheSearchEnds) {
  std::string text = "Roe";
  for (int i = 0; i < 10000; ++i) text += " Group";
  EXPECT_LE(EndOfLegalForm(text, 3), text.size());
  EXPECT_EQ(EndOfLegalForm(text, text.size()), text.size());
}

TEST(LegalForms, WhenAFormIsTakenOff_ThenSomethingOfTheNameStays) {
  const std::pair<const char*, const char*> cases[] = {
      {"Roe Corp.", "Roe"}, {"roe corporation", "roe"}, {"Roe & Poe, Inc.", "Roe & Poe"},
      {"Roe", "Roe"},       {"Inc.", "Inc."},           {"", ""},
      {"Group", "Group"},   {"Roe Labs", "Roe Labs"},   {"\xFF", "\xFF"}};
  for (const auto& [name, base] : cases) EXPECT_EQ(WithoutLegalForm(name), base) << name;
}

}  // namespace
}  // namespace dossier::indexer
