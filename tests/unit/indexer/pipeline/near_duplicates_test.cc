#include "indexer/pipeline/near_duplicates.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

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

// Documents that are asked for one by one.
class Counting : public OriginSource {
 public:
  explicit Counting(size_t count) {
    const std::vector<uint32_t> plain = SignatureOf(NoiseText(300, 1));
    for (size_t i = 0; i < count; ++i) {
      DocumentRecord record;
      record.from.document_id = "d" + std::to_string(100000 + i);
      record.from.published = "2020-01-01";
      record.signature = plain;
      // One band is the same in all of them: boilerplate.
      for (size_t k = 4; k < plain.size(); ++k) record.signature[k] = static_cast<uint32_t>(i * 7919 + k * 104729 + 1);
      records_.emplace(record.from.document_id, std::move(record));
    }
  }
  Result<const DocumentRecord*> Newest(const std::string& document) override {
    ++asked;
    return &records_.at(document);
  }
  Result<std::string> OriginOf(const std::string&) override { return std::string(); }
  Result<std::vector<std::string>> MembersOf(const std::string&) override { return std::vector<std::string>(); }
  Result<std::vector<std::string>> InBand(uint32_t) override { return std::vector<std::string>(); }
  std::set<std::string> Ids() const {
    std::set<std::string> ids;
    for (const auto& [id, record] : records_) ids.insert(id);
    return ids;
  }
  size_t asked = 0;

 private:
  std::map<std::string, DocumentRecord> records_;
};

TEST(Origins, WhenManyUnlikeDocumentsShareABand_ThenTheWorkGrowsWithThem) {
  const auto work = [](size_t count) {
    Counting source(count);
    Origins origins(source);
    EXPECT_TRUE(origins.Place(source.Ids()));
    EXPECT_EQ(origins.beginning().size(), count);
    return source.asked;
  };
  EXPECT_LT(work(2 * kMostOfBand + 1000), work(kMostOfBand + 1000) + 2 * (kMostOfBand + 2) * kMostOfBand);
}

}  // namespace
}  // namespace dossier::indexer
