#include "corpus/base/suggest.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

TEST(EditDistanceTest, WhenSwappedOrChanged_ThenTheNumberOfSteps) {
  EXPECT_EQ(EditDistance("evidence", "evidence"), 0U);
  EXPECT_EQ(EditDistance("evidnece", "evidence"), 1U);
  EXPECT_EQ(EditDistance("", "abc"), 3U);
  EXPECT_EQ(EditDistance("huawai", "huawei"), 1U);
}

TEST(UnknownNameTest, WhenOneIsNear_ThenItIsSuggested) {
  const Error near = UnknownName("field", "vndor", {"agency", "vendor"}, "dossier fields lists them");
  EXPECT_EQ(near.code, ErrorCode::kUsage);
  EXPECT_NE(near.message.find("vndor"), std::string::npos);
  EXPECT_NE((near.message + near.hint).find("vendor"), std::string::npos);
  EXPECT_EQ(UnknownName("field", "qqqqqq", {"agency", "vendor"}, "dossier fields lists them").hint,
            "dossier fields lists them");
}

}  // namespace
}  // namespace dossier
