#include "corpus/url/idna.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "corpus/base/digest.h"
#include "corpus/base/utf8.h"

namespace dossier {
namespace {

struct Case {
  const char* domain;
  const char* ascii;  // "!": failure
};

void ExpectAll(std::initializer_list<Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(DomainToAscii(c.domain).value_or("!"), c.ascii) << c.domain;
}

TEST(Idna, WhenNamesAreMapped_ThenOneSpelling) {
  ExpectAll({{"B\u00DCCHER.example", "xn--bcher-kva.example"},
             {"bu\u0308cher.example", "xn--bcher-kva.example"},
             {"fa\u00DF.example", "xn--fa-hia.example"},  // nontransitional: sharp s is itself
             {"FA\u1E9E.example", "xn--fa-hia.example"},
             {"\u03B2\u03CC\u03BB\u03BF\u03C2.gr", "xn--nxasmm1c.gr"},
             {"a\u00ADb.example", "ab.example"},
             {"\uFF45\uFF58\uFF41\u3002\uFF43\uFF4F\uFF4D", "exa.com"},
             {"\u4F8B\u3048.\u30C6\u30B9\u30C8", "xn--r8jz45g.xn--zckzah"},
             {"\u2460.com", "1.com"},
             {"a..\u00FC.", "a..xn--tda."},
             {"", ""},
             {"a_b\u00FC.-c-", "xn--a_b-joa.-c-"}});  // neither hyphens nor underscores are looked at
}

TEST(Idna, WhenLabelsAreAsciiForms_ThenTheyMustMeanSomething) {
  ExpectAll({{"XN--BCHER-KVA.\u00FC", "xn--bcher-kva.xn--tda"},
             {"xn--a.\u00FC", "!"},
             {"xn--.\u00FC", "!"},
             {"xn--abc-.\u00FC", "!"},  // nothing but ASCII
             {"xn--bu-tda.\u00FC", "xn--bu-tda.xn--tda"},
             {"xn--bucher-rqe.\u00FC", "!"},  // not composed
             {"xn--xn--a--gua.\u00FC", "!"},  // a second prefix within
             {"xn--\u00FC.com", "!"},
             {"xn--Bcher-Kva.\u00FC", "xn--bcher-kva.xn--tda"}});
}

TEST(Idna, WhenLabelsBreakARule_ThenFailure) {
  ExpectAll({{"\u0301a.com", "!"},  // begins with a mark
             {"a\uFFFD.com", "!"},
             {"a\uE000.com", "!"},
             {"a\u200Db.com", "!"},  // joiners: RFC 5892, appendix A
             {"\u0915\u094D\u200D\u0937.com", "xn--11b2ezcw70k.com"},
             {"\u0628\u200C\u0628.com", "xn--ngba799q.com"},
             {"\u0627\u200C\u0628.com", "!"},
             {"\u05D0a.com", "!"},  // direction: RFC 5893, section 2
             {"\u05D0.com", "xn--4db.com"},
             {"\u05D0.1com", "!"},
             {"\u05D01.com", "xn--1-zhc.com"},
             {"\u06F0\u0660.com", "!"},
             {"a\u05D0.com", "!"}});
  EXPECT_FALSE(DomainToAscii(std::string(8192, 'a') + "\u00FC"));
  EXPECT_TRUE(DomainToAscii(std::string(8000, 'a') + "\u00FC"));
}

// Letters, marks, digits, jamo, joiners, dots, and what is mapped, ignored or disallowed, of several directions.
constexpr std::u32string_view kLetters =
    U"abxyzAN0189--..\u00E4\u00DF\u03C2\u0130\u1E9E\u0301\u0308\u0323\u094D\u0915\u0937\u200C\u200D\u0628\u0627\u062F"
    U"\u064E\u0661\u06F1\u05D0\u05D1\u05B0\u07CA\u1100\u1161\u11A8\uAC00\u3002\uFF0E\uFF21\u2460\u00AD\u034F\uFE0F"
    U"\u0345\u2F80\uF900\u4E00\u3042\u30FB\u00B7\u0375\u0340\u0958\u2260\u2024\uE000\uFFFD\u0378\U0001F600\U00010400"
    U"\U00010A00\U0001E900\U000E0100\U0002F868";

// The same names on every machine: a congruential generator over kLetters (constants of Knuth's MMIX).
class Names {
 public:
  std::string Next() {
    std::string name = Draw(6) == 0 ? "xn--" : "";
    for (uint64_t rest = 1 + Draw(9); rest > 0; --rest) AppendUtf8(name, kLetters[Draw(kLetters.size())]);
    return name;
  }

 private:
  uint64_t Draw(uint64_t count) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (state_ >> 33) % count;
  }

  uint64_t state_ = 46;
};

// The digest is of what tr46 7.0.0, an implementation of others with the same edition of the table, gives.
TEST(Idna, WhenManyNamesAreDrawn_ThenTheConformingAnswers) {
  Names names;
  std::string all;
  int good = 0;
  for (int i = 0; i < 60000; ++i) {
    const std::optional<std::string> ascii = DomainToAscii(names.Next());
    good += ascii.has_value();
    all += ascii.value_or("!") + "\n";
  }
  EXPECT_EQ(good, 16513);
  EXPECT_EQ(Sha256(all).hex(), "d29f07f4eab652ec1ef012772d621b21034a6200884449e38e26d84712333c8c");
}

}  // namespace
}  // namespace dossier
