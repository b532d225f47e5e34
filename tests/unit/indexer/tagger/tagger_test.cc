// The tagger: names are whole, in order, and lie where capitals do. What it finds is measured elsewhere (tests/eval).
#include "indexer/tagger/tagger.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace dossier::indexer {
namespace {

std::vector<TaggedName> Names(std::string_view text) { return Tagger::Embedded().Tag(text, {}); }

TEST(Tagger, WhenATextNamesPeopleAndFirms_ThenTheyAreFoundWithTheirKind) {
  const std::string text =
      "Jane Roe, who lives in Oslo, told reporters that Frobnicate Industries Inc. had paid nothing.";
  bool person = false, organisation = false;
  for (const TaggedName& name : Names(text)) {
    const std::string words = text.substr(name.begin, name.end - name.begin);
    person |= name.type == NameType::kPerson && words == "Jane Roe";
    organisation |= name.type == NameType::kOrganisation && words.starts_with("Frobnicate Industries");
  }
  EXPECT_TRUE(person);
  EXPECT_TRUE(organisation);
}

void ExpectWhole(std::string_view text) {
  size_t at = 0;
  for (const TaggedName& name : Names(text)) {
    ASSERT_LE(at, name.begin) << "in order and apart";
    ASSERT_LT(name.begin, name.end);
    ASSERT_LE(name.end, text.size());
    at = name.end;
  }
}

TEST(Tagger, WhenTextIsEmptyLowerOrHostile_ThenNamesStayInside) {
  EXPECT_TRUE(Names("").empty());
  EXPECT_TRUE(Names("nothing here has a capital, and nobody is named.").empty());
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (const std::string& text : {all, std::string("A"), std::string("A B C D E F G"), std::string("\xC3"),
                                  std::string(5000, 'A'), std::string("Roe\nRoe\nRoe"),
                                  std::string("ROE SAYS NO TO EVERYTHING"), std::string("É"), std::string("\0A\0B", 4)})
    ExpectWhole(text);
}

TEST(Tagger, WhenKnownNamesAreGiven_ThenSpansOutsideOfTokensDoNoHarm) {
  const std::string text = "Quellgrid met Jane Roe.";
  for (const KnownSpan& known : {KnownSpan{0, 9, EntityType::kVendor}, KnownSpan{3, 5, EntityType::kVendor},
                                 KnownSpan{9, 9, EntityType::kAgency}, KnownSpan{22, 23, EntityType::kOutlet}})
    for (const TaggedName& name : Tagger::Embedded().Tag(text, {known})) EXPECT_LE(name.end, text.size());
}

TEST(Tagger, WhenTextGrows_ThenTimeGrowsWithIt) {
  auto seconds = [](size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += "Jane Roe of Frobnicate met Tom Poe and the Harbour Board of Oslo ";
    const auto begin = std::clock();
    Names(text);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  seconds(1);  // the model is read
  const double once = std::max(seconds(200), 1e-3);
  EXPECT_LT(seconds(1600), 24 * once);
}

TEST(AppendNames, WhenTagsAreTurnedIntoNames_ThenEachReachesFromBeginToLast) {
  const std::string text = "a b c d e";
  const std::vector<TaggerToken> tokens = TokenizeForTagger(text);
  std::vector<TaggedName> names;
  AppendNames(tokens, 1,
              {TagOf(NameType::kPerson, TagPart::kBegin), TagOf(NameType::kPerson, TagPart::kLast), 0,
               TagOf(NameType::kPlace, TagPart::kUnit)},
              names);
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(text.substr(names[0].begin, names[0].end - names[0].begin), "b c");
  EXPECT_EQ(names[0].type, NameType::kPerson);
  EXPECT_EQ(text.substr(names[1].begin, names[1].end - names[1].begin), "e");
  EXPECT_EQ(names[1].type, NameType::kPlace);
}

TEST(TaggerSentences, WhenTokensAreWalked_ThenEverySentenceIsFullAndNoneIsLost) {
  for (const char* text : {"", "one", "One two. Three four. “Five", "a\nb\n\nc"}) {
    const std::vector<TaggerToken> tokens = TokenizeForTagger(text);
    size_t at = 0;
    ForEachTaggerSentence(tokens, [&](size_t first, size_t last) {
      EXPECT_EQ(first, at);
      EXPECT_LT(first, last);
      at = last;
    });
    EXPECT_EQ(at, tokens.size());
  }
}

}  // namespace
}  // namespace dossier::indexer
