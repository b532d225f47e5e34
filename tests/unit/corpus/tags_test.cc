// Tags on documents and rows: one rule of names, kept whole, damage noticed.
#include "corpus/tags.h"

#include <gtest/gtest.h>

#include "corpus/base/file.h"
#include "tests/support/at_once.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;
using Names = std::vector<std::string>;

Status AddOne(const std::string& folder, const std::string& tag, const std::string& on) {
  return EditTags(folder, [&](Tags& tags) -> Status {
    tags.Add(tag, on, *ParseRfc3339("2026-01-02T03:04:05Z"));
    return Ok();
  });
}

TEST(Tags, WhenFiftyTagAtOnce_ThenEachIsThereOnce) {
  TempDir temp;
  EXPECT_EQ(testing::SucceededAtOnce(
                [&](int i) { return AddOne(temp.path(), "later", "d" + std::to_string(i / 2)).has_value(); }),
            testing::kWriters);
  const auto tags = LoadTags(temp.path());
  ASSERT_TRUE(tags);
  EXPECT_EQ(tags->list.size(), static_cast<size_t>((testing::kWriters + 1) / 2));
  EXPECT_EQ(*DamageOfTags(temp.path()), "");
}

TEST(Tags, WhenTagsAreRead_ThenThosePerThingAndPerTagAreSorted) {
  TempDir temp;
  for (const auto& [tag, on] : {std::pair("b", "e2"), {"a", "e2"}, {"a", "d1"}})
    ASSERT_TRUE(AddOne(temp.path(), tag, on));
  const auto tags = LoadTags(temp.path());
  ASSERT_TRUE(tags);
  EXPECT_EQ(tags->Names(), (Names{"a", "b"}));
  EXPECT_EQ(tags->On("e2"), (Names{"a", "b"}));
  EXPECT_EQ(tags->Under("a"), (Names{"d1", "e2"}));
  EXPECT_TRUE(tags->Under("c").empty());
}

TEST(Tags, WhenANameIsNone_ThenItIsRefusedAndCapitalsDoNotCount) {
  for (const char* none : {"", ".x", "-x", "a b", "a,b", "a:b", "\xC3\xA9"}) EXPECT_FALSE(TagName(none)) << none;
  EXPECT_FALSE(TagName(std::string(65, 'a')));
  EXPECT_EQ(*TagName("To-Check_2.1"), "to-check_2.1");
}

TEST(Tags, WhenTheFileIsChangedByHand_ThenCheckTellsAndNonsenseIsNoEmptyList) {
  TempDir temp;
  ASSERT_TRUE(AddOne(temp.path(), "a", "d1"));
  const std::string path = temp / "tags.json", whole = *ReadFile(path);
  std::string changed = whole;
  changed.replace(changed.find("\"d1\""), 4, "\"d2\"");
  ASSERT_TRUE(WriteFileAtomically(path, changed));
  EXPECT_EQ(*DamageOfTags(temp.path()), "not the tags that were written");
  for (const char* bytes : {"", "[]", "{}", R"({"schema":"dossier.tags/1","tags":[{"tag":"a","on":"x1"}]})",
                            R"({"schema":"dossier.tags/1","tags":[{"tag":"A","on":"d1"}]})"}) {
    ASSERT_TRUE(WriteFileAtomically(path, bytes));
    EXPECT_FALSE(LoadTags(temp.path())) << bytes;
    EXPECT_FALSE(AddOne(temp.path(), "b", "d1")) << bytes;
    EXPECT_EQ(*ReadFile(path), bytes);
    EXPECT_NE(*DamageOfTags(temp.path()), "") << bytes;
  }
}

}  // namespace
}  // namespace dossier::corpus
