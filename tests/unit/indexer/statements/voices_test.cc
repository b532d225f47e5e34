// Who speaks by the layout of a block: labels before the words, signatures after them, and what only looks like one.
#include "indexer/statements/voices.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

// "name|role|words of the layout"; a shape that alone is not certain has a "?" before it; "" for none.
std::string Shown(std::string_view block, const std::optional<Voice>& voice) {
  if (!voice) return "";
  EXPECT_EQ(block.substr(voice->name_begin, 1), voice->name.substr(0, 1));
  return (voice->certain ? "" : "?") + voice->name + "|" + voice->role + "|" +
         std::string(block.substr(voice->begin, voice->end - voice->begin));
}
std::string Before(std::string_view block) { return Shown(block, VoiceBefore(block)); }
std::string After(std::string_view block) { return Shown(block, VoiceAfter(block)); }

TEST(Voices, WhenALabelNamesAPerson_ThenItIsTheVoice) {
  EXPECT_EQ(Before("Mr. MERROW. Mr. President, I rise."), "Merrow||Mr. MERROW.");
  EXPECT_EQ(Before("Ms. VAN HALE of Georgia. I yield."), "Van Hale||Ms. VAN HALE of Georgia.");
  EXPECT_EQ(Before("Sen. Jane Roe: It is over."), "Jane Roe|Sen|Sen. Jane Roe:");
  EXPECT_EQ(Before("SENATOR ROE: It is over."), "Roe|Senator|SENATOR ROE:");
  EXPECT_EQ(Before("Jane Roe (Minister for Trade): We act."),
            "Jane Roe|Minister for Trade|Jane Roe (Minister for Trade):");
  EXPECT_EQ(Before("JANE ROE, HEAD OF POLICY: We act."), "Jane Roe|Head Of Policy|JANE ROE, HEAD OF POLICY:");
  EXPECT_EQ(Before("J. T. Roe-Hale (Leader of the House): No."),
            "J. T. Roe-Hale|Leader of the House|J. T. Roe-Hale (Leader of the House):");
}

TEST(Voices, WhenNothingSaysThatAPersonSpeaks_ThenTheShapeAloneIsNotCertain) {
  EXPECT_EQ(Before("Jane Roe: It is over."), "?Jane Roe||Jane Roe:");
  EXPECT_EQ(Before("Executive Summary: It is over."), "?Executive Summary||Executive Summary:");
  EXPECT_EQ(Before("ROE: It is over."), "?Roe||ROE:");
  EXPECT_EQ(Before("Sen. Roe (D-Ore.): It is over."), "Roe|Sen|Sen. Roe (D-Ore.):");
}

TEST(Voices, WhenItIsNoLabel_ThenThereIsNone) {
  for (const char* block :
       {"Mr. Merrow said it was over.", "Jane Roe said: “It is over.”", "At 10:30 it was over.", "http://roe.example",
        "Dr. Roe", "“Jane Roe”: a life", "roe: it is over", "", ":", "Jane Roe (she came", "Mr.", "Sen. ", "A.B: c"})
    EXPECT_EQ(Before(block).substr(0, 1) == "?" ? "" : Before(block), "") << block;
}

TEST(Voices, WhenANameStandsBelowAPost_ThenItIsTheVoice) {
  EXPECT_EQ(After("It is over. — Jane Roe (@janeroe) May 25, 2018"), "Jane Roe||— Jane Roe (@janeroe) May 25, 2018");
  EXPECT_EQ(After("It is over.\n– Rep. Jane Roe (@reproe) June 1, 2020"),
            "Jane Roe|Rep|– Rep. Jane Roe (@reproe) June 1, 2020");
  EXPECT_EQ(After("“It is over.” — Jane Roe, head of policy"), "Jane Roe|head of policy|— Jane Roe, head of policy");
  EXPECT_EQ(After("“It is over.”\n-- Jane Roe"), "Jane Roe||-- Jane Roe");
}

TEST(Voices, WhenADashIsOnlyADash_ThenThereIsNoSignature) {
  for (const char* block : {"It is over — Jane Roe", "It is over — Jane Roe, who left, said so. It rained.",
                            "“It is over” — Jane Roe wept.", "“It is over.” — Jane Roe, a clerk. She left.", "— ", "",
                            "WARNE, May 3 — Jane Roe left the house."})
    EXPECT_EQ(After(block), "") << block;
}

TEST(Voices, WhenTheBlockIsLong_ThenOnlyItsEdgesAreRead) {
  const std::string filler(100'000, 'x');
  EXPECT_EQ(Before("Jane " + filler + ":"), "");
  EXPECT_EQ(After("— Jane Roe (@janeroe) " + filler), "");
  EXPECT_EQ(After(filler + " — Jane Roe (@janeroe)"), "Jane Roe||— Jane Roe (@janeroe)");
}

}  // namespace
}  // namespace dossier::indexer
