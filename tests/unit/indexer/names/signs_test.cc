// Signs that a name is a company, an agency or something else, read from around it.
#include "indexer/names/signs.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

// The names of the signs of `name` in `text`, in their order.
std::string SignsIn(const std::string& text, const std::string& name) {
  const size_t begin = text.find(name);
  EXPECT_NE(begin, std::string::npos) << name;
  const uint32_t signs = NameSigns(text).Of(begin, begin + name.size());
  std::string names;
  for (int i = 0; i < static_cast<int>(Sign::kCount); ++i)
    if (signs & SignBit(static_cast<Sign>(i)))
      names += (names.empty() ? "" : " ") + std::string(SignName(static_cast<Sign>(i)));
  return names;
}

struct SignCase {
  const char* text;
  const char* name;
  const char* signs;
};

class Signs : public ::testing::TestWithParam<SignCase> {};

TEST_P(Signs, WhenTheSentenceTells_ThenTheSignIsRead) {
  EXPECT_EQ(SignsIn(GetParam().text, GetParam().name), GetParam().signs) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Company, Signs,
    ::testing::Values(
        SignCase{"Spyware vendor Quellgrid denied the report.", "Quellgrid", "apposition"},
        SignCase{"The Chinese drone maker Quellgrid was added to the list.", "Quellgrid", "apposition"},
        SignCase{"Its parent company, Quellgrid Media, says it paid.", "Quellgrid Media", "apposition"},
        SignCase{"A start-up Quellgrid founded the group.", "Quellgrid", "apposition"},
        SignCase{"Quellgrid, a maker of routers, was fined.", "Quellgrid", "described"},
        SignCase{"Quellgrid, a small Boston-based security company that sells radios, was fined.", "Quellgrid",
                 "described"},
        SignCase{"Quellgrid is a Danish firm.", "Quellgrid", "described"},
        SignCase{"Quellgrid (QG), one of the largest providers of masts, was fined.", "Quellgrid", "described"},
        SignCase{"Masts come from Quellgrid, which builds towers in Denmark.", "Quellgrid", "described"},
        SignCase{"They bought it from Quellgrid Inc. last year.", "Quellgrid Inc.", "legal-form"},
        SignCase{"They bought it from Quellgrid Co., Ltd. last year.", "Quellgrid Co., Ltd.", "legal-form"},
        SignCase{"Quellgrid (NASDAQ: QGRD) fell.", "Quellgrid", "ticker"},
        SignCase{"Quellgrid CEO Jane Roe said so.", "Quellgrid", "officer"},
        SignCase{"Jane Roe, co-founder of Quellgrid, said so.", "Quellgrid", "officer"},
        SignCase{"Cameras made by Quellgrid are banned.", "Quellgrid", "maker"},
        SignCase{"A deal with Quellgrid Technologies was signed.", "Quellgrid Technologies", "company-word"}));
INSTANTIATE_TEST_SUITE_P(
    NoCompany, Signs,
    ::testing::Values(SignCase{"The company URL was changed.", "URL", ""},
                      SignCase{"It is a giant Bazaar.", "Bazaar", ""},
                      SignCase{"The company Slack channel was closed.", "Slack", ""},
                      SignCase{"Quellgrid, the company's chairman, left.", "Quellgrid", ""},
                      SignCase{"Quellgrid, a company executive, left.", "Quellgrid", ""},
                      SignCase{"Quellgrid is one of the best coffee makers on the market.", "Quellgrid", ""},
                      SignCase{"The Forester beats the Quellgrid, which makes it more relevant.", "Quellgrid", ""},
                      SignCase{"You form your New York LLC in a day.", "New York LLC", ""},
                      SignCase{"A certified B Corp sells them.", "B Corp", ""},
                      SignCase{"Remote programming of the M221 PLC is off.", "M221 PLC", ""},
                      SignCase{"Customization Limited to platform features.", "Customization Limited", ""},
                      SignCase{"The hacking group Quellgrid took credit.", "Quellgrid", "other-described"},
                      SignCase{"Quellgrid, a non-profit that helps, agreed.", "Quellgrid", "other-described"},
                      SignCase{"The University of Quellgrid agreed.", "University of Quellgrid", "other-word"},
                      SignCase{"The regulator Quellgrid agreed.", "Quellgrid", "agency-described"},
                      SignCase{"The Ministry of Quells agreed.", "Ministry of Quells", "agency-word"},
                      SignCase{"The marketing agency Quellgrid agreed.", "Quellgrid", ""}));

TEST(NameSigns, WhenSurroundingsGiveANameAway_ThenItIsFoundWithoutATagger) {
  const std::string text =
      "Parts came from the chipmaker Quellgrid Semi and from At Marrowby LLC, and the firm Monday did not answer.";
  std::string found;
  for (const auto& [begin, end] : NameSigns(text).Find()) found += "[" + text.substr(begin, end - begin) + "]";
  EXPECT_EQ(found, "[Quellgrid Semi][At Marrowby LLC]");
}

TEST(NameSigns, WhenWordsBelongToTheSentence_ThenTheyAreCutOff) {
  const std::string text = "At Marrowby LLC we work. 3 Marrowby Corp. grew. Marrowby Inc won.";
  const NameSigns signs(text);
  const size_t first = text.find("At Marrowby"), second = text.find("3 Marrowby"), third = text.find("Marrowby Inc");
  EXPECT_EQ(signs.TrimmedBegin(first, first + 15), first + 3);
  EXPECT_EQ(signs.TrimmedBegin(second, second + 16), second + 2);
  EXPECT_EQ(NameSigns("IT Dynamics won.").TrimmedBegin(0, 11), 0u);
  EXPECT_EQ(signs.TrimmedBegin(third, third + 12), third);
}

TEST(ProvisionalId, WhenLegalFormOrCaseDiffer_ThenTheIdIsOne) {
  EXPECT_EQ(ProvisionalIdOf("Acme Widgets, Inc."), "~acme-widgets");
  EXPECT_EQ(ProvisionalIdOf("ACME Widgets"), "~acme-widgets");
  EXPECT_EQ(ProvisionalIdOf("Dia & Co."), "~dia");
  EXPECT_EQ(ProvisionalIdOf("Arena Group"), "~arena-group");
  EXPECT_EQ(ProvisionalIdOf("..."), "");
}

}  // namespace
}  // namespace dossier::indexer
