#include "indexer/pipeline/revision_order.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "corpus/base/json.h"
#include "corpus/base/take_until.h"
#include "corpus/outcomes.h"
#include "indexer/index/passage.h"
#include "indexer/index/segments.h"

namespace dossier::indexer {
namespace {

struct Placed {
  DocumentRecord* record = nullptr;
  UtcTime last_seen;
  std::string version;
};

bool Before(const Placed& a, const Placed& b) {
  const bool one_day = UtcDayOf(a.last_seen) == UtcDayOf(b.last_seen);
  if (one_day && !a.version.empty() && !b.version.empty() && a.version != b.version)
    return VersionBefore(a.version, b.version);
  if (a.last_seen != b.last_seen) return a.last_seen < b.last_seen;
  if (a.record->from.fetched != b.record->from.fetched) return a.record->from.fetched < b.record->from.fetched;
  return a.record->from.revision < b.record->from.revision;
}

// What the catalogue knows of when each revision was seen. A document that it does not find by its address keeps the
// times of the captures that its revisions came from.
Status TakeTimes(const corpus::Corpus& corpus, const std::string& document_id, std::vector<Placed>& placed) {
  DOSSIER_TRY_ASSIGN(const auto document, corpus.FindDocument(placed.front().record->from.url));
  if (!document || DocumentIdOf(document->key) != document_id) return Ok();
  DOSSIER_TRY_ASSIGN(const auto revisions, corpus.Revisions(document->id));
  for (const corpus::Revision& revision : revisions) {
    for (Placed& one : placed) {
      if (one.record->from.revision != revision.ordinal) continue;
      one.version = revision.stated_version;
      DOSSIER_TRY_ASSIGN(const auto seen, corpus::LastSeen(corpus, revision.capture));
      if (seen) one.last_seen = *seen;
    }
  }
  return Ok();
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

Result<std::vector<std::pair<std::string, std::string>>> OrderRevisions(const corpus::Corpus& corpus,
                                                                        std::vector<DocumentRecord>& records) {
  std::map<std::string, std::vector<Placed>> documents;
  for (DocumentRecord& record : records)
    documents[record.from.document_id].push_back({&record, record.from.fetched, ""});
  std::vector<std::pair<std::string, std::string>> facts;
  for (auto& [document_id, placed] : documents) {
    if (placed.size() < 2) continue;
    DOSSIER_CHECK(TakeTimes(corpus, document_id, placed));
    std::sort(placed.begin(), placed.end(), Before);
    Json ranks = Json::object();
    bool moved = false;
    for (size_t i = 0; i < placed.size(); ++i) {
      const int rank = static_cast<int>(i) + 1;
      moved = moved || placed[i].record->from.revision != rank;
      ranks[std::to_string(placed[i].record->from.revision)] = rank;
      placed[i].record->from.revision = rank;
    }
    if (moved) facts.emplace_back(kFactRanks + document_id, DumpJson(ranks));
  }
  if (!facts.empty()) facts.emplace_back(kFactRanked, "1");
  return facts;
}

}  // namespace dossier::indexer
