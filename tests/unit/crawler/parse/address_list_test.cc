#include "crawler/parse/address_list.h"

#include <gtest/gtest.h>

namespace dossier::crawler {
namespace {

using List = std::vector<std::string>;

AddressList ReadAddresses(std::string_view text) {
  return ReadAddressList(text, [](std::string_view word) { return word == "my-source"; });
}

TEST(AddressList, WhenLinesEndInAnyWay_ThenEachIsReadAndABadOneHasItsNumber) {
  for (const char* end : {"\n", "\r\n", "\r"}) {
    std::string text = "\xEF\xBB\xBF# mine";
    for (const char* line : {"", " https://a.example/1,2.html ", "no address", "ftp://a.example/x", "my-source",
                             "http://b.example/?a=b;c=d a title of it", "http://["})
      text += std::string(end) + line;
    const AddressList list = ReadAddresses(text);
    EXPECT_EQ(list.form, "lines");
    EXPECT_EQ(list.addresses, (List{"https://a.example/1,2.html", "my-source", "http://b.example/?a=b;c=d"}));
    ASSERT_EQ(list.bad.size(), 3u);
    EXPECT_EQ(list.bad[0].line, 4u);
    EXPECT_EQ(list.bad[0].text, "no address");
    EXPECT_EQ(list.bad[1].line, 5u);
    EXPECT_EQ(list.bad[2].line, 8u);
  }
}

TEST(AddressList, WhenTheFileIsUtf16_ThenItIsReadAllTheSame) {
  std::string text = "\xFF\xFE";
  for (const char c : std::string("http://a.example/\r\n")) text.append(1, c).append(1, '\0');
  EXPECT_EQ(ReadAddresses(text).addresses, List{"http://a.example/"});
}

TEST(AddressList, WhenItIsABrowsersBookmarks_ThenTheirAddresses) {
  const AddressList list = ReadAddresses(
      "<!DOCTYPE NETSCAPE-Bookmark-file-1>\r\n<TITLE>Mine</TITLE>\r\n<DL><p>\r\n"
      "<DT><H3>News</H3><DL><p><DT><A HREF=\"https://a.example/?x=1&amp;y=2\" ADD_DATE=\"1\">A</A>\r\n"
      "<DT><A HREF=\"javascript:void(0)\">no</A>\r\n<DT><A HREF='http://b.example/'>B</A></DL></DL>");
  EXPECT_EQ(list.form, "bookmarks");
  EXPECT_EQ(list.addresses, (List{"https://a.example/?x=1&y=2", "http://b.example/"}));
  ASSERT_EQ(list.bad.size(), 1u);
  EXPECT_EQ(list.bad[0].line, 5u);
}

TEST(AddressList, WhenItIsJson_ThenTheAddressesWhereverTheyStand) {
  EXPECT_EQ(ReadAddresses(R"(["http://a.example/", "no", "https://b.example/x"])").addresses,
            (List{"http://a.example/", "https://b.example/x"}));
  EXPECT_EQ(ReadAddresses(R"({"roots": {"bar": {"children": [{"name": "A", "type": "url", "url": "http://a.example/"},
                 {"children": [{"url": "http://b.example/", "icon": "http://c.example/i.png"}]}]}}})")
                .addresses,
            (List{"http://a.example/", "http://b.example/"}));
  const AddressList lines =
      ReadAddresses("{\"url\": \"http://a.example/\"}\n{\"title\": \"none\"}\n{\"URL\": \"http://b.example/\"}\n");
  EXPECT_EQ(lines.form, "json");
  EXPECT_EQ(lines.addresses, (List{"http://a.example/", "http://b.example/"}));
  ASSERT_EQ(lines.bad.size(), 1u);
  EXPECT_EQ(lines.bad[0].line, 2u);
  EXPECT_TRUE(ReadAddresses(std::string(100, '[') + "\"http://a.example/\"" + std::string(100, ']')).addresses.empty());
}

TEST(AddressList, WhenItIsATable_ThenTheAddressOfEachRow) {
  const List both = {"http://a.example/1", "http://b.example/?q=a,b"};
  for (const char* text :
       {"http://a.example/1,A title\n\"http://b.example/?q=a,b\",Another\n",
        "title,url,date\nA,http://a.example/1,2024\n\"B, \"\"b\"\"\nand more\",\"http://b.example/?q=a,b\",2024\n",
        "name;address\nA;http://a.example/1\nB;http://b.example/?q=a,b\n",
        "http://a.example/1\tA\nhttp://b.example/?q=a,b\tB\n"}) {
    const AddressList list = ReadAddresses(text);
    EXPECT_EQ(list.form, "table") << text;
    EXPECT_EQ(list.addresses, both) << text;
    EXPECT_TRUE(list.bad.empty()) << text;
  }
  const AddressList bad = ReadAddresses("url,title\n\"x\ny\",1\nnone,2\nhttp://a.example/1,3\n");
  EXPECT_EQ(bad.addresses, List{"http://a.example/1"});
  ASSERT_EQ(bad.bad.size(), 2u);
  EXPECT_EQ(bad.bad[0].line, 2u);
  EXPECT_EQ(bad.bad[1].line, 4u);
}

TEST(AddressList, WhenThereIsNothing_ThenNothing) {
  for (const char* text : {"", "\xEF\xBB\xBF", "\n\n", "# only words\n", "<html><p>no links", "{}", "[1, 2]"}) {
    EXPECT_TRUE(ReadAddresses(text).addresses.empty()) << text;
  }
}

}  // namespace
}  // namespace dossier::crawler
