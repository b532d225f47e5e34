#include "query/history/changes.h"

#include <gtest/gtest.h>

#include "query/history/content.h"

namespace dossier::query {
namespace {

Json J(const char* text) { return *ParseJson(text, "test"); }

std::string Told(const Changes& changes) {
  std::string text;
  for (const FieldChange& change : changes.list)
    text += std::string(ChangeName(change.op)) + " " + change.place + " [" + change.before + "|" + change.after + "] " +
            change.pointer + "\n";
  return text;
}

std::string Between(const char* before, const char* after) {
  Changes changes;
  DiffJson(J(before), J(after), "f", "/f", changes);
  return Told(changes);
}

TEST(Changes, WhenOnlyTheOrderOfMembersDiffers_ThenItIsTheSame) {
  EXPECT_TRUE(SameJson(J(R"({"a":1,"b":[1,{"c":2,"d":3}]})"), J(R"({"b":[1.0,{"d":3,"c":2}],"a":1})")));
  EXPECT_FALSE(SameJson(J("[1,2]"), J("[2,1]")));
  EXPECT_FALSE(SameJson(J(R"({"a":null})"), J("{}")));
  EXPECT_FALSE(SameJson(J(R"({"a":1})"), J(R"({"b":1})")));
}

TEST(Changes, WhenAnElementIsPutInFront_ThenItIsOneAddition) {
  EXPECT_EQ(Between(R"([{"cve":"A","x":1},{"cve":"B"}])", R"([{"cve":"C"},{"cve":"A","x":1},{"cve":"B"}])"),
            "added C [|C] /f/0\n");
}

TEST(Changes, WhenAMemberOfAnElementMoves_ThenTheElementIsNamed) {
  EXPECT_EQ(Between(R"([{"cve":"B"},{"cve":"A","x":1}])", R"([{"cve":"B"},{"cve":"A","x":2,"y":[]}])"),
            "changed A, x [1|2] /f/1/x\nadded A, y [|[]] /f/1/y\n");
}

TEST(Changes, WhenAnElementHasNoIdentity_ThenThoseOfOneCategoryAreCompared) {
  EXPECT_EQ(Between(R"([{"category":"fix","details":"one"}])", R"([{"category":"fix","details":"two"}])"),
            "changed fix, details [one|two] /f/0/details\n");
}

TEST(Changes, WhenAListIsOnlyReordered_ThenItMoved) {
  EXPECT_EQ(Between(R"(["a","b"])", R"(["b","a"])"), "moved order of the list [|] /f\n");
}

TEST(Changes, WhenKeysNeedEscaping_ThenThePointerIsOne) {
  EXPECT_EQ(Between(R"({"a/b~":1})", R"({"a/b~":2})"), "changed a/b~ [1|2] /f/a~1b~0\n");
}

std::string Texts(const char* before, const char* after) {
  Changes changes;
  DiffTexts(before, after, "text", "", "", changes);
  return Told(changes);
}

TEST(Changes, WhenASentenceOfATextChanges_ThenOnlyItIsTold) {
  EXPECT_EQ(Texts("It rained. The ministry banned the phones.\n\nNobody spoke.",
                  "It rained. The ministry banned the cameras.\n\nNobody spoke. It was late."),
            "changed paragraph 1 [The ministry banned the phones.|The ministry banned the cameras.] \n"
            "added paragraph 2 [|It was late.] \n");
}

TEST(Changes, WhenASentenceStandsElsewhere_ThenItMoved) {
  EXPECT_EQ(Texts("One is here.\n\nTwo stands there.\n\nThree goes away.",
                  "Two stands there.\n\nThree goes away.\n\nOne is here."),
            "moved paragraph 3 [|One is here.] \n");
}

TEST(Changes, WhenThereAreMoreThanAreTold_ThenItSaysSo) {
  Json before = Json::object(), after = Json::object();
  for (size_t i = 0; i <= kMostChanges; ++i) {
    before["k" + std::to_string(i)] = 1;
    after["k" + std::to_string(i)] = 2;
  }
  Changes changes;
  DiffJson(before, after, "f", "", changes);
  EXPECT_TRUE(changes.cut);
  EXPECT_EQ(changes.list.size(), kMostChanges);
}

Content Page(const char* title, const char* text, const char* updated) {
  Content content;
  content.format = "html";
  content.title = title;
  content.text = text;
  content.current = updated;
  return content;
}

TEST(Content, WhenAPageStatesNoUpdate_ThenItsChangeIsSilent) {
  const ContentChange change = CompareContents(Page("A", "one", ""), Page("A", "two", ""));
  EXPECT_EQ(change.kind, ChangeKind::kSilent);
  EXPECT_EQ(change.changed, std::vector<std::string>{"text"});
  EXPECT_FALSE(CompareContents(Page("A", "one", ""), Page("A", "one", "")).any());
  EXPECT_EQ(CompareContents(Page("A", "one", "2026-01-01"), Page("A", "two", "2026-01-02")).kind, ChangeKind::kStated);
}

Content Record(const char* json) {
  Content content;
  content.format = "cve";
  content.root = J(json);
  content.current = StringAt(MemberAt(content.root, "cveMetadata"), "dateUpdated");
  return content;
}

TEST(Content, WhenACveRecordKeepsItsDate_ThenItsChangeIsSilent) {
  const Content before = Record(R"({"cveMetadata":{"dateUpdated":"1","state":"PUBLISHED"},
                                   "containers":{"cna":{"affected":[1]}}})");
  const Content silent = Record(R"({"cveMetadata":{"dateUpdated":"1","state":"PUBLISHED"},
                                   "containers":{"cna":{"affected":[2]}}})");
  const Content rejected = Record(R"({"cveMetadata":{"dateUpdated":"1","state":"REJECTED"},
                                     "containers":{"cna":{"affected":[1]}}})");
  EXPECT_EQ(CompareContents(before, silent).kind, ChangeKind::kSilent);
  EXPECT_EQ(CompareContents(before, silent).changed, std::vector<std::string>{"affected"});
  EXPECT_EQ(CompareContents(before, rejected).kind, ChangeKind::kPartial);
  EXPECT_EQ(CompareContents(before, rejected).changed, std::vector<std::string>{"status"});
}

}  // namespace
}  // namespace dossier::query
