#include "query/forms/tlp.h"

#include <gtest/gtest.h>

namespace dossier::query {
namespace {

TEST(Tlp, WhenLabelsAreCompared_ThenWhatIsUnknownIsTheStrictest) {
  EXPECT_EQ(TlpRank(""), TlpRank("WHITE"));
  EXPECT_EQ(TlpRank("clear"), 0);
  EXPECT_LT(TlpRank("GREEN"), TlpRank("amber"));
  EXPECT_LT(TlpRank("AMBER"), TlpRank("AMBER+STRICT"));
  EXPECT_EQ(TlpRank("secret"), TlpRank("RED"));
}

}  // namespace
}  // namespace dossier::query
