#include "query/answer/facets.h"

#include <gtest/gtest.h>

namespace dossier::query {
namespace {

EvidenceRow Row(const std::string& document, const std::string& year, indexer::ActionType action,
                indexer::Polarity polarity) {
  EvidenceRow row;
  row.passage.from.document_id = document;
  row.passage.from.url = "https://www.paper.example/" + document;
  row.passage.from.publisher = "The Paper";
  row.passage.from.published = year + "-04-16";
  row.passage.from.kind = "article";
  row.passage.from.fetched = *ParseRfc3339("2026-09-20T08:00:00Z");
  indexer::IndexedStatement said;
  said.vendors = {"zte"};
  indexer::Action act;
  act.type = action;
  act.polarity = polarity;
  said.actions = {act};
  row.passage.statements = {said};
  return row;
}

const Facet* Find(const std::vector<Facet>& facets, std::string_view field) {
  for (const Facet& facet : facets)
    if (facet.field == field) return &facet;
  return nullptr;
}

TEST(Facets, CountStatementsAndDocumentsOfEachValue) {
  EvidenceAnswer answer;
  answer.rows = {Row("d1", "2018", indexer::ActionType::kProhibition, indexer::Polarity::kAsserted),
                 Row("d1", "2018", indexer::ActionType::kProhibition, indexer::Polarity::kAsserted),
                 Row("d2", "2019", indexer::ActionType::kProhibition, indexer::Polarity::kDenied)};
  const auto facets = FacetsOf(answer, [](std::string_view id) { return "Name of " + std::string(id); });
  const Facet* vendors = Find(facets, "vendor");
  ASSERT_TRUE(vendors);
  ASSERT_EQ(vendors->values.size(), 1u);
  EXPECT_EQ(vendors->values[0].value, "zte");
  EXPECT_EQ(vendors->values[0].shown, "Name of zte");
  EXPECT_EQ(vendors->values[0].statements, 3u);
  EXPECT_EQ(vendors->values[0].documents, 2u);
  const Facet* actions = Find(facets, "action");
  ASSERT_TRUE(actions);
  ASSERT_EQ(actions->values.size(), 1u);
  EXPECT_EQ(actions->values[0].statements, 2u) << "what is denied is not counted as done";
  const Facet* years = Find(facets, "published");
  ASSERT_TRUE(years);
  ASSERT_EQ(years->values.size(), 2u);
  EXPECT_EQ(years->values[0].value, "2018");
  const Facet* sources = Find(facets, "source");
  ASSERT_TRUE(sources);
  EXPECT_EQ(sources->values[0].value, "The Paper");
  EXPECT_FALSE(Find(facets, "speaker"));
}

TEST(Facets, NothingFoundHasNoFacets) {
  EXPECT_TRUE(FacetsOf({}, [](std::string_view id) { return std::string(id); }).empty());
}

}  // namespace
}  // namespace dossier::query
