// The names of attributes, looked up by a table of slots: a wrong slot would lose every attribute of a name.
#include "indexer/read/html/page/attributes.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace dossier::indexer {
namespace {

TEST(HtmlAttributes, WhenANameIsAskedInAnyCase_ThenItIsItsOwn) {
  const char* names[] = {"aria-hidden", "class",  "content", "data-component", "data-testid", "data-type",
                         "datetime",    "hidden", "href",    "http-equiv",     "id",          "itemprop",
                         "itemtype",    "lang",   "name",    "property",       "pubdate",     "rel",
                         "role",        "style",  "title"};
  ASSERT_EQ(std::size(names), static_cast<size_t>(HtmlAttributeName::kOther));
  for (size_t i = 0; i < std::size(names); ++i) {
    std::string upper = names[i];
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    EXPECT_EQ(static_cast<size_t>(AttributeNameOf(names[i])), i) << names[i];
    EXPECT_EQ(static_cast<size_t>(AttributeNameOf(upper)), i) << upper;
  }
}

TEST(HtmlAttributes, WhenNoRuleReadsIt_ThenItIsOther) {
  for (const std::string& name :
       {std::string(), std::string("x"), std::string("classs"), std::string("clas"), std::string("onclick"),
        std::string("data-"), std::string("href "), std::string("\xFF"), std::string(10000, 'a'),
        std::string("id\0", 3), std::string("hrEF\xC3\xA9")})
    EXPECT_EQ(AttributeNameOf(name), HtmlAttributeName::kOther) << name.substr(0, 20);
}

}  // namespace
}  // namespace dossier::indexer
