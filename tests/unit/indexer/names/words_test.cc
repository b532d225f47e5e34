// The word lists behind the context rules.
#include "indexer/names/words.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

constexpr int kLists = static_cast<int>(WordList::kAuxiliary) + 1;

TEST(WordLists, WhenAWordIsAsked_ThenItIsFoundFoldedInItsList) {
  struct Case {
    WordList list;
    const char* word;
  };
  const Case cases[] = {{WordList::kOrganisationVerb, "patched"},
                        {WordList::kActedOnVerb, "sued"},
                        {WordList::kCompanyNoun, "customers"},
                        {WordList::kCompanyKind, "maker"},
                        {WordList::kOfficialNoun, "officials"},
                        {WordList::kDeterminer, "every"},
                        {WordList::kPreposition, "with"},
                        {WordList::kPlacePreposition, "near"},
                        {WordList::kPlaceNoun, "river"},
                        {WordList::kTitle, "senator"},
                        {WordList::kFirstName, "jane"},
                        {WordList::kTechWord, "breach"},
                        {WordList::kMarketWord, "yields"},
                        {WordList::kMassNoun, "ice"},
                        {WordList::kAuxiliary, "will"}};
  for (const Case& c : cases) {
    EXPECT_TRUE(InList(c.list, c.word)) << c.word;
    std::string capital = c.word;
    capital[0] = static_cast<char>(capital[0] - 32);
    EXPECT_TRUE(InList(c.list, capital)) << capital;
  }
}

TEST(WordLists, WhenAWordIsInNone_ThenNoListHoldsIt) {
  for (int list = 0; list < kLists; ++list) {
    for (const std::string& word : {std::string(), std::string("xyzzyplugh"), std::string(5000, 'a'), std::string(" "),
                                    std::string("\xFF"), std::string("said says"), std::string("\"")})
      EXPECT_FALSE(InList(static_cast<WordList>(list), word)) << list << " holds " << word.substr(0, 20);
  }
}

TEST(WordLists, WhenEachListIsAsked_ThenItHoldsSomething) {
  const char* probes[] = {"said",  "sued",   "customers", "firm",     "officials", "the",   "a",
                          "in",    "near",   "river",     "but",      "mr",        "james", "breach",
                          "bonds", "league", "trade",     "progress", "has",       "team",  "bank",
                          "every", "yields", "match",     "fund",     "season",    "rates", "inflation"};
  for (int list = 0; list < kLists; ++list) {
    bool any = false;
    for (const char* probe : probes) any |= InList(static_cast<WordList>(list), probe);
    EXPECT_TRUE(any) << "list " << list << ": a table and its enumeration have come apart";
  }
}

TEST(CountryOfWord, WhenAPlaceIsNamed_ThenItsCodeComesAndCaseMatters) {
  const std::pair<const char*, const char*> cases[] = {
      {"Germany", "DE"}, {"German", "DE"}, {"Berlin", "DE"}, {"U.S.", "US"}, {"US", "US"},  {"Chinese", "CN"},
      {"Beijing", "CN"}, {"us", ""},       {"german", ""},   {"", ""},       {"Xyzzy", ""}, {"\xFF", ""}};
  for (const auto& [word, code] : cases) EXPECT_EQ(CountryOfWord(word), code) << word;
}

}  // namespace
}  // namespace dossier::indexer
