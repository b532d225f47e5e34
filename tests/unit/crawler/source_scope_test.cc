#include "crawler/source_scope.h"

#include <gtest/gtest.h>

#include "crawler/address.h"

namespace dossier::crawler {
namespace {

std::string Trap(std::string_view url) { return TrapReason(*Url::Parse(url), 2000, 2026); }

TEST(Traps, WhenAddressIsOrdinary_ThenNoReason) {
  EXPECT_EQ(Trap("http://h/2018/08/04/dnc-zte-huawei-warning/"), "");
  EXPECT_EQ(Trap("http://h/news/calendar?year=2026&month=3"), "");
  EXPECT_EQ(Trap("http://h/advisory.pdf?id=4"), "");
}

TEST(Traps, WhenAddressGrows_ThenNamed) {
  std::string deep = "http://h";
  for (int i = 0; i < 21; ++i) deep += "/s" + std::to_string(i);
  EXPECT_EQ(Trap(deep), "trap-depth");
  EXPECT_EQ(Trap("http://h/a/b/a/c/a/"), "trap-repeat");
  EXPECT_EQ(Trap("http://h/calendar?year=2399"), "trap-calendar");
  EXPECT_EQ(Trap("http://h/?a=1&a=2&a=3"), "trap-query");
  EXPECT_EQ(Trap("http://h/" + std::string(2000, 'x')), "url-length");
  EXPECT_EQ(Trap("http://h/photo.JPG"), "media");
}

TEST(Scope, WhenSite_ThenEveryHostOfTheDomain) {
  SourceConfig config;
  config.exclude = {"/print/"};
  const SourceScope scope(config, {*Url::Parse("https://www.cisa.gov/news")});
  EXPECT_EQ(scope.Refusal(*Url::Parse("https://us-cert.cisa.gov/x")), "");
  EXPECT_EQ(scope.Refusal(*Url::Parse("https://cisa.gov.example.com/x")), "scope");
  EXPECT_EQ(scope.Refusal(*Url::Parse("https://www.cisa.gov/print/x")), "excluded");
}

TEST(Scope, WhenHostOrPrefix_ThenNarrower) {
  SourceConfig config;
  config.scope = Scope::kHost;
  const SourceScope host(config, {*Url::Parse("http://127.0.0.1:8765/a/")});
  EXPECT_EQ(host.Refusal(*Url::Parse("http://127.0.0.1:8765/b")), "");
  EXPECT_EQ(host.Refusal(*Url::Parse("http://127.0.0.1:8766/b")), "scope");
  config.scope = Scope::kPrefix;
  const SourceScope prefix(config, {*Url::Parse("http://h/news/index.html")});
  EXPECT_EQ(prefix.Refusal(*Url::Parse("http://h/news/1")), "");
  EXPECT_EQ(prefix.Refusal(*Url::Parse("http://h/sport/1")), "scope");
}

TEST(Address, WhenNotPublic_ThenKnownInEveryForm) {
  for (const char* text :
       {"127.0.0.1",   "10.1.2.3",         "172.31.0.1",      "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0",     "224.0.0.1",        "255.255.255.255", "192.0.2.1",   "198.18.0.1",      "::1",
        "::",          "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fe80::1",     "fc00::1",         "2002:7f00:1::",
        "2001:db8::1", "ff02::1",          "[::1]",           "nonsense"}) {
    EXPECT_FALSE(IsPublicAddress(std::string(text))) << text;
  }
  for (const char* text : {"8.8.8.8", "172.32.0.1", "2606:4700::1111", "2002:808:808::", "::ffff:8.8.8.8"}) {
    EXPECT_TRUE(IsPublicAddress(std::string(text))) << text;
  }
}

}  // namespace
}  // namespace dossier::crawler
