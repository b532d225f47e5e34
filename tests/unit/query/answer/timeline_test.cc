#include "query/answer/timeline.h"

#include <gtest/gtest.h>

namespace dossier::query {
namespace {

uint32_t At(const std::string& bytes, size_t offset) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i)
    value |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[offset + i])) << (8 * i);
  return value;
}

TimelinePicture Sample() {
  TimelinePicture picture;
  picture.width = 960;
  picture.height = 158;
  picture.lines = {{150, 67, 930, 67}};
  picture.texts = {{TimelinePicture::Text::Kind::kHeading, 12, 24, "ZTE & \xE4\xB8\xAD\xE5\x85\xB4 <\xF0\x9F\x93\xB1>"},
                   {TimelinePicture::Text::Kind::kLane, 12, 71, "warning"}};
  picture.marks = {{200, 67, true, "a \"title\""}, {300.4, 67, false, "b"}};
  return picture;
}

// [MS-EMF] 2.3.4.2: the header states the bytes and records that follow; every record states its own size.
TEST(Timeline, TheMetafileIsWholeRecordByRecord) {
  const std::string emf = TimelineEmf(Sample());
  ASSERT_GE(emf.size(), 88u);
  EXPECT_EQ(At(emf, 0), 1u);
  EXPECT_EQ(At(emf, 40), 0x464D4520u);
  EXPECT_EQ(At(emf, 48), emf.size());
  size_t records = 0, ellipses = 0, texts = 0, at = 0;
  uint32_t last = 0;
  while (at + 8 <= emf.size()) {
    last = At(emf, at);
    const uint32_t size = At(emf, at + 4);
    ASSERT_TRUE(size >= 8 && size % 4 == 0 && at + size <= emf.size()) << "record " << records << " of type " << last;
    ellipses += last == 42;
    texts += last == 84;
    at += size;
    ++records;
  }
  EXPECT_EQ(at, emf.size());
  EXPECT_EQ(last, 14u);
  EXPECT_EQ(records, At(emf, 52));
  EXPECT_EQ(ellipses, 2u);
  EXPECT_EQ(texts, 2u);
}

TEST(Timeline, TheSvgEscapesWhatItShows) {
  const std::string svg = TimelineSvg(Sample());
  EXPECT_NE(svg.find("<title>ZTE &amp; "), std::string::npos);
  EXPECT_NE(svg.find("<title>a &quot;title&quot;</title>"), std::string::npos);
  EXPECT_EQ(svg.find("ZTE & "), std::string::npos);
  EXPECT_NE(svg.find("cx=\"300.4\""), std::string::npos);
}

}  // namespace
}  // namespace dossier::query
