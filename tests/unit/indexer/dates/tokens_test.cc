// Tokens as the date grammar sees them: what digits, words and marks become, and that nothing outside is read.
#include "indexer/dates/tokens.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace dossier::indexer::dates {
namespace {

std::vector<Token> TokensOf(std::string_view text) {
  std::vector<Token> tokens;
  Tokenize(text, 0, text.size(), tokens);
  return tokens;
}

TEST(DateTokens, WhenAWordBelongsToDates_ThenTypeAndValueSayWhich) {
  struct Case {
    const char* word;
    Type type;
    int value;
  };
  const Case cases[] = {{"August", Type::kMonth, 8},
                        {"Aug", Type::kMonth, 8},
                        {"Monday", Type::kWeekday, 1},
                        {"Sunday", Type::kWeekday, 7},
                        {"weeks", Type::kUnit, static_cast<int>(Unit::kWeek)},
                        {"years", Type::kUnit, static_cast<int>(Unit::kYear)},
                        {"two", Type::kCardinal, 2},
                        {"third", Type::kOrdinal, 3},
                        {"yesterday", Type::kDeictic, static_cast<int>(Deictic::kYesterday)},
                        {"ago", Type::kShift, static_cast<int>(Shift::kAgo)},
                        {"last", Type::kRelative, static_cast<int>(Relative::kLast)},
                        {"2018", Type::kNumber, 2018},
                        {"radios", Type::kOther, 0}};
  for (const Case& c : cases) {
    const std::vector<Token> tokens = TokensOf(c.word);
    ASSERT_EQ(tokens.size(), 1u) << c.word;
    EXPECT_EQ(static_cast<int>(tokens[0].type), static_cast<int>(c.type)) << c.word;
    if (c.type != Type::kOther) {
      EXPECT_EQ(tokens[0].value, c.value) << c.word;
    }
  }
}

TEST(DateTokens, WhenDigitsAndLettersTouch_ThenTheyPartAndTheSecondIsGlued) {
  const std::vector<Token> tokens = TokensOf("5pm");
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_TRUE(tokens[0].Is(Type::kNumber, 5));
  EXPECT_FALSE(tokens[0].Has(kGlued));
  EXPECT_TRUE(tokens[1].Is(Type::kMeridiem, 12));
  EXPECT_TRUE(tokens[1].Has(kGlued));
}

TEST(DateTokens, WhenMarksAreTypographic_ThenTheyHaveTheirPlainValue) {
  for (const char* text : {"1-2", "1–2", "1—2"}) {
    const std::vector<Token> tokens = TokensOf(text);
    ASSERT_EQ(tokens.size(), 3u) << text;
    EXPECT_TRUE(tokens[1].IsPunct('-')) << text;
  }
}

TEST(DateTokens, WhenWordsAreWrittenOtherwise_ThenFlagsSaySo) {
  EXPECT_TRUE(TokensOf("May")[0].Has(kCapital));
  EXPECT_TRUE(TokensOf("May")[0].Has(kRisky)) << "also a verb and a name";
  EXPECT_FALSE(TokensOf("may")[0].Has(kCapital));
  EXPECT_TRUE(TokensOf("weeks")[0].Has(kPlural));
  const std::vector<Token> lines = TokensOf("one\ntwo");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[1].Has(kLineStart));
}

TEST(DateTokens, WhenNumbersAreLong_ThenTheirValueDoesNotOverflow) {
  for (const char* digits : {"123456789", "1234567890123456789012345678901234567890"}) {
    for (const Token& token : TokensOf(digits)) EXPECT_GE(token.value, 0) << digits;
  }
  EXPECT_EQ(TokensOf("0007")[0].digits, 4);
}

TEST(DateTokens, WhenBytesAreHostile_ThenTokensStayInOrderAndInside) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (const std::string& text : {std::string(), all, std::string("\xE2\x80"), std::string("\xFF"),
                                  std::string("1\xC3"), std::string("\0001", 2), std::string(10000, '9')}) {
    size_t at = 0;
    for (const Token& token : TokensOf(text)) {
      ASSERT_LE(at, token.begin);
      ASSERT_LT(token.begin, token.end);
      ASSERT_LE(token.end, text.size());
      at = token.end;
    }
  }
  std::vector<Token> tokens;
  Tokenize("in 2018 and 2019", 3, 7, tokens);
  ASSERT_EQ(tokens.size(), 1u);
  EXPECT_EQ(tokens[0].value, 2018);
}

TEST(DateTokens, WhenAParagraphSpeaksOfNoTime_ThenTheGrammarIsSpared) {
  std::vector<Token> tokens;
  const std::string plain = "The board agreed with the firm.", dated = "The board agreed in May 2018.";
  EXPECT_FALSE(Tokenize(plain, 0, plain.size(), tokens));
  EXPECT_TRUE(Tokenize(dated, 0, dated.size(), tokens));
}

TEST(DateTokens, WhenTextGrows_ThenTimeGrowsWithIt) {
  auto seconds = [](size_t size) {
    std::string text;
    while (text.size() < size) text += "5pm on 4 Aug. 2018–2019, ";
    const auto begin = std::clock();
    TokensOf(text);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  const double once = std::max(seconds(100000), 1e-3);
  EXPECT_LT(seconds(800000), 24 * once);
}

TEST(DateWords, WhenAWordMeansNothingToDates_ThenThereIsNoEntry) {
  ASSERT_NE(FindWord("august"), nullptr);
  EXPECT_EQ(FindWord("august")->value, 8);
  for (const std::string& word :
       {std::string(), std::string("radio"), std::string("August"), std::string(5000, 'a'), std::string("\xFF")})
    EXPECT_EQ(FindWord(word), nullptr) << word.substr(0, 20);
}

}  // namespace
}  // namespace dossier::indexer::dates
