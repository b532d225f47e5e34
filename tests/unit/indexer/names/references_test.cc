// Later mentions that the text itself introduces: acronyms it defines, and heads of agencies' names.
#include "indexer/names/references.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace dossier::indexer {
namespace {

const Gazetteer& Made() {
  static const std::shared_ptr<const Gazetteer> made =
      *Gazetteer::Parse("quellgrid\tQuellgrid Telecom Equipment\tname\t\t\t\tCN\t\ttelecom\n",
                        "signals\tFederal Bureau of Signals\tname\t\t\t\tGB\t\tintelligence\n"
                        "tides\tNational Bureau of Tides\tname\t\t\t\tGB\t\tregulator\n"
                        "harbour\tHarbour Commission\tname\t\t\t\tGB\t\tregulator\n",
                        "");
  return *made;
}

std::vector<KnownName> NamesIn(const std::string& text) {
  std::vector<KnownName> names;
  for (const GazetteerHit& hit : Made().Match(text))
    names.push_back({hit.begin, hit.end, Made().aliases()[hit.alias].entity, hit.alias, false, Via::kName});
  return names;
}

// "id:words" of each name that was added.
std::string Added(const std::string& text, void (*add)(const Gazetteer&, std::string_view, std::vector<KnownName>&)) {
  std::vector<KnownName> names = NamesIn(text);
  add(Made(), text, names);
  std::string out;
  size_t at = 0;
  for (const KnownName& name : names) {
    EXPECT_LE(at, name.begin) << "names are in order and apart: " << text;
    EXPECT_LT(name.begin, name.end);
    EXPECT_LE(name.end, text.size());
    at = name.end;
    if (name.via != Via::kName)
      out += (out.empty() ? "" : " ") + Made().entities()[name.entity].id + ":" +
             text.substr(name.begin, name.end - name.begin);
  }
  return out;
}

TEST(DefinedAcronyms, WhenBracketsDefineOne_ThenItStandsForTheNameThereAndLater) {
  const std::pair<const char*, const char*> cases[] = {
      {"The Federal Bureau of Signals (FBS) met. The FBS agreed.", "signals:FBS signals:FBS"},
      {"Quellgrid Telecom Equipment (“QTE”) agreed; QTE’s radios failed.", "quellgrid:QTE quellgrid:QTE"},
      {"The Federal Bureau of Signals (the FBS, for short) met.", "signals:FBS"},
      {"The Federal Bureau of Signals (FBS) met. The FBSX and XFBS did not.", "signals:FBS"},
      {"The Federal Bureau of Signals (XYZ) met. XYZ agreed.", ""},
      {"The Federal Bureau of Signals (founded 1920) met.", ""},
      {"The Federal Bureau of Signals (FBS", ""},
      {"The Federal Bureau of Signals", ""},
      {"FBS agreed.", ""},
  };
  for (const auto& [text, added] : cases) EXPECT_EQ(Added(text, AddDefinedAcronyms), added) << text;
}

TEST(DefinedAcronyms, WhenTheAcronymWasTakenForAnother_ThenTheTextDecides) {
  const std::string text = "The Federal Bureau of Signals (FBS) met. FBS agreed.";
  std::vector<KnownName> names = NamesIn(text);
  ASSERT_EQ(names.size(), 1u);
  const uint32_t signals = names[0].entity;
  const size_t later = text.rfind("FBS");
  names.push_back({later, later + 3, signals + 1, 0, false, Via::kName});
  AddDefinedAcronyms(Made(), text, names);
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(names[2].entity, signals);
  EXPECT_EQ(names[2].via, Via::kAcronym);
}

TEST(HeadReferences, WhenOneAgencyHasTheHead_ThenTheBareHeadIsIt) {
  const std::pair<const char*, const char*> cases[] = {
      {"The Federal Bureau of Signals met. The bureau agreed.", "signals:bureau"},
      {"The Harbour Commission met, and the Commission agreed.", "harbour:Commission"},
      {"The Federal Bureau of Signals met. The commission agreed.", ""},
      {"The bureau agreed. The Federal Bureau of Signals met.", ""},
      {"The Federal Bureau of Signals met. The bureau of Tides agreed.", ""},
      {"The Federal Bureau of Signals met. The bureau Chief agreed.", ""},
      {"The Federal Bureau of Signals met. They bathe bureau by bureau.", ""},
      {"The Federal Bureau of Signals and the National Bureau of Tides met. The bureau agreed.", ""},
      {"The Federal Bureau of Signals met.\n\nThe National Bureau of Tides met. The bureau agreed.", "tides:bureau"},
  };
  for (const auto& [text, added] : cases) EXPECT_EQ(Added(text, AddHeadReferences), added) << text;
}

TEST(HeadReferences, WhenBytesAreHostile_ThenNamesStayInside) {
  for (const std::string& text :
       {std::string(), std::string("the "), std::string("The"), std::string("he "), std::string("the \xFF"),
        std::string("the bureau"), std::string("\xE2\x80he bureau")}) {
    EXPECT_EQ(Added(text, AddHeadReferences), "");
    EXPECT_EQ(Added(text, AddDefinedAcronyms), "");
  }
}

TEST(HeadReferences, WhenATextGrows_ThenTimeGrowsWithIt) {
  auto seconds = [](size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += "The Harbour Commission met. The bureau and the board rose. ";
    std::vector<KnownName> names = NamesIn(text);
    const auto begin = std::clock();
    AddHeadReferences(Made(), text, names);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  const double once = std::max(seconds(500), 1e-3);
  EXPECT_LT(seconds(4000), 24 * once);
}

}  // namespace
}  // namespace dossier::indexer
