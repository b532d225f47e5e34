// Who says it: people with role and organisation, organisations that speak, the outlet that reported.
#include "indexer/statements/speakers.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/statements/made_gazetteer.h"
#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

const std::vector<Named>& SpeakerNames() {
  static const std::vector<Named> names = [] {
    std::vector<Named> all = SomeNames();
    all.push_back({"The Lantern", MentionType::kOutlet, "the-lantern"});
    all.push_back({"Kettlewick", MentionType::kOrganisation, ""});
    return all;
  }();
  return names;
}

Attribution Last(const std::vector<std::string>& sentences) {
  Speakers speakers(MadeGazetteer());
  Attribution last;
  for (const std::string& text : sentences) last = speakers.Read(Made(text, SpeakerNames()));
  return last;
}

// "name|role|organisation" of the last sentence's speaker, "" for none.
std::string SpeakerOf(const std::vector<std::string>& sentences) {
  const Attribution last = Last(sentences);
  if (!last.speaker) return "";
  return last.speaker->name + "|" + last.speaker->role + "|" + last.speaker->organisation;
}

struct SpeakerCase {
  const char* text;
  const char* speaker;
};

void ExpectSpeakers(const std::vector<SpeakerCase>& cases) {
  for (const SpeakerCase& c : cases) EXPECT_EQ(SpeakerOf({c.text}), c.speaker) << c.text;
}

TEST(Speakers, WhenAPersonHasARole_ThenRoleAndOrganisationAreRead) {
  ExpectSpeakers({{"Signal Office Director Jane Roe said it was over.", "Jane Roe|Director|signal-office"},
                  {"Jane Roe, director of the Signal Office, said it was over.", "Jane Roe|director|signal-office"},
                  {"The Signal Office’s chief security officer, Jane Roe, said it was over.",
                   "Jane Roe|chief security officer|signal-office"},
                  {"“It is over,” said Jane Roe, a spokeswoman for Quellgrid.", "Jane Roe|spokeswoman|quellgrid"},
                  {"It is over, according to Jane Roe, an analyst at Kettlewick.", "Jane Roe|analyst|Kettlewick"},
                  {"“It is over,” Jane Roe said.", "Jane Roe||"},
                  {"Jane Roe, who heads the Signal Office, said it was over.", "Jane Roe||signal-office"},
                  {"Piet van der Roe, chairman of Quellgrid, said so.", "Piet van der Roe|chairman|quellgrid"}});
}

TEST(Speakers, WhenNobodyIsNamed_ThenTheRoleSpeaksForItsOrganisation) {
  ExpectSpeakers({{"A Quellgrid spokesman said it was over.", "|spokesman|quellgrid"},
                  {"A spokeswoman for Quellgrid said it was over.", "|spokeswoman|quellgrid"},
                  {"Signal Office officials said it was over.", "|officials|signal-office"},
                  {"Researchers from Kettlewick said it was over.", "|researchers|Kettlewick"}});
}

TEST(Speakers, WhenAnOrganisationSpeaks_ThenItIsTheSpeaker) {
  ExpectSpeakers({{"The Signal Office said it was over.", "||signal-office"},
                  {"“It is over,” Quellgrid said.", "||quellgrid"},
                  {"It was over, according to the Signal Office.", "||signal-office"},
                  {"Quellgrid denied the report and said it was over.", "||quellgrid"},
                  {"Quellgrid, which Marrowby hired, said it was over.", "||quellgrid"}});
}

TEST(Speakers, WhenOneSaysAtTheEndWhatAnotherAnnounced_ThenTheLastSpeaks) {
  ExpectSpeakers(
      {{"Quellgrid will wind down after the Signal Office announced that it bans it, Quellgrid said Monday.",
        "||quellgrid"},
       {"The ban stays because the Signal Office said it was right, the Harbour Board said.", "||harbour-board"},
       {"The Signal Office said that Quellgrid, which was banned, said nothing.", "||signal-office"}});
}

TEST(Speakers, WhenAnOrganisationOrdersOrAsks_ThenItMakesNoStatement) {
  ExpectSpeakers({{"The Signal Office told operators to leave.", ""},
                  {"The Signal Office called for calm.", ""},
                  {"Quellgrid was told that it was over.", ""},
                  {"Quellgrid would say that it was over.", ""},
                  {"Quellgrid did not say why.", ""},
                  {"Quellgrid said nothing.", ""},
                  {"Quellgrid makes radios.", ""},
                  {"", ""}});
}

TEST(Speakers, WhenAPersonWasIntroduced_ThenSurnameAndPronounAreTheirs) {
  const std::string introduction = "Signal Office Director Jane Roe said it was over.";
  EXPECT_EQ(SpeakerOf({introduction, "“It is,” Roe said."}), "Jane Roe|Director|signal-office");
  EXPECT_EQ(SpeakerOf({introduction, "“It is,” she said."}), "Jane Roe|Director|signal-office");
  EXPECT_EQ(SpeakerOf({introduction, "Rain fell.", "“It is,” she said."}), "Jane Roe|Director|signal-office");
  EXPECT_EQ(SpeakerOf({"“It is,” she said."}), "") << "nobody was introduced";
  EXPECT_EQ(SpeakerOf({introduction, "“It is not,” said Tom Poe, chairman of Quellgrid.", "“It is,” he said."}),
            "Tom Poe|chairman|quellgrid");
}

TEST(Speakers, WhenAnOrganisationSpokeLast_ThenItIsIt) {
  EXPECT_EQ(SpeakerOf({"Quellgrid said it was over.", "It said so twice."}), "||quellgrid");
  EXPECT_EQ(SpeakerOf({"Jane Roe, director of the Signal Office, said so.", "It said so twice."}), "")
      << "a person is no it";
}

TEST(Speakers, WhenARoleComesLater_ThenThePersonKeepsTheLatest) {
  EXPECT_EQ(SpeakerOf({"“It is over,” Jane Roe said.", "Jane Roe, director of the Signal Office, left.",
                       "“It is,” Roe said."}),
            "Jane Roe|director|signal-office");
}

TEST(Speakers, WhenPeopleAreMet_ThenTheyAreMarkedWithTheirFullName) {
  const Attribution first = Last({"Signal Office Director Jane Roe said it was over."});
  ASSERT_EQ(first.people.size(), 1u);
  EXPECT_EQ(first.people[0].name, "Jane Roe");
  const Attribution later = Last({"Signal Office Director Jane Roe said it was over.", "Then Roe left."});
  ASSERT_EQ(later.people.size(), 1u);
  EXPECT_EQ(later.people[0].name, "Jane Roe");
  EXPECT_TRUE(Last({"Then the Harbour Board left."}).people.empty());
}

TEST(Speakers, WhenARoleSpokeWithoutAName_ThenThePronounIsIts) {
  const std::string chairman = "Signal Office Chairman Tom Poe said it was over.";
  EXPECT_EQ(SpeakerOf({chairman, "A Quellgrid spokeswoman wrote to us.", "“It is not,” she said."}),
            "|spokeswoman|quellgrid");
  EXPECT_EQ(SpeakerOf({chairman, "“It is not,” she said."}), "") << "a chairman is no she";
  EXPECT_EQ(SpeakerOf({"“It is over,” Ms. Jane Roe said.", "“It is not,” he said."}), "");
  EXPECT_EQ(SpeakerOf({"“It is over,” Ms. Jane Roe said.", "“It is,” she said."}), "Jane Roe||");
}

TEST(Speakers, WhenASurnameAloneOpensAQuotation_ThenItIsAPerson) {
  EXPECT_EQ(SpeakerOf({"Merrowby said: “It is over.”"}), "Merrowby||");
  EXPECT_EQ(SpeakerOf({"Quellgrid said: “It is over.”"}), "||quellgrid");
  EXPECT_EQ(SpeakerOf({"Critics said: “It is over.”"}), "");
}

TEST(Speakers, WhenAStatementWasGivenOut_ThenItsWordsAreItsOwners) {
  EXPECT_EQ(SpeakerOf({"Quellgrid released a statement.", "“It is over,” the statement read."}), "||quellgrid");
  EXPECT_EQ(SpeakerOf({"Marrowby has issued a short statement.", "“It is over,” the statement said."}), "||marrowby");
  EXPECT_EQ(SpeakerOf({"“It is over,” the statement read."}), "");
  EXPECT_EQ(SpeakerOf({"Quellgrid sent a letter.", "Two people who had seen the letter said it was over."}), "");
}

TEST(Speakers, WhenOnlyARoleSpeaks_ThenItIsNamedThoughItsHouseIsNot) {
  ExpectSpeakers({{"The interior minister told the assembly that Quellgrid radios must go.", "|interior minister|"},
                  {"Quellgrid did not know of it, its finance chief told The Lantern.", "|finance chief|quellgrid"},
                  {"The interior minister told operators to leave.", ""}});
}

TEST(Speakers, WhenAPersonRefusesACharge_ThenItIsAStatement_ButAJudgeDecides) {
  ExpectSpeakers({{"Rita Moll, a Quellgrid lawyer, rejected the charge.", "Rita Moll|lawyer|quellgrid"},
                  {"Judge Rita Moll dismissed the claims against Quellgrid.", ""},
                  {"Rita Moll, a Quellgrid lawyer, rejected the offer.", ""}});
}

TEST(Speakers, WhenTheLayoutSaysWhoSpeaks_ThenItHoldsUnlessASentenceNamesAnother) {
  Speakers speakers(MadeGazetteer());
  const auto read = [&](const char* text) {
    const Sentence s = Made(text, SpeakerNames());
    const Attribution said = speakers.Read(s);
    return said.speaker ? said.speaker->name + "|" + said.speaker->organisation : "";
  };
  read("Sen. Jane Roe said it was over.");
  speakers.StartBlock(Speaker{"Roe", "", ""});
  EXPECT_EQ(read("Quellgrid is an arm of the state."), "Jane Roe|");
  EXPECT_EQ(read("The Signal Office said it was over."), "|signal-office");
  EXPECT_EQ(read("I warn you against it."), "Jane Roe|");
  speakers.StartBlock(std::nullopt);
  EXPECT_EQ(read("Quellgrid is an arm of the state."), "");
}

TEST(Speakers, WhenInputIsHostile_ThenPeopleStandInsideTheSentence) {
  Speakers speakers(MadeGazetteer());
  for (const std::string& text : HostileSentences()) {
    const Sentence s = Made(text, SpeakerNames());
    const Attribution read = speakers.Read(s);
    for (const PersonSpan& person : read.people) {
      EXPECT_TRUE(person.first >= 0 && person.first <= person.last && person.last < s.size()) << text;
      EXPECT_FALSE(person.name.empty());
    }
  }
}

}  // namespace
}  // namespace dossier::indexer
