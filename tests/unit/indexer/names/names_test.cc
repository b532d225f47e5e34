#include "indexer/names/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "indexer/gazetteer/check.h"
#include "tests/support/paths.h"

namespace dossier::indexer {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

const Gazetteer& Known() {
  static const std::shared_ptr<const Gazetteer> gazetteer = *Gazetteer::Embedded();
  return *gazetteer;
}

// "id:surface" of every name, products and outlets too.
std::vector<std::string> Names(std::string_view text, std::string published = "2022-05-01") {
  AnalysisContext context;
  context.published = std::move(published);
  std::vector<std::string> found;
  for (const KnownName& name : FindKnownNames(Known(), text, {}, context)) {
    found.push_back(Known().entities()[name.entity].id + ":" +
                    std::string(text.substr(name.begin, name.end - name.begin)));
  }
  return found;
}

struct Trap {
  std::string sentence;
  std::vector<std::string> wanted;
  std::vector<std::string> allowed;
};

std::vector<Trap> Traps() {
  std::ifstream file(dossier::testing::SourceDirectory() + "/tests/unit/indexer/names/name_traps.txt");
  std::vector<Trap> traps;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const size_t bar = line.find('|');
    Trap trap{line.substr(0, bar), {}, {}};
    std::string names = line.substr(bar + 1);
    for (size_t at = 0; at < names.size();) {
      const size_t stop = std::min(names.find(';', at), names.size());
      std::string name = names.substr(at, stop - at);
      if (name[1] == '?') {
        name[1] = ':';
        trap.allowed.push_back(name);
      } else {
        // "AT&amp;T" has a semicolon of its own.
        if (name.ends_with("&amp")) {
          const size_t more = std::min(names.find(';', stop + 1), names.size());
          name = names.substr(at, more - at);
          trap.wanted.push_back(name);
          at = more + 1;
          continue;
        }
        trap.wanted.push_back(name);
      }
      at = stop + 1;
    }
    traps.push_back(std::move(trap));
  }
  return traps;
}

TEST(Names, WhenWordsLookLikeNames_ThenContextTellsThemApart) {
  const std::vector<Trap> traps = Traps();
  ASSERT_GE(traps.size(), 300u);
  AnalysisContext context;
  context.published = "2022-05-01";
  for (const Trap& trap : traps) {
    std::vector<std::string> found;
    for (const KnownName& name : FindKnownNames(Known(), trap.sentence, {}, context)) {
      const EntityType type = Known().entities()[name.entity].type;
      if (name.product || type == EntityType::kOutlet) continue;
      std::string label =
          (type == EntityType::kVendor ? "v:" : "a:") + trap.sentence.substr(name.begin, name.end - name.begin);
      if (std::find(trap.allowed.begin(), trap.allowed.end(), label) == trap.allowed.end())
        found.push_back(std::move(label));
    }
    EXPECT_EQ(found, trap.wanted) << trap.sentence;
  }
}

TEST(Names, WhenNameChangedOwners_ThenYearOfTheDocumentDecides) {
  EXPECT_THAT(Names("The fix came from HP.", "2011-03-01"), ElementsAre("hewlett-packard:HP"));
  EXPECT_THAT(Names("The fix came from HP.", "2019-03-01"), ElementsAre("hp:HP"));
  EXPECT_THAT(Names("Regulators fined Facebook.", "2018-01-01"), ElementsAre("meta:Facebook"));
  EXPECT_THAT(Names("Regulators fined Facebook.", "2024-01-01"), ElementsAre("meta:Facebook"));
}

TEST(Names, WhenTextDefinesAnAcronym_ThenItStandsForTheName) {
  EXPECT_THAT(Names("The Financial Stability Board (FSB) met. The FSB urged calm."),
              ElementsAre("financial-stability-board:Financial Stability Board", "financial-stability-board:FSB",
                          "financial-stability-board:FSB"));
  EXPECT_THAT(Names("Zhongxing Telecommunication Equipment (ZTE) pleaded guilty."),
              ElementsAre("zte:Zhongxing Telecommunication Equipment", "zte:ZTE"));
}

TEST(Names, WhenSeveralCountriesShareAName_ThenTheNamedCountryDecides) {
  EXPECT_THAT(Names("Ireland's National Cyber Security Centre issued a warning."),
              ElementsAre("ncsc-ie:National Cyber Security Centre"));
  EXPECT_THAT(Names("The NCSC issued a warning to councils."), ElementsAre("ncsc-uk:NCSC"));
  EXPECT_THAT(Names("The British Standards Institution (BSI) published a standard."),
              Contains("british-standards-institution:BSI"));
  EXPECT_THAT(Names("A Foreign Ministry spokesman declined to comment."), IsEmpty());
  EXPECT_THAT(Names("China responded. A Foreign Ministry spokesman declined to comment."),
              ElementsAre("china-foreign-ministry:Foreign Ministry"));
}

TEST(Names, WhenHeadNounFollows_ThenItRefersToTheOnlyAgencyWithIt) {
  EXPECT_THAT(Names("The Federal Bureau of Investigation declined to comment; the bureau is looking into it."),
              ElementsAre("fbi:Federal Bureau of Investigation", "fbi:bureau"));
  EXPECT_THAT(
      Names("The Federal Trade Commission and the Federal Communications Commission met. The commission agreed."),
      Not(Contains(::testing::EndsWith(":commission"))));
  EXPECT_THAT(Names("The company closed the bureau."), IsEmpty());
  EXPECT_THAT(Names("The Commission opened an inquiry in Brussels."), ElementsAre("european-commission:Commission"));
}

TEST(Names, WhenOneMentionIsSure_ThenItHelpsTheOthers) {
  EXPECT_THAT(Names("Block, Inc. disclosed a breach. Customers left Block."),
              ElementsAre("block:Block, Inc.", "block:Block"));
  EXPECT_THAT(Names("Customers praised MOVEit until Progress was hacked."), Contains("progress:Progress"));
}

TEST(Names, WhenBlocksAreGiven_ThenNamesStayInside) {
  const std::string text = "Trend\nMicro";
  corpus::Block first, second;
  first.begin = 0;
  first.end = 5;
  second.begin = 6;
  second.end = 11;
  EXPECT_THAT(FindKnownNames(Known(), text, {first, second}, {}), IsEmpty());
}

TEST(Names, WhenNothingIsKnown_ThenNothingIsFound) {
  EXPECT_THAT(FindKnownNames(Known(), "", {}, {}), IsEmpty());
  EXPECT_THAT(Names("Nothing to see here."), IsEmpty());
}

TEST(GazetteerTables, WhenChecked_ThenNoContradictions) {
  for (const GazetteerFault& fault : CheckGazetteer(Known()))
    ADD_FAILURE() << fault.entity << " \"" << fault.name << "\": " << fault.fault;
  size_t counts[3] = {};
  for (const Entity& entity : Known().entities()) ++counts[static_cast<size_t>(entity.type)];
  EXPECT_GE(counts[0], 2000u);
  EXPECT_GE(counts[1], 600u);
  EXPECT_GE(counts[2], 200u);
}

TEST(GazetteerTables, WhenBroken_ThenEachFaultIsNamed) {
  const auto broken = *Gazetteer::Parse(
      "a\tApple\tname\t\t\t\tUS\tnobody\thardware\n"
      "b\tOrchard  Inc\tname\t2020\t2010\tnonsense\tUS\tc/part\thardware\n"
      "c\tCider\tname\t\t\t\t\tb/part\thardware\n"
      "d\tCider\tname\t\t\t\tUS\t\thardware\n",
      "", "");
  std::string all;
  for (const GazetteerFault& fault : CheckGazetteer(*broken)) all += fault.entity + ": " + fault.fault + "\n";
  for (const char* part : {"a: an English word needs a rule", "a: a parent is unknown: nobody",
                           "b: the name has blanks", "b: unknown rule nonsense", "b: the years run backwards",
                           "b: its parents form a cycle", "c: the country is missing", "also a name of"}) {
    EXPECT_THAT(all, ::testing::HasSubstr(part));
  }
}

TEST(KnownNames, WhenANameIsPartOfAWiderOne_ThenItIsAnotherAgency) {
  EXPECT_THAT(Names("France's National Data Protection Commission fined the firm."),
              Not(Contains("dpc-ie:Data Protection Commission")));
  EXPECT_THAT(Names("Ireland's Data Protection Commission fined the firm."),
              Contains("dpc-ie:Data Protection Commission"));
}

TEST(KnownNames, WhenATextIsAboutAnotherCountry_ThenAnInstitutionWithoutItsCountryIsNotTheUsualOne) {
  const std::string there =
      "BRASILIA. The Brazilian service was switched off for the whole of Brazil. A justice of the Supreme Court "
      "allowed "
      "it to return on Tuesday.";
  EXPECT_THAT(Names(there), Not(Contains("us-supreme-court:Supreme Court")));
  const std::string both =
      "Brazil switched it off and the Brazilian press told of it. In the United States the Supreme Court allowed it.";
  EXPECT_THAT(Names(both), Contains("us-supreme-court:Supreme Court"));
  EXPECT_THAT(Names("The Supreme Court allowed it on Tuesday."), Contains("us-supreme-court:Supreme Court"));
}

}  // namespace
}  // namespace dossier::indexer
