// What stands around a name inside one block.
#include "indexer/names/context.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

NameContext Whole(std::string_view text) { return NameContext(text, 0, text.size()); }

TEST(NameContext, WhenNeighboursAreAsked_ThenTheyAreThoseOfTheBlockOnly) {
  const std::string_view text = "Before it. The firm Quellgrid said so. After it.";
  const size_t begin = text.find("The"), end = text.find(" After");
  const NameContext context(text, begin, end);
  const size_t name = text.find("Quellgrid"), name_end = name + 9;
  EXPECT_EQ(context.Before(name).text, "firm");
  EXPECT_EQ(context.Before(name, 1).text, "The");
  EXPECT_FALSE(context.Before(name, 2).exists()) << "the block begins";
  EXPECT_EQ(context.After(name_end).text, "said");
  EXPECT_EQ(context.After(name_end, 1).text, "so");
  EXPECT_FALSE(context.After(name_end, 2).exists()) << "the block ends";
  EXPECT_FALSE(context.Before(begin).exists());
  EXPECT_EQ(context.words().size(), 5u);
}

TEST(NameContext, WhenANameIsPossessive_ThenTheWordBehindTheEndingFollows) {
  for (const std::string_view text : {"Quellgrid's radios", "Quellgrid’s radios"})
    EXPECT_EQ(Whole(text).After(9).text, "radios") << text;
  EXPECT_EQ(Whole("Quellgrid s radios").After(9).text, "s") << "a word of its own";
}

TEST(NameContext, WhenOnlyBlanksLieBetween_ThenWordsAdjoin) {
  const std::string_view text =
      "a b, c\xC2\xA0"
      "d  e   f";
  const NameContext context = Whole(text);
  EXPECT_TRUE(context.Adjoin(1, 2));
  EXPECT_FALSE(context.Adjoin(3, 5)) << "a comma";
  EXPECT_TRUE(context.Adjoin(6, 8)) << "a no-break space";
  EXPECT_TRUE(context.Adjoin(9, 11));
  EXPECT_FALSE(context.Adjoin(12, 15));
  EXPECT_FALSE(context.Adjoin(3, 3));
  EXPECT_FALSE(context.Adjoin(5, 3));
}

TEST(NameContext, WhenASentenceBegins_ThenItsCapitalProvesNothing) {
  struct Case {
    const char* text;
    bool start;
  };
  const Case cases[] = {{"Block fell.", true},
                        {"It rose. Block fell.", true},
                        {"Did it? Block fell.", true},
                        {"It rose: Block fell.", true},
                        {"He said: “Block fell.”", true},
                        {"(Block fell)", true},
                        {"• Block", true},
                        {"It rose\n\nBlock fell", true},
                        {"The Block fell.", false},
                        {"It rose; Block fell.", false},
                        {"Mr. Block fell.", false},
                        {"J. Block fell.", false},
                        {"U.S. Block fell.", false},
                        {"Roe Inc. Block fell.", false},
                        {"at, Block fell.", false}};
  for (const Case& c : cases) {
    const std::string_view text = c.text;
    EXPECT_EQ(Whole(text).IsSentenceStart(text.find("Block")), c.start) << text;
  }
}

TEST(NameContext, WhenMostWordsHaveCapitals_ThenTheBlockIsAHeadline) {
  EXPECT_TRUE(Whole("Quellgrid Radios Banned From Harbour").headline());
  EXPECT_FALSE(Whole("Quellgrid Radios Banned From Harbour.").headline()) << "a headline has no full stop";
  EXPECT_FALSE(Whole("Quellgrid radios banned from the harbour").headline());
  EXPECT_FALSE(Whole("Quellgrid Radios").headline()) << "two words tell nothing";
  EXPECT_TRUE(Whole("QUELLGRID RADIOS BANNED FROM HARBOUR").all_capitals());
  EXPECT_TRUE(Whole("QUELLGRID RADIOS BANNED FROM HARBOUR.").headline());
  EXPECT_FALSE(Whole("Quellgrid Radios Banned From Harbour").all_capitals());
  EXPECT_FALSE(Whole("").headline());
}

TEST(NameContext, WhenACountryStandsBefore_ThenItsCodeIsRead) {
  const std::pair<const char*, const char*> cases[] = {
      {"Germany's Block", "DE"}, {"Germany’s Block", "DE"}, {"German Block", "DE"}, {"U.S. Block", "US"},
      {"Germany, Block", ""},    {"the Block", ""},         {"us Block", ""},       {"Block", ""}};
  for (const auto& [given, code] : cases) {
    const std::string_view text = given;
    EXPECT_EQ(Whole(text).CountryBefore(text.find("Block")), code) << text;
  }
  EXPECT_TRUE(Whole("They met in Berlin.").NamesCountry("DE"));
  EXPECT_FALSE(Whole("They met in berlin.").NamesCountry("DE"));
  EXPECT_FALSE(Whole("They met in Berlin.").NamesCountry("FR"));
}

TEST(NameContext, WhenWordsOfAListAreNear_ThenReachCounts) {
  const std::string_view text = "breach one two Block three four users";
  const NameContext context = Whole(text);
  const size_t at = text.find("Block");
  EXPECT_TRUE(context.Near(WordList::kTechWord, at, at + 5, 3, 0));
  EXPECT_FALSE(context.Near(WordList::kTechWord, at, at + 5, 2, 2));
  EXPECT_TRUE(context.Near(WordList::kTechWord, at, at + 5, 0, 3));
  EXPECT_EQ(context.Count(WordList::kTechWord), 2);
}

TEST(NameContext, WhenBytesAreHostile_ThenEveryQuestionIsAnswered) {
  for (const std::string& text :
       {std::string(), std::string("\xFF"), std::string("'s"), std::string("\xE2\x80\x99s"), std::string("a\0b", 3),
        std::string("....\"((\n\n\xC2\xA0"), std::string("\xA0\xA0x")}) {
    const NameContext context = Whole(text);
    for (size_t at = 0; at <= text.size(); ++at) {
      context.IsSentenceStart(at);
      context.CountryBefore(at);
      context.Before(at, 3);
      if (at < text.size()) context.After(at, 3);
    }
  }
}

TEST(ContextWord, WhenCompared_ThenCaseDoesNotMatterButLengthDoes) {
  const NameContext context = Whole("The BOARD met");
  EXPECT_TRUE(context.words()[1].Is("board"));
  EXPECT_FALSE(context.words()[1].Is("boards"));
  EXPECT_FALSE(context.words()[1].Is("boar"));
  EXPECT_TRUE(context.words()[1].capital);
  EXPECT_FALSE(context.words()[2].capital);
}

}  // namespace
}  // namespace dossier::indexer
