#include "indexer/pipeline/near_duplicates.h"

#include <gtest/gtest.h>

#include "indexer/pipeline/origins.h"

namespace dossier::indexer {
namespace {

// `count` words that depend on `seed` only.
std::string NoiseText(size_t count, unsigned seed) {
  std::string text;
  for (size_t i = 0; i < count; ++i) text += "w" + std::to_string((i * 7919u + seed * 104729u) % 100003u) + " ";
  return text;
}

DocumentRecord Record(const std::string& id, const std::string& publisher, const std::string& published,
                      const std::string& text) {
  DocumentRecord record;
  record.from.document_id = id;
  record.from.publisher = publisher;
  record.from.title = "Title of " + id;
  record.from.published = published;
  record.signature = SignatureOf(text);
  record.credit = DatelineCredit(text);
  return record;
}

TEST(NearDuplicates, LikenessFollowsTheSharedPart) {
  const std::string text = NoiseText(400, 1);
  EXPECT_EQ(Likeness(SignatureOf(text), SignatureOf(text)), 1);
  EXPECT_LT(Likeness(SignatureOf(text), SignatureOf(NoiseText(400, 2))), 0.1);
  const double half = Likeness(SignatureOf(text), SignatureOf(text + NoiseText(400, 3)));
  EXPECT_GT(half, 0.35);
  EXPECT_LT(half, 0.65);
  EXPECT_TRUE(SignatureOf(NoiseText(40, 1)).empty());
}

TEST(NearDuplicates, CopiesFoldUnderTheEarliestAndOthersStayApart) {
  const std::string wire = NoiseText(300, 1);
  const auto origins =
      FindOrigins({Record("d2", "Herald", "2020-01-02", wire + NoiseText(20, 9)),
                   Record("d1", "Wire", "2020-01-01", wire), Record("d3", "Post", "2020-01-02", NoiseText(300, 4))});
  ASSERT_EQ(origins.size(), 1u);
  ASSERT_EQ(origins[0].members.size(), 2u);
  EXPECT_EQ(origins[0].members[0].document_id, "d1");
  EXPECT_EQ(origins[0].members[1].reason, "same text");
}

TEST(NearDuplicates, AWireCreditLowersTheBarAndIsTheReason) {
  const std::string wire = "WASHINGTON (Reuters) - " + NoiseText(300, 1);
  const std::string longer = "WASHINGTON (Reuters) - " + NoiseText(300, 1) + NoiseText(170, 8);
  const double likeness = Likeness(SignatureOf(wire), SignatureOf(longer));
  ASSERT_GT(likeness, 0.5);
  ASSERT_LT(likeness, 0.7);
  EXPECT_TRUE(FindOrigins({Record("d1", "A", "2020-01-01", NoiseText(300, 1)),
                           Record("d2", "B", "2020-01-02", NoiseText(300, 1) + NoiseText(170, 8))})
                  .empty());
  const auto origins = FindOrigins({Record("d1", "A", "2020-01-01", wire), Record("d2", "B", "2020-01-02", longer)});
  ASSERT_EQ(origins.size(), 1u);
  EXPECT_EQ(origins[0].members[1].reason, "same text, credited to Reuters");
}

TEST(NearDuplicates, BoilerplateOfOnePublisherIsNoCopy) {
  const std::string boilerplate = NoiseText(300, 1);
  EXPECT_TRUE(FindOrigins({Record("d1", "CISA", "2020-01-01", boilerplate + NoiseText(20, 2)),
                           Record("d2", "CISA", "2020-01-02", boilerplate + NoiseText(20, 3))})
                  .empty());
}

TEST(NearDuplicates, DatelinesAreCreditsAndOtherParenthesesAreNot) {
  EXPECT_EQ(DatelineCredit("SHENZHEN, China (AP) \xE2\x80\x94 The company said"), "AP");
  EXPECT_EQ(DatelineCredit("The Federal Communications Commission voted on the order (FCC) - it said"), "");
  EXPECT_EQ(DatelineCredit("The company (ZTE) said"), "");
}

}  // namespace
}  // namespace dossier::indexer
