#include "query/web/message.h"

#include <gtest/gtest.h>

namespace dossier::query {
namespace {

TEST(WebMessage, WhenTargetIsParsed_ThenPathAndQueryAreDecoded) {
  WebRequest request;
  ASSERT_TRUE(ParseTarget("/vendor/A%20B%2Fc?q=a+b%26c&q=2&empty=&x#y", request));
  EXPECT_EQ(request.path, "/vendor/A B/c");
  EXPECT_EQ(request.Get("q"), "a b&c");
  EXPECT_EQ(request.query.size(), 4u);
}

TEST(WebMessage, WhenTargetIsNoPath_ThenItIsRefused) {
  for (const char* target : {"", "*", "http://example.org/", "/a%00b"}) {
    WebRequest request;
    EXPECT_FALSE(ParseTarget(target, request)) << target;
  }
}

TEST(WebMessage, WhenBytesAreNoUtf8OrEscapesAreBroken_ThenTheyStayText) {
  WebRequest request;
  ASSERT_TRUE(ParseTarget("/%ff%zz%4?%=%&&==&=x", request));
  EXPECT_EQ(request.path, "/\xEF\xBF\xBD%zz%4");
}

TEST(WebMessage, WhenFormHasThousandsOfFields_ThenTheyAreLimited) {
  std::string form;
  for (int i = 0; i < 5000; ++i) form += "a=b&";
  EXPECT_EQ(ParseForm(form).size(), 200u);
}

TEST(WebMessage, WhenValueIsEncoded_ThenItComesBack) {
  std::string every;
  for (int c = 1; c < 128; ++c) every += static_cast<char>(c);
  WebRequest request;
  ASSERT_TRUE(ParseTarget("/" + QueryString({{"v", every}, {"none", ""}}), request));
  EXPECT_EQ(request.Get("v"), every);
}

TEST(WebMessage, WhenCookiesAreSent_ThenTheWholeNameCounts) {
  WebRequest request;
  request.headers["cookie"] = "xstyle=no; style=apa;basket=b; style=later";
  EXPECT_EQ(request.Cookie("style"), "apa");
  EXPECT_EQ(request.Cookie("basket"), "b");
  EXPECT_EQ(request.Cookie("sty"), "");
}

}  // namespace
}  // namespace dossier::query
