// Tokens for the tagger: every boundary that a name can have is one, and sentences start where they do.
#include "indexer/text/tagger_tokens.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace dossier::indexer {
namespace {

// "[word]" for a token, with "|" before one that starts a sentence.
std::string CutForTagger(std::string_view text) {
  std::string out;
  for (const TaggerToken& token : TokenizeForTagger(text))
    out += std::string(token.starts_sentence ? "|" : "") + "[" +
           std::string(text.substr(token.begin, token.end - token.begin)) + "]";
  return out;
}

TEST(TaggerTokens, WhenNamesAreJoined_ThenTheirEdgesAreTokenEdges) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"Oslo-based Roe", "|[Oslo][-][based][Roe]"},
      {"AT&T's radios", "|[AT&T]['s][radios]"},
      {"Roe’s radios", "|[Roe][’s][radios]"},
      {"O'Brien left", "|[O'Brien][left]"},
      {"the U.S. Senate", "|[the][U.S.][Senate]"},
      {"1,200.5 km", "|[1,200.5][km]"},
      {"Roe Inc. grew", "|[Roe][Inc.][grew]"},
      {"from Roe Inc.", "|[from][Roe][Inc][.]"},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(CutForTagger(text), tokens) << text;
}

TEST(TaggerTokens, WhenASentenceEnds_ThenTheNextTokenStartsOne) {
  EXPECT_EQ(CutForTagger("It fell. It rose"), "|[It][fell][.]|[It][rose]");
  EXPECT_EQ(CutForTagger("Did it? Yes"), "|[Did][it][?]|[Yes]");
  EXPECT_EQ(CutForTagger("line\nnext"), "|[line]|[next]");
  EXPECT_EQ(CutForTagger("Dr. Roe met J. Poe."), "|[Dr.][Roe][met][J][.][Poe][.]");
  EXPECT_EQ(CutForTagger("It fell. “It rose"), "|[It][fell][.]|[“]|[It][rose]")
      << "a quotation mark leaves the start to its word";
}

TEST(TaggerTokens, WhenTokensAreDescribed_ThenFlagsAreTrue) {
  const std::string_view text = "Roe-ÉTÉ 5G, x";
  const std::vector<TaggerToken> tokens = TokenizeForTagger(text);
  ASSERT_EQ(tokens.size(), 6u);
  EXPECT_TRUE(tokens[0].upper && tokens[0].word && !tokens[0].glued);
  EXPECT_TRUE(!tokens[1].upper && !tokens[1].word && tokens[1].glued);
  EXPECT_TRUE(tokens[2].upper && tokens[2].word && tokens[2].glued) << "capitals beyond ASCII";
  EXPECT_TRUE(!tokens[3].upper && tokens[3].word && !tokens[3].glued);
  EXPECT_TRUE(!tokens[5].upper && tokens[5].word);
}

TEST(TaggerTokens, WhenBytesAreHostile_ThenTokensStayInOrderAndCoverTheText) {
  for (const std::string& text : {std::string("\xFF\xFE\xFD"), std::string("a\xE2\x80"), std::string("\0\0", 2),
                                  std::string("''''s"), std::string("A.B.C"), std::string("a&"), std::string("1."),
                                  std::string("1,"), std::string("\xF0\x9F\x98\x80")}) {
    size_t at = 0;
    for (const TaggerToken& token : TokenizeForTagger(text)) {
      EXPECT_GE(token.begin, at) << text;
      EXPECT_LT(token.begin, token.end);
      EXPECT_LE(token.end, text.size());
      at = token.end;
    }
  }
}

TEST(TaggerTokens, WhenTextGrows_ThenTimeGrowsWithIt) {
  auto seconds = [](size_t size) {
    std::string text;
    while (text.size() < size) text += "A.B.C.D O'Brien&C'd.";
    const auto begin = std::clock();
    TokenizeForTagger(text);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  const double once = std::max(seconds(100000), 1e-3);
  EXPECT_LT(seconds(800000), 24 * once);
}

TEST(IsAbbreviation, WhenAStopBelongsToTheWord_ThenItIsListed) {
  for (const char* word : {"inc", "dr", "aug", "corp", "vs"}) EXPECT_TRUE(IsAbbreviation(word)) << word;
  for (const char* word : {"", "Inc", "inc.", "ban", "d"}) EXPECT_FALSE(IsAbbreviation(word)) << word;
}

}  // namespace
}  // namespace dossier::indexer
