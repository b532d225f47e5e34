#include "query/answer/independence.h"

#include <gtest/gtest.h>

namespace dossier::query {
namespace {

EvidenceRow Row(const std::string& document, const std::string& publisher, const std::string& reported_by,
                const std::string& origin = "") {
  EvidenceRow row;
  row.passage.from.document_id = document;
  row.passage.from.publisher = publisher;
  indexer::IndexedStatement said;
  said.reported_by = reported_by;
  row.passage.statements.push_back(said);
  if (!origin.empty()) row.origin = indexer::Origin{origin, {}};
  return row;
}

size_t Count(const std::vector<EvidenceRow>& rows) {
  std::vector<const EvidenceRow*> pointers;
  for (const EvidenceRow& row : rows) pointers.push_back(&row);
  return IndependentOrigins(pointers);
}

TEST(IndependentOrigins, WhenTextsAreCopies_ThenOne) {
  EXPECT_EQ(Count({Row("d1", "A", "", "o1"), Row("d2", "B", "", "o1"), Row("d3", "C", "")}), 2u);
}

TEST(IndependentOrigins, WhenAllOfADocumentIsTakenFromAnOutlet_ThenItAddsNone) {
  EXPECT_EQ(Count({Row("d1", "CNN", ""), Row("d2", "Fortune", "CNN")}), 1u);
  EXPECT_EQ(Count({Row("d2", "Fortune", "CNN"), Row("d3", "Wire", "CNN")}), 1u);
  EXPECT_EQ(Count({Row("d2", "Fortune", "CNN"), Row("d3", "Wire", "Reuters")}), 2u);
}

TEST(IndependentOrigins, WhenADocumentSaysSomethingItself_ThenItStaysAnOrigin) {
  EXPECT_EQ(Count({Row("d1", "CNN", ""), Row("d2", "Fortune", "CNN"), Row("d2", "Fortune", "")}), 2u);
  EXPECT_EQ(Count({Row("d2", "Fortune", "CNN"), Row("d2", "Fortune", "Reuters")}), 1u);
}

TEST(IndependentOrigins, WhenThereAreNoRows_ThenNone) { EXPECT_EQ(Count({}), 0u); }

}  // namespace
}  // namespace dossier::query
