#include "indexer/pipeline/revision_order.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <span>
#include <tuple>

#include "corpus/base/json.h"
#include "corpus/base/take_until.h"
#include "corpus/outcomes.h"
#include "indexer/index/passage.h"
#include "indexer/index/segments.h"

namespace dossier::indexer {
namespace {

constexpr size_t kIsoDay = 10;  // bytes

struct Placed {
  DocumentRecord* record = nullptr;
  SeenRevision seen;
};

SeenRevision SeenOf(const DocumentRecord& record) {
  const Provenance& from = record.from;
  SeenRevision seen{from.fetched, from.fetched, from.revision, "", ""};
  const bool structured = !from.status.empty();  // what a page states may be the day of a caption or a comment
  if (structured) seen.day = (from.updated.empty() ? from.published : from.updated).substr(0, kIsoDay);
  return seen;
}

// What the catalogue knows of when each revision was seen.
Status TakeTimes(const corpus::Corpus& corpus, std::vector<Placed>& placed) {
  DOSSIER_TRY_ASSIGN(const auto document, corpus.FindDocument(placed.front().record->from.document_key));
  if (!document) return Ok();
  DOSSIER_TRY_ASSIGN(const auto revisions, corpus.Revisions(document->id));
  for (const corpus::Revision& revision : revisions) {
    for (Placed& one : placed) {
      if (one.seen.number != revision.ordinal) continue;
      one.seen.version = revision.stated_version;
      DOSSIER_TRY_ASSIGN(const auto seen, corpus::LastSeen(corpus, revision));
      if (seen) one.seen.last_seen = *seen;
    }
  }
  return Ok();
}

bool SeenBefore(const SeenRevision& a, const SeenRevision& b) {
  return std::tie(a.last_seen, a.fetched, a.number) < std::tie(b.last_seen, b.fetched, b.number);
}

// Of one day; already in the order in which they were seen.
void OrderOneDay(std::span<SeenRevision> revisions) {
  const bool days =
      std::none_of(revisions.begin(), revisions.end(), [](const SeenRevision& one) { return one.day.empty(); });
  if (days)
    std::stable_sort(revisions.begin(), revisions.end(),
                     [](const SeenRevision& a, const SeenRevision& b) { return a.day < b.day; });
  const bool versions = std::all_of(revisions.begin(), revisions.end(), [](const SeenRevision& one) {
    return !one.version.empty() && one.version[0] >= '0' && one.version[0] <= '9';
  });
  if (versions)
    std::stable_sort(revisions.begin(), revisions.end(),
                     [](const SeenRevision& a, const SeenRevision& b) { return VersionBefore(a.version, b.version); });
}

}  // namespace

bool VersionBefore(const std::string& a, const std::string& b) {
  std::string_view left = a, right = b;
  while (!left.empty() && !right.empty()) {
    const std::string x(TakeUntil(left, '.')), y(TakeUntil(right, '.'));
    const long number_x = std::strtol(x.c_str(), nullptr, 10), number_y = std::strtol(y.c_str(), nullptr, 10);
    if (number_x != number_y) return number_x < number_y;
    if (x != y) return x < y;
  }
  return left.empty() && !right.empty();
}

void OrderSeen(std::vector<SeenRevision>& revisions) {
  std::sort(revisions.begin(), revisions.end(), SeenBefore);
  for (size_t first = 0, end = 0; first < revisions.size(); first = end) {
    end = first + 1;
    while (end < revisions.size() && UtcDayOf(revisions[end].last_seen) == UtcDayOf(revisions[first].last_seen)) ++end;
    OrderOneDay(std::span(revisions).subspan(first, end - first));
  }
}

Result<std::string> OrderRevisions(const corpus::Corpus* corpus, std::vector<DocumentRecord>& records) {
  if (records.size() < 2) return std::string();
  std::vector<Placed> placed;
  for (DocumentRecord& record : records) placed.push_back({&record, SeenOf(record)});
  if (corpus) DOSSIER_CHECK(TakeTimes(*corpus, placed));
  std::vector<SeenRevision> order;
  for (const Placed& one : placed) order.push_back(one.seen);
  OrderSeen(order);
  std::map<int, int> rank_of;  // by the number
  for (const SeenRevision& one : order) rank_of.emplace(one.number, static_cast<int>(rank_of.size()) + 1);
  std::map<std::string, int> ranks;  // sorted: the same fact whatever the order in which the records came
  bool moved = false;
  for (Placed& one : placed) {
    const int rank = rank_of[one.seen.number];
    moved = moved || rank != one.seen.number;
    ranks[std::to_string(one.seen.number)] = rank;
    one.record->from.revision = rank;
  }
  return moved ? DumpJson(Json(ranks)) : std::string();
}

}  // namespace dossier::indexer
