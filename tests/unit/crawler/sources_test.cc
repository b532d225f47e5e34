#include "crawler/sources.h"

#include <gtest/gtest.h>

#include "corpus/base/file.h"
#include "tests/support/at_once.h"
#include "tests/support/temp_dir.h"

namespace dossier::crawler {
namespace {

using testing::TempDir;

SourceConfig Example() {
  SourceConfig source;
  source.id = "example-1";
  source.publisher = "The \"Example\" \\ Times [[source]] # \xC3\xA9";  // from a page's title: it must stay one value
  source.kind = "news";
  source.language = "en";
  source.country = "us";
  source.feeds = {"https://example.org/feed"};
  source.pages = {"https://example.org/", "https://example.org/a?b=%22"};
  source.depth = 2;
  source.max_pages = 10;
  source.delay_ms = 1500;
  source.revisit_ms = 1234567890;
  source.scope = Scope::kPrefix;
  source.discover = true;
  source.exclude = {"/print/*", "*.pdf$"};
  return source;
}

TEST(Sources, WhenASourceIsAdded_ThenItComesBackAsItWas) {
  TempDir dir;
  ASSERT_TRUE(AddSource(dir.path(), Example()));
  const auto file = LoadSources(dir.path());
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_EQ(file->sources.size(), 1u);
  const SourceConfig& back = file->sources[0];
  EXPECT_EQ(back.id, Example().id);
  EXPECT_EQ(back.publisher, Example().publisher);
  EXPECT_EQ(back.pages, Example().pages);
  EXPECT_EQ(back.feeds, Example().feeds);
  EXPECT_EQ(back.exclude, Example().exclude);
  EXPECT_EQ(back.depth, 2);
  EXPECT_EQ(back.max_pages, 10);
  EXPECT_EQ(back.delay_ms, 1500);
  EXPECT_EQ(back.revisit_ms, 1234567890);
  EXPECT_EQ(back.scope, Scope::kPrefix);
  EXPECT_TRUE(back.discover);
  EXPECT_EQ(SourceAsToml(back), SourceAsToml(Example()));
}

TEST(Sources, WhenAFileIsWrittenByHand_ThenAddingAndRemovingLeaveTheRestAsItIs) {
  TempDir dir;
  const std::string hand =
      "# mine\n[crawl]\ndelay = 0.5\n\n[[source]]\nid = \"a\"  # first\npages = [\n  \"https://a.example/\",\n]\n\n"
      "[[source]]\nid = \"b\"\nfeeds = [\"https://b.example/f\"]\n";
  ASSERT_TRUE(WriteFileAtomically(dir / "dossier.toml", hand));
  SourceConfig more = Example();
  ASSERT_TRUE(AddSource(dir.path(), more));
  EXPECT_TRUE(ReadFile(dir / "dossier.toml")->starts_with(hand));
  EXPECT_EQ(LoadSources(dir.path())->sources.size(), 3u);
  ASSERT_TRUE(RemoveSource(dir.path(), "a"));
  const auto left = LoadSources(dir.path());
  ASSERT_TRUE(left);
  ASSERT_EQ(left->sources.size(), 2u);
  EXPECT_EQ(left->sources[0].id, "b");
  EXPECT_EQ(left->settings.delay, 0.5);
  EXPECT_TRUE(ReadFile(dir / "dossier.toml")->starts_with("# mine\n"));
  EXPECT_EQ(RemoveSource(dir.path(), "a").error().code, ErrorCode::kNotFound);
}

TEST(Sources, WhenFiftyAddAtOnce_ThenEverySourceIsThere) {
  TempDir dir;
  EXPECT_EQ(testing::SucceededAtOnce([&](int i) {
              SourceConfig source = Example();
              source.id = "s" + std::to_string(i);
              return AddSource(dir.path(), source).has_value();
            }),
            testing::kWriters);
  EXPECT_EQ(LoadSources(dir.path())->sources.size(), static_cast<size_t>(testing::kWriters));
  EXPECT_EQ(testing::SucceededAtOnce(
                [&](int i) { return i == 0 || RemoveSource(dir.path(), "s" + std::to_string(i)).has_value(); }),
            testing::kWriters);
  EXPECT_EQ(LoadSources(dir.path())->sources.size(), 1u);
}

TEST(Sources, WhenASourceIsWrong_ThenNothingIsWritten) {
  TempDir dir;
  ASSERT_TRUE(AddSource(dir.path(), Example()));
  const std::string before = *ReadFile(dir / "dossier.toml");
  const auto refused = [&](auto change) {
    SourceConfig source = Example();
    source.id = "other";
    change(source);
    const auto added = AddSource(dir.path(), source);
    return !added && added.error().code == ErrorCode::kUsage;
  };
  EXPECT_TRUE(refused([](SourceConfig& s) { s.id = "example-1"; }));
  EXPECT_TRUE(refused([](SourceConfig& s) { s.id = ""; }));
  EXPECT_TRUE(refused([](SourceConfig& s) { s.id = "a\"\nb"; }));
  EXPECT_TRUE(refused([](SourceConfig& s) { s.pages = {"ftp://example.org/"}; }));
  EXPECT_TRUE(refused([](SourceConfig& s) { s.feeds = {"no address"}; }));
  EXPECT_TRUE(refused([](SourceConfig& s) { s.pages.clear(), s.feeds.clear(); }));
  EXPECT_EQ(*ReadFile(dir / "dossier.toml"), before);
}

// Whatever a name holds, the file stays one that can be read.
TEST(Sources, WhenANameHoldsBytesThatTomlHasNot_ThenTheFileStaysReadable) {
  for (const std::string& odd : {std::string("a\x7f"
                                             "b"),
                                 std::string("a\n[[source]]\nid = \"x\""), std::string("a\0b", 3),
                                 std::string("\xFF\xFE"), std::string("caf\xE9"), std::string("\xED\xA0\x80")}) {
    TempDir dir;
    ASSERT_TRUE(WriteFileAtomically(dir / "dossier.toml", "[[source]]\nid = \"kept\"\n"));
    SourceConfig source = Example();
    source.publisher = odd;
    const auto added = AddSource(dir.path(), source);
    const auto file = LoadSources(dir.path());
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->sources.size(), added ? 2u : 1u);
    EXPECT_EQ(file->sources[0].id, "kept");
  }
}

TEST(Sources, WhenTheFileIsWrong_ThenTheLineIsNamed) {
  TempDir dir;
  EXPECT_TRUE(LoadSources(dir.path())->sources.empty());  // no file
  struct Case {
    const char *text, *said;
  };
  for (const Case& each : {Case{"[[source]]\nid = \"a\"\nid = \"b\"\n", "line 3"},
                           {"\n[[source]]\nid = \"a\"\npagse = []\n", "pagse"},
                           {"[[source]]\npages = []\n", "needs an id"},
                           {"[[source]]\nid = \"a\"\nkind = \"nwes\"\n", "kind"},
                           {"[[source]]\nid = \"a\"\n[[source]]\nid = \"a\"\n", "second time"},
                           {"[[source]]\nid = \"a\"\nscope = \"world\"\n", "scope"}}) {
    ASSERT_TRUE(WriteFileAtomically(dir / "dossier.toml", each.text));
    const auto file = LoadSources(dir.path());
    ASSERT_FALSE(file) << each.text;
    EXPECT_EQ(file.error().code, ErrorCode::kParse);
    EXPECT_NE(file.error().message.find(each.said), std::string::npos) << file.error().message;
  }
}

TEST(Sources, WhenTheCatalogueIsRead_ThenEveryEntryIsASourceThatCanBeAdded) {
  TempDir dir;
  ASSERT_GT(Catalogue().size(), 50u);
  for (const CatalogueEntry& entry : Catalogue()) {
    const auto source = CatalogueSource(entry.id);
    ASSERT_TRUE(source) << entry.id;
    EXPECT_TRUE(AddSource(dir.path(), *source)) << entry.id;
  }
  EXPECT_EQ(LoadSources(dir.path())->sources.size(), Catalogue().size());
  EXPECT_EQ(CatalogueSource("no such entry").error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace dossier::crawler
