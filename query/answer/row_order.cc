#include "query/answer/row_order.h"

#include "indexer/index/reader.h"

namespace dossier::query {

bool IsBefore(const EvidenceRow& a, const EvidenceRow& b, EvidenceOrder order) {
  const std::string day_a = a.passage.from.published.substr(0, 10), day_b = b.passage.from.published.substr(0, 10);
  if (order == EvidenceOrder::kRank && a.score != b.score) return a.score > b.score;
  if (day_a != day_b) {
    if (day_a.empty() || day_b.empty()) return day_b.empty();  // unknown dates last
    return order == EvidenceOrder::kNewest ? day_a > day_b : day_a < day_b;
  }
  if (a.passage.from.document_id != b.passage.from.document_id)
    return a.passage.from.document_id < b.passage.from.document_id;
  if (a.passage.block != b.passage.block) return a.passage.block < b.passage.block;
  return a.said().begin < b.said().begin;
}

bool SaysNothing(const EvidenceRow& row) {
  constexpr size_t kBareNameWords = 3;
  return row.events().empty() && indexer::WordsOf(row.quotation()).size() <= kBareNameWords;
}

}  // namespace dossier::query
