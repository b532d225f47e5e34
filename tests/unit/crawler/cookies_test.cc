#include "crawler/cookies.h"

#include <gtest/gtest.h>

namespace dossier::crawler {
namespace {

Url At(const char* text) { return *Url::Parse(text); }

TEST(CookieJar, WhenACookieIsSet_ThenItGoesBackToThatHostAndPathAlone) {
  CookieJar jar;
  EXPECT_TRUE(jar.Take({{"Set-Cookie", "seen=1; Path=/; HttpOnly"}, {"set-cookie", "deep = x y "}},
                       At("http://a.example/b/c")));
  EXPECT_EQ(jar.For(At("http://a.example/b/d")), "seen=1; deep=x y");
  EXPECT_EQ(jar.For(At("http://a.example/bd")), "seen=1");
  EXPECT_EQ(jar.For(At("http://www.a.example/")), "");
  EXPECT_EQ(jar.For(At("http://b.example/")), "");
}

TEST(CookieJar, WhenTheSameCookieComesAgain_ThenNothingChanged) {
  CookieJar jar;
  const Url url = At("https://a.example/");
  EXPECT_TRUE(jar.Take({{"Set-Cookie", "a=1"}}, url));
  EXPECT_FALSE(jar.Take({{"Set-Cookie", "a=1"}}, url));
  EXPECT_TRUE(jar.Take({{"Set-Cookie", "a=2"}}, url));
  EXPECT_EQ(jar.For(url), "a=2");
  EXPECT_TRUE(jar.Take({{"Set-Cookie", "a=; Max-Age=0"}}, url));
  EXPECT_TRUE(jar.empty());
  EXPECT_TRUE(jar.Take({{"Set-Cookie", "b=1; Secure"}}, url));
  EXPECT_EQ(jar.For(At("http://a.example/")), "");
}

TEST(CookieJar, WhenACookieIsHostile_ThenItIsNotKept) {
  CookieJar jar;
  const Url url = At("http://a.example/");
  for (const std::string& field :
       {std::string("novalue"), std::string("=x"), std::string("a=b\r\nX: y"), "a=" + std::string(10000, 'x')})
    EXPECT_FALSE(jar.Take({{"Set-Cookie", field}}, url)) << field.substr(0, 20);
  for (int i = 0; i < 1000; ++i) (void)jar.Take({{"Set-Cookie", "n" + std::to_string(i) + "=1"}}, url);
  EXPECT_LT(jar.For(url).size(), 1000u);
}

}  // namespace
}  // namespace dossier::crawler
