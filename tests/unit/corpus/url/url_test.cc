#include "corpus/url/url.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

std::string Resolve(std::string_view text, std::string_view base = "") {
  if (base.empty()) {
    const Result<Url> url = Url::Parse(text);
    return url ? url->href() : "failure";
  }
  const Result<Url> parsed_base = Url::Parse(base);
  if (!parsed_base) return "bad base";
  const Result<Url> url = Url::Parse(text, &*parsed_base);
  return url ? url->href() : "failure";
}

std::string Canonical(std::string_view text) {
  const Result<Url> url = Url::Parse(text);
  return url ? CanonicalUrl(*url) : "failure";
}

TEST(Url, WhenPartsAreGiven_ThenTheyAreFound) {
  const Result<Url> url = Url::Parse("HTTPS://u:p@Example.COM:8443/a/../b?x=1#f");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->href(), "https://u:p@example.com:8443/b?x=1#f");
  EXPECT_EQ(url->WithoutFragment(), "https://u:p@example.com:8443/b?x=1");
  EXPECT_EQ(url->Origin(), "https://example.com:8443");
  EXPECT_EQ(url->port(), 8443);
  EXPECT_EQ(url->path(), "/b");
  EXPECT_EQ(url->query(), "x=1");
  EXPECT_EQ(url->fragment(), "f");
}

TEST(Url, WhenDefaultPort_ThenItIsDropped) {
  EXPECT_EQ(Resolve("http://a:80/"), "http://a/");
  EXPECT_EQ(Resolve("https://a:80/"), "https://a:80/");
  EXPECT_EQ(Resolve("http://a:/"), "http://a/");
  EXPECT_EQ(Resolve("http://a:65536/"), "failure");
  EXPECT_EQ(Resolve("http://a:8x/"), "failure");
}

TEST(Url, WhenRelative_ThenResolvedAgainstBase) {
  EXPECT_EQ(Resolve("c", "http://h/a/b?q"), "http://h/a/c");
  EXPECT_EQ(Resolve("?z", "http://h/a/b?q#f"), "http://h/a/b?z");
  EXPECT_EQ(Resolve("#z", "http://h/a/b?q#f"), "http://h/a/b?q#z");
  EXPECT_EQ(Resolve("", "http://h/a/b?q#f"), "http://h/a/b?q");
  EXPECT_EQ(Resolve("//other/x", "https://h/a"), "https://other/x");
  EXPECT_EQ(Resolve("\\x\\y", "https://h/a"), "https://h/x/y");
  EXPECT_EQ(Resolve("../../../x/./y/..", "https://h/a/b"), "https://h/x/");
  EXPECT_EQ(Resolve("%2e%2E/x", "https://h/a/b/c"), "https://h/a/x");
  EXPECT_EQ(Resolve("http:x", "http://h/a/b"), "http://h/a/x");
  EXPECT_EQ(Resolve("https:x/y", "http://h/a/b"), "https://x/y");
  EXPECT_EQ(Resolve("x", "mailto:a@b"), "failure");
}

TEST(Url, WhenHostIsNumeric_ThenIpv4InEveryNotation) {
  for (const char* text :
       {"http://127.0.0.1", "http://2130706433", "http://0x7f.1", "http://0177.0.0.01", "http://127.1.",
        "http://%31%32%37.0.0.1", "http://\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.0.0.1"}) {
    EXPECT_EQ(Resolve(text), "http://127.0.0.1/") << text;
  }
  EXPECT_EQ(Resolve("http://256.256.256.256"), "failure");
  EXPECT_EQ(Resolve("http://1.2.3.4.5"), "failure");
  EXPECT_EQ(Resolve("http://foo.0x"), "failure");
}

TEST(Url, WhenIpv6_ThenCompressed) {
  EXPECT_EQ(Resolve("http://[0:0:0:0:0:0:0:1]/"), "http://[::1]/");
  EXPECT_EQ(Resolve("http://[::127.0.0.1]/"), "http://[::7f00:1]/");
  EXPECT_EQ(Resolve("http://[2001:DB8:0:0:1:0:0:1]/"), "http://[2001:db8::1:0:0:1]/");
  EXPECT_EQ(Resolve("http://[1:0:2:3:4:5:6:7]/"), "http://[1:0:2:3:4:5:6:7]/");
  for (const char* text : {"http://[1::2::3]/", "http://[::1.2.3]/", "http://[:1]/", "http://[1:2:3:4:5:6:7:8:9]/",
                           "http://[]/", "http://[::1/", "http://[::01.2.3.4]/"}) {
    EXPECT_EQ(Resolve(text), "failure") << text;
  }
}

TEST(Url, WhenInternational_ThenPunycode) {
  EXPECT_EQ(Resolve("http://b\xC3\xBC"
                    "cher.example/\xC3\xA4?\xC3\xB6#\xC3\xBC"),
            "http://xn--bcher-kva.example/%C3%A4?%C3%B6#%C3%BC");
  EXPECT_EQ(Resolve("http://fa\xC3\x9F.example/"), "http://xn--fa-hia.example/");
  EXPECT_EQ(Resolve("http://a\xC2\xAD"
                    "b.example/"),
            "http://ab.example/");
  EXPECT_EQ(Resolve("http://XN--a.example/"), "http://xn--a.example/");
  EXPECT_EQ(Resolve("http://xn--a.\xC3\xBC/"), "failure");
  EXPECT_EQ(Resolve("http://a b/"), "failure");
}

TEST(Url, WhenBytesAreIllFormed_ThenReplacementCharacter) {
  EXPECT_EQ(Resolve("http://h/\xff"), "http://h/%EF%BF%BD");
  EXPECT_EQ(Resolve(" \t ht\ntp://h/a\r\nb "), "http://h/ab");
}

TEST(Url, WhenNotHttp_ThenStillParsed) {
  EXPECT_EQ(Resolve("mailto:a@b"), "mailto:a@b");
  EXPECT_EQ(Resolve("file:///C|/x/../.."), "file:///C:/");
  EXPECT_EQ(Resolve("javascript:alert(1)", "http://h/"), "javascript:alert(1)");
}

TEST(CanonicalUrl, WhenTrackingParameters_ThenDropped) {
  EXPECT_EQ(Canonical("http://H/a?utm_source=x&id=3&UTM_Medium=y&fbclid=z#f"), "http://h/a?id=3");
  EXPECT_EQ(Canonical("http://h/a?utm_source=x"), "http://h/a");
  EXPECT_EQ(Canonical("http://h/a?"), "http://h/a");
  EXPECT_EQ(Canonical("http://h/a;jsessionid=12AB?b=1"), "http://h/a?b=1");
  EXPECT_EQ(Canonical("http://h/a?b=2&a=1"), "http://h/a?b=2&a=1");
  EXPECT_EQ(Canonical("http://u:p@h/a?utm=1"), "http://h/a?utm=1");
}

TEST(CanonicalUrl, WhenEscapesAreNeedless_ThenUndone) {
  EXPECT_EQ(Canonical("http://h/%7euser/%61%2f%c3%a4"), "http://h/~user/a%2F%C3%A4");
  EXPECT_EQ(Canonical("http://h/a%2"), "http://h/a%2");
}

TEST(RegistrableDomain, WhenAskedForHosts_ThenByThePublicSuffixList) {
  EXPECT_EQ(RegistrableDomain("news.bbc.co.uk"), "bbc.co.uk");
  EXPECT_EQ(RegistrableDomain("www.cisa.gov"), "cisa.gov");
  EXPECT_EQ(RegistrableDomain("co.uk"), "co.uk");
  EXPECT_EQ(RegistrableDomain("127.0.0.1"), "127.0.0.1");
  EXPECT_EQ(RegistrableDomain("[::1]"), "[::1]");
  EXPECT_EQ(RegistrableDomain("localhost"), "localhost");
}

}  // namespace
}  // namespace dossier
