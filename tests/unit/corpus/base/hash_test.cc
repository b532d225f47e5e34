#include "corpus/base/hash.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

// From the test vectors of draft-eastlake-fnv, appendix C.
TEST(Hash, WhenPublishedVectors_ThenTheirValues) {
  EXPECT_EQ(Fnv1a(""), 0xcbf29ce484222325u);
  EXPECT_EQ(Fnv1a("a"), 0xaf63dc4c8601ec8cu);
  EXPECT_EQ(Fnv1a("foobar"), 0x85944171f73967e8u);
}

TEST(Hash, WhenBytesBeyondAscii_ThenTheyCountUnsigned) { EXPECT_EQ(Fnv1a("\xff"), FnvStep(kFnvOffset, 0xff)); }

}  // namespace
}  // namespace dossier
