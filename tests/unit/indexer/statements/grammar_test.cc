// Parts of speech by rule, and the questions of phrase and clause that the statement rules ask of them.
#include "indexer/statements/grammar.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

struct TagCase {
  const char* text;
  const char* word;
  Tag tag;
};

// One word form can be several parts of speech; what stands around it decides. A wrong answer here makes a deed of a
// noun or loses one.
TEST(Grammar, WhenAFormIsAmbiguous_ThenItsNeighboursDecide) {
  const TagCase cases[] = {
      {"The ban hurts carriers.", "ban", Tag::kNoun},
      {"Ministers will ban the radios.", "ban", Tag::kVerb},
      {"They want to ban the radios.", "ban", Tag::kVerb},
      {"It did not ban the radios.", "ban", Tag::kVerb},
      {"A new ban was drafted.", "ban", Tag::kNoun},
      {"Its ban was drafted.", "ban", Tag::kNoun},
      {"They ban the radios.", "ban", Tag::kVerb},
      {"After a year of ban and talk, it ended.", "ban", Tag::kNoun},
      {"Quellgrid bans Marrowby from the fair.", "bans", Tag::kVerb},
      {"The Quellgrid ban was lifted.", "ban", Tag::kNoun},
      {"Senators ban the radios.", "ban", Tag::kVerb},
      {"The radios were banned in May.", "banned", Tag::kParticiple},
      {"The banned radios were burnt.", "banned", Tag::kAdjective},
      {"Banning the radios took a year.", "banning", Tag::kGerund},
      {"They are banning the radios.", "banning", Tag::kGerund},
      {"The hacking of the network went on.", "hacking", Tag::kNoun},
      {"They plan to completely compromise the network.", "compromise", Tag::kVerb},
      {"They plan to completely compromise the network.", "completely", Tag::kAdverb},
      {"He moved to sully the name.", "sully", Tag::kVerb},
      {"Ministers frobnicated the radios.", "frobnicated", Tag::kParticiple},
      {"The frobnicated radios were burnt.", "frobnicated", Tag::kAdjective},
      {"It was burnt in May.", "may", Tag::kName},
      {"It may ban the radios.", "may", Tag::kModal},
      {"Chinese radios were burnt.", "chinese", Tag::kAdjective},
      {"The firm is Chinese.", "chinese", Tag::kName},
      {"Ministers said that it was over.", "that", Tag::kSubordinator},
      {"That ban is over.", "that", Tag::kDeterminer},
      {"Nobody banned it.", "nobody", Tag::kPronoun},
      {"It never banned it.", "never", Tag::kNegator},
      {"It acts without ban or fine.", "without", Tag::kPreposition},
      {"It has yet to ban it.", "yet", Tag::kAdverb},
      {"Small, yet banned.", "yet", Tag::kCoordinator},
      {"It doesn't ban it.", "doesn't", Tag::kModal},
      {"It cost $5 a piece.", "$", Tag::kNumber},
      {"It cost 5 a piece.", "5", Tag::kNumber},
      {"The M221 failed.", "m221", Tag::kName},
  };
  for (const TagCase& c : cases) {
    const Sentence s = Made(c.text);
    EXPECT_EQ(static_cast<int>(s.TagAt(TokenOf(s, c.word))), static_cast<int>(c.tag)) << c.word << " in " << c.text;
  }
}

TEST(Grammar, WhenEveryWordHasACapital_ThenTheSentenceIsAHeadlineAndItsVerbsStayVerbs) {
  const Sentence headline = Made("Ministry Bans Radios From Quellgrid After Breach");
  EXPECT_TRUE(headline.headline);
  EXPECT_EQ(static_cast<int>(headline.TagAt(TokenOf(headline, "from"))), static_cast<int>(Tag::kPreposition));
  EXPECT_FALSE(Made("The ministry bans radios from Quellgrid after a breach").headline);
  EXPECT_FALSE(Made("Mr. Doe and Mrs. Roe of the Harbour Board met with people who had come").headline);
}

TEST(Grammar, WhenQuotationMarksStand_ThenWordsBetweenAreQuoted) {
  const std::string quoted_words[][2] = {{"He said “ban it now” twice.", "0011110"},
                                         {"“Ban it,” he said.", "11110000"}};
  for (const auto& [text, unused] : quoted_words) {
    (void)unused;
    const Sentence s = Made(text);
    for (int i = 0; i < s.size(); ++i) {
      const bool inside = s.At(i).begin > text.find("“") && s.At(i).begin < text.find("”");
      if (s.MarkAt(i) == 0) {
        EXPECT_EQ(s.quoted[static_cast<size_t>(i)], inside) << s.Word(i) << " in " << text;
      }
    }
  }
  const Sentence straight = Made("He said \"ban it\" twice.");
  EXPECT_TRUE(straight.quoted[static_cast<size_t>(TokenOf(straight, "ban"))]);
  EXPECT_FALSE(straight.quoted[static_cast<size_t>(TokenOf(straight, "twice"))]);
}

TEST(Grammar, WhenAnEntityIsPlaced_ThenTokensPointToItAndNoSecondOneTakesThem) {
  const std::string_view text = "The Harbour Board met.";
  Sentence s;
  ReadSentence(text, {0, text.size()}, s);
  EntitySpan board;
  board.type = MentionType::kAgency;
  board.ids = {"harbour-board"};
  ASSERT_TRUE(PlaceEntity(s, 4, 17, board));
  EXPECT_EQ(s.EntityAt(0), nullptr);
  ASSERT_NE(s.EntityAt(1), nullptr);
  EXPECT_EQ(s.EntityAt(1), s.EntityAt(2));
  EXPECT_EQ(s.EntityAt(1)->first, 1);
  EXPECT_EQ(s.EntityAt(1)->last, 2);
  EXPECT_EQ(s.EntityAt(3), nullptr);
  EXPECT_FALSE(PlaceEntity(s, 12, 21, board)) << "one token is taken: none may change";
  EXPECT_EQ(s.EntityAt(3), nullptr);
  EXPECT_EQ(s.entities.size(), 1u);
  EXPECT_FALSE(PlaceEntity(s, 3, 4, board)) << "a blank has no token";
  EXPECT_FALSE(PlaceEntity(s, 100, 120, board));
  EXPECT_FALSE(PlaceEntity(s, 18, 18, board));
}

TEST(Grammar, WhenPositionsLieOutside_ThenAnswersAreThoseOfAnEdge) {
  const Sentence s = Made("Radios fail");
  for (int i : {-5, -1, 2, 100}) {
    EXPECT_EQ(static_cast<int>(s.TagAt(i)), static_cast<int>(Tag::kPunctuation));
    EXPECT_EQ(s.MarkAt(i), '\0');
    EXPECT_EQ(s.EntityAt(i), nullptr);
    EXPECT_FALSE(s.IsWord(i, "radios"));
    EXPECT_FALSE(s.Is(i, WordClass::kBe));
    EXPECT_TRUE(IsClauseBoundary(s, i));
  }
  EXPECT_TRUE(s.IsWord(0, "radios"));
  EXPECT_FALSE(s.IsWord(0, "radio")) << "the whole word, no beginning of it";
}

struct PhraseCase {
  const char* text;
  const char* head;
  const char* phrase;
};

TEST(Grammar, WhenANounPhraseIsMeasured_ThenItHoldsItsModifiersAndNoMore) {
  const PhraseCase cases[] = {
      {"Ministers lifted the broad new ban in May.", "ban", "the broad new ban"},
      {"Ministers lifted tough and sweeping sanctions.", "sanctions", "tough and sweeping sanctions"},
      {"It fined Quellgrid after the ban.", "ban", "the ban"},
      {"A ban by the board holds.", "board", "the board"},
      {"Ban the radios.", "ban", "Ban"},
      {"They lifted the Quellgrid ban.", "ban", "the Quellgrid ban"},
      {"They gave the board a ban.", "ban", "a ban"},
  };
  for (const PhraseCase& c : cases) {
    const Sentence s = Made(c.text);
    const int head = TokenOf(s, c.head);
    EXPECT_EQ(s.Span(NounPhraseStart(s, head), head), c.phrase) << c.text;
  }
  const Sentence s = Made("The export ban list of the board ended.");
  EXPECT_EQ(s.Word(NounPhraseEnd(s, TokenOf(s, "export"))), "list");
  EXPECT_EQ(s.Word(NounPhraseEnd(s, TokenOf(s, "board"))), "board");
}

TEST(Grammar, WhenAVerbGroupIsMeasured_ThenAuxiliariesAdverbsAndNegationsBelongToIt) {
  const PhraseCase cases[] = {
      {"The board has not yet formally banned it.", "banned", "has not yet formally banned"},
      {"The board will be forced to ban it.", "forced", "will be forced"},
      {"The board wants to ban it.", "ban", "to ban"},
      {"The radios are no longer banned.", "banned", "are no longer banned"},
      {"The boards have all rejected it.", "rejected", "have all rejected"},
      {"The board banned it.", "banned", "banned"},
      {"It got banned.", "banned", "got banned"},
  };
  for (const PhraseCase& c : cases) {
    const Sentence s = Made(c.text);
    const int verb = TokenOf(s, c.head);
    EXPECT_EQ(s.Span(VerbGroupStart(s, verb), verb), c.phrase) << c.text;
  }
}

TEST(Grammar, WhenAParticipleStands_ThenVoiceFollowsFromAuxiliaryAndObject) {
  const std::pair<const char*, bool> cases[] = {
      {"Quellgrid was banned.", true},
      {"Quellgrid got banned in May.", true},
      {"Quellgrid has not been formally banned there.", true},
      {"Radios banned by the board burn.", true},
      {"Quellgrid banned", true},
      {"The board has banned Quellgrid.", false},
      {"The board banned Quellgrid.", false},
      {"The board banned the radios.", false},
      {"Boards have both banned it.", false},
      {"Both were all banned at once.", true},
  };
  for (const auto& [text, passive] : cases) {
    const Sentence s = Made(text);
    EXPECT_EQ(IsPassive(s, TokenOf(s, "banned")), passive) << text;
  }
  const Sentence s = Made("The ban was lifted.");
  EXPECT_FALSE(IsPassive(s, TokenOf(s, "ban"))) << "a noun has no voice";
}

TEST(Grammar, WhenMarksAndWordsPartClauses_ThenTheyAreBoundaries) {
  const Sentence s = Made("It fell; it rose, but the board (which knew) said that “it was” over - yet it fell: why");
  for (const char* word : {"but", "which", "that", "yet"}) {
    if (std::string_view(word) == "which") continue;  // a pronoun: the bracket before it bounds
    EXPECT_TRUE(IsClauseBoundary(s, TokenOf(s, word))) << word;
  }
  int marks = 0;
  for (int i = 0; i < s.size(); ++i) {
    if (s.MarkAt(i) == 0) continue;
    ++marks;
    EXPECT_TRUE(IsClauseBoundary(s, i)) << i;
  }
  EXPECT_EQ(marks, 8);
  EXPECT_FALSE(IsClauseBoundary(s, TokenOf(s, "board")));
}

TEST(Grammar, WhenInputIsHostile_ThenEveryQuestionAnswersWithinTheSentence) {
  for (const std::string& text : HostileSentences()) {
    const Sentence s = Made(text);
    ASSERT_EQ(s.tags.size(), s.tokens.size());
    ASSERT_EQ(s.entity.size(), s.tokens.size());
    ASSERT_EQ(s.quoted.size(), s.tokens.size());
    for (int i = 0; i < s.size(); ++i) {
      EXPECT_TRUE(NounPhraseStart(s, i) >= 0 && NounPhraseStart(s, i) <= i);
      EXPECT_TRUE(NounPhraseEnd(s, i) >= i && NounPhraseEnd(s, i) < s.size());
      EXPECT_TRUE(VerbGroupStart(s, i) >= 0 && VerbGroupStart(s, i) <= i);
      IsPassive(s, i);
      IsClauseBoundary(s, i);
    }
  }
}

}  // namespace
}  // namespace dossier::indexer
