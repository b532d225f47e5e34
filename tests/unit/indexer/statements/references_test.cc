// "The company", "both firms", "its routers", "the office": resolved when one reading is left, else left alone.
#include "indexer/statements/references.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/statements/made_gazetteer.h"
#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

// The references of the last sentence: "[the company=quellgrid]". A sentence that begins with "|" starts a paragraph.
std::string References(const std::vector<std::string>& sentences, size_t vendors = 2) {
  Discourse discourse(MadeGazetteer(), vendors);
  size_t block = 0;
  std::string out;
  for (const std::string& given : sentences) {
    std::string_view text = given;
    if (text.starts_with("|")) {
      ++block;
      text.remove_prefix(1);
    }
    Sentence s;
    ReadSentence(text, {0, text.size()}, s);
    PlaceNames(SomeNames(), s);
    discourse.Read(s, block);
    out.clear();
    for (const EntitySpan& span : s.entities) {
      if (!span.reference) continue;
      out += "[" + std::string(s.Span(span.first, span.last)) + "=";
      for (size_t i = 0; i < span.ids.size(); ++i) out += (i ? "+" : "") + span.ids[i];
      out += "]";
    }
  }
  return out;
}

TEST(Discourse, WhenOneVendorWasNamed_ThenTheCompanyIsIt) {
  EXPECT_EQ(References({"Quellgrid makes radios.", "The company grew."}), "[The company=quellgrid]");
  EXPECT_EQ(References({"Quellgrid makes radios.", "The Chinese telecom giant grew."}),
            "[The Chinese telecom giant=quellgrid]");
  EXPECT_EQ(References({"Quellgrid said the company grew."}), "[the company=quellgrid]");
  EXPECT_EQ(References({"Quellgrid makes radios.", "The phone maker company grew."}),
            "[The phone maker company=quellgrid]");
}

TEST(Discourse, WhenTwoReadingsAreLeft_ThenNoneIsTaken) {
  EXPECT_EQ(References({"Quellgrid and Marrowby make radios.", "The company grew."}), "");
  EXPECT_EQ(References({"The company grew."}), "");
  EXPECT_EQ(References({"An unlisted Foobarian grew.", "The company grew."}), "");
}

TEST(Discourse, WhenAModifierDoesNotFit_ThenTheVendorIsNotMeant) {
  EXPECT_EQ(References({"Quellgrid makes radios.", "The American company grew."}), "");
  EXPECT_EQ(References({"Quellgrid and Marrowby make radios.", "The Chinese company grew."}),
            "[The Chinese company=quellgrid]");
  EXPECT_EQ(References({"Quellgrid makes radios.", "The other company grew."}), "");
  EXPECT_EQ(References({"Quellgrid makes radios.", "The three companies grew."}), "");
  EXPECT_EQ(References({"Quellgrid makes radios.", "The company that makes masts grew."}), "");
  EXPECT_EQ(References({"Quellgrid makes radios.", "A company grew."}), "") << "an indefinite one is new";
}

TEST(Discourse, WhenTwoWereNamedSideBySide_ThenBothCompaniesAreThey) {
  EXPECT_EQ(References({"Quellgrid and Marrowby make radios.", "The two companies grew."}),
            "[The two companies=quellgrid+marrowby]");
  EXPECT_EQ(References({"Quellgrid and Marrowby make radios.", "Both firms grew."}), "[Both firms=quellgrid+marrowby]");
  EXPECT_EQ(References({"Quellgrid and Marrowby make radios.", "Neither company grew."}),
            "[Neither company=quellgrid+marrowby]");
  EXPECT_EQ(References({"Quellgrid, Marrowby and Tindral make radios.", "Both firms grew."}), "");
  EXPECT_EQ(References({"Quellgrid makes radios.", "Both firms grew."}), "");
}

TEST(Discourse, WhenAnAgencyWasNamed_ThenItsHeadNounIsIt) {
  EXPECT_EQ(References({"The Signal Office warned.", "The office gave no reason."}), "[The office=signal-office]");
  EXPECT_EQ(References({"The Harbour Board warned.", "The regulator gave no reason."}),
            "[The regulator=harbour-board]");
  EXPECT_EQ(References({"The Signal Office warned.", "The regulator gave no reason."}), "")
      << "an intelligence service is no regulator";
  EXPECT_EQ(References({"The Signal Office warned.", "The ministry gave no reason."}), "");
  EXPECT_EQ(References({"The Harbour Board and the Signal Office warned.", "The agency gave no reason."}), "");
}

TEST(Discourse, WhenItsProductsAreNamed_ThenTheOwnerIsTheOnlyVendorBefore) {
  EXPECT_EQ(References({"Quellgrid makes radios.", "Its routers failed."}), "[Its=quellgrid]");
  EXPECT_EQ(References({"Quellgrid said its routers failed."}), "[its=quellgrid]");
  EXPECT_EQ(References({"Quellgrid and Marrowby said its routers failed."}), "");
  EXPECT_EQ(References({"The Harbour Board said its routers failed."}), "") << "an agency's routers are no vendor's";
  EXPECT_EQ(References({"Quellgrid makes radios.", "|Its routers failed."}), "") << "another paragraph";
}

TEST(Discourse, WhenItSpeaksOrIsDoneTo_ThenTheLastSubjectIsMeant) {
  EXPECT_EQ(References({"Quellgrid called the fine unfair.", "It said so twice."}), "[It=quellgrid]");
  EXPECT_EQ(References({"Quellgrid called the fine unfair.", "It has been fined before."}), "[It=quellgrid]");
  EXPECT_EQ(References({"Quellgrid called the fine unfair.", "It rained in May."}), "");
  EXPECT_EQ(References({"Ministers fined Quellgrid.", "It said so twice."}), "") << "an object is no subject";
  EXPECT_EQ(References({"Quellgrid met the Harbour Board.", "It said so twice."}), "");
}

TEST(Discourse, WhenTheNameIsFarBack_ThenOnlyADocumentOfOneVendorRemembers) {
  const std::vector<std::string> far = {
      "Quellgrid makes radios.", "Rain fell.", "Rain fell.", "Rain fell.", "Rain fell.", "The company grew."};
  EXPECT_EQ(References(far, 2), "");
  EXPECT_EQ(References(far, 1), "[The company=quellgrid]");
  const std::vector<std::string> paragraphs = {"Quellgrid makes radios.", "|Rain fell.", "|The company grew."};
  EXPECT_EQ(References(paragraphs, 2), "");
  EXPECT_EQ(References(paragraphs, 1), "[The company=quellgrid]");
}

TEST(Discourse, WhenInputIsHostile_ThenReferencesStayInTheSentence) {
  Discourse discourse(MadeGazetteer(), 1);
  for (int round = 0; round < 3; ++round) {
    for (const std::string& text : HostileSentences()) {
      Sentence s;
      ReadSentence(text, {0, text.size()}, s);
      discourse.Read(s, static_cast<size_t>(round));
      for (const EntitySpan& span : s.entities) {
        EXPECT_LE(span.first, span.last);
        EXPECT_LT(span.last, s.size());
        EXPECT_FALSE(span.ids.empty()) << "a reference that is not resolved is none";
      }
    }
  }
}

TEST(Discourse, WhenAnotherAgencyOfTheKindIsRemembered_ThenTheNearestIsMeantOnlyAsASubject) {
  EXPECT_EQ(References({"The Harbour Board acted.", "The regulator fined Quellgrid."}),
            "[The regulator=harbour-board]");
  EXPECT_EQ(References({"The Harbour Board acted.", "The court drew on a case of the Signal Commission.",
                        "The regulator fined Quellgrid."}),
            "");
  EXPECT_EQ(References({"The court drew on a case of the Harbour Board.", "The Signal Commission acted.",
                        "The regulator fined Quellgrid."}),
            "[The regulator=signal-commission]");
  EXPECT_EQ(References({"The Signal Commission acted.", "The Chinese regulator fined Quellgrid."}), "");  // of London
}

}  // namespace
}  // namespace dossier::indexer
