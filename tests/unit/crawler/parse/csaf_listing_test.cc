#include "crawler/parse/csaf_listing.h"

#include <gtest/gtest.h>

namespace dossier::crawler {
namespace {

using List = std::vector<std::string>;

std::optional<CsafListing> ReadListing(std::string_view body, std::string_view url = "https://h/csaf/x") {
  return ReadCsafListing(body, *Url::Parse(url));
}

TEST(CsafListing, WhenAProviderHasFeeds_ThenThePublicOnes) {
  const auto listing = ReadListing(R"({"canonical_url":"https://h/p","metadata_version":"2.0","distributions":[
      {"rolie":{"feeds":[{"tlp_label":"WHITE","url":"https://h/w.json"},
                         {"tlp_label":"AMBER","url":"https://h/a.json"}]}},
      {"directory_url":"https://h/dir"}]})");
  ASSERT_TRUE(listing);
  EXPECT_EQ(listing->lists, List{"https://h/w.json"});
  EXPECT_EQ(listing->fallback, (List{"https://h/dir/changes.csv", "https://h/dir/index.txt"}));
  EXPECT_TRUE(listing->provider);
}

TEST(CsafListing, WhenAProviderNamesNoDirectory_ThenTheListsBesideTheMetadata) {
  const auto none = ReadListing(R"({"metadata_version":"2.0","distributions":[]})");
  ASSERT_TRUE(none);
  EXPECT_EQ(none->lists, (List{"./changes.csv", "./index.txt"}));
  EXPECT_TRUE(none->fallback.empty());
  const auto feed =
      ReadListing(R"({"metadata_version":"2.0","distributions":[{"rolie":{"feeds":[{"url":"https://h/w.json"}]}}]})");
  EXPECT_EQ(feed->lists, List{"https://h/w.json"});
  EXPECT_EQ(feed->fallback, (List{"./changes.csv", "./index.txt"}));
}

TEST(CsafListing, WhenAProviderHasDirectoriesAlone_ThenTheirLists) {
  const auto listing = ReadListing(R"({"metadata_version":"2.0","distributions":[{"directory_url":"https://h/dir"}]})");
  ASSERT_TRUE(listing);
  EXPECT_EQ(listing->lists, (List{"https://h/dir/changes.csv", "https://h/dir/index.txt"}));
}

TEST(CsafListing, WhenAFeedOrAService_ThenItsAddresses) {
  EXPECT_EQ(ReadListing(R"({"feed":{"id":"f","entry":[{"id":"1","content":{"src":"https://h/1.json"}},
      {"id":"2","link":[{"rel":"hash","href":"https://h/2.sha"},{"rel":"self","href":"https://h/2.json"}]}]}})")
                ->documents,
            (List{"https://h/1.json", "https://h/2.json"}));
  EXPECT_EQ(ReadListing(R"({"service":{"workspace":[{"collection":[{"href":"https://h/feed.json"}]}]}})")->lists,
            List{"https://h/feed.json"});
}

TEST(CsafListing, WhenADirectoryLeadsOut_ThenOnlyWhatIsInside) {
  const auto csv = ReadListing(
      "\"2023/a-1.json\",\"2023-01-02T03:04:05Z\"\r\n\"../../etc/x.json\",\"2023-01-02T03:04:05Z\"\n2024/b.json,2024\n",
      "https://h/csaf/changes.csv");
  ASSERT_TRUE(csv);
  EXPECT_EQ(csv->documents, (List{"2023/a-1.json", "2024/b.json"}));
  EXPECT_FALSE(ReadListing("Dear reader,\nthis is an index of our files.\n", "https://h/index.txt"));
}

TEST(CsafListing, WhenASecurityTextNamesAProvider_ThenThat) {
  EXPECT_EQ(
      ReadListing("Contact: mailto:a@h\nCSAF: https://h/provider-metadata.json\n", "https://h/.well-known/security.txt")
          ->lists,
      List{"https://h/provider-metadata.json"});
}

TEST(CsafListing, WhenItIsAnAdvisoryOrOtherJson_ThenNoList) {
  EXPECT_FALSE(ReadListing(R"({"document":{"csaf_version":"2.0","distribution":{"tlp":{"label":"WHITE"}}}})"));
  EXPECT_FALSE(ReadListing(R"({"distributions":"many"})"));
  EXPECT_FALSE(ReadListing(R"({"entry": [)"));
  EXPECT_FALSE(ReadListing(""));
}

}  // namespace
}  // namespace dossier::crawler
