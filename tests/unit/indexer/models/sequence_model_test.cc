// The tagger's model: which tags may follow each other, the file form, and the best sequence.
#include "indexer/models/sequence_model.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

constexpr int kOut = 0;

TEST(TagOrder, WhenANameIsOpen_ThenOnlyItsOwnTypeGoesOn) {
  const int begin = TagOf(NameType::kPerson, TagPart::kBegin), inside = TagOf(NameType::kPerson, TagPart::kInside),
            last = TagOf(NameType::kPerson, TagPart::kLast), unit = TagOf(NameType::kPerson, TagPart::kUnit),
            other = TagOf(NameType::kPlace, TagPart::kLast);
  EXPECT_TRUE(MayFollow(begin, inside) && MayFollow(begin, last) && MayFollow(inside, last) && MayFollow(last, begin));
  EXPECT_FALSE(MayFollow(begin, other)) << "a person does not end as a place";
  EXPECT_FALSE(MayFollow(begin, kOut) || MayFollow(begin, unit) || MayFollow(kOut, last) || MayFollow(unit, inside));
  EXPECT_TRUE(MayStart(kOut) && MayStart(begin) && MayStart(unit));
  EXPECT_FALSE(MayStart(inside) || MayStart(last));
  EXPECT_TRUE(MayEnd(kOut) && MayEnd(last) && MayEnd(unit));
  EXPECT_FALSE(MayEnd(begin) || MayEnd(inside));
  for (int tag = 1; tag < kTags; ++tag) EXPECT_EQ(TagOf(TypeOfTag(tag), PartOfTag(tag)), tag);
}

std::string Model() {
  TagScores scores{};
  scores[1] = 0.5f;
  scores[4] = -0.25f;
  std::array<TagScores, kTags> transitions{};
  transitions[0][1] = 0.75f;
  return TaggerModel::Serialize({{7, scores}, {0, scores}, {9, TagScores{}}}, transitions, 16);
}

TEST(TaggerModel, WhenWrittenAndRead_ThenWeightsAndTransitionsAreTheSame) {
  const Result<TaggerModel> model = TaggerModel::Parse(Model());
  ASSERT_TRUE(model);
  EXPECT_EQ(model->scale(), 16);
  EXPECT_EQ(model->transitions()[0][1], 0.75f);
  std::array<int32_t, kTags> scores{};
  model->AddScores(7, scores);
  model->AddScores(7, scores);
  EXPECT_EQ(scores[1], 16);
  EXPECT_EQ(scores[4], -8);
  const std::array<int32_t, kTags> before = scores;
  for (uint32_t unknown : {0u, 1u, 8u, 9u, UINT32_MAX}) model->AddScores(unknown, scores);
  EXPECT_EQ(scores, before) << "unknown features add nothing";
}

TEST(TaggerModel, WhenWeightsAreLarge_ThenTheyAreClippedNotWrapped) {
  TagScores scores{};
  scores[2] = 1000;
  scores[3] = -1000;
  const Result<TaggerModel> model = TaggerModel::Parse(TaggerModel::Serialize({{5, scores}}, {}, 16));
  ASSERT_TRUE(model);
  std::array<int32_t, kTags> sums{};
  model->AddScores(5, sums);
  EXPECT_EQ(sums[2], 127);
  EXPECT_EQ(sums[3], -127);
}

TEST(TaggerModel, WhenTheFileIsCutAnywhere_ThenItIsRefused) {
  const std::string whole = Model();
  ASSERT_TRUE(TaggerModel::Parse(whole));
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(TaggerModel::Parse(std::string_view(whole).substr(0, size))) << size;
  EXPECT_FALSE(TaggerModel::Parse("another file"));
}

std::vector<int> Best(const std::vector<std::pair<int, float>>& wishes) {
  std::vector<TagScores> scores;
  for (const auto& [tag, score] : wishes) {
    scores.emplace_back();
    scores.back()[static_cast<size_t>(tag)] = score;
  }
  return BestTags(scores, {});
}

TEST(BestTags, WhenScoresWishTheImpossible_ThenTheSequenceIsStillPossible) {
  const int begin = TagOf(NameType::kPerson, TagPart::kBegin), last = TagOf(NameType::kPerson, TagPart::kLast),
            unit = TagOf(NameType::kPlace, TagPart::kUnit);
  EXPECT_TRUE(BestTags({}, {}).empty());
  EXPECT_EQ(Best({{begin, 2}, {last, 2}}), (std::vector<int>{begin, last}));
  EXPECT_EQ(Best({{unit, 2}}), (std::vector<int>{unit}));
  for (const auto& wishes : std::vector<std::vector<std::pair<int, float>>>{{{last, 5}},
                                                                            {{begin, 5}},
                                                                            {{begin, 5}, {unit, 5}},
                                                                            {{last, 9}, {last, 9}, {begin, 9}},
                                                                            {{kOut, 1}, {last, 7}}}) {
    const std::vector<int> tags = Best(wishes);
    ASSERT_EQ(tags.size(), wishes.size());
    EXPECT_TRUE(MayStart(tags.front()));
    EXPECT_TRUE(MayEnd(tags.back()));
    for (size_t i = 1; i < tags.size(); ++i) EXPECT_TRUE(MayFollow(tags[i - 1], tags[i]));
  }
}

}  // namespace
}  // namespace dossier::indexer
