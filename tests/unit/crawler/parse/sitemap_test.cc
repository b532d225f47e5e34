#include "crawler/parse/sitemap.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dossier::crawler {
namespace {

using Addresses = std::vector<std::string>;

Addresses AddressesOf(const std::string& body) {
  const auto sitemap = ParseSitemap(body, "application/xml", "https://paper.example/sitemap.xml");
  Addresses addresses;
  if (!sitemap) return {"error: " + sitemap.error().message};
  for (const SitemapUrl& url : sitemap->urls) addresses.push_back(url.location);
  return addresses;
}

const std::string kBegin = "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";

TEST(Sitemap, WhenABlockHasSeveralAddresses_ThenEachIsAnEntry) {
  EXPECT_EQ(AddressesOf(kBegin +
                        "<url><loc>https://p.example/1</loc><loc>https://p.example/2</loc><lastmod>2020-01-01</lastmod>"
                        "<loc>https://p.example/3</loc></url><url><loc>https://p.example/4</loc></url></urlset>"),
            (Addresses{"https://p.example/1", "https://p.example/2", "https://p.example/3", "https://p.example/4"}));
}

TEST(Sitemap, WhenBlocksOrFieldsAreNotClosed_ThenTheyEndWhereTheNextBegins) {
  EXPECT_EQ(
      AddressesOf(kBegin + "<url><loc>https://p.example/1</loc><url><loc>https://p.example/2</loc></url></urlset>"),
      (Addresses{"https://p.example/1", "https://p.example/2"}));
  EXPECT_EQ(AddressesOf(kBegin + "<url><loc>https://p.example/1<lastmod>2020-01-01</lastmod></url><url>"
                                 "<loc>https://p.example/2</loc></url></urlset>"),
            (Addresses{"https://p.example/1", "https://p.example/2"}));
  // More of them than elements may lie in each other.
  std::string many = kBegin;
  for (int i = 0; i < 2000; ++i) many += "<url><loc>https://p.example/" + std::to_string(i) + "</loc>";
  EXPECT_EQ(AddressesOf(many + "</urlset>").size(), 2000u);
}

TEST(Sitemap, WhenAFieldHoldsMarkup_ThenItsTextIsTheAddress) {
  EXPECT_EQ(AddressesOf(kBegin + "<url><loc><url><![CDATA[https://p.example/1]]></url></loc></url></urlset>"),
            (Addresses{"https://p.example/1"}));
}

TEST(Sitemap, WhenAnEntityIsDeclared_ThenNoAddressIsMadeOfIt) {
  EXPECT_EQ(AddressesOf("<?xml version=\"1.0\"?><!DOCTYPE urlset [<!ENTITY there SYSTEM \"file:///etc/hostname\">]>"
                        "<urlset><url><loc>&there;</loc></url><url><loc>https://p.example/&there;</loc></url>"
                        "<url><loc>https://p.example/?a=1&amp;b=2</loc></url></urlset>"),
            (Addresses{"https://p.example/?a=1&b=2"}));
}

}  // namespace
}  // namespace dossier::crawler
