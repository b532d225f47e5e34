// What counts as evidence for a question, statement by statement: the last gate before a row is shown.
#include "query/answer/engine_impl.h"
#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using indexer::Action;
using indexer::ActionType;
using indexer::Modality;
using indexer::Polarity;

class StatementFilter : public ::testing::Test {
 protected:
  StatementFilter() {
    query_.vendors = {{{"zte", "ZTE", "zte"}}};
    said_.vendors = {"zte"};
    said_.end = passage_.text.size();
    passage_.mentions.push_back({0, 3, indexer::MentionType::kVendor, "zte", "", indexer::Via::kName});
  }
  Judgement Judged() { return Judge(query_, passage_, said_); }
  static Action Of(ActionType type, Polarity polarity = Polarity::kAsserted, std::vector<std::string> targets = {}) {
    Action action;
    action.type = type;
    action.polarity = polarity;
    action.targets = std::move(targets);
    return action;
  }
  static indexer::Passage MakePassage() {
    indexer::Passage passage;
    passage.text = "ZTE was banned in April 2018, the FBI said.";
    return passage;
  }
  ResolvedQuery query_;
  indexer::Passage passage_ = MakePassage();
  indexer::IndexedStatement said_;
};

TEST_F(StatementFilter, WhenATagIsAskedFor_ThenTheRowOrItsDocumentHasIt) {
  said_.id = "e1";
  passage_.from.document_id = "d1";
  for (const char* has : {"d1", "e1"}) {
    query_.tagged = {{"d0", has, "e9"}};
    std::sort(query_.tagged[0].begin(), query_.tagged[0].end());
    EXPECT_TRUE(Judged().supports) << has;
    query_.not_tagged = {{has}};
    EXPECT_FALSE(Judged().supports) << has;
    query_.not_tagged.clear();
  }
  query_.tagged = {{"d0", "e9"}};
  EXPECT_FALSE(Judged().supports);
  query_.tagged.clear();
  query_.not_tagged = {{"d0", "e9"}};
  EXPECT_TRUE(Judged().supports);
}

TEST_F(StatementFilter, WhenTheVendorIsNotInTheStatement_ThenItIsNone) {
  EXPECT_TRUE(Judged().supports);
  EXPECT_EQ(Judged().vendor.id, "zte");
  EXPECT_EQ(Judged().matched, "ZTE");
  said_.vendors = {"huawei"};
  EXPECT_FALSE(Judged().supports);
  said_.vendors = {"zte2"};
  EXPECT_FALSE(Judged().supports);
}

TEST_F(StatementFilter, WhenVendorsAreAllAskedFor_ThenEachMustStandInTheStatement) {
  query_.vendors.push_back({{"huawei", "Huawei", "huawei"}, {"hikvision", "Hikvision", "hikvision"}});
  EXPECT_FALSE(Judged().supports);
  said_.vendors.push_back("hikvision");
  EXPECT_TRUE(Judged().supports);
  EXPECT_EQ(Judged().vendor.id, "zte");  // the first asked for
}

TEST_F(StatementFilter, WhenTheActionIsAnothers_ThenItIsNotTheVendors) {
  query_.actions = {{ActionType::kProhibition}};
  said_.vendors.push_back("huawei");
  EXPECT_FALSE(Judged().supports);
  said_.actions = {Of(ActionType::kProhibition, Polarity::kAsserted, {"huawei"})};
  EXPECT_FALSE(Judged().supports);  // "warned about ZTE and banned Huawei"
  said_.actions.push_back(Of(ActionType::kWarning, Polarity::kAsserted, {"zte"}));
  EXPECT_FALSE(Judged().supports);
  said_.actions.push_back(Of(ActionType::kProhibition, Polarity::kAsserted, {"huawei", "zte"}));
  EXPECT_TRUE(Judged().supports);
}

TEST_F(StatementFilter, WhenTheActionIsDeniedOrNegated_ThenItIsADenialUnlessItIsAssertedToo) {
  query_.actions = {{ActionType::kProhibition}};
  for (const Polarity polarity : {Polarity::kDenied, Polarity::kNegated}) {
    said_.actions = {Of(ActionType::kProhibition, polarity)};
    EXPECT_FALSE(Judged().supports);
    EXPECT_TRUE(Judged().denies);
    said_.actions.push_back(Of(ActionType::kProhibition));
    EXPECT_TRUE(Judged().supports);
    EXPECT_FALSE(Judged().denies);
  }
  query_.actions.push_back({ActionType::kWarning});  // two asked for: one denied makes the row a denial
  said_.actions = {Of(ActionType::kProhibition), Of(ActionType::kWarning, Polarity::kDenied)};
  EXPECT_FALSE(Judged().supports);
  EXPECT_TRUE(Judged().denies);
}

TEST_F(StatementFilter, WhenAnAgencyIsAskedFor_ThenItIsNamedSpeaksOrPublished) {
  query_.agencies = {{{"fbi", "FBI", "fbi"}}};
  EXPECT_FALSE(Judged().supports);
  said_.agencies = {"fbi"};
  const double named = Judged().score;
  EXPECT_TRUE(Judged().supports);
  said_.agencies.clear();
  passage_.from.publisher_id = "fbi";
  EXPECT_TRUE(Judged().supports);
  EXPECT_LT(Judged().score, named);
  passage_.from.publisher_id = "";
  said_.speaker = indexer::Speaker{"Christopher Wray", "director", "fbi"};
  EXPECT_TRUE(Judged().supports);
  query_.agencies.push_back({{"cisa", "CISA", "cisa"}});
  EXPECT_FALSE(Judged().supports);
}

// An event of which the sentence tells the parties: who does it, on whom.
Action Event(ActionType type, std::vector<std::string> actors, std::vector<std::string> targets) {
  Action event;
  event.type = type;
  event.actors = std::move(actors);
  event.targets = std::move(targets);
  event.certainty = 90;
  return event;
}

TEST_F(StatementFilter, WhenTwoClausesTellTwoEvents_ThenAllFiltersHoldOnOne) {
  said_.vendors = {"huawei", "zte"};
  said_.agencies = {"fcc", "commerce"};
  said_.actions = {Event(ActionType::kProhibition, {"fcc"}, {"huawei"}),
                   Event(ActionType::kSanction, {"commerce"}, {"zte"})};
  query_.actions = {{ActionType::kProhibition}};
  EXPECT_FALSE(Judged().supports);
  query_.actions = {{ActionType::kSanction}};
  EXPECT_TRUE(Judged().supports);
  query_.agencies = {{{"fcc", "FCC", "fcc"}}};
  EXPECT_FALSE(Judged().supports);
  query_.agencies = {{{"commerce", "Commerce", "commerce"}}};
  EXPECT_TRUE(Judged().supports);
}

TEST_F(StatementFilter, WhenAnAgencyIsOnlyNamedBesideAnEvent_ThenItIsNotItsAuthor) {
  said_.agencies = {"us-congress"};
  said_.actions = {Event(ActionType::kSanction, {}, {"zte"})};
  query_.actions = {{ActionType::kSanction}};
  EXPECT_TRUE(Judged().supports);
  query_.agencies = {{{"us-congress", "Congress", "congress"}}};
  EXPECT_FALSE(Judged().supports);
  query_.actions.clear();  // without an action the question is who is named together
  EXPECT_TRUE(Judged().supports);
}

TEST_F(StatementFilter, WhenSeveralEventsAnswer_ThenTheOneOfTheAgencyAskedForCounts) {
  said_.agencies = {"fcc", "fbi"};
  said_.actions = {Event(ActionType::kWarning, {"fcc"}, {"zte"}), Event(ActionType::kWarning, {"fbi"}, {"zte"})};
  query_.actions = {{ActionType::kWarning}};
  query_.agencies = {{{"fbi", "FBI", "fbi"}}};
  EXPECT_TRUE(Judged().supports);
}

TEST_F(StatementFilter, WhenTheEventHasADateOfItsOwn_ThenOthersOfTheSentenceAreNotAskedFor) {
  said_.dates = {{"2017", "2017"}, {"in April 2018", "2018-04"}};
  said_.actions = {Event(ActionType::kProhibition, {}, {"zte"})};
  said_.actions[0].date = "2018-04";
  query_.actions = {{ActionType::kProhibition}};
  query_.event = {*ParseDateRange("2018")};
  EXPECT_TRUE(Judged().supports);
  query_.event = {*ParseDateRange("2017")};
  EXPECT_FALSE(Judged().supports);
}

TEST_F(StatementFilter, WhenTooLittleSpeaksForTheAction_ThenItIsUnsureAndNoEvidence) {
  said_.unsure = {Event(ActionType::kProhibition, {}, {"zte"})};
  query_.actions = {{ActionType::kProhibition}};
  EXPECT_FALSE(Judged().supports);
  EXPECT_TRUE(Judged().unsure);
  said_.actions = {Event(ActionType::kProhibition, {}, {"zte"})};
  EXPECT_TRUE(Judged().supports);
  EXPECT_FALSE(Judged().unsure);
}

TEST_F(StatementFilter, WhenADateIsAskedFor_ThenTheStatementMustStateOneThatTouchesIt) {
  query_.event = {*ParseDateRange("2018-04")};
  EXPECT_FALSE(Judged().supports);
  for (const char* value : {"2018-04", "2018-04-30", "2018"}) {  // "in 2018" may be April
    said_.dates = {{"then", value}};
    EXPECT_TRUE(Judged().supports) << value;
  }
  for (const char* value : {"2018-05-01", "2017", "", "nonsense"}) {
    said_.dates = {{"then", value}};
    EXPECT_FALSE(Judged().supports) << value;
  }
}

TEST_F(StatementFilter, WhenSomethingIsExcluded_ThenAStatementThatHoldsItIsNone) {
  query_.not_vendors = {{{"huawei", "Huawei", "huawei"}}};
  query_.not_agencies = {{{"fbi", "FBI", "fbi"}}};
  query_.not_actions = {{ActionType::kWarning}};
  EXPECT_TRUE(Judged().supports);
  said_.vendors.push_back("huawei");
  EXPECT_FALSE(Judged().supports);
  said_.vendors.pop_back();
  said_.agencies = {"fbi"};
  EXPECT_FALSE(Judged().supports);
  said_.agencies.clear();
  said_.actions = {Of(ActionType::kWarning)};
  EXPECT_FALSE(Judged().supports);
  said_.actions = {Of(ActionType::kWarning, Polarity::kDenied)};  // nobody warned
  EXPECT_TRUE(Judged().supports);
}

TEST_F(StatementFilter, WhenASpeakerIsAskedFor_ThenAllItsWordsAreOfTheSpeaker) {
  query_.speakers = {"Wray"};
  EXPECT_FALSE(Judged().supports);
  said_.speaker = indexer::Speaker{"Christopher Wray", "director", "fbi"};
  EXPECT_TRUE(Judged().supports);
  query_.speakers = {"director Wray"};
  EXPECT_TRUE(Judged().supports);
  query_.speakers = {"Andrew Wray"};
  EXPECT_FALSE(Judged().supports);
  query_.speakers.clear();
  query_.reported_by = {"CNN"};
  EXPECT_FALSE(Judged().supports);
  said_.reported_by = "CNN";
  EXPECT_TRUE(Judged().supports);
}

TEST_F(StatementFilter, WhenOnlyAReferenceNamesIt_ThenThatIsSaidAndCountsLess) {
  const double named = Judged().score;
  said_.referenced = {"zte"};
  passage_.mentions[0].via = indexer::Via::kReference;
  const Judgement judged = Judged();
  EXPECT_TRUE(judged.supports);
  EXPECT_TRUE(judged.referenced);
  EXPECT_LT(judged.score, named);
  EXPECT_NE(judged.why.at(0).find("refers to ZTE"), std::string::npos) << judged.why.at(0);
}

TEST_F(StatementFilter, WhenMentionsLieOutsideTheStatement_ThenTheirWordsAreNotShown) {
  passage_.text = "Huawei. ZTE was banned.";
  said_.begin = 8;
  said_.end = passage_.text.size();
  passage_.mentions[0] = {0, 6, indexer::MentionType::kVendor, "zte", "", indexer::Via::kAlias};
  EXPECT_EQ(Judged().matched, "");
}

TEST(HoldsPhrases, WhenQuotesDashesCaseOrBlanksDiffer_ThenItIsThePhraseAndWordsAreNot) {
  indexer::Passage passage;
  passage.text =
      "The \xE2\x80\x9C"
      "entity list\xE2\x80\x9D \xE2\x80\x93 a list of firms.";
  EXPECT_TRUE(HoldsPhrases({"\"Entity  List\" - a"}, passage));
  EXPECT_TRUE(HoldsPhrases({}, passage));
  EXPECT_FALSE(HoldsPhrases({"entity lists"}, passage));
  EXPECT_FALSE(HoldsPhrases({"list of firms", "firm list"}, passage));  // all of them
}

}  // namespace
}  // namespace dossier::query
