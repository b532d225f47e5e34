#include "query/web/guard.h"

#include <gtest/gtest.h>

namespace dossier::query {
namespace {

SiteRules Loopback() {
  SiteRules rules;
  rules.hosts = {"127.0.0.1:8484", "localhost:8484"};
  rules.port = 8484;
  rules.secret = "s3cret";
  return rules;
}

WebRequest Ask(const std::string& host, const std::string& method = "GET") {
  WebRequest request;
  request.method = method;
  request.headers["host"] = host;
  return request;
}

int StatusOf(const std::optional<WebResponse>& refused) { return refused ? refused->status : 200; }

TEST(Guard, WhenHostIsOurs_ThenTheRequestGoesOn) {
  EXPECT_EQ(StatusOf(Refuse(Ask("127.0.0.1:8484"), Loopback())), 200);
  EXPECT_EQ(StatusOf(Refuse(Ask("LOCALHOST:8484"), Loopback())), 200);
}

// A name of the attacker's that leads to 127.0.0.1 (DNS rebinding).
TEST(Guard, WhenHostIsForeignOrMissing_ThenTheRequestIsRefused) {
  for (const char* host :
       {"evil.example:8484", "evil.example", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8484",
        "127.0.0.1:8484.evil.example", "127.0.0.1:8484, evil.example"})
    EXPECT_EQ(StatusOf(Refuse(Ask(host), Loopback())), 421) << host;
  EXPECT_EQ(StatusOf(Refuse(Ask(""), Loopback())), 400);
}

TEST(Guard, WhenAChangeComesWithoutTheSecret_ThenItIsRefused) {
  WebRequest request = Ask("127.0.0.1:8484", "POST");
  EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 403);
  request.form = {{"secret", "s3cres"}};
  EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 403);
  request.form = {{"secret", "s3cret"}};
  EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 200);
}

TEST(Guard, WhenAChangeComesFromAnotherSite_ThenItIsRefusedThoughItHasTheSecret) {
  for (const char* origin : {"https://evil.example", "http://127.0.0.1:8485", "http://localhost:8484"}) {
    WebRequest request = Ask("127.0.0.1:8484", "POST");
    request.form = {{"secret", "s3cret"}};
    request.headers["origin"] = origin;
    EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 403) << origin;
  }
  WebRequest request = Ask("127.0.0.1:8484", "POST");
  request.form = {{"secret", "s3cret"}};
  request.headers["sec-fetch-site"] = "cross-site";
  EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 403);
  request.headers["sec-fetch-site"] = "same-origin";
  request.headers["origin"] = "http://127.0.0.1:8484";
  EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 200);
}

// Forms of pages without referrer have no origin; where they come from stands in another header.
// A picture whose address is ours, on a page of somebody else; a link there is another matter.
TEST(Guard, WhenAnotherSitesPageLoadsFromHere_ThenItIsRefusedAndALinkIsNot) {
  WebRequest request = Ask("127.0.0.1:8484");
  for (const char* site : {"cross-site", "same-site"}) {
    request.headers["sec-fetch-site"] = site;
    for (const char* use : {"image", "iframe", "script", "empty"}) {
      request.headers["sec-fetch-dest"] = use;
      EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 403) << site << use;
    }
    request.headers["sec-fetch-dest"] = "document";
    EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 200) << site;
  }
  request.headers["sec-fetch-site"] = "same-origin";
  request.headers["sec-fetch-dest"] = "image";
  EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 200);
}

TEST(Guard, WhenTheOriginIsNull_ThenTheSiteOfTheRequestDecides) {
  WebRequest request = Ask("127.0.0.1:8484", "POST");
  request.headers["origin"] = "null";
  request.headers["sec-fetch-site"] = "same-origin";
  EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 403) << "the secret is missing";
  request.form = {{"secret", "s3cret"}};
  EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 200);
  for (const char* site : {"cross-site", "same-site"}) {
    request.headers["sec-fetch-site"] = site;
    EXPECT_EQ(StatusOf(Refuse(request, Loopback())), 403) << site;
  }
}

TEST(Guard, WhenThereIsAToken_ThenNothingIsShownWithoutIt) {
  SiteRules rules = Loopback();
  rules.token = "abcdefghijklmnop";
  EXPECT_EQ(StatusOf(Refuse(Ask("127.0.0.1:8484"), rules)), 401);
  WebRequest request = Ask("127.0.0.1:8484");
  request.headers["authorization"] = "Bearer abcdefghijklmno";
  EXPECT_EQ(StatusOf(Refuse(request, rules)), 401);
  request.headers["authorization"] = "Bearer abcdefghijklmnop";
  EXPECT_EQ(StatusOf(Refuse(request, rules)), 200);
  request.headers.erase("authorization");
  request.headers["cookie"] = "dossier_token=abcdefghijklmnop";
  EXPECT_EQ(StatusOf(Refuse(request, rules)), 200);
}

TEST(Guard, WhenAnyAddressIsListenedOn_ThenAddressesAreOursAndNamesAreNot) {
  SiteRules rules = Loopback();
  rules.any_address = true;
  EXPECT_EQ(StatusOf(Refuse(Ask("192.0.2.7:8484"), rules)), 200);
  EXPECT_EQ(StatusOf(Refuse(Ask("[2001:db8::1]:8484"), rules)), 200);
  for (const char* host : {"evil.example:8484", "1:8484", "192.0.2.7:80", "[evil]:8484", ":8484"})
    EXPECT_EQ(StatusOf(Refuse(Ask(host), rules)), 421) << host;
}

TEST(Guard, WhenSecretsAreCompared_ThenOnlyEqualOnesAreTheSame) {
  EXPECT_TRUE(SameSecret("abc", "abc"));
  for (const char* other : {"", "ab", "abd", "abcabc", "ABC"}) EXPECT_FALSE(SameSecret(other, "abc")) << other;
  EXPECT_FALSE(SameSecret("abc", ""));
}

TEST(Guard, WhenHeadersAreAdded_ThenThePolicyOfThePageStays) {
  WebResponse response;
  response.Set("Content-Security-Policy", "sandbox");
  AddGuardHeaders(response);
  EXPECT_EQ(response.Header("Content-Security-Policy"), "sandbox");
  EXPECT_EQ(response.Header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(response.Header("Referrer-Policy"), "no-referrer");
}

}  // namespace
}  // namespace dossier::query
