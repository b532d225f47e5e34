// The chain as FORMAT.md describes it: the expected values were computed with another program's SHA-256.
#include "corpus/catalogue/hash_chain.h"

#include <gtest/gtest.h>

#include <set>

namespace dossier::corpus {
namespace {

LinkFields Fields() {
  return {"<urn:uuid:1>", "https://example.org/", *ParseRfc3339("2018-08-14T10:00:00.250Z"), Sha256("body"),
          Sha256("member")};
}

TEST(HashChain, WhenCapturesFollow_ThenTheValuesAreThoseOfTheFormat) {
  const ChainLink first = NextLink({}, Fields());
  EXPECT_EQ(first.value.hex(), "e885ab906954f47138ab206b2d119358faf96336b336f0fd9b0445503617b914");
  EXPECT_EQ(NextLink(first, Fields()).value.hex(), "14bad71c61b4fc2cab34a0ca11c73eb885a45ccc299f763e2b034a746ba69efc");
}

TEST(HashChain, WhenAnyFieldOrThePastDiffers_ThenTheValueDiffers) {
  std::set<std::string> values = {NextLink({}, Fields()).value.hex()};
  LinkFields other = Fields();
  other.record_id = "<urn:uuid:2>";
  EXPECT_TRUE(values.insert(NextLink({}, other).value.hex()).second);
  other = Fields();
  other.url += "a";
  EXPECT_TRUE(values.insert(NextLink({}, other).value.hex()).second);
  other = Fields();
  other.fetched.milliseconds += 1;
  EXPECT_TRUE(values.insert(NextLink({}, other).value.hex()).second);
  other = Fields();
  std::swap(other.body, other.member);
  EXPECT_TRUE(values.insert(NextLink({}, other).value.hex()).second);
  EXPECT_TRUE(values.insert(NextLink({Sha256("past")}, Fields()).value.hex()).second);
}

}  // namespace
}  // namespace dossier::corpus
