#include "query/answer/independence.h"

#include <gtest/gtest.h>

#include "query/draft/outlets.h"

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

std::vector<std::string> Around(const std::string& before, const std::string& after) {
  const auto gazetteer = indexer::Gazetteer::Embedded();
  const std::string quotation = "words that stand in a text";
  return OutletsAround({quotation, 1, before + "\"" + quotation + "\"" + after}, **gazetteer);
}

TEST(DraftOutlets, WhenTheSentenceNamesAnOutlet_ThenItIsTheSource) {
  EXPECT_EQ(Around("Reuters wrote ", "."), std::vector<std::string>{"reuters"});
  EXPECT_EQ(Around("It said ", ", CNN reported."), std::vector<std::string>{"cnn"});
}

TEST(DraftOutlets, WhenAnotherSentenceNamesIt_ThenNot) {
  EXPECT_TRUE(Around("Reuters had the story. The firm said ", ".").empty());
  EXPECT_TRUE(Around("The firm said ", ". Reuters had the story.").empty());
}

TEST(DraftOutlets, WhenTheNameIsAlsoAWord_ThenItProvesNothing) {
  EXPECT_TRUE(Around("It cost a Fortune and said ", ".").empty());
}

}  // namespace
}  // namespace dossier::query
