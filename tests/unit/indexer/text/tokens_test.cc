// Tokens of a sentence: where words end, which marks stand for which, and that nothing of the text is lost.
#include "indexer/text/tokens.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace dossier::indexer {
namespace {

std::vector<Token> TokensOf(std::string_view text) {
  std::vector<Token> tokens;
  Tokenize(text, 0, text.size(), tokens);
  return tokens;
}

// "[word][mark]": words as they stand, marks as their stand-ins with ' around them.
std::string Cut(std::string_view text) {
  std::string out;
  for (const Token& token : TokensOf(text))
    out += token.mark == 0 ? "[" + std::string(TokenText(text, token)) + "]" : std::string("'") + token.mark + "'";
  return out;
}

TEST(Tokenize, WhenWordsAreJoined_ThenWhatBelongsTogetherIsOneToken) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {" \t\r\n", ""},
      {"a", "[a]"},
      {"zero-day flaws", "[zero-day][flaws]"},
      {"fine‑tuned", "[fine‑tuned]"},
      {"AT&T Inc.", "[AT&T][Inc]'.'"},
      {"you & me", "[you]'&'[me]"},
      {"the U.S. ban", "[the][U.S.][ban]"},
      {"J.P. Doe", "[J.P.][Doe]"},
      {"J. Doe", "[J]'.'[Doe]"},
      {"1,200.5 km", "[1,200.5][km]"},
      {"in 2018.", "[in][2018]'.'"},
      {"v1.2.3", "[v1.2.3]"},
      {"don't", "[don't]"},
      {"don’t", "[don’t]"},
      {"ZTE's ban", "[ZTE]'s'[ban]"},
      {"ZTE’s ban", "[ZTE]'s'[ban]"},
      {"states' ban", "[states]'s'[ban]"},
      {"'tis", "'''[tis]"},
      {"snake_case", "[snake_case]"},
      {"end-", "[end]'-'"},
      {"$5m", "'$'[5m]"},
      {"naïve café", "[naïve][café]"},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(Cut(text), tokens) << text;
}

TEST(Tokenize, WhenMarksAreTypographic_ThenTheyHaveTheirStandIns) {
  EXPECT_EQ(Cut("“it”"), "'{'[it]'}'");
  EXPECT_EQ(Cut("«it»"), "'{'[it]'}'");
  EXPECT_EQ(Cut("„it”"), "'{'[it]'}'");
  EXPECT_EQ(Cut("\"it\""), "'\"'[it]'\"'");
  EXPECT_EQ(Cut("a – b — c"), "[a]'-'[b]'-'[c]");
  EXPECT_EQ(Cut("so…"), "[so]'.'");
  EXPECT_EQ(Cut("‘it’"), "'''[it]'''");
  EXPECT_EQ(Cut("“Lantern”’s"), "'{'[Lantern]'}''s'") << "a quoted name has a possessive too";
}

TEST(Tokenize, WhenLettersVary_ThenTheShapeSaysHow) {
  const std::pair<const char*, Shape> cases[] = {
      {"ban", Shape::kLower},         {"Ban", Shape::kCapital},
      {"BAN", Shape::kUpper},         {"iPhone", Shape::kMixed},
      {"McRoe", Shape::kMixed},       {"2018", Shape::kNumber},
      {"1,200", Shape::kNumber},      {"5G", Shape::kAlphanumeric},
      {"M221", Shape::kAlphanumeric}, {"Élan", Shape::kCapital},
      {"élan", Shape::kLower},        {"Москва", Shape::kCapital},
      {"Ωmega", Shape::kCapital},     {"Łódź", Shape::kLower /* Ł is odd in Latin Extended-A */},
      {"Š", Shape::kCapital},         {"A", Shape::kUpper}};
  for (const auto& [word, shape] : cases) {
    const std::vector<Token> tokens = TokensOf(word);
    ASSERT_EQ(tokens.size(), 1u) << word;
    EXPECT_EQ(static_cast<int>(tokens[0].shape), static_cast<int>(shape)) << word;
  }
}

TEST(Tokenize, WhenBlanksStandBefore_ThenTheTokenKnows) {
  const std::vector<Token> tokens = TokensOf("a (b) 'c'");
  std::string spaces;
  for (const Token& token : tokens) spaces += token.space_before ? '1' : '0';
  EXPECT_EQ(spaces, "0100100");
}

TEST(Tokenize, WhenARangeIsGiven_ThenNothingOutsideIsRead) {
  const std::string_view text = "Huawei's U.S.A ban";
  std::vector<Token> tokens;
  Tokenize(text, 0, 6, tokens);
  ASSERT_EQ(tokens.size(), 1u) << "the apostrophe is behind the end";
  tokens.clear();
  Tokenize(text, 9, 12, tokens);
  for (const Token& token : tokens) EXPECT_LE(token.end, 12u);
  Tokenize(text, 5, 5, tokens);
  EXPECT_LE(tokens.back().end, 12u) << "an empty range adds nothing";
}

void ExpectWellFormed(std::string_view text) {
  size_t at = 0;
  for (const Token& token : TokensOf(text)) {
    ASSERT_LE(at, token.begin);
    ASSERT_LT(token.begin, token.end);
    ASSERT_LE(token.end, text.size());
    for (size_t i = at; i < token.begin; ++i)
      ASSERT_TRUE(text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r') << "a byte was lost";
    at = token.end;
  }
}

TEST(Tokenize, WhenBytesAreHostile_ThenTokensCoverAllThatIsNoBlank) {
  for (const char* text :
       {"\xFF", "\xE2", "\xE2\x80", "\xC2", "a\xE2\x80", "\xE2\x80\x99s", "''''", "’’’’", "-----", "a-", "a&", "A&",
        "1.", "1,", "\x01\x02", "\xF0\x9F\x98\x80", "\xC3\x28", "s' s' s'", "a'sb"})
    ExpectWellFormed(text);
  ExpectWellFormed(std::string("a\0b", 3));
  std::string all;
  for (int i = 0; i < 256; ++i) all += std::string{static_cast<char>(i)} + "x";
  ExpectWellFormed(all);
}

TEST(Tokenize, WhenTextGrows_ThenTimeGrowsWithIt) {
  auto seconds = [](size_t size) {
    std::string text;
    while (text.size() < size) text += "a.b.c.d-e-f'g&H";
    const auto begin = std::clock();
    TokensOf(text);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  const double once = std::max(seconds(100000), 1e-3);
  EXPECT_LT(seconds(800000), 24 * once);
}

TEST(FoldWord, WhenAWordIsFolded_ThenCaseAndApostropheGoAndLengthIsBounded) {
  char buffer[8];
  auto fold = [&](std::string_view word) { return std::string(buffer, FoldWord(word, buffer, sizeof buffer)); };
  EXPECT_EQ(fold("BaN"), "ban");
  EXPECT_EQ(fold("don’t"), "don't");
  EXPECT_EQ(fold("12345678"), "12345678");
  EXPECT_EQ(fold("123456789"), "") << "longer than the buffer: no word, never a part of one";
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold("É"), "É") << "outside ASCII as it stands";
}

TEST(WideMarkAt, WhenACharacterIsCutOff_ThenItIsNoMark) {
  EXPECT_EQ(WideMarkAt("“", 0).mark, '{');
  EXPECT_EQ(WideMarkAt("“", 0).length, 3u);
  EXPECT_EQ(WideMarkAt("\xE2\x80", 0).length, 0u);
  EXPECT_EQ(WideMarkAt("\xC2", 0).length, 0u);
  EXPECT_EQ(WideMarkAt("é", 0).length, 0u);
  EXPECT_EQ(WideMarkAt("a", 0).length, 0u);
  EXPECT_EQ(WideMarkAt("。", 0).mark, '.') << "the full stop of Chinese and Japanese";
  EXPECT_EQ(WideMarkAt("º", 0).length, 0u) << "an ordinal sign is part of its word";
}

}  // namespace
}  // namespace dossier::indexer
