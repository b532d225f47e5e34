#include "corpus/gate/saved_page.h"

#include <gtest/gtest.h>

namespace dossier::corpus {
namespace {

TEST(SavedPage, WhenSingleFileSavedIt_ThenAddressAndTimeAreStated) {
  const auto origin = OriginStatedIn(
      "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://a.example/x?y=1 \n saved date: Fri Mar "
      "06 "
      "2020 23:10:05 GMT-0500 (Eastern Standard Time)\n--><head></head></html>");
  ASSERT_TRUE(origin);
  EXPECT_EQ(origin->url, "https://a.example/x?y=1");
  ASSERT_TRUE(origin->saved);
  EXPECT_EQ(FormatRfc3339(*origin->saved), "2020-03-07T04:10:05Z");
}

TEST(SavedPage, WhenABrowserSavedIt_ThenTheAddressIsStated) {
  const auto origin =
      OriginStatedIn("<!DOCTYPE html>\r\n<!-- saved from url=(0027)https://a.example/some-page -->\r\n<html><head>");
  ASSERT_TRUE(origin);
  EXPECT_EQ(origin->url, "https://a.example/some-page");
  EXPECT_FALSE(origin->saved);
}

TEST(SavedPage, WhenItWasSavedFromAnArchiveOfTheWeb_ThenItIsTheOriginalsPageOfThatTime) {
  const auto saved_from = [](const std::string& address) {
    const auto origin = OriginStatedIn("<!DOCTYPE html>\n<!-- saved from url=(0027)" + address + " -->\n<html>");
    return origin ? origin->by + " " + (origin->saved ? FormatRfc3339(*origin->saved) : "-") + " " + origin->url
                  : "none";
  };
  const std::string right = " 2019-03-02T11:12:13Z https://a.example/x?u=http://b.example/";
  EXPECT_EQ(saved_from("https://web.archive.org/web/20190302111213/https://a.example/x?u=http://b.example/"),
            "a browser from web.archive.org" + right);
  EXPECT_EQ(saved_from("http://archive.example/20190302111213mp_/https:/a.example/x?u=http://b.example/"),
            "a browser from archive.example" + right);
  for (const std::string address :
       {"https://a.example/2019/03/02/story", "https://a.example/20190302111213/story",
        "https://a.example/20190302111213x/http://b.example/", "https://a.example/20199902111213/http://b.example/",
        "https://a.example/2019030211121/http://b.example/"})
    EXPECT_EQ(saved_from(address), "a browser - " + address);
  const auto single = OriginStatedIn(
      "<html><!--\n Page saved with SingleFile \n url: "
      "https://web.archive.org/web/20190302111213id_/https://a.example/ \n "
      "saved date: Fri Mar 06 2020 23:10:05 GMT-0500\n--><head>");
  ASSERT_TRUE(single);
  EXPECT_EQ(single->url, "https://a.example/");
  EXPECT_EQ(FormatRfc3339(*single->saved), "2019-03-02T11:12:13Z");
}

TEST(SavedPage, WhenACommentStandsInThePageOrNamesNoWebAddress_ThenNothingIsStated) {
  for (const char* html :
       {"<html><head></head><body><!-- saved from url=(0020)https://a.example/ -->",
        "<html><!-- saved from url=(0011)about:blank -->", "<!-- saved from url=(0017)file:///C:/a.html -->",
        "<!-- saved from url=(", "<!-- saved", "", "text"})
    EXPECT_FALSE(OriginStatedIn(html)) << html;
}

TEST(SavedPage, WhenMhtml_ThenThePageInsideIsTaken) {
  for (const char* line : {"\n", "\r\n"}) {
    std::string bytes =
        "From: <Saved by a browser>\nSnapshot-Content-Location: https://a.example/page\nDate: Fri, 6 Mar 2020 10:00:01 "
        "-0000\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"--b1\"\n\n"
        "----b1\nContent-Type: text/css\n\np{}\n----b1\nContent-Type: text/html\nContent-Transfer-Encoding: "
        "quoted-printable\nContent-Location: https://a.example/page\n\n<p>a =3D b, and so=\n on</p>\n----b1--\n";
    std::string text;
    for (const char c : bytes) text += c == '\n' ? std::string(line) : std::string(1, c);
    const auto page = ReadMhtml(text);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->html, "<p>a = b, and so on</p>");
    ASSERT_TRUE(page->origin);
    EXPECT_EQ(page->origin->url, "https://a.example/page");
    EXPECT_EQ(FormatRfc3339(*page->origin->saved), "2020-03-06T10:00:01Z");
  }
}

TEST(SavedPage, WhenMhtmlHasNoPage_ThenAnError) {
  EXPECT_FALSE(
      ReadMhtml("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: "
                "image/png\n\nx\n--b--\n"));
  EXPECT_FALSE(ReadMhtml("MIME-Version: 1.0\n\n"));
  EXPECT_FALSE(ReadMhtml(""));
}

TEST(Marks, WhenSomethingDoesNotHold_ThenItIsSaid) {
  EXPECT_EQ(MarksOf(Json::object()), "");
  EXPECT_EQ(MarksOf(Json{{"stated_digests", {{"payload", {{"holds", true}}}}}}), "");
  EXPECT_NE(MarksOf(Json{{"stated_digests", {{"payload", {{"holds", false}}}}}}).find("does not match"),
            std::string::npos);
  EXPECT_EQ(MarksOf(Json{{"stated_by_file", {{"url", "https://a.example/"}}}}), "the address is stated by the file");
}

}  // namespace
}  // namespace dossier::corpus
