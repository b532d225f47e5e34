// The compiled table of actions: every row can be met, and no word of it is one that the lexicon does not know.
#include "indexer/statements/action_vocabulary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace dossier::indexer {
namespace {

const ActionVocabulary& Words() { return ActionVocabulary::English(); }
uint32_t Entry(std::string_view word) { return Lexicon::English().Find(word); }

void ExpectSet(const WordSet& set, const char* what) {
  EXPECT_TRUE(std::is_sorted(set.begin(), set.end())) << what;
  EXPECT_FALSE(InSet(set, 0)) << what << ": the unknown word is in no set";
  EXPECT_TRUE(set.empty() || set.front() != 0) << what << " names a word that the lexicon does not hold";
}

TEST(ActionVocabulary, WhenCompiled_ThenEveryPhraseCanBeMet) {
  ASSERT_GT(Words().phrases().size(), 500u);
  for (size_t i = 0; i < Words().phrases().size(); ++i) {
    const ActionPhrase& phrase = Words().phrases()[i];
    SCOPED_TRACE(i);
    ASSERT_FALSE(phrase.elements.empty());
    EXPECT_FALSE(phrase.elements.front().gap) << "a phrase is found by its first word";
    EXPECT_FALSE(phrase.elements.back().gap) << "a gap at the end says nothing";
    for (size_t k = 0; k < phrase.elements.size(); ++k) {
      const PhraseElement& element = phrase.elements[k];
      EXPECT_NE(element.gap, !element.words.empty());
      if (k > 0) {
        EXPECT_FALSE(element.gap && phrase.elements[k - 1].gap);
      }
      ExpectSet(element.words, "element");
    }
    for (uint32_t word : phrase.elements.front().words) {
      const std::vector<uint32_t>& at = Words().PhrasesAt(word);
      EXPECT_NE(std::find(at.begin(), at.end(), i), at.end());
    }
    for (const WordSet* set : {&phrase.after, &phrase.not_after, &phrase.before, &phrase.not_before, &phrase.near,
                               &phrase.not_near, &phrase.with, &phrase.without})
      ExpectSet(*set, "condition");
  }
}

TEST(ActionVocabulary, WhenSeveralPhrasesBeginAlike_ThenLongerOnesAreTriedFirst) {
  size_t compared = 0;
  for (uint32_t word = 0; word < Lexicon::English().size(); ++word) {
    const std::vector<uint32_t>& at = Words().PhrasesAt(word);
    for (size_t i = 1; i < at.size(); ++i, ++compared)
      EXPECT_GE(Words().phrases()[at[i - 1]].elements.size(), Words().phrases()[at[i]].elements.size());
  }
  EXPECT_GT(compared, 100u);
}

TEST(ActionVocabulary, WhenEveryTypeIsAsked_ThenSomePhraseSaysIt) {
  std::set<ActionType> said;
  for (const ActionPhrase& phrase : Words().phrases()) {
    said.insert(phrase.type);
    said.insert(phrase.also.begin(), phrase.also.end());
  }
  for (const std::string& name : ActionTypeNames()) EXPECT_TRUE(said.count(*ActionTypeOf(name))) << name;
}

TEST(ActionVocabulary, WhenAVerbIsInTheTable_ThenAllItsFormsLeadToIt) {
  for (const char* form : {"ban", "bans", "banned", "banning"}) {
    const std::vector<uint32_t>& at = Words().PhrasesAt(Entry(form));
    EXPECT_TRUE(std::any_of(at.begin(), at.end(), [](uint32_t i) {
      return Words().phrases()[i].type == ActionType::kProhibition && Words().phrases()[i].elements.size() == 1;
    })) << form;
  }
}

TEST(ActionVocabulary, WhenOperatorsAreAsked_ThenKindPartAndParticleAreThoseOfTheTable) {
  struct Case {
    const char* word;
    Operator kind;
    PhrasePart part;
    const char* particle;
  };
  const Case cases[] = {{"lifted", Operator::kReverses, PhrasePart::kVerb, ""},
                        {"rolled", Operator::kReverses, PhrasePart::kVerb, "back"},
                        {"calling", Operator::kProposed, PhrasePart::kVerb, "for"},
                        {"denies", Operator::kDenied, PhrasePart::kVerb, ""},
                        {"refused", Operator::kNegated, PhrasePart::kVerb, ""},
                        {"alleged", Operator::kAlleged, PhrasePart::kAdjective, ""},
                        {"proposals", Operator::kProposed, PhrasePart::kNoun, ""},
                        {"ordered", Operator::kOrdered, PhrasePart::kVerb, ""},
                        {"mulled", Operator::kConsidered, PhrasePart::kVerb, ""},
                        {"flouted", Operator::kMention, PhrasePart::kVerb, ""}};
  for (const Case& c : cases) {
    const std::vector<OperatorPhrase>& at = Words().OperatorsAt(Entry(c.word));
    EXPECT_TRUE(std::any_of(at.begin(), at.end(), [&](const OperatorPhrase& e) {
      return e.kind == c.kind && e.part == c.part && e.particle == (*c.particle ? Entry(c.particle) : 0);
    })) << c.word;
  }
}

TEST(ActionVocabulary, WhenAWordIsUnknown_ThenNothingIsSaid) {
  EXPECT_TRUE(Words().PhrasesAt(0).empty());
  EXPECT_TRUE(Words().OperatorsAt(0).empty());
  EXPECT_TRUE(Words().PhrasesAt(Entry("xyzzyplugh")).empty());
  EXPECT_TRUE(InSet(Words().officials(), Entry("estonia")));
  EXPECT_TRUE(InSet(Words().officials(), Entry("ministries")));
  EXPECT_FALSE(InSet(Words().officials(), Entry("radios")));
}

}  // namespace
}  // namespace dossier::indexer
