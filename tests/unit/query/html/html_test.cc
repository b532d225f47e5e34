#include "query/html/html.h"

#include <gtest/gtest.h>

namespace dossier::query {
namespace {

TEST(Html, WhenTextHoldsMarkup_ThenItIsEscapedInContentAndAttributes) {
  const std::string hostile = "<script>alert(\"1\")</script>&'";
  const std::string markup = Tag("p", {Class(hostile), Attr("title", hostile)}, hostile).markup();
  EXPECT_EQ(markup.find("<script"), std::string::npos) << markup;
  EXPECT_EQ(markup.find("\"1\""), std::string::npos) << markup;
  EXPECT_NE(markup.find("&lt;script&gt;"), std::string::npos) << markup;
}

TEST(Html, WhenMarkupIsJoined_ThenItIsNotEscapedAgain) {
  EXPECT_EQ((Html("a & ") + Tag("b", "c<d")).markup(), "a &amp; <b>c&lt;d</b>");
}

TEST(Html, WhenElementIsVoid_ThenItHasNoEnd) {
  EXPECT_EQ(Tag("input", {Attr("name", "q"), Flag("required"), Flag("hidden", false)}).markup(),
            "<input name=\"q\" required>");
}

// Addresses come from pages: what is no address of the web or of this site leads nowhere.
TEST(Html, WhenAddressIsNoneOfTheWebOrThisSite_ThenThereIsNoLink) {
  for (const char* address :
       {"javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)",
        "data:text/html,x", "vbscript:x", "//evil.example/", "/\\evil.example/", "ftp://example.org/",
        "file:///etc/passwd", "", "https://exa mple.org/", "\thttps://example.org/"}) {
    EXPECT_EQ(Href(address).markup(), "") << address;
    EXPECT_EQ(Src(address).markup(), "") << address;
    EXPECT_EQ(Action(address).markup(), "") << address;
  }
  EXPECT_EQ(Href("https://example.org/a?b=\"c\"&d").markup(), " href=\"https://example.org/a?b=&quot;c&quot;&amp;d\"");
  EXPECT_EQ(Href("https://user:secret@example.org/").markup().find("secret"), std::string::npos);
  EXPECT_EQ(Href("/vendor/zte#e1").markup(), " href=\"/vendor/zte#e1\"");
}

}  // namespace
}  // namespace dossier::query
