#include "indexer/read/xml/tree.h"

#include <gtest/gtest.h>

namespace dossier::indexer::xml {
namespace {

TEST(XmlTree, WhenDocumentIsWellFormed_ThenNodesKnowTheirBytes) {
  const auto tree = Tree::Parse("<a x:y='1' xmlns:x='u'><b>One &amp; <c>two</c></b><x:d/></a>");
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->Attribute(tree->root(), "Y"), "1");
  EXPECT_EQ(tree->TextOf(tree->root(), "b"), "One & two");
  EXPECT_EQ(tree->All(tree->root(), {"c", "d"}).size(), 2U);
}

TEST(XmlTree, WhenDocumentIsABomb_ThenItIsRefused) {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"ha\">";
  for (char c = 'b'; c < 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  const auto tree = Tree::Parse(bomb + "]><a>&j;</a>");
  ASSERT_FALSE(tree);
  EXPECT_NE(tree.error().message.find("entities of its own"), std::string::npos);
  EXPECT_FALSE(Tree::Parse("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"));
}

TEST(XmlTree, WhenDocumentIsTooDeepOrCut_ThenTheErrorSaysSo) {
  std::string deep, wide = "<a>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(Tree::Parse(deep).error().code, ErrorCode::kLimit);
  for (int i = 0; i < 20'000; ++i) wide += "<b>text</b>";
  EXPECT_TRUE(Tree::Parse(wide + "</a>"));
  EXPECT_EQ(Tree::Parse(wide).error().code, ErrorCode::kParse);
  EXPECT_FALSE(Tree::Parse(""));
}

}  // namespace
}  // namespace dossier::indexer::xml
