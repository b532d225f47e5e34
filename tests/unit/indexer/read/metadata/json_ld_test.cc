// Schema.org descriptions as loosely as pages write them.
#include "indexer/read/metadata/json_ld.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

std::vector<JsonLdWork> Works(const std::string& body) { return ReadJsonLd({body}); }

std::string Authors(const std::string& author) {
  const std::vector<JsonLdWork> works = Works("{\"@type\":\"NewsArticle\",\"author\":" + author + "}");
  if (works.size() != 1) return "no work";
  std::string out;
  for (const JsonLdName& name : works[0].authors) out += "[" + name.name + (name.organisation ? "*" : "") + "]";
  return out;
}

TEST(JsonLd, WhenAWorkIsDescribed_ThenItsPartsAreRead) {
  const std::vector<JsonLdWork> works = Works(
      "{\"@type\":\"NewsArticle\",\"headline\":\" Board  bans &amp; burns \",\"datePublished\":\"2018-08-04\","
      "\"dateModified\":[\"2018-08-05\"],\"publisher\":{\"name\":\"The Lantern\"},\"isAccessibleForFree\":\"False\","
      "\"articleSection\":[\"\",\"Tech\"],\"url\":{\"@id\":\"https://example.org/a\"}}");
  ASSERT_EQ(works.size(), 1u);
  EXPECT_TRUE(works[0].IsArticle());
  EXPECT_EQ(works[0].headline, "Board bans & burns");
  EXPECT_EQ(works[0].published, "2018-08-04");
  EXPECT_EQ(works[0].modified, "2018-08-05");
  EXPECT_EQ(works[0].publisher, "The Lantern");
  EXPECT_EQ(works[0].section, "Tech");
  EXPECT_EQ(works[0].url, "https://example.org/a");
  EXPECT_TRUE(works[0].restricted);
}

TEST(JsonLd, WhenAuthorsAreWrittenInAnyForm_ThenTheirNamesAreFound) {
  const std::pair<const char*, const char*> cases[] = {
      {"\"Jane Roe\"", "[Jane Roe]"},
      {"{\"name\":\"Jane Roe\"}", "[Jane Roe]"},
      {"[{\"name\":\"Jane Roe\"},\"Tom Poe\"]", "[Jane Roe][Tom Poe]"},
      {"{\"name\":[\"Jane Roe\",\"Tom Poe\"]}", "[Jane Roe][Tom Poe]"},
      {"{\"name\":{\"name\":\"Jane Roe\"}}", "[Jane Roe]"},
      {"{\"givenName\":\"Jane\",\"familyName\":\"Roe\"}", "[Jane Roe]"},
      {"{\"@type\":\"NewsMediaOrganization\",\"name\":\"The Lantern\"}", "[The Lantern*]"},
      {"null", ""},
      {"7", ""},
      {"[[[[[[[[\"deep\"]]]]]]]]", ""}};
  for (const auto& [author, names] : cases) EXPECT_EQ(Authors(author), names) << author;
}

TEST(JsonLd, WhenAReferenceIsGiven_ThenItStandsForItsNode) {
  const std::vector<JsonLdWork> works = Works(
      "{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#p\"},\"publisher\":{\"@id\":\"#o\"}},"
      "{\"@id\":\"#p\",\"@type\":\"Person\",\"name\":\"Jane Roe\"},{\"@id\":\"#o\",\"name\":\"The Lantern\"}]}");
  ASSERT_EQ(works.size(), 1u);
  ASSERT_EQ(works[0].authors.size(), 1u);
  EXPECT_EQ(works[0].authors[0].name, "Jane Roe");
  EXPECT_EQ(works[0].publisher, "The Lantern");
}

TEST(JsonLd, WhenReferencesRunInACircle_ThenReadingEnds) {
  EXPECT_EQ(Works("{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}},{\"@id\":\"#a\",\"author\":{\"@"
                  "id\":\"#a\"}},"
                  "{\"@id\":\"#b\",\"name\":{\"@id\":\"#b\"}}]}")
                .size(),
            1u);
}

TEST(JsonLd, WhenAScriptIsNoCleanJson_ThenItIsMended) {
  const std::string work = "{\"@type\":\"Article\",\"headline\":\"Board\nbans\"}";
  for (const std::string& body : {work, work + ";", "<!-- " + work + " -->", "//<![CDATA[\n" + work + "\n//]]>",
                                  "/*<![CDATA[*/" + work + "/*]]>*/", "  \n" + work}) {
    const std::vector<JsonLdWork> works = Works(body);
    ASSERT_EQ(works.size(), 1u) << body;
    EXPECT_EQ(works[0].headline, "Board bans") << body;
  }
}

TEST(JsonLd, WhenABodyIsBrokenHugeOrDeep_ThenTheOthersAreReadAllTheSame) {
  const std::string good = "{\"@type\":\"Article\",\"headline\":\"x\"}";
  const std::string huge = "\"" + std::string(size_t{5} << 20, 'x') + "\"]";
  const std::string deep = std::string(10000, '[') + std::string(10000, ']');
  for (const std::string& bad :
       {std::string(), std::string("{"), std::string("}"), std::string("nonsense"), huge, deep,
        std::string("{\"@type\":7}"), std::string("[null,7,\"x\",{}]"), std::string("\xFF}")}) {
    EXPECT_EQ(ReadJsonLd({bad, good}).size(), 1u) << bad.substr(0, 20);
  }
}

TEST(JsonLd, WhenAPageDescribesWithoutEnd_ThenWorksAreBounded) {
  std::string list = "[";
  for (int i = 0; i < 5000; ++i) list += std::string(i ? "," : "") + "{\"@type\":\"Article\"}";
  EXPECT_LE(Works(list + "]").size(), 200u);
}

TEST(JsonLd, WhenTypesAreWritten_ThenArticlesAreToldFromPages) {
  const std::pair<const char*, bool> cases[] = {{"\"NewsArticle\"", true},
                                                {"[\"Thing\",\"NewsArticle\"]", true},
                                                {"\"http://schema.org/BlogPosting\"", true},
                                                {"\"schema:Report\"", true},
                                                {"\"WebPage\"", false},
                                                {"\"VideoObject\"", false}};
  for (const auto& [type, article] : cases) {
    const std::vector<JsonLdWork> works = Works("{\"@type\":" + std::string(type) + "}");
    ASSERT_EQ(works.size(), 1u) << type;
    EXPECT_EQ(works[0].IsArticle(), article) << type;
  }
  EXPECT_TRUE(Works("{\"@type\":\"Organization\"}").empty());
}

TEST(MainWork, WhenSeveralAreDescribed_ThenThePagesOwnIsChosen) {
  std::vector<JsonLdWork> works(3);
  works[0].type = "WebPage";
  works[0].headline = "Board bans radios";
  works[1].type = "NewsArticle";
  works[1].headline = "Another story";
  works[2].type = "NewsArticle";
  works[2].headline = "Board bans radios";
  EXPECT_EQ(MainWork(works, {"Board Bans Radios | The Lantern"}), &works[2]);
  EXPECT_EQ(MainWork(works, {}), &works[1]) << "the first of equals";
  EXPECT_EQ(MainWork({}, {"x"}), nullptr);
}

}  // namespace
}  // namespace dossier::indexer
