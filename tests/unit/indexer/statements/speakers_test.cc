// Who says it: people with role and organisation, organisations that speak, the outlet that reported.
#include "indexer/statements/speakers.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/indexer/statements/made_gazetteer.h"
#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

const std::vector<Named>& Names() {
  static const std::vector<Named> names = [] {
    std::vector<Named> all = SomeNames();
    all.push_back({"The Lantern", MentionType::kOutlet, "the-lantern"});
    all.push_back({"Evening Post", MentionType::kOutlet, ""});
    all.push_back({"Kettlewick", MentionType::kOrganisation, ""});
    return all;
  }();
  return names;
}

Attribution Last(const std::vector<std::string>& sentences) {
  Speakers speakers(MadeGazetteer());
  Attribution last;
  for (const std::string& text : sentences) last = speakers.Read(Made(text, Names()));
  return last;
}

// "name|role|organisation" of the last sentence's speaker, "" for none.
std::string SpeakerOf(const std::vector<std::string>& sentences) {
  const Attribution last = Last(sentences);
  if (!last.speaker) return "";
  return last.speaker->name + "|" + last.speaker->role + "|" + last.speaker->organisation;
}

struct Case {
  const char* text;
  const char* speaker;
};

void ExpectSpeakers(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(SpeakerOf({c.text}), c.speaker) << c.text;
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

TEST(Speakers, WhenAnOutletReports_ThenItIsNamedAsThePressDoes) {
  const std::pair<const char*, const char*> cases[] = {
      {"The Lantern reported that Quellgrid was fined.", "Lantern"},
      {"Quellgrid will appeal, a lawyer told The Lantern.", "Lantern"},
      {"Quellgrid was fined, according to The Lantern.", "Lantern"},
      {"Quellgrid was fined, the Evening Post reported.", "Evening Post"},
      {"OSLO (Evening Post) - Quellgrid was fined.", "Evening Post"},
      {"Quellgrid was fined, the newspaper Kettlewick wrote.", "Kettlewick"},
      {"The Lantern uses Quellgrid radios.", ""},
      {"Quellgrid sold radios to The Lantern.", ""},
  };
  for (const auto& [text, outlet] : cases) EXPECT_EQ(Last({text}).reported_by, outlet) << text;
}

TEST(Speakers, WhenInputIsHostile_ThenPeopleStandInsideTheSentence) {
  Speakers speakers(MadeGazetteer());
  for (const std::string& text : HostileSentences()) {
    const Sentence s = Made(text, Names());
    const Attribution read = speakers.Read(s);
    for (const PersonSpan& person : read.people) {
      EXPECT_TRUE(person.first >= 0 && person.first <= person.last && person.last < s.size()) << text;
      EXPECT_FALSE(person.name.empty());
    }
  }
}

}  // namespace
}  // namespace dossier::indexer
