#include "corpus/exchange/manifest.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;

Result<Manifest> Read(const TempDir& dir, const std::string& text) {
  std::ofstream(dir / "list", std::ios::binary) << text;
  return ReadManifest(dir / "list");
}

TEST(Manifest, WhenItIsCsv_ThenEachRowIsAFileWithWhatIsSaidOfIt) {
  TempDir dir;
  const auto manifest = Read(dir,
                             "\xEF\xBB\xBFURL, File ,fetched\r\nhttps://a.example/1,a.html,2018-08-04T10:00:00Z\r\n\r\n"
                             "\"https://a.example/?a,b\",\"c \"\"d\"\".html\",\r\n");
  ASSERT_TRUE(manifest) << manifest.error().message;
  ASSERT_EQ(manifest->entries.size(), 2u);
  EXPECT_EQ(manifest->entries[0].file, dir / "a.html");
  EXPECT_EQ(manifest->entries[0].url, "https://a.example/1");
  EXPECT_EQ(FormatRfc3339(*manifest->entries[0].fetched), "2018-08-04T10:00:00Z");
  EXPECT_EQ(manifest->entries[1].file, dir / "c \"d\".html");
  EXPECT_EQ(manifest->entries[1].url, "https://a.example/?a,b");
  EXPECT_FALSE(manifest->entries[1].fetched);
  EXPECT_TRUE(manifest->problems.empty());
}

TEST(Manifest, WhenItIsJsonLines_ThenABadLineIsPassedOverWithItsNumber) {
  TempDir dir;
  const auto manifest =
      Read(dir,
           "{\"file\": \"a.html\", \"publisher\": \"A\", \"kind\": \"agency\", \"pages\": 3, \"note\": \"x\"}\n"
           "[]\n{\"url\": \"https://a.example/\"}\n{\"file\": \"b\", \"kind\": \"blog\"}\n"
           "{\"file\": \"c\", \"fetched\": \"2018-13-01\"}\n{\"file\": \"/abs/d\"}\n");
  ASSERT_TRUE(manifest);
  ASSERT_EQ(manifest->entries.size(), 2u);
  EXPECT_EQ(manifest->entries[0].publisher, "A");
  EXPECT_EQ(manifest->entries[1].file, "/abs/d");
  EXPECT_EQ(manifest->entries[1].line, 6u);
  ASSERT_EQ(manifest->problems.size(), 4u);
  for (size_t i = 0; i < 4; ++i)
    EXPECT_NE(manifest->problems[i].find("line " + std::to_string(i + 2) + ":"), std::string::npos);
  ASSERT_EQ(manifest->notes.size(), 1u);
  EXPECT_NE(manifest->notes[0].find("'note'"), std::string::npos);
}

TEST(Manifest, WhenNothingInItCanBeUsed_ThenThatIsAnError) {
  TempDir dir;
  for (const char* text : {"", "a.html\nb.html\n", "file\n", "{\"file\": 7}\n", "{\n"})
    EXPECT_FALSE(Read(dir, text)) << text;
  EXPECT_FALSE(ReadManifest(dir / "none"));
}

}  // namespace
}  // namespace dossier::corpus
