// The questions that the scope of an action asks about the clause around a word.
#include "indexer/statements/clauses.h"

#include <gtest/gtest.h>

#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

struct Question {
  const char* text;
  const char* word;  // that the question is asked at
  bool answer;
};

using Predicate = bool (*)(const Sentence&, int);

void ExpectAnswers(Predicate predicate, const std::vector<Question>& questions) {
  for (const Question& q : questions) {
    const Sentence s = Made(q.text);
    EXPECT_EQ(predicate(s, TokenOf(s, q.word)), q.answer) << q.word << " in: " << q.text;
  }
}

TEST(Clauses, WhenAWordFollowsACopula_ThenItIsAPredicate) {
  ExpectAnswers(IsPredicate, {{"It would be wrong to ban it.", "wrong", true},
                              {"It is not yet wrong to ban it.", "wrong", true},
                              {"The wrong ban fell.", "wrong", false},
                              {"Wrong as it is, it holds.", "wrong", false},
                              {"The winner was Quellgrid.", "quellgrid", false}});
}

TEST(Clauses, WhenAFiniteVerbFollows_ThenOnlyThatOfTheSameClauseCounts) {
  ExpectAnswers(HasFiniteVerbAfter, {{"Radios banned by the board fail often.", "banned", true},
                                     {"Radios banned by the board are sold.", "banned", true},
                                     {"Radios banned by the board; others are sold.", "banned", false},
                                     {"Radios banned although others are sold.", "banned", false},
                                     {"Radios banned.", "banned", false}});
}

TEST(Clauses, WhenAReportIsCalledFalse_ThenThePredicateSaysSo) {
  ExpectAnswers(CalledFalse, {{"Reports that it was banned are false.", "reports", true},
                              {"Reports that it was banned are wholly baseless.", "reports", true},
                              {"Reports that it was banned are not true.", "reports", true},
                              {"Reports that it was banned are true.", "reports", false},
                              {"Reports that it was banned spread.", "reports", false}});
  ExpectAnswers(SaidFalse, {{"It is not true that it was banned.", "true", true},
                            {"It isn't true that it was banned.", "true", true},
                            {"It is untrue that it was banned.", "untrue", true},
                            {"It is true that it was banned.", "true", false}});
}

TEST(Clauses, WhenEitherAnswerWillDo_ThenNothingIsSaidAboutTheDeed) {
  ExpectAnswers(EitherWay, {{"Agencies report whether or not they were told.", "whether", true},
                            {"Report regardless of whether they were told.", "whether", true},
                            {"They asked whether they were told.", "whether", false},
                            {"They left if they were told.", "if", false}});
}

TEST(Clauses, WhenNounsAndVerbsCarryWhatOthersSay_ThenTheyAreKnown) {
  ExpectAnswers(IsContentNoun, {{"It rejected claims that it spied.", "claims", true},
                                {"It rejected the rumours that it spied.", "rumours", true},
                                {"It rejected the radios that spied.", "radios", false}});
  ExpectAnswers(IsAccusation, {{"It was accused of spying.", "accused", true},
                               {"It was suspected of spying.", "suspected", true},
                               {"It was cleared of spying.", "cleared", false}});
}

TEST(Clauses, WhenADeedIsPutOnHold_ThenTheWordsMustStandThere) {
  ExpectAnswers(OnHold, {{"The ban was put on hold.", "on", true},
                         {"The ban was put on ice by a judge.", "on", true},
                         {"The ban on radios holds.", "on", false},
                         {"The ban was put on", "on", false}});
}

TEST(Clauses, WhenAPhraseHasNoDefiniteArticle_ThenItIsIndefinite) {
  ExpectAnswers(Indefinite, {{"A ban fell.", "a", true},
                             {"Any ban fell.", "any", true},
                             {"Bans fell.", "bans", true},
                             {"The ban fell.", "the", false},
                             {"Its ban fell.", "its", false}});
}

TEST(Clauses, WhenNounsAreCompounded_ThenTheLastIsTheHead) {
  const Sentence s = Made("The ban proposal of Quellgrid fell.");
  EXPECT_EQ(s.Word(CompoundEnd(s, TokenOf(s, "ban"))), "proposal");
  EXPECT_EQ(s.Word(CompoundEnd(s, TokenOf(s, "proposal"))), "proposal");
  const Sentence owned = Made("The ban Quellgrid fears fell.");
  EXPECT_EQ(owned.Word(CompoundEnd(owned, TokenOf(owned, "ban"))), "ban") << "an organisation's name is no part of it";
}

TEST(Clauses, WhenASubjectHasAVerb_ThenItIsFoundPastPrepositionalParts) {
  const std::pair<const char*, const char*> cases[] = {
      {"The ban on radios of the board was finally lifted.", "lifted"},
      {"The ban has not been formally lifted.", "lifted"},
      {"The ban affects carriers.", "affects"},
      {"The ban is possible.", "is"},
      {"The ban on Quellgrid and Marrowby was lifted.", "lifted"},
      {"The ban, in force since May, was lifted.", ""},
      {"The ban that was lifted.", ""},
      {"The ban", ""},
  };
  for (const auto& [text, verb] : cases) {
    const Sentence s = Made(text);
    const int at = PredicateVerb(s, TokenOf(s, "ban"));
    EXPECT_EQ(at == 0 ? std::string_view() : s.Word(at), verb) << text;
  }
}

TEST(Clauses, WhenAskedAtAnyTokenOfAnything_ThenAnswersStayInBounds) {
  for (const std::string& text : HostileSentences()) {
    const Sentence s = Made(text);
    for (int i = 0; i < std::min(s.size(), 300); ++i) {
      for (Predicate p : {IsPredicate, HasFiniteVerbAfter, CalledFalse, SaidFalse, EitherWay, IsContentNoun,
                          IsAccusation, OnHold, Indefinite})
        p(s, i);
      EXPECT_LT(CompoundEnd(s, i), s.size());
      const int verb = PredicateVerb(s, i);
      EXPECT_TRUE(verb == 0 || (verb > i && verb < s.size()));
    }
  }
}

}  // namespace
}  // namespace dossier::indexer
