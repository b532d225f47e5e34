#include "indexer/statements/analyzer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "indexer/gazetteer/gazetteer.h"
#include "tests/support/paths.h"

namespace dossier::indexer {
namespace {

const Analyzer& TheAnalyzer() {
  static const Analyzer analyzer(*Gazetteer::Embedded());
  return analyzer;
}

Analysis Read(const std::string& text, const std::string& published = "2018-08-04") {
  AnalysisContext context;
  context.published = published;
  context.language = "en";
  return TheAnalyzer().Analyze(text, {}, context);
}

// "prohibition/asserted/done" for each action of the only sentence.
std::vector<std::string> Actions(const std::string& sentence) {
  std::vector<std::string> out;
  for (const Statement& statement : Read(sentence).statements) {
    for (const Action& a : statement.actions) {
      out.push_back(std::string(ActionTypeName(a.type)) + "/" + std::string(PolarityName(a.polarity)) + "/" +
                    std::string(ModalityName(a.modality)));
    }
  }
  return out;
}

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Actions, ABanIsAsserted) {
  EXPECT_THAT(Actions("The Commerce Department banned Huawei in May."), ElementsAre("prohibition/asserted/done"));
  EXPECT_THAT(Actions("Huawei was banned by the Commerce Department."), ElementsAre("prohibition/asserted/done"));
  EXPECT_THAT(Actions("The FCC imposed a ban on ZTE."), ElementsAre("prohibition/asserted/done"));
  EXPECT_THAT(Actions("U.S. Bans Huawei From Buying Parts"), ElementsAre("prohibition/asserted/done"));
}

TEST(Analyzer, WhenATextSaysMoreThanIsReadOfOne_ThenItIsPartialAndTheRestTellsNothingForSure) {
  constexpr size_t kMost = 400;  // bytes: some five of the sentences below
  const Analyzer short_of_time(*Gazetteer::Embedded(), kMost);
  AnalysisContext context;
  context.published = "2018-08-04";
  context.language = "en";
  std::string differ, repeat;
  for (int i = 0; i < 40; ++i) {
    differ += "The Commerce Department banned phone number " + std::to_string(i) + " of Huawei in May.\n\n";
    repeat += "The Commerce Department banned phones of Huawei in May.\n\n";
  }
  const TextAnalysis cut = short_of_time.Analyze(differ, {}, context);
  EXPECT_TRUE(cut.partial);
  ASSERT_EQ(cut.statements.size(), 40u);
  EXPECT_FALSE(cut.statements.front().actions.empty());
  EXPECT_TRUE(cut.statements.back().actions.empty());
  EXPECT_FALSE(cut.statements.back().unsure.empty());
  EXPECT_EQ(cut.statements.back().vendors, std::vector<std::string>{"huawei"});
  const TextAnalysis whole = short_of_time.Analyze(repeat, {}, context);
  EXPECT_FALSE(whole.partial) << "what comes again is not read again";
  ASSERT_EQ(whole.statements.size(), 40u);
  for (const Statement& statement : whole.statements) EXPECT_EQ(statement.actions.size(), 1u);
  EXPECT_FALSE(TheAnalyzer().Analyze(differ, {}, context).partial);
}

TEST(Analyzer, WhenWordsHoldUnseenCharacters_ThenNamesAndDaysAreReadAndPlacesAreOfTheSource) {
  const std::string text =
      "The Com\u00ADmerce De\u00ADpart\u00ADment banned Hua\u200Bwei on Ju\u00ADly 3.\u2060 It said so\u00AD.";
  const Analysis found = Read(text);
  ASSERT_EQ(found.statements.size(), 2u);
  const Statement& first = found.statements[0];
  EXPECT_EQ(first.vendors, std::vector<std::string>{"huawei"});
  ASSERT_EQ(first.dates.size(), 1u);
  EXPECT_EQ(first.dates[0].value, "2018-07-03");
  EXPECT_EQ(text.substr(first.begin, first.end - first.begin),
            "The Com\u00ADmerce De\u00ADpart\u00ADment banned Hua\u200Bwei on Ju\u00ADly 3.");
  std::set<std::string> surfaces;
  for (const Mention& mention : found.mentions)
    surfaces.insert(text.substr(mention.begin, mention.end - mention.begin));
  EXPECT_TRUE(surfaces.contains("Hua\u200Bwei"));
  EXPECT_TRUE(surfaces.contains("Ju\u00ADly 3"));
  EXPECT_TRUE(surfaces.contains("Com\u00ADmerce De\u00ADpart\u00ADment"));
}

TEST(Actions, ALiftedBanIsAReversal) {
  EXPECT_THAT(Actions("The Commerce Department lifted the ban on ZTE."), ElementsAre("reversal/asserted/done"));
  EXPECT_THAT(Actions("The ban on ZTE was lifted in July."), ElementsAre("reversal/asserted/done"));
  EXPECT_THAT(Actions("The White House pushed to reverse the ZTE ban."), Not(Contains("reversal/asserted/done")));
}

TEST(Actions, NegationAndConsideration) {
  EXPECT_THAT(Actions("Huawei is not banned in Germany."), ElementsAre("prohibition/negated/done"));
  EXPECT_THAT(Actions("Britain is considering banning Huawei."), ElementsAre("prohibition/asserted/considered"));
  EXPECT_THAT(Actions("Senators called for a ban on ZTE."), ElementsAre("prohibition/asserted/proposed"));
  EXPECT_THAT(Actions("Canada has not decided whether to ban Huawei."), ElementsAre("prohibition/asserted/considered"));
  EXPECT_THAT(Actions("Germany has no plans to ban Huawei."), ElementsAre("prohibition/negated/proposed"));
}

TEST(Actions, NoBanIsAssertedWhereNoneIs) {
  EXPECT_THAT(Actions("Nobody has banned Kaspersky in Switzerland."), ElementsAre("prohibition/negated/done"));
  EXPECT_THAT(Actions("Reports that Huawei had been banned are false, the ministry said."),
              Contains("prohibition/denied/done"));
  EXPECT_THAT(Actions("It is not true that Huawei was banned, a spokesman said."),
              ElementsAre("prohibition/denied/done"));
  EXPECT_THAT(Actions("Lawmakers rejected a proposal to ban Hikvision cameras."),
              ElementsAre("prohibition/negated/proposed"));
  EXPECT_THAT(Actions("UK rules out Huawei ban"), Not(Contains("prohibition/asserted/done")));
  EXPECT_THAT(Actions("The department delayed enforcement of the ban on Huawei."),
              ElementsAre("reversal/asserted/done"));
  EXPECT_THAT(Actions("Hikvision is no longer banned from the exhibition."), ElementsAre("prohibition/negated/done"));
}

TEST(Actions, WhatIsLeftOpenIsConsidered) {
  EXPECT_THAT(Actions("The White House did not rule out a ban on TikTok."), Not(Contains("prohibition/asserted/done")));
  EXPECT_THAT(Actions("It would be wrong to ban Huawei."), Not(Contains("prohibition/asserted/done")));
  EXPECT_THAT(Actions("Banning Huawei would be costly."), ElementsAre("prohibition/asserted/proposed"));
}

TEST(Actions, AnInfinitiveIsNoDeedUnlessSomethingBringsItAbout) {
  for (const char* sentence :
       {"The rival took aim at Haley's pledge to ban TikTok.", "The Senate hopes to ban TikTok.",
        "Lawmakers campaigned to ban Huawei.", "A growing desire to ban Huawei was felt in the Senate.",
        "Macron would like to ban Huawei by 2040."})
    EXPECT_THAT(Actions(sentence), ElementsAre("prohibition/asserted/proposed")) << sentence;
  for (const char* sentence : {"Congress passed a law to ban TikTok.", "Poland was the first country to ban Huawei.",
                               "The government decided to ban Huawei."})
    EXPECT_THAT(Actions(sentence), ElementsAre("prohibition/asserted/done")) << sentence;
}

TEST(Actions, AnAdverbInAnInfinitiveHidesNoVerb) {
  // "completely" once passed for the verb, and "compromise" for a breach that has happened.
  for (const char* adverb : {"", "completely ", "silently ", "fully "})
    EXPECT_THAT(Actions("The vulnerability in Microsoft Windows could allow an attacker with network access to " +
                        std::string(adverb) + "compromise all directory services."),
                Not(Contains(::testing::HasSubstr("breach"))))
        << adverb;
  EXPECT_THAT(Actions("The hackers managed to completely compromise the Microsoft network."),
              Contains("breach/asserted/done"));
}

TEST(Actions, WhatANegatedVerbTakesForGrantedStays) {
  EXPECT_THAT(Actions("Cisco failed to patch a flaw in its routers."), Contains("mitigation/negated/done"));
}

TEST(Actions, DenialsAndComments) {
  EXPECT_THAT(Actions("ZTE rejected charges that it works for Beijing."), ElementsAre("denial/asserted/done"));
  // The ministry's denial is no event of Huawei's.
  EXPECT_THAT(Actions("The ministry denied that it had banned Huawei."), ElementsAre("prohibition/denied/done"));
  EXPECT_THAT(Actions("ZTE refused to comment on the ban."), IsEmpty());
  EXPECT_THAT(Actions("Huawei said it has never shared data with any government."),
              ElementsAre("denial/asserted/done"));
}

TEST(Actions, AWarningIsNoProhibition) {
  EXPECT_THAT(Actions("The FBI warned that agencies should not use Huawei phones."),
              ElementsAre("warning/asserted/done"));
}

TEST(Actions, OrdersAreOrdered) {
  EXPECT_THAT(Actions("The Pentagon ordered bases to stop selling ZTE phones."),
              ElementsAre("prohibition/asserted/ordered"));
}

TEST(Actions, EverydayWordsNeedTheirCompany) {
  EXPECT_THAT(Actions("Fix your photos with the new tool from Adobe."), IsEmpty());
  EXPECT_THAT(Actions("Microsoft will fix the flaw in July."), Contains("mitigation/asserted/proposed"));
  EXPECT_THAT(Actions("Mailchimp restricts this to a thousand letters."), IsEmpty());
  EXPECT_THAT(Actions("Washington restricts exports of chips to Huawei."), ElementsAre("restriction/asserted/done"));
  EXPECT_THAT(Actions("For more information, see Siemens' security advisory."), IsEmpty());
  EXPECT_THAT(Actions("Warning: use of undefined constant in the plugin of Adobe"), IsEmpty());
}

TEST(Actions, WhatIsPutOnHoldIsReversed) {
  EXPECT_THAT(Actions("The ban on TikTok was put on hold by a judge."), ElementsAre("reversal/asserted/done"));
}

TEST(Actions, RegardlessOfWhetherSaysNothing) {
  EXPECT_THAT(Actions("Agencies must report regardless of whether they were required to disconnect SolarWinds Orion."),
              IsEmpty());
}

TEST(Actions, WhoActsAndOnWhom) {
  auto parties = [](const std::string& text) {
    Analysis analysis = Read(text);
    return std::make_pair(analysis.statements.at(0).actions.at(0).actors,
                          analysis.statements.at(0).actions.at(0).targets);
  };
  using Ids = std::vector<std::string>;
  EXPECT_EQ(parties("ZTE agreed to pay 892 million dollars."), std::make_pair(Ids{}, Ids{"zte"}));
  EXPECT_EQ(parties("Nokia and Ericsson would gain if Huawei were banned."), std::make_pair(Ids{}, Ids{"huawei"}));
  EXPECT_EQ(parties("North Korean hackers stole files from Nvidia, according to Chainalysis."),
            std::make_pair(Ids{}, Ids{"nvidia"}));
  EXPECT_EQ(parties("Huawei denied spying."), std::make_pair(Ids{"huawei"}, Ids{}));
}

TEST(Actions, ActorsAndTargets) {
  Analysis analysis = Read("The Commerce Department imposed a ban on ZTE.");
  ASSERT_EQ(analysis.statements.size(), 1u);
  ASSERT_EQ(analysis.statements[0].actions.size(), 1u);
  EXPECT_THAT(analysis.statements[0].actions[0].actors, ElementsAre("us-department-of-commerce"));
  EXPECT_THAT(analysis.statements[0].actions[0].targets, ElementsAre("zte"));
}

TEST(References, OneVendorAndTwo) {
  Analysis analysis = Read("ZTE makes phones. The company is Chinese. It competes with others.");
  ASSERT_EQ(analysis.statements.size(), 3u);
  EXPECT_THAT(analysis.statements[1].vendors, ElementsAre("zte"));
  EXPECT_THAT(analysis.statements[1].referenced, ElementsAre("zte"));
  analysis = Read("ZTE and Huawei make phones. The two companies are Chinese.");
  EXPECT_THAT(analysis.statements[1].vendors, ElementsAre("zte", "huawei"));
  analysis =
      Read("Huawei called the ban unfair. It has not been banned elsewhere. The Shenzhen-based giant sells phones.");
  EXPECT_THAT(analysis.statements[1].vendors, ElementsAre("huawei"));
  EXPECT_THAT(analysis.statements[2].vendors, ElementsAre("huawei"));
}

TEST(References, AmbiguousOnesAreLeftAlone) {
  Analysis analysis = Read("ZTE and Huawei make phones. The company is Chinese.");
  EXPECT_THAT(analysis.statements[1].vendors, IsEmpty());
  analysis = Read("ZTE and Huawei make phones. The rule would hurt small carriers.");
  EXPECT_THAT(analysis.statements[1].vendors, IsEmpty());
  analysis = Read("ZTE makes phones. The American company is big.");
  EXPECT_THAT(analysis.statements[1].vendors, IsEmpty());
}

TEST(Speakers, PeopleWithRoleAndOrganisation) {
  Analysis analysis =
      Read("FBI Director Chris Wray said ZTE is a risk. “It is,” Wray said. The Huawei spokesman agreed.");
  ASSERT_TRUE(analysis.statements[0].speaker.has_value());
  EXPECT_EQ(analysis.statements[0].speaker->name, "Chris Wray");
  EXPECT_EQ(analysis.statements[0].speaker->role, "Director");
  EXPECT_EQ(analysis.statements[0].speaker->organisation, "fbi");
  ASSERT_TRUE(analysis.statements[1].speaker.has_value());
  EXPECT_EQ(analysis.statements[1].speaker->name, "Chris Wray");
}

TEST(Speakers, OutletsReport) {
  EXPECT_EQ(Read("CNN reports that ZTE was fined.").statements[0].reported_by, "CNN");
  EXPECT_EQ(Read("ZTE will appeal, a lawyer told Reuters.").statements[0].reported_by, "Reuters");
  EXPECT_EQ(Read("CNN uses ZTE phones.").statements[0].reported_by, "");
}

TEST(Mentions, CvesAndPlaceOfPeople) {
  Analysis analysis = Read("Cisco fixed cve-2023-20198 and CVE‑2021‑44228, not CVE-12-1.");
  std::vector<std::string> cves;
  for (const Mention& m : analysis.mentions) {
    if (m.type == MentionType::kCve) cves.push_back(m.value);
  }
  EXPECT_THAT(cves, ElementsAre("CVE-2023-20198", "CVE-2021-44228"));
}

TEST(Mentions, NoTwoOfOneTypeOverlap) {
  Analysis analysis =
      Read("The DNC warned that ZTE Corp. phones are a risk. The company denied it on Monday, August 6.");
  for (size_t i = 1; i < analysis.mentions.size(); ++i)
    EXPECT_LE(analysis.mentions[i - 1].begin, analysis.mentions[i].begin);
}

TEST(Analysis, TextWithoutStopsStaysLinear) {
  std::string text;
  while (text.size() < (1 << 20)) text += "the company banned by ZTE said not to lift the ban on its phones and ";
  Analysis analysis = Read(text);
  ASSERT_EQ(analysis.statements.size(), 1u);
  EXPECT_THAT(analysis.statements[0].vendors, ElementsAre("zte"));
}

TEST(Analysis, OtherLanguagesGiveNamesOnly) {
  Analysis analysis = TheAnalyzer().Analyze(
      "Das Bundesamt warnt vor Produkten von Huawei und nennt CVE-2021-44228 als Beispiel für die Gefahr.", {}, {});
  EXPECT_FALSE(analysis.analysed);
  EXPECT_THAT(analysis.statements, IsEmpty());
  EXPECT_TRUE(std::any_of(analysis.mentions.begin(), analysis.mentions.end(),
                          [](const Mention& m) { return m.id == "huawei"; }));
}

// The article that the project began with; shared data, not in the tree.
class SeedArticle : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* shared = std::getenv("DOSSIER_SHARED");
    std::string root = shared != nullptr ? shared : dossier::testing::SourceDirectory() + "/../shared";
    Result<std::string> gold = ReadFile(root + "/corpora/seed/gold.json");
    Result<std::string> text = ReadFile(root + "/corpora/seed/article.txt");
    if (!gold || !text) GTEST_SKIP() << "no shared data at " << root;
    gold_ = *ParseJson(*gold, "gold.json");
    text_ = *text;
    analysis_ = Read(text_);
  }

  const Statement* Find(const std::string& quotation) const {
    for (const Statement& s : analysis_.statements) {
      if (text_.substr(s.begin, s.end - s.begin) == quotation) return &s;
    }
    return nullptr;
  }

  Json gold_;
  std::string text_;
  Analysis analysis_;
};

std::set<std::string> SetOf(const Json& list) {
  std::set<std::string> out;
  for (const Json& item : list) out.insert(item.get<std::string>());
  return out;
}

std::set<std::string> SetOf(const std::vector<std::string>& list) { return {list.begin(), list.end()}; }

TEST_F(SeedArticle, EveryStatementButTheImplicitOneIsReadAsLabelled) {
  for (const Json& gold : MemberAt(gold_, "statements")) {
    std::string quotation = StringAt(gold, "quote");
    SCOPED_TRACE(quotation);
    const Statement* statement = Find(quotation);
    ASSERT_NE(statement, nullptr);
    if (MemberAt(gold, "implicit").is_boolean()) continue;
    EXPECT_EQ(SetOf(statement->vendors), SetOf(MemberAt(gold, "vendors")));
    EXPECT_EQ(SetOf(statement->agencies), SetOf(MemberAt(gold, "organisations")));
    // What is labelled is seen; whether enough speaks for it to be an answer is for the model to say.
    std::set<std::string> actions;
    for (const auto* events : {&statement->actions, &statement->unsure})
      for (const Action& a : *events) actions.insert(std::string(ActionTypeName(a.type)));
    for (const std::string& labelled_action : SetOf(MemberAt(gold, "actions")))
      EXPECT_THAT(actions, Contains(labelled_action));
    EXPECT_EQ(statement->reported_by, StringAt(gold, "reported_by"));
    const Json& speaker = MemberAt(gold, "speaker");
    ASSERT_EQ(statement->speaker.has_value(), speaker.is_object());
    if (speaker.is_object()) {
      EXPECT_EQ(statement->speaker->name, StringAt(speaker, "name"));
      EXPECT_EQ(statement->speaker->role, StringAt(speaker, "role"));
      EXPECT_EQ(statement->speaker->organisation, StringAt(speaker, "organisation"));
    }
    std::set<std::string> dates, labelled;
    for (const DateOfStatement& d : statement->dates) dates.insert(d.value);
    for (const Json& d : MemberAt(gold, "dates")) labelled.insert(StringAt(d, "value"));
    EXPECT_EQ(dates, labelled);
  }
}

TEST_F(SeedArticle, PeopleAreMentions) {
  std::set<std::string> people;
  for (const Mention& m : analysis_.mentions) {
    if (m.type == MentionType::kPerson) people.insert(text_.substr(m.begin, m.end - m.begin));
  }
  for (const Json& person : MemberAt(gold_, "people")) EXPECT_THAT(people, Contains(person.get<std::string>()));
}

}  // namespace
}  // namespace dossier::indexer
