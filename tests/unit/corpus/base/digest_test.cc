#include "corpus/base/digest.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

// FIPS 180-4 examples.
TEST(Sha256Test, WhenTheStandardsExamples_ThenTheirDigests) {
  EXPECT_EQ(Sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256("abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256Test, WhenInPieces_ThenAsWhole) {
  Sha256Stream stream;
  stream.Add("a");
  stream.Add("");
  stream.Add(std::string_view("b\0c", 3));
  EXPECT_EQ(stream.Finish(), Sha256(std::string_view("ab\0c", 4)));
}

TEST(Sha1Test, WhenEncoded_ThenBase32AsOtherToolsWriteIt) {
  EXPECT_EQ(Sha1Base32("abc"), "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
}

TEST(ParseDigestTest, WhenHexadecimal_ThenBackAndForth) {
  const Digest digest = Sha256("abc");
  EXPECT_EQ(*ParseDigest(digest.hex()), digest);
  EXPECT_EQ(*ParseDigest("sha256:" + digest.hex()), digest);
  EXPECT_TRUE(Digest{}.empty());
  EXPECT_FALSE(digest.empty());
}

TEST(ParseDigestTest, WhenMalformed_ThenAnError) {
  const std::string hex = Sha256("abc").hex();
  for (const std::string& bad : {std::string(), hex.substr(1), hex + "0", "g" + hex.substr(1), "sha1:" + hex}) {
    EXPECT_FALSE(ParseDigest(bad)) << bad;
  }
}

}  // namespace
}  // namespace dossier
